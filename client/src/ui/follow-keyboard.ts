/** Gives the page the height that the keyboard on the screen leaves. Where the browser does so itself, nothing changes. */
export function followKeyboard(): void {
  const viewport = globalThis.visualViewport;
  if (!viewport) return;
  const fit = (): void => {
    // Zoomed in, the visible part is small for another reason.
    if (viewport.scale > 1.01) return;
    document.documentElement.style.setProperty('--height', `${viewport.height}px`);
    if (viewport.height < innerHeight) scrollTo(0, 0);
  };
  fit();
  viewport.addEventListener('resize', fit);
}

/** So long a finger rests, in milliseconds, and so far it may stray meanwhile, in pixels. */
const REST = 450;
const STRAY = 10;

/**
 * Calls when a finger rests on something in the element; where that does something, it presses nothing else any more.
 * The answer ends it.
 */
export function onLongPress(element: HTMLElement, pressed: (on: Element) => boolean): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let begun: PointerEvent | undefined;
  const cancel = (): void => {
    clearTimeout(timer);
    begun = undefined;
  };
  const press = (): void => {
    if (!pressed(begun!.target as Element)) return;
    const lifted = new AbortController();
    const { signal } = lifted;
    const swallow = (event: Event): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    addEventListener('click', swallow, { capture: true, signal });
    addEventListener('pointerdown', () => lifted.abort(), { capture: true, signal });
  };
  const on = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    listener: (event: HTMLElementEventMap[Name]) => void,
  ): void => element.addEventListener(name, listener, { signal: stop.signal });

  on('pointerdown', (event) => {
    cancel();
    if (event.pointerType !== 'touch' || !event.isPrimary) return;
    begun = event;
    timer = setTimeout(press, REST);
  });
  on('pointermove', (event) => {
    const { clientX = 0, clientY = 0 } = begun ?? {};
    if (Math.hypot(event.clientX - clientX, event.clientY - clientY) > STRAY) cancel();
  });
  on('pointerup', cancel);
  on('pointercancel', cancel);
  // The browser has a menu of its own for that.
  on('contextmenu', (event) => {
    if ((event as PointerEvent).pointerType === 'touch') event.preventDefault();
  });
  return () => {
    cancel();
    stop.abort();
  };
}

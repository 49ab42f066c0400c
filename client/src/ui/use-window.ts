import { type RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Rows drawn beyond the view on either side, so that scrolling meets no gap. */
const BEYOND = 10;

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Which rows of a long list, all equally high, are near the view; the others need not be drawn. */
export function useWindow(list: RefObject<HTMLElement | null>, count: number, height: number): Span {
  const [span, setSpan] = useState<Span>({ from: 0, to: Math.min(count, 3 * BEYOND) });

  useLayoutEffect(() => {
    const look = (): void => {
      if (!list.current) return;
      const top = -list.current.getBoundingClientRect().top;
      const from = Math.max(0, Math.floor(top / height) - BEYOND);
      const to = Math.min(count, Math.ceil((top + innerHeight) / height) + BEYOND);
      setSpan((before) => (before.from === from && before.to === to ? before : { from, to }));
    };
    look();
    // Captured: whatever scrolls around the list, its event does not rise.
    addEventListener('scroll', look, { capture: true, passive: true });
    addEventListener('resize', look);
    return () => {
      removeEventListener('scroll', look, { capture: true });
      removeEventListener('resize', look);
    };
  }, [list, count, height]);

  return { from: Math.min(span.from, count), to: Math.min(span.to, count) };
}

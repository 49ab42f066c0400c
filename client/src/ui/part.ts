import { useEffect, useReducer } from 'preact/hooks';

/** So long until what could not be fetched is tried again, in milliseconds. */
const AGAIN_AFTER = 3000;

/** A part of the page that is fetched when it is first wanted, apart from what the first sight of the page needs. */
export class Part<T> {
  known: T | undefined;
  private loading: Promise<T> | undefined;

  constructor(private readonly load: () => Promise<T>) {}

  async fetch(): Promise<T> {
    if (this.known !== undefined) return this.known;
    this.loading ??= this.load().finally(() => (this.loading = undefined));
    return (this.known = await this.loading);
  }
}

/** The part once it is there, if it is wanted. What cannot be fetched is tried again for as long as it is wanted. */
export function usePart<T>(part: Part<T>, wanted = true, missing?: () => void): T | undefined {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const { known } = part;
  useEffect(() => {
    // As it was when this was drawn: it may have come since.
    if (!wanted || known !== undefined) return;
    const over = new AbortController();
    const attempt = (): void =>
      void part.fetch().then(
        () => redraw(undefined as never),
        () => {
          if (over.signal.aborted) return;
          missing?.();
          const timer = setTimeout(attempt, AGAIN_AFTER);
          over.signal.onabort = () => clearTimeout(timer);
        },
      );
    attempt();
    return () => over.abort();
  }, [part, wanted]);
  return wanted ? known : undefined;
}

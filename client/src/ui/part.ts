import { useEffect, useReducer } from 'preact/hooks';

/** A part of the page that is fetched when it is first wanted, apart from what the first sight of the page needs. */
export class Part<T> {
  known: T | undefined;

  constructor(private readonly load: () => Promise<T>) {}

  async fetch(): Promise<T> {
    return (this.known ??= await this.load());
  }
}

/** The part once it is there, if it is wanted. What cannot be fetched now is tried again where it is wanted next. */
export function usePart<T>(part: Part<T>, wanted = true, missing?: () => void): T | undefined {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (!wanted || part.known !== undefined) return;
    part.fetch().then(
      () => redraw(undefined as never),
      () => missing?.(),
    );
  }, [part, wanted]);
  return wanted ? part.known : undefined;
}

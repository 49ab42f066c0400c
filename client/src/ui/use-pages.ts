import { useEffect, useState } from 'preact/hooks';
import { useAction, type Action } from './use-action.js';

interface Page<T, C> {
  readonly items: readonly T[];
  readonly next: C | undefined;
}

export interface Pages<T> {
  /** Undefined until the first page is there. */
  readonly items: readonly T[] | undefined;
  readonly action: Action;
  /** Fetches another page, where there is one. */
  readonly more: (() => void) | undefined;
  /** Fetches the first page anew. */
  again(): Promise<void>;
}

/** A list that comes from the server a page at a time. */
export function usePages<T, C>(fetch: (from: C | undefined) => Promise<Page<T, C>>): Pages<T> {
  const [pages, setPages] = useState<Page<T, C>>();
  const action = useAction();
  const again = async (): Promise<void> => setPages(await fetch(undefined));

  useEffect(() => action.run(again), []);
  const load = async (): Promise<void> => {
    const { items, next } = await fetch(pages?.next);
    setPages({ items: [...(pages?.items ?? []), ...items], next });
  };
  return {
    items: pages?.items,
    action,
    more: pages?.next === undefined ? undefined : () => action.run(load),
    again,
  };
}

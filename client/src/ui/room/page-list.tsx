import type { ComponentChildren } from 'preact';
import { useWindowText } from '../use-window-text.js';
import type { Pages } from '../use-pages.js';

interface PageListProps<T> {
  readonly pages: Pages<T>;
  readonly none: string;
  readonly children: (item: T) => ComponentChildren;
}

/** Draws a list that comes a page at a time, what it says when it is empty, and what went wrong. */
export function PageList<T>({ pages: { items, action, more }, none, children }: PageListProps<T>) {
  const t = useWindowText();
  return (
    <>
      <ul class="found whole">{items?.map(children)}</ul>
      {items?.length === 0 && <p class="hint">{none}</p>}
      <p class="problem" role="alert">
        {action.trouble && t.errors[action.trouble]}
      </p>
      {more && (
        <button type="button" class="button" onClick={more}>
          {t.showMore}
        </button>
      )}
    </>
  );
}

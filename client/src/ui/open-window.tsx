import { useEffect } from 'preact/hooks';
import { useChat } from './context.js';
import { later } from './later.js';
import { usePart } from './part.js';
import { useShow, type Window } from './show.js';

/** The windows are fetched when nothing else is going on, so that they open at once and without a network. */
const FETCH_AFTER = 3000;

/** The window that is open, if one is. */
export function OpenWindow({ shown }: { shown: Window | undefined }) {
  const chat = useChat();
  const show = useShow();
  const { Windows } =
    usePart(later, shown !== undefined, () => {
      show(undefined);
      chat.toast('missing');
    }) ?? {};

  useEffect(() => {
    const timer = setTimeout(() => {
      if (chat.store.get().link.state === 'online') later.fetch().catch(() => undefined);
    }, FETCH_AFTER);
    return () => clearTimeout(timer);
  }, []);

  return shown !== undefined && Windows ? <Windows shown={shown} /> : null;
}

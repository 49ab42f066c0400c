import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useChat } from './context.js';
import { useShow, type Window } from './show.js';

/** The windows are fetched when nothing else is going on, so that they open at once and without a network. */
const FETCH_AFTER = 3000;

let known: ComponentType<{ shown: Window }> | undefined;

const fetchWindows = async (): Promise<void> => {
  known ??= (await import('./windows.js')).Windows;
};

/** The window that is open, if one is. */
export function OpenWindow({ shown }: { shown: Window | undefined }) {
  const chat = useChat();
  const show = useShow();
  const [, setFetched] = useState(known !== undefined);

  useEffect(() => {
    // Not from a server that is away: some browsers never ask again for a script that they did not get.
    const timer = setTimeout(() => {
      if (chat.store.get().link.state === 'online') fetchWindows().catch(() => undefined);
    }, FETCH_AFTER);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (shown === undefined || known) return;
    fetchWindows().then(
      () => setFetched(true),
      () => {
        show(undefined);
        chat.toast('missing');
      },
    );
  }, [shown]);

  const Windows = known;
  return shown !== undefined && Windows ? <Windows shown={shown} /> : null;
}

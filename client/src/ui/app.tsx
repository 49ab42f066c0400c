import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { languageOf } from '../chat/preferences.js';
import type { Dictionary } from '../i18n/dictionary.js';
import { fetchDictionary } from '../i18n/fetch-dictionary.js';
import { showUnread } from '../io/favicon.js';
import { callingTotal } from '../model/room-list.js';
import { wanted } from '../notify/permission.js';
import { TextContext, useChat, useSelect } from './context.js';
import { roomTitle } from './room-title.js';
import { Shell } from './shell.js';
import { Toasts } from './toasts.js';
import { Starting, Welcome } from './welcome.js';

const root = document.documentElement;

/** The page, which begins in the language of the given dictionary. */
export function App({ first }: { first: Dictionary }) {
  const chat = useChat();
  const phase = useSelect((state) => state.phase);
  const me = useSelect((state) => state.me?.id);
  const language = useSelect((state) => languageOf(state.preferences));
  const theme = useSelect((state) => state.preferences.theme);
  const [t, setT] = useState(first);

  useEffect(() => {
    if (language === t.locale) return;
    let wanted = true;
    fetchDictionary(language).then(
      (dictionary) => wanted && setT(dictionary),
      () => chat.toast('missing'),
    );
    return () => void (wanted = false);
  }, [language]);

  useEffect(() => {
    const notify = (): void => {
      // Without it, the page is as good as before.
      if (wanted()) import('../notify/notifier.js').then(({ begin }) => begin(chat)).catch(() => undefined);
    };
    notify();
    // Wanted in another tab from now on.
    addEventListener('storage', notify);
    return () => removeEventListener('storage', notify);
  }, [chat]);

  useLayoutEffect(() => void (root.lang = t.locale), [t]);
  useLayoutEffect(() => {
    if (theme === 'auto') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
    const surface = getComputedStyle(document.body).backgroundColor;
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
      if (theme !== 'auto') meta.content = surface;
    }
  }, [theme]);

  const count = useSelect(({ rooms }) => (rooms ? callingTotal(rooms.values()) : 0));
  const title = useSelect(({ rooms, open }) => {
    const room = open && rooms?.get(open.id);
    return (count > 0 ? `(${count}) ` : '') + (room ? `${roomTitle(t, room)} · Parley` : 'Parley');
  });
  useLayoutEffect(() => void (document.title = title), [title]);
  useEffect(() => void showUnread(count), [count]);

  return (
    <TextContext.Provider value={t}>
      {phase === 'signed-in' ? (
        <Shell key={me} />
      ) : phase === 'signed-out' ? (
        <Welcome />
      ) : (
        <Starting failed={phase === 'unreachable'} />
      )}
      <Toasts />
    </TextContext.Provider>
  );
}

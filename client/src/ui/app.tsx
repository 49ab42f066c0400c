import { useEffect, useLayoutEffect } from 'preact/hooks';
import { languageOf } from '../chat/preferences.js';
import { languages } from '../i18n/languages.js';
import { showUnread } from '../io/favicon.js';
import { unreadTotal } from '../model/room-list.js';
import { TextContext, useSelect } from './context.js';
import { roomTitle } from './room-title.js';
import { Shell } from './shell.js';
import { Toasts } from './toasts.js';
import { Starting, Welcome } from './welcome.js';

const root = document.documentElement;

export function App() {
  const phase = useSelect((state) => state.phase);
  const me = useSelect((state) => state.me?.id);
  const language = useSelect((state) => languageOf(state.preferences));
  const theme = useSelect((state) => state.preferences.theme);
  const t = languages[language];

  useLayoutEffect(() => void (root.lang = t.locale), [t]);
  useLayoutEffect(() => {
    if (theme === 'auto') delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
    const surface = getComputedStyle(document.body).backgroundColor;
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
      if (theme !== 'auto') meta.content = surface;
    }
  }, [theme]);

  const count = useSelect(({ rooms }) => (rooms ? unreadTotal(rooms.values()) : 0));
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

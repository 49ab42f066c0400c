import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { shelf } from '../io/shelf.js';
import { inOrder } from '../model/room-list.js';
import { Announcer } from './announcer.js';
import { useChat, useSelect, useText } from './context.js';
import { Dialog } from './dialog.js';
import { SpeechIcon } from './icons.js';
import { details } from './later.js';
import { OpenWindow } from './open-window.js';
import { usePart } from './part.js';
import { RoomView } from './room-view.js';
import { beginAt, goTo, inviteInAddress, leaveMessage, messageInAddress, roomInAddress } from './route.js';
import { SessionEnded } from './session-ended.js';
import { Shake } from './shake.js';
import { Sidebar } from './sidebar.js';
import { useMedia } from './use-media.js';
import { ShowContext, type Window } from './show.js';

/** The rooms, the one that is open, and who is in it. */
export function Shell() {
  const chat = useChat();
  const t = useText();
  const open = useSelect((state) => state.open?.id);
  const peopled = useSelect((state) => state.open?.members !== undefined);
  const ended = useSelect((state) => state.ended);
  const [shown, setShown] = useState<Window | 'details'>();
  const wide = useMedia('(min-width: 1120px)');
  const [beside, setBeside] = useState(true);
  const { Details } = usePart(details, wide ? beside : shown === 'details') ?? {};
  const close = (): void => setShown(undefined);

  useLayoutEffect(() => {
    if (roomInAddress() === null && inviteInAddress() === undefined) beginAt(shelf.get('room') ?? 'lobby');
    const follow = (): void => {
      const invite = inviteInAddress();
      setShown(invite === undefined ? undefined : { invite });
      const message = messageInAddress();
      if (message) leaveMessage();
      void chat.open(roomInAddress() ?? undefined, message);
    };
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [chat]);

  useShortcuts(setShown);

  return (
    <ShowContext.Provider value={setShown}>
      <div class="shell" data-open={open !== undefined}>
        <Sidebar />
        {open === undefined ? (
          <main class="room nothing">
            <div class="note">
              <SpeechIcon />
              <p>{t.chooseRoom}</p>
            </div>
          </main>
        ) : (
          <RoomView
            key={open}
            detailsShown={wide ? beside : shown === 'details'}
            onDetails={() => (wide ? setBeside(!beside) : setShown('details'))}
          />
        )}
        {peopled && wide && beside && (
          <aside class="details" aria-label={t.details}>
            {Details && <Details />}
          </aside>
        )}
        {shown === 'details' && !wide && (
          <Dialog title={t.details} kind="sheet" onClose={close}>
            {Details && <Details />}
          </Dialog>
        )}
        <OpenWindow shown={shown === 'details' ? undefined : shown} />
        {ended && <SessionEnded why={ended} />}
        <Announcer />
        <Shake />
      </div>
    </ShowContext.Provider>
  );
}

/** What opens by a key beside Ctrl, or Cmd. The browser's own search keeps its key. */
function windowOf({ key, shiftKey }: KeyboardEvent): Window | undefined {
  if (key === '/') return 'shortcuts';
  if (shiftKey) return key.toLowerCase() === 'f' ? 'search' : undefined;
  return key.toLowerCase() === 'k' ? 'go-to-room' : undefined;
}

/** Keys that work everywhere on the page, except while a word is being composed. */
function useShortcuts(show: (window: Window) => void): void {
  const chat = useChat();
  const { locale } = useText();

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.isComposing || event.keyCode === 229 || document.querySelector('dialog[open]')) return;
      const window = (event.ctrlKey || event.metaKey) && !event.altKey && windowOf(event);
      if (window) {
        event.preventDefault();
        show(window);
      }
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
      event.preventDefault();
      const { rooms, open } = chat.store.get();
      const list = inOrder(rooms ?? new Map(), locale);
      const here = list.findIndex(({ id }) => id === open?.id);
      const ordered =
        event.key === 'ArrowUp' ? list.slice(0, Math.max(here, 0)).reverse() : list.slice(here + 1);
      const next = event.shiftKey ? ordered.find(({ unread }) => unread > 0) : ordered[0];
      if (next) goTo(next.id);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [chat, locale]);
}

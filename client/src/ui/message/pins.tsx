import { useEffect, useRef } from 'preact/hooks';
import { gist } from '../../../../src/domain/message.js';
import { until } from '../../i18n/when.js';
import { plain } from '../../model/plain.js';
import type { Message } from '../../protocol.js';
import { useChat, usePeople, useSelect } from '../context.js';
import { Dialog } from '../dialog.js';
import { PageList } from '../room/page-list.js';
import { useOpenRoom } from '../room/use-open-room.js';
import { goTo } from '../route.js';
import { useShow } from '../show.js';
import { usePages } from '../use-pages.js';
import { useWindowText } from '../use-window-text.js';

/** So long after something happened in the room the list is read anew, in milliseconds. */
const AGAIN_AFTER = 200;

/** The messages that were pinned in the open room, the last one first. */
export function Pins() {
  const chat = useChat();
  const show = useShow();
  const t = useWindowText();
  const room = useOpenRoom();
  const people = usePeople(room?.id);
  const epoch = useSelect((state) => state.open?.log?.epoch);
  const pages = usePages<Message, never>(async () => ({
    items: room ? (await chat.request('room:pins', { room: room.id })).messages : [],
    next: undefined,
  }));
  const asOf = useSelect((state) => state.open?.log?.asOf);
  const read = useRef(asOf);

  useEffect(() => {
    if (asOf === read.current) return;
    read.current = asOf;
    // Where that fails, the list stays as it was.
    const timer = setTimeout(() => void pages.again().catch(() => undefined), AGAIN_AFTER);
    return () => clearTimeout(timer);
  }, [asOf]);
  if (!room || epoch === undefined) return null;

  const nameOf = ({ id, nickname }: Message['author']): string => people.get(id)?.nickname ?? nickname;
  return (
    <Dialog title={t.pins} onClose={() => show(undefined)}>
      <PageList pages={pages} none={t.noPins}>
        {(message) => (
          <li key={message.seq} class="deed">
            <p class="version" dir="auto">
              {t.lastMessage(nameOf(message.author), plain(gist(message)))}
            </p>
            {message.pinnedBy && message.pinnedAt !== undefined && (
              <p class="line">
                {t.pinnedBy(nameOf(message.pinnedBy), until(t, new Date(message.pinnedAt), new Date()))}
              </p>
            )}
            <button
              type="button"
              class="button"
              onClick={() => {
                show(undefined);
                goTo(room.id, { epoch, seq: message.seq });
              }}
            >
              {t.show}
            </button>
          </li>
        )}
      </PageList>
    </Dialog>
  );
}

import { noticeLines } from '../../i18n/notices.js';
import { exactly } from '../../i18n/when.js';
import { isNotice } from '../../model/room-log.js';
import type { Notice } from '../../protocol.js';
import { useChat, useSelect } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { useShow } from '../show.js';
import { PageList } from './page-list.js';
import { useOpenRoom } from './use-open-room.js';
import { usePages } from '../use-pages.js';

/** What was done in the room besides talking, the newest first. */
export function Audit() {
  const chat = useChat();
  const show = useShow();
  const t = useWindowText();
  const me = useSelect((state) => state.me)!;
  const room = useOpenRoom();
  const pages = usePages<Notice, number>(async (before) => {
    if (!room) return { items: [], next: undefined };
    const page = await chat.request('room:audit', { room: room.id, ...(before !== undefined && { before }) });
    return {
      items: page.entries.filter(isNotice).reverse(),
      next: page.before ? page.entries[0]?.seq : undefined,
    };
  });
  return (
    <Dialog title={t.audit} onClose={() => show(undefined)}>
      <PageList pages={pages} none={t.noAudit}>
        {(notice) => (
          <li key={notice.seq} class="deed">
            {noticeLines(t, notice, me.id, ({ nickname }) => nickname).map((line) => (
              <p key={line}>{line}</p>
            ))}
            <time class="line" dateTime={notice.at}>
              {exactly(t, new Date(notice.at))}
            </time>
          </li>
        )}
      </PageList>
    </Dialog>
  );
}

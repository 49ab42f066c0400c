import { until } from '../../i18n/when.js';
import type { Report } from '../../protocol.js';
import { useChat, useText } from '../context.js';
import { Dialog } from '../dialog.js';
import { useShow } from '../show.js';
import { PageList } from './page-list.js';
import { useOpenRoom } from './use-open-room.js';
import { usePages } from '../use-pages.js';

/** What members asked the moderators to look at: first what nobody has seen to. */
export function Reports() {
  const chat = useChat();
  const show = useShow();
  const t = useText();
  const room = useOpenRoom();
  const pages = usePages<Report, never>(async () => {
    const reports = room ? (await chat.request('report:list', { room: room.id })).reports : [];
    return { items: reports, next: undefined };
  });
  if (!room) return null;

  const resolve = async (report: string): Promise<void> => {
    await chat.request('report:resolve', { room: room.id, report });
    await pages.again();
  };
  return (
    <Dialog title={t.reports} onClose={() => show(undefined)}>
      <PageList pages={pages} none={t.noReports}>
        {({ id, message, by, reason, at, resolved }) => (
          <li key={id} class="deed">
            <p dir="auto">{message ? t.lastMessage(message.author.nickname, message.text) : t.messageGone}</p>
            <p class="line" dir="auto">
              {t.reportedBy(by.nickname, reason, until(t, new Date(at), new Date()))}
            </p>
            {resolved ? (
              <p class="line">{t.resolvedBy(resolved.by.nickname)}</p>
            ) : (
              <button type="button" class="button" onClick={() => pages.action.run(() => resolve(id))}>
                {t.resolve}
              </button>
            )}
          </li>
        )}
      </PageList>
    </Dialog>
  );
}

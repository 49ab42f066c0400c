import { useChat } from '../context.js';
import { Dialog } from '../dialog.js';
import { useShow } from '../show.js';
import { useWindowText } from '../use-window-text.js';
import { ReportList } from './report-list.js';
import { useOpenRoom } from './use-open-room.js';

/** What members asked the moderators of the open room to look at. */
export function Reports() {
  const chat = useChat();
  const show = useShow();
  const t = useWindowText();
  const room = useOpenRoom();
  if (!room) return null;

  return (
    <Dialog title={t.reports} onClose={() => show(undefined)}>
      <ReportList
        list={async () => (await chat.request('report:list', { room: room.id })).reports}
        resolve={(report) => chat.request('report:resolve', { room: room.id, report })}
      />
    </Dialog>
  );
}

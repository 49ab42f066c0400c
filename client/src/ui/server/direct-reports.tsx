import { useChat } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { ReportList } from '../room/report-list.js';

/** What was reported in direct talks, which have no moderators. Of each talk, only the message reported is seen. */
export function DirectReports() {
  const chat = useChat();
  const t = useWindowText();
  return (
    <>
      <p class="hint">{t.directReportsHint}</p>
      <ReportList
        list={async () => (await chat.request('admin:reports', {})).reports}
        resolve={(report) => chat.request('admin:report', { report })}
      />
    </>
  );
}

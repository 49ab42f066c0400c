import { until } from '../../i18n/when.js';
import type { Report } from '../../protocol.js';
import { useWindowText } from '../use-window-text.js';
import { usePages } from '../use-pages.js';
import { PageList } from './page-list.js';

interface ReportListProps {
  readonly list: () => Promise<readonly Report[]>;
  readonly resolve: (report: string) => Promise<unknown>;
}

/** What people asked to be looked at: first what nobody has seen to. */
export function ReportList({ list, resolve }: ReportListProps) {
  const t = useWindowText();
  const pages = usePages<Report, never>(async () => ({ items: await list(), next: undefined }));

  const settle = async (report: string): Promise<void> => {
    await resolve(report);
    await pages.again();
  };
  return (
    <PageList pages={pages} none={t.noReports}>
      {({ id, message, by, reason, at, resolved }) => (
        <li key={id} class="deed">
          <p dir="auto">
            {message && message.recalledAt === undefined
              ? t.lastMessage(message.author.nickname, message.text)
              : t.messageGone}
          </p>
          <p class="line" dir="auto">
            {t.reportedBy(by.nickname, reason, until(t, new Date(at), new Date()))}
          </p>
          {resolved ? (
            <p class="line">{t.resolvedBy(resolved.by.nickname)}</p>
          ) : (
            <button type="button" class="button" onClick={() => pages.action.run(() => settle(id))}>
              {t.resolve}
            </button>
          )}
        </li>
      )}
    </PageList>
  );
}

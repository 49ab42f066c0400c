import type { Message } from '../../domain/message.js';
import type { Report } from '../../domain/report.js';
import type { ReportedIn, Reports } from '../ports/reports.js';
import type { RoomLog } from '../ports/room-log.js';

/** So many reports are shown at once; as they are seen to, others take their place. */
export const REPORTS_LIMIT = 100;

export interface ShownReport extends Report {
  /** The message in its state of now. */
  readonly message: Message | undefined;
}

/** Reports with what they are about. */
export class Reported {
  constructor(
    private readonly reports: Reports,
    private readonly log: RoomLog,
  ) {}

  async in(of: ReportedIn): Promise<readonly ShownReport[]> {
    const reports = await this.reports.list(of, REPORTS_LIMIT);
    return Promise.all(reports.map(async (report) => ({ ...report, message: await this.message(report) })));
  }

  private async message({ room, seq }: Report): Promise<Message | undefined> {
    const slice = await this.log.window(room, { around: seq, limit: 1 });
    const [entry] = slice?.entries ?? [];
    return entry?.seq === seq && entry.type === 'message.sent' ? entry.message : undefined;
  }
}

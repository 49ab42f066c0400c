import type { Instant } from '../../domain/message.js';
import type { NewReport, Report, ReportId } from '../../domain/report.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';

/** Of which rooms: one, or all direct talks, which nobody runs. */
export type ReportedIn = { readonly room: RoomId } | 'directs';

/** Keeps what people reported. */
export abstract class Reports {
  /** Keeps a report, whose id is new. Of one person about one message, the first stays. */
  abstract add(report: NewReport): Promise<void>;

  /** At most `limit` reports: first those that nobody has seen to, the newest of each first. */
  abstract list(of: ReportedIn, limit: number): Promise<readonly Report[]>;

  /** Notes that the user has seen to it; who did so first stays. False for one that is not there. */
  abstract resolve(of: ReportedIn, id: ReportId, by: UserId, at: Instant): Promise<boolean>;
}

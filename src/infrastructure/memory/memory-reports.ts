import type { ReportedIn, Reports } from '../../application/ports/reports.js';
import type { Instant } from '../../domain/message.js';
import type { NewReport, Report, ReportId } from '../../domain/report.js';
import type { UserId } from '../../domain/user.js';
import type { KeptReport, MemoryData } from './memory-data.js';

export class MemoryReports implements Reports {
  constructor(private readonly data: MemoryData) {}

  async add(report: NewReport): Promise<void> {
    const { room, seq, by } = report;
    const known = [...this.data.reports.values()];
    if (known.some((one) => one.room === room && one.seq === seq && one.by === by)) return;
    this.data.reports.set(report.id, report);
  }

  async list(of: ReportedIn, limit: number): Promise<readonly Report[]> {
    const newest = [...this.data.reports.values()].filter((report) => this.isIn(of, report)).toReversed();
    const open = newest.filter(({ resolved }) => !resolved);
    const done = newest.filter(({ resolved }) => resolved);
    return [...open, ...done].slice(0, limit).map((report) => this.shown(report));
  }

  async resolve(of: ReportedIn, id: ReportId, by: UserId, at: Instant): Promise<boolean> {
    const report = this.data.reports.get(id);
    if (!report || !this.isIn(of, report)) return false;
    this.data.reports.set(id, { ...report, resolved: report.resolved ?? { by, at } });
    return true;
  }

  private isIn(of: ReportedIn, { room }: KeptReport): boolean {
    return of === 'directs' ? this.data.rooms.get(room)?.room.kind === 'direct' : of.room === room;
  }

  private shown({ id, room, seq, by, reason, at, resolved }: KeptReport): Report {
    const { members } = this.data.rooms.get(room)!;
    // Guests may be forgotten; what they reported is not.
    const known = (user: UserId) => this.data.known(user, members) ?? { id: user, nickname: '' };
    const seen = resolved && { by: known(resolved.by), at: resolved.at };
    return { id, room, seq, by: known(by), reason, at, resolved: seen };
  }
}

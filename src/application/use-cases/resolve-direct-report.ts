import { ChatError } from '../../domain/chat-error.js';
import type { ReportId } from '../../domain/report.js';
import type { Clock } from '../ports/clock.js';
import type { Reports } from '../ports/reports.js';
import type { Caller } from './caller.js';

/** Notes that the administrator has seen to a report of a direct talk. Safe to repeat. Throws `report.not_found`. */
export class ResolveDirectReport {
  constructor(
    private readonly reports: Reports,
    private readonly clock: Clock,
  ) {}

  async execute({ caller, report }: { caller: Caller; report: ReportId }): Promise<void> {
    const there = await this.reports.resolve('directs', report, caller.user.id, this.clock.now());
    if (!there) throw new ChatError('report.not_found');
  }
}

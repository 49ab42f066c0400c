import { ChatError } from '../../domain/chat-error.js';
import type { ReportId } from '../../domain/report.js';
import type { RoomId } from '../../domain/room.js';
import type { Clock } from '../ports/clock.js';
import type { Reports } from '../ports/reports.js';
import type { Caller } from './caller.js';
import type { RoomAccess } from './room-access.js';

export interface ResolveReportInput {
  readonly caller: Caller;
  readonly room: RoomId;
  readonly report: ReportId;
}

/** Notes that the caller has seen to a report. Safe to repeat. Throws as `Rules.enter` does, or `report.not_found`. */
export class ResolveReport {
  constructor(
    private readonly access: RoomAccess,
    private readonly reports: Reports,
    private readonly clock: Clock,
  ) {}

  async execute({ caller, room, report }: ResolveReportInput): Promise<void> {
    await this.access.enter(ResolveReport, room, caller);
    const there = await this.reports.resolve({ room }, report, caller.user.id, this.clock.now());
    if (!there) throw new ChatError('report.not_found');
  }
}

import { ChatError } from '../../domain/chat-error.js';
import type { Epoch } from '../../domain/entry.js';
import { reportReason } from '../../domain/name.js';
import type { RoomId } from '../../domain/room.js';
import type { Clock } from '../ports/clock.js';
import type { Reports } from '../ports/reports.js';
import type { RoomLog } from '../ports/room-log.js';
import type { Secrets } from '../ports/secrets.js';
import type { Caller } from './caller.js';
import type { RoomAccess } from './room-access.js';
import type { Throttle } from './throttle.js';

export interface CreateReportInput {
  readonly caller: Caller;
  readonly room: RoomId;
  /** Of the message. */
  readonly epoch: Epoch;
  readonly seq: number;
  readonly reason: string;
}

/**
 * Asks the moderators of a room to look at a message, or, where nobody runs the room, the administrator of the server.
 * Nobody else learns of it. Safe to repeat. Throws as `Rules.enter` does, `report.reason_invalid`, `room.epoch_changed`,
 * `message.not_found` or `rate_limited`.
 */
export class CreateReport {
  constructor(
    private readonly access: RoomAccess,
    private readonly log: RoomLog,
    private readonly reports: Reports,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly throttle: Throttle,
  ) {}

  async execute({ caller, room, epoch, seq, reason }: CreateReportInput): Promise<void> {
    const { membership } = await this.access.enter(CreateReport, room, caller);
    await this.throttle.pass('reports', caller.user.id);
    const words = reportReason(reason);
    const slice = await this.log.window(room, { around: seq, beyond: membership?.from, limit: 1 });
    if (slice?.epoch !== epoch) throw new ChatError('room.epoch_changed');
    const [entry] = slice.entries;
    if (entry?.seq !== seq || entry.type !== 'message.sent') throw new ChatError('message.not_found');
    const report = { id: this.secrets.id(), room, seq, by: caller.user.id, reason: words };
    await this.reports.add({ ...report, at: this.clock.now() });
  }
}

import { needWords } from '../../domain/alterations.js';
import { reportReason } from '../../domain/name.js';
import type { Clock } from '../ports/clock.js';
import type { Reports } from '../ports/reports.js';
import type { Secrets } from '../ports/secrets.js';
import type { Caller } from './caller.js';
import type { FindMessage, MessageAddress } from './find-message.js';
import type { RoomAccess } from './room-access.js';
import type { Throttle } from './throttle.js';

export interface CreateReportInput extends MessageAddress {
  readonly caller: Caller;
  readonly reason: string;
}

/**
 * Asks the moderators of a room to look at a message, or, where nobody runs the room, the administrator of the server.
 * Nobody else learns of it. Safe to repeat. Throws as `Rules.enter` and `FindMessage` do, `report.reason_invalid`,
 * `message.recalled` or `rate_limited`.
 */
export class CreateReport {
  constructor(
    private readonly access: RoomAccess,
    private readonly findMessage: FindMessage,
    private readonly reports: Reports,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly throttle: Throttle,
  ) {}

  async execute({ caller, reason, ...address }: CreateReportInput): Promise<void> {
    const { room, seq } = address;
    const place = await this.access.enter(CreateReport, room, caller);
    await this.throttle.pass('reports', caller.user.id);
    const words = reportReason(reason);
    const { message } = await this.findMessage.execute(address, place);
    needWords(message);
    const report = { id: this.secrets.id(), room, seq, by: caller.user.id, reason: words };
    await this.reports.add({ ...report, at: this.clock.now() });
  }
}

import { ChatError } from '../../domain/chat-error.js';
import type { Epoch } from '../../domain/entry.js';
import type { RoomId } from '../../domain/room.js';
import type { EventBus } from '../ports/event-bus.js';
import type { Marked, Memberships } from '../ports/memberships.js';
import type { Caller } from './caller.js';
import type { RoomAccess } from './room-access.js';

export interface MarkReadInput {
  readonly caller: Caller;
  readonly room: RoomId;
  readonly epoch: Epoch;
  readonly seq: number;
}

/**
 * Moves the caller's marker forward and tells the caller's other connections. Throws as `Rules.enter`
 * does or `room.epoch_changed`.
 */
export class MarkRead {
  constructor(
    private readonly access: RoomAccess,
    private readonly memberships: Memberships,
    private readonly bus: EventBus,
  ) {}

  async execute({ caller, room, epoch, seq }: MarkReadInput): Promise<Marked> {
    const { membership } = await this.access.enter(MarkRead, room, caller);
    const marked = await this.memberships.mark(room, caller.user.id, epoch, seq);
    if (marked === 'epoch_changed') throw new ChatError('room.epoch_changed');
    if (!marked) throw new ChatError('room.not_member');

    if (marked.marker > (membership?.marker ?? 0)) {
      this.bus.publish({
        type: 'marker-moved',
        user: caller.user.id,
        moved: { room, epoch, seq: marked.marker, unread: marked.unread, mentions: marked.mentions },
      });
    }
    return marked;
  }
}

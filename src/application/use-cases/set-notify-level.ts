import { ChatError } from '../../domain/chat-error.js';
import type { NotifyLevel } from '../../domain/membership.js';
import type { RoomId } from '../../domain/room.js';
import type { EventBus } from '../ports/event-bus.js';
import type { Memberships } from '../ports/memberships.js';
import type { Caller } from './caller.js';
import type { RoomAccess } from './room-access.js';

export interface SetNotifyLevelInput {
  readonly caller: Caller;
  readonly room: RoomId;
  readonly level: NotifyLevel;
}

/** Sets of what in a room the caller is notified, on all devices. Throws as `Rules.enter` does or `room.not_member`. */
export class SetNotifyLevel {
  constructor(
    private readonly access: RoomAccess,
    private readonly memberships: Memberships,
    private readonly bus: EventBus,
  ) {}

  async execute({ caller, room, level }: SetNotifyLevelInput): Promise<void> {
    const { membership } = await this.access.enter(SetNotifyLevel, room, caller);
    if (membership?.notify === level) return;

    const noted = await this.memberships.notify(room, caller.user.id, level);
    if (!noted) throw new ChatError('room.not_member');
    this.bus.publish({ type: 'notify-changed', user: caller.user.id, changed: { room, level } });
  }
}

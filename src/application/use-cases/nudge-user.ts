import { ChatError } from '../../domain/chat-error.js';
import { knownAs } from '../../domain/membership.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Contacts } from '../ports/contacts.js';
import type { EventBus } from '../ports/event-bus.js';
import type { Memberships } from '../ports/memberships.js';
import type { Users } from '../ports/users.js';
import type { Caller } from './caller.js';
import type { Throttle } from './throttle.js';
import type { Voice } from './voice.js';

export interface NudgeUserInput {
  readonly caller: Caller;
  readonly room: RoomId;
  readonly user: UserId;
}

/**
 * Asks another member for attention, before the eyes of all. Throws as `Voice.in` does, `member.not_found`,
 * `user.nudges_off`, without saying whether by all or by the caller, or `rate_limited`.
 */
export class NudgeUser {
  constructor(
    private readonly voice: Voice,
    private readonly users: Users,
    private readonly memberships: Memberships,
    private readonly contacts: Contacts,
    private readonly throttle: Throttle,
    private readonly bus: EventBus,
  ) {}

  async execute({ caller, room, user }: NudgeUserInput): Promise<void> {
    const { membership } = await this.voice.in(NudgeUser, room, caller);
    const by = caller.user.id;
    const [known, seat, state] = await Promise.all([
      this.users.find(user),
      this.memberships.find(room, user),
      this.contacts.find(user, by),
    ]);
    if (!known || !seat || user === by) throw new ChatError('member.not_found');
    if (!known.nudges || state === 'blocked') throw new ChatError('user.nudges_off');

    await this.throttle.pass('nudgesAtOne', `${by} ${user}`);
    await this.throttle.pass('nudges', by);
    const nudged = { room, by: knownAs(caller.user, membership), user: knownAs(known, seat) };
    this.bus.publish({ type: 'nudged', nudged });
  }
}

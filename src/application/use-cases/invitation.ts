import { ChatError } from '../../domain/chat-error.js';
import { isOpen, type Invite } from '../../domain/invite.js';
import type { Membership } from '../../domain/membership.js';
import type { Room } from '../../domain/room.js';
import type { Clock } from '../ports/clock.js';
import type { Invites } from '../ports/invites.js';
import type { Memberships } from '../ports/memberships.js';
import type { Rooms } from '../ports/rooms.js';
import type { Secrets } from '../ports/secrets.js';
import type { Caller } from './caller.js';
import type { Throttle } from './throttle.js';

export interface Invited {
  readonly invite: Invite;
  readonly room: Room;
  readonly membership: Membership | undefined;
}

/** What a token stands for. Whatever it lacks, the answer is the same: of a room one may not enter, one learns nothing. */
export class Invitation {
  constructor(
    private readonly invites: Invites,
    private readonly rooms: Rooms,
    private readonly memberships: Memberships,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly throttle: Throttle,
  ) {}

  /** Where the token lets the caller in. Throws `invite.invalid` or `rate_limited`. */
  async find(token: string, caller: Caller): Promise<Invited> {
    await this.throttle.pass('invites', caller.user.id);
    return this.look(token, caller);
  }

  /** The same once more, which is no guess. */
  async look(token: string, { user }: Caller): Promise<Invited> {
    const invite = await this.invites.findByToken(this.secrets.digest(token));
    const room = invite && (await this.rooms.find(invite.room));
    if (!room || !isOpen(invite, this.clock.now()) || room.settings.archived)
      throw new ChatError('invite.invalid');
    const [membership, banned] = await Promise.all([
      this.memberships.find(room.id, user.id),
      this.memberships.banned(room.id, user.id),
    ]);
    if (banned) throw new ChatError('invite.invalid');
    return { invite, room, membership };
  }
}

import { ChatError } from '../../domain/chat-error.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Memberships } from '../ports/memberships.js';

/** Whom one can mention: members of the room. */
export class Mentions {
  constructor(private readonly memberships: Memberships) {}

  /** Throws `message.mention_unknown` where one of them is no member. */
  async check(room: RoomId, users: readonly UserId[] = []): Promise<void> {
    if (users.length === 0) return;
    const members = await this.memberships.among(room, users);
    if (members.length < new Set(users).size) throw new ChatError('message.mention_unknown');
  }
}

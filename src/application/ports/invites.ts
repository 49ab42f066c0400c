import type { Invite } from '../../domain/invite.js';
import type { RoomId } from '../../domain/room.js';

/**
 * Keeps by what people are invited to rooms. An invite is made, used and revoked with the entry that says so:
 * `RoomLog.append`. One that is revoked is gone, and those that let nobody in any more go when the next one is made.
 */
export abstract class Invites {
  /** The invite of which this is the token's digest, whether it still lets somebody in or not. */
  abstract findByToken(token: string): Promise<Invite | undefined>;

  /** The invites to a room, in the order in which they were made, by whom as the room knows them today. */
  abstract list(room: RoomId): Promise<readonly Invite[]>;
}

import type { RoomId } from '../../domain/room.js';
import type { Availability, Shown, UserId } from '../../domain/user.js';

export type ConnectionId = string;

/** Who is seen to come, or to go, and where. */
export interface Moved {
  readonly user: UserId;
  readonly rooms: readonly RoomId[];
  readonly here: boolean;
}

/**
 * Who is connected now. Not durable: after a restart nobody is, until connections return. Whoever is invisible is
 * connected, and nobody sees it.
 */
export abstract class Presence {
  /**
   * Counts a connection of the user in, who belongs to the rooms. True where the user is thereby seen to come: by the
   * first connection. Another one changes nothing about how the user is seen.
   */
  abstract arrive(
    connection: ConnectionId,
    user: UserId,
    rooms: readonly RoomId[],
    availability: Availability,
  ): Promise<boolean>;

  /**
   * Counts the connection out. Answers the rooms that its user is thereby seen to go from: none while another
   * connection of the user lives. Safe to repeat.
   */
  abstract depart(connection: ConnectionId): Promise<readonly RoomId[]>;

  /** The user belongs to the room from now on. True if the user is seen there. */
  abstract joined(user: UserId, room: RoomId): Promise<boolean>;

  /** The user belongs to the room no more. True if the user was seen there. */
  abstract left(user: UserId, room: RoomId): Promise<boolean>;

  /** The user is seen otherwise from now on. Answers the rooms where that shows: none for who is not connected. */
  abstract show(user: UserId, availability: Availability): Promise<readonly RoomId[]>;

  /** The members of the room who have a connection and are seen, first who came first. The map may follow what happens later. */
  abstract here(room: RoomId): Promise<ReadonlyMap<UserId, Shown>>;

  /**
   * Says that this process lives, which it does every few seconds, and counts out the connections of those that have not
   * said so for long. Answers who is thereby seen to go; or to come back, where this process was taken for one of them.
   */
  abstract beat(): Promise<readonly Moved[]>;
}

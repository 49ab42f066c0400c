import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';

export type ConnectionId = string;

/** Who is connected now. Not durable: after a restart nobody is, until connections return. */
export abstract class Presence {
  /** Counts a connection of the user in, who belongs to the rooms. True for the user's first connection. */
  abstract arrive(connection: ConnectionId, user: UserId, rooms: readonly RoomId[]): Promise<boolean>;

  /**
   * Counts the connection out. Answers the rooms that its user is thereby gone from: none while another connection
   * of the user lives. Safe to repeat.
   */
  abstract depart(connection: ConnectionId): Promise<readonly RoomId[]>;

  /** The user belongs to the room from now on. True if the user has a connection. */
  abstract joined(user: UserId, room: RoomId): Promise<boolean>;

  /** The user belongs to the room no more. True if the user had a connection, and was there. */
  abstract left(user: UserId, room: RoomId): Promise<boolean>;

  /** The members of the room who have a connection, first who came first. The set may follow what happens later. */
  abstract here(room: RoomId): Promise<ReadonlySet<UserId>>;
}

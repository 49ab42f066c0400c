import type { Room } from '../../domain/room.js';
import type { User } from '../../domain/user.js';

export interface NumberedUser {
  readonly user: User;
  /** The how manieth user there ever was. */
  readonly place: number;
}

/** Users who came before the place, newest first. */
export interface UsersWanted {
  readonly before: number;
  readonly limit: number;
  /** Held by the nickname or the username, whatever its case and width; or the whole number or id. */
  readonly query?: string | undefined;
}

export interface CountedRoom {
  readonly room: Room;
  readonly members: number;
  /** The seq of the last entry. */
  readonly head: number;
}

/** Everybody and everything there is, for whoever runs the server. */
export abstract class Overview {
  abstract users(wanted: UsersWanted): Promise<readonly NumberedUser[]>;

  /** At most `limit` rooms that have names, whose key is greater, in order of their keys. Talks and notes are nobody's. */
  abstract rooms(afterKey: string, limit: number): Promise<readonly CountedRoom[]>;
}

import type { RoomId } from './room.js';
import type { UserId } from './user.js';

/** Someone's place in a room. It outlives every connection and ends only by leaving. */
export interface Membership {
  readonly room: RoomId;
  readonly user: UserId;
  /** The member sees entries whose seq is greater. 0: all of them. */
  readonly from: number;
  /** The last seq the member has read. It moves forward only. */
  readonly marker: number;
  /**
   * Rises in its room whenever a membership begins, so an old one is never mistaken for a new one. Moving the marker
   * leaves it as it is: no decision is based on how far someone has read.
   */
  readonly version: number;
}

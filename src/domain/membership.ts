import type { Author, Instant } from './message.js';
import type { RoomId } from './room.js';
import type { User, UserId } from './user.js';

export type Role = 'owner' | 'moderator' | 'member';

/** The longest time for which someone is muted, in seconds: thirty days. */
export const MUTE_LIMIT = 30 * 24 * 60 * 60;

/** Of what in a room its member wants to be notified: every message, those that mention the member, or nothing. */
export const NOTIFY_LEVELS = ['all', 'mentions', 'none'] as const;
export type NotifyLevel = (typeof NOTIFY_LEVELS)[number];

/** What a room's decisions give to a member. */
export interface Seat {
  readonly role: Role;
  /** Until when the member may not speak; 0 for one who may. */
  readonly mutedUntil: Instant;
}

/** Someone's place in a room. It outlives every connection and ends only by leaving. */
export interface Membership extends Seat {
  readonly room: RoomId;
  readonly user: UserId;
  /** By what name the others know the member here; empty for the name that the member has everywhere. */
  readonly nickname: string;
  readonly notify: NotifyLevel;
  /** The member sees entries whose seq is greater. 0: all of them. */
  readonly from: number;
  /** The last seq the member has read. It moves forward only. */
  readonly marker: number;
  /**
   * Rises in its room whenever a membership begins, or its seat changes: a decision based on an old one is never
   * mistaken for one based on the new. Moving the marker leaves it as it is: no decision is based on it.
   */
  readonly version: number;
}

/** The seat with another role. Who gets more to say may say it: it lifts a mute. */
export const promoted = ({ mutedUntil }: Seat, role: Role): Seat => ({
  role,
  mutedUntil: role === 'member' ? mutedUntil : 0,
});

/** The user as the room knows its member. */
export const knownAs = ({ id, nickname, avatar }: User, membership: Membership | undefined): Author => ({
  id,
  nickname: membership?.nickname || nickname,
  ...(avatar !== '' && { avatar }),
});

import type { Author, Instant } from './message.js';
import type { RoomId } from './room.js';
import type { UserId } from './user.js';

export type InviteId = string;

/** For how long an invite lets people in, in seconds, how many of them, and how many open ones a room has, at most. */
export const INVITE_LIMIT = { seconds: 366 * 24 * 60 * 60, uses: 10_000, open: 100 } as const;

/** Lets whoever knows its token into a private room. */
export interface Invite {
  readonly id: InviteId;
  readonly room: RoomId;
  /** Who made it. */
  readonly by: Author;
  readonly createdAt: Instant;
  /** Lets nobody in from then on; absent: it has no end. */
  readonly expiresAt?: Instant | undefined;
  /** Absent: any number. */
  readonly maxUses?: number | undefined;
  readonly uses: number;
}

/** One that is being made. */
export interface NewInvite extends Omit<Invite, 'by' | 'uses'> {
  readonly by: UserId;
  /** `Secrets.digest` of the token. */
  readonly token: string;
}

/** Whether it lets somebody in. */
export const isOpen = ({ expiresAt, maxUses, uses }: Omit<Invite, 'by'>, now: Instant): boolean =>
  (expiresAt === undefined || now < expiresAt) && (maxUses === undefined || uses < maxUses);

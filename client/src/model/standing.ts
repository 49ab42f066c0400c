import { outranks, type Standing } from '../../../src/domain/standing.js';
import type { ListedRoom, Member, User } from '../protocol.js';

type Placed = Pick<ListedRoom, 'kind' | 'role' | 'archived'>;
type Reader = Pick<User, 'id' | 'admin'>;

/** Rooms that everybody finds. */
export const isListed = ({ kind }: Placed): boolean => kind === 'public' || kind === 'announcement';

/** Rooms that somebody opened and runs. A direct talk and notes have neither roles nor settings. */
const isRun = (room: Placed): boolean => isListed(room) || room.kind === 'private';

/** How the reader stands in a room: the administrator of the server as owner where everybody finds it. */
export const standingIn = (room: Placed, me: Reader): Standing =>
  me.admin && isListed(room) ? 'owner' : (room.role ?? 'stranger');

const moderates = (room: Placed, me: Reader): boolean =>
  isRun(room) && ['moderator', 'owner'].includes(standingIn(room, me));

/** Whether the reader may mention all of the room at once. */
export const mayCallAll = (room: Placed, me: Reader): boolean =>
  room.kind === 'direct' || moderates(room, me);

/** What the reader may do about a room. What is refused is not offered. */
export interface Powers {
  /** Name, history, archive. */
  readonly own: boolean;
  /** Everything else about it. */
  readonly moderate: boolean;
  /** What was done, who is kept out, what was reported. */
  readonly review: boolean;
  readonly invite: boolean;
  /** Go by another name. */
  readonly rename: boolean;
  readonly leave: boolean;
}

export function powersIn(room: Placed, me: Reader): Powers {
  const review = moderates(room, me);
  const moderate = review && !room.archived;
  return {
    own: isRun(room) && standingIn(room, me) === 'owner',
    moderate,
    review,
    invite: moderate && room.kind === 'private',
    rename: isRun(room) && room.role !== undefined && !room.archived,
    leave: isRun(room) && room.role !== undefined,
  };
}

export type Deed = 'promote' | 'demote' | 'handOver' | 'mute' | 'unmute' | 'recall' | 'remove' | 'ban';

/** What the reader may do to a member: nothing to oneself, to an equal, and to who stands above. */
export function deedsOn(room: Placed, me: Reader, member: Member, now: Date): readonly Deed[] {
  const standing = standingIn(room, me);
  if (!powersIn(room, me).moderate || member.id === me.id || !outranks(standing, member.role)) return [];
  const muted = member.mutedUntil !== undefined && new Date(member.mutedUntil) > now;
  return [
    ...(standing === 'owner' ? ([member.role === 'member' ? 'promote' : 'demote', 'handOver'] as const) : []),
    muted ? 'unmute' : 'mute',
    'recall',
    'remove',
    'ban',
  ];
}

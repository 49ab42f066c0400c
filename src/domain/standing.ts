import type { Membership, Role } from './membership.js';
import type { Room } from './room.js';

/** How someone stands in a room: what every rule on rooms is about. */
export type Standing = 'stranger' | Role;

const RANK = { stranger: 0, member: 1, moderator: 2, owner: 3 } as const satisfies Record<Standing, number>;

/** Whether one may act on the other: only downwards, so that nobody is removed by an equal. */
export const outranks = (actor: Standing, other: Standing): boolean => RANK[actor] > RANK[other];

/**
 * The administrator of the server stands as an owner in the rooms that everybody can find, and nowhere else: what
 * people say among themselves is not the administrator's.
 */
export function standing(room: Room, membership: Membership | undefined, administrator: boolean): Standing {
  if (administrator && room.listed) return 'owner';
  return membership?.role ?? 'stranger';
}

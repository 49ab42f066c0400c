import { nickname } from './name.js';
import type { QuietHours } from './quiet-hours.js';

export type UserId = string;

/** A guest is known by a session alone; an account also by a username and a password. */
export type UserKind = 'guest' | 'account';

/** What someone shows to others while connected. Who is invisible looks like someone who is not. */
export const SHOWN = ['online', 'away', 'busy'] as const;
export const AVAILABILITIES = [...SHOWN, 'invisible'] as const;
export type Shown = (typeof SHOWN)[number];
export type Availability = (typeof AVAILABILITIES)[number];

/** Who may write to someone directly: everyone, people of a common room, or those whom they accepted. */
export const DIRECTS = ['everyone', 'shared', 'accepted'] as const;
export type Directs = (typeof DIRECTS)[number];

/** Someone who talks. Nicknames need not be unique; ids, usernames and numbers are. */
export interface User {
  readonly id: UserId;
  readonly nickname: string;
  readonly kind: UserKind;
  /** The two names of an account, by which it signs in and is found. They never change. */
  readonly username?: string | undefined;
  readonly number?: number | undefined;
  /** A line about oneself; empty for none. */
  readonly status: string;
  /** The digest of an image; empty for none. */
  readonly avatar: string;
  readonly availability: Availability;
  readonly directs: Directs;
  /** Whether others may nudge the user. */
  readonly nudges: boolean;
  /** Null for none. */
  readonly quiet: QuietHours | null;
  /** Runs the server: sees all users and rooms, bans, and gives new passwords. */
  readonly admin: boolean;
  readonly banned: boolean;
}

/** What of a user may change, each by itself. */
export type UserChange = Partial<Omit<User, 'id' | 'kind' | 'username' | 'number'>>;

export const User = {
  /** A newcomer. Throws `nickname.invalid`. */
  guest: (id: UserId, name: string): User => ({
    id,
    nickname: nickname(name),
    kind: 'guest',
    status: '',
    avatar: '',
    availability: 'online',
    directs: 'everyone',
    nudges: true,
    quiet: null,
    admin: false,
    banned: false,
  }),
};

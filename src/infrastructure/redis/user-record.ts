import type { User, UserChange } from '../../domain/user.js';

/** The fields of a user's hash, as they are asked for. */
export const USER_FIELDS = [
  'id',
  'nickname',
  'kind',
  'username',
  'number',
  'status',
  'avatar',
  'availability',
  'directs',
  'nudges',
  'quiet',
  'admin',
  'banned',
] as const;

export type UserRecord = readonly (string | null)[];

/** Undefined where there is no user. */
export function toUser(record: UserRecord): User | undefined {
  const [id, nickname, kind, username, number, status, avatar, availability, directs, ...more] = record;
  const [nudges, quiet, admin, banned] = more;
  if (id == null) return undefined;
  return {
    id,
    nickname: nickname ?? '',
    kind: kind as User['kind'],
    ...(username != null && number != null && { username, number: Number(number) }),
    status: status ?? '',
    avatar: avatar ?? '',
    availability: availability as User['availability'],
    directs: directs as User['directs'],
    nudges: nudges === '1',
    quiet: quiet ? (JSON.parse(quiet) as User['quiet']) : null,
    admin: admin === '1',
    banned: banned === '1',
  };
}

/** Field, value, field, value … of what is given. */
export const toFields = (given: UserChange & Partial<Pick<User, 'id' | 'kind'>>): string[] =>
  Object.entries(given).flatMap(([field, value]) => (value === undefined ? [] : [field, toText(value)]));

function toText(value: string | boolean | User['quiet']): string {
  if (typeof value === 'boolean') return String(Number(value));
  return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
}

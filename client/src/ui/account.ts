import type { Dictionary } from '../i18n/dictionary.js';
import type { Profile } from '../protocol.js';

/** By what an account is found, on one line. */
export const account = (t: Dictionary, { username, number }: Pick<Profile, 'username' | 'number'>): string =>
  username === undefined || number === undefined ? t.guest : `@${username} · ${t.number(number)}`;

import { ChatError } from './chat-error.js';
import { skeleton } from './skeleton.js';
import { codePoints } from './text.js';

/** Limits in code points. */
export const PASSWORD_LIMIT = { least: 8, most: 256 } as const;

/** How many different characters it takes at least: one key held down is no password. */
const DIFFERENT = 4;

/** What is tried first, in the order in which keyboards and calendars give it. */
const OBVIOUS = [
  '0123456789876543210',
  '1234567890987654321',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik',
  '1q2w3e4r5t6y7u8i9o0p',
  'password12345678',
  'qwerty12345678',
  'iloveyou12345678',
  'woaini1314520',
];

/** The form in which passwords are compared: keyboards differ in how they write an accent. */
export const passwordForm = (raw: string): string => raw.normalize('NFC');

/** A password that may be used from now on. Throws `account.password_invalid`. */
export function newPassword(raw: string, username: string): string {
  const password = passwordForm(raw);
  const length = codePoints(password);
  const plain = password.toLowerCase();
  const good =
    password.isWellFormed() &&
    !/\p{Cc}/u.test(password) &&
    length >= PASSWORD_LIMIT.least &&
    length <= PASSWORD_LIMIT.most &&
    new Set(plain).size >= DIFFERENT &&
    !OBVIOUS.some((row) => row.includes(plain)) &&
    skeleton(password) !== skeleton(username);
  if (!good) throw new ChatError('account.password_invalid');
  return password;
}

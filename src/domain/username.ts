import { ChatError } from './chat-error.js';
import { NAME_LIMIT } from './name.js';

/** The name by which an account signs in and is found, in its normal form. Unique, and never digits only. */
export type Username = string;

/** The numbers of accounts begin here, and each is the next. */
export const FIRST_NUMBER = 10_001;

/** What an account can sign in by. */
export type Login = { readonly username: Username } | { readonly number: number };

const NUMBER = /^\d{1,15}$/;

/** Letters and digits of any script, with single dots, dashes or underscores between them. */
const USERNAME = /^(?!\p{Nd}+$)[\p{L}\p{Nd}]\p{M}{0,4}(?:[._-]?[\p{L}\p{Nd}]\p{M}{0,4})*$/u;

/** Letters that show nothing, and those that may look otherwise on another screen. */
const UNFIT = /[\p{Default_Ignorable_Code_Point}\p{Cn}\p{Co}]/u;

/** Whatever its width and case, a name is one. */
function normal(raw: string): string | undefined {
  // Normalising can take long.
  if (raw.length > 4 * NAME_LIMIT.username) return undefined;
  const name = raw.trim().normalize('NFKC').toLowerCase().normalize('NFKC');
  const length = Array.from(name).length;
  if (length < NAME_LIMIT.usernameLeast || length > NAME_LIMIT.username) return undefined;
  return USERNAME.test(name) && !UNFIT.test(name) ? name : undefined;
}

/** A username in its normal form. Throws `account.username_invalid`. */
export function username(raw: string): Username {
  const name = normal(raw);
  if (name === undefined) throw new ChatError('account.username_invalid');
  return name;
}

/** A number or a username, whichever it can be. Undefined for what no account has. */
export function login(raw: string): Login | undefined {
  const digits = raw.trim().normalize('NFKC');
  if (NUMBER.test(digits)) return { number: Number(digits) };
  const name = normal(raw);
  return name === undefined ? undefined : { username: name };
}

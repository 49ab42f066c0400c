import { randomBytes } from 'node:crypto';

/** So many random bytes, written in letters and digits, `-` and `_`. */
export const randomId = (bytes: number): string => randomBytes(bytes).toString('base64url');

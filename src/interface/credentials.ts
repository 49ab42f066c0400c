import type { IncomingHttpHeaders } from 'node:http';
import { parse, serialize } from 'cookie';

/** The prefix makes browsers refuse the cookie from another host or without TLS; over plain http it cannot be set. */
export const cookieNames = { secure: '__Host-parley', plain: 'parley' } as const;

/** The token that the page's cookie carries. Over TLS only the protected cookie counts. */
export function cookieToken({ cookie }: IncomingHttpHeaders, secure: boolean): string | undefined {
  if (!cookie) return undefined;
  const cookies = parse(cookie);
  return cookies[cookieNames.secure] ?? (secure ? undefined : cookies[cookieNames.plain]);
}

/** The token that a program sends as `Authorization: Bearer …`. */
export function bearerToken({ authorization }: IncomingHttpHeaders): string | undefined {
  return /^Bearer ([\w-]{1,128})$/i.exec(authorization ?? '')?.[1];
}

/** The header that hands the token to a browser, out of reach of scripts. `maxAge` in milliseconds; 0 takes it back. */
export function sessionCookie(token: string, maxAge: number, secure: boolean): string {
  return serialize(secure ? cookieNames.secure : cookieNames.plain, token, {
    httpOnly: true,
    secure,
    sameSite: 'lax',
    path: '/',
    maxAge: Math.floor(maxAge / 1000),
  });
}

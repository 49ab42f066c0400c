import type { Request, Response } from 'express';
import type { StartedSession } from '../../application/use-cases/new-session.js';
import { sessionCookie } from '../credentials.js';

type Handed = Pick<StartedSession, 'token' | 'expiresAt'>;

/** Hands a browser the cookie of its session, to keep for as long as that lasts. */
export function handCookie(request: Request, response: Response, { token, expiresAt }: Handed): void {
  response.setHeader('Set-Cookie', sessionCookie(token, expiresAt - Date.now(), request.secure));
}

export function takeCookie(request: Request, response: Response): void {
  response.setHeader('Set-Cookie', sessionCookie('', 0, request.secure));
}

import { Failure } from '../model/failure.js';
import type { Policy, User } from '../protocol.js';

/** Who sits at this browser. The cookie says it; no script can read it. */

const SESSION = '/api/session';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

async function ask(method: Method, path: string, body?: object): Promise<Response> {
  const json = body !== undefined && !(body instanceof Blob);
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      cache: 'no-store',
      ...(body instanceof Blob && { body }),
      ...(json && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  } catch {
    throw Failure.unreachable();
  }
  if (response.ok) return response;

  const answer = (await response.json().catch(() => undefined)) as { error?: Partial<Failure> } | undefined;
  // A proxy in between answers in its own words while the server is away.
  if (!answer?.error?.code) throw Failure.unreachable();
  throw new Failure(answer.error.code, answer.error.retryable === true, answer.error.retryAfterMs);
}

export interface Session {
  readonly user: User;
  readonly policy: Policy;
}

async function userIn(response: Response): Promise<User> {
  return ((await response.json()) as { user: User }).user;
}

/** This browser's session: its user, and what this server allows. Undefined where there is none. */
export async function currentSession(): Promise<Session | undefined> {
  try {
    return (await (await ask('GET', SESSION)).json()) as Session;
  } catch (error) {
    if (error instanceof Failure && error.code === 'unauthenticated') return undefined;
    throw error;
  }
}

/** Begins a session under the nickname, or gives the user of the session another nickname. */
export const nameMyself = async (nickname: string): Promise<User> =>
  userIn(await ask('POST', SESSION, { nickname }));

/** Signs in, by a username or a number, and ends the session of whoever was here. */
export const signInAs = async (username: string, password: string): Promise<User> =>
  userIn(await ask('POST', SESSION, { username, password }));

/** Makes the guest of the session an account. */
export const claimAccount = async (username: string, password: string): Promise<User> =>
  userIn(await ask('POST', '/api/account', { username, password }));

export async function endSession(): Promise<void> {
  try {
    await ask('DELETE', SESSION);
  } catch (error) {
    if (!(error instanceof Failure && error.code === 'unauthenticated')) throw error;
  }
}

/** Shows the user by a picture from now on, or by none. */
export const setAvatar = async (picture: Blob | undefined): Promise<User> =>
  userIn(picture ? await ask('PUT', '/api/avatar', picture) : await ask('DELETE', '/api/avatar'));

import { ChatError } from '../../domain/chat-error.js';
import type { Clock } from '../ports/clock.js';
import type { Secrets } from '../ports/secrets.js';
import type { Sessions } from '../ports/sessions.js';
import type { Caller } from './caller.js';
import { SESSION_LIFE } from './start-session.js';

/** A session is prolonged at most this often, in milliseconds, so that reading rarely writes. */
const PROLONG_AFTER = 24 * 60 * 60 * 1000;

export interface ResumedSession extends Caller {
  readonly expiresAt: number;
}

/** Tells whose session a token opens, and prolongs it. Throws `unauthenticated` for none or an expired one. */
export class ResumeSession {
  constructor(
    private readonly sessions: Sessions,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
  ) {}

  async execute({ token }: { token: string | undefined }): Promise<ResumedSession> {
    const found = token && (await this.sessions.findByToken(this.secrets.digest(token)));
    const now = this.clock.now();
    if (!found || found.session.expiresAt <= now) throw new ChatError('unauthenticated');

    const { session, user } = found;
    if (session.expiresAt - now > SESSION_LIFE - PROLONG_AFTER) {
      return { session: session.id, user, expiresAt: session.expiresAt };
    }
    const expiresAt = now + SESSION_LIFE;
    await this.sessions.prolong(session.id, expiresAt);
    return { session: session.id, user, expiresAt };
  }
}

import { ChatError } from '../../domain/chat-error.js';
import type { Clock } from '../ports/clock.js';
import type { Secrets } from '../ports/secrets.js';
import type { Sessions } from '../ports/sessions.js';
import type { Caller } from './caller.js';
import { SESSION_LIFE } from './new-session.js';

/** A session is noted as used at most this often, in milliseconds, so that reading rarely writes. */
const TOUCH_AFTER = 60 * 60 * 1000;

export interface ResumedSession extends Caller {
  readonly expiresAt: number;
}

/**
 * Tells whose session a token opens, and prolongs it. Throws `unauthenticated` for none or an expired one, and
 * `user.banned`.
 */
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
    if (user.banned) throw new ChatError('user.banned');

    let { expiresAt } = session;
    if (now - session.seenAt >= TOUCH_AFTER) {
      expiresAt = now + SESSION_LIFE;
      await this.sessions.touch(session.id, now, expiresAt);
    }
    return { session: session.id, user, expiresAt };
  }
}

import { ChatError } from '../../domain/chat-error.js';
import type { Clock } from '../ports/clock.js';
import type { SessionId, Sessions } from '../ports/sessions.js';
import type { Caller } from './caller.js';
import type { SessionEnds } from './session-ends.js';

/** Signs the caller out on another device. Throws `session.not_found`. */
export class RevokeSession {
  constructor(
    private readonly sessions: Sessions,
    private readonly sessionEnds: SessionEnds,
    private readonly clock: Clock,
  ) {}

  async execute({ caller, session }: { caller: Caller; session: SessionId }): Promise<void> {
    const own = await this.sessions.of(caller.user.id, this.clock.now());
    if (!own.some(({ id }) => id === session)) throw new ChatError('session.not_found');
    await this.sessionEnds.end(session, 'session.revoked');
  }
}

import type { UserId } from '../../domain/user.js';
import type { EndedBecause } from '../ports/audience.js';
import type { EventBus } from '../ports/event-bus.js';
import type { SessionId, Sessions } from '../ports/sessions.js';

/** Ends sessions: their tokens are worth nothing from now on, and their connections are told why and closed. */
export class SessionEnds {
  constructor(
    private readonly sessions: Sessions,
    private readonly bus: EventBus,
  ) {}

  /** Told also where there was no such session: a repeat finishes what a failure left undone. */
  async end(session: SessionId, code: EndedBecause): Promise<void> {
    await this.sessions.end(session);
    this.tell(session, code);
  }

  /** All of a user's, but one where that is given. */
  async endAll(user: UserId, code: EndedBecause, but?: SessionId): Promise<void> {
    for (const session of await this.sessions.endAll(user, but)) this.tell(session, code);
  }

  private tell(session: SessionId, code: EndedBecause): void {
    this.bus.publish({ type: 'session-ended', session, code });
  }
}

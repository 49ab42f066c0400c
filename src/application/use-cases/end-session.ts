import type { EventBus } from '../ports/event-bus.js';
import type { Sessions } from '../ports/sessions.js';
import type { Caller } from './caller.js';

/** Signs a device out: its token is worth nothing from now on, and its connections are closed. Safe to repeat. */
export class EndSession {
  constructor(
    private readonly sessions: Sessions,
    private readonly bus: EventBus,
  ) {}

  async execute({ caller }: { caller: Caller }): Promise<void> {
    await this.sessions.end(caller.session);
    this.bus.publish({ type: 'session-ended', session: caller.session, code: 'session.signed_out' });
  }
}

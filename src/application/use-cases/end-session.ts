import type { Caller } from './caller.js';
import type { SessionEnds } from './session-ends.js';

/** Signs a device out. Safe to repeat. */
export class EndSession {
  constructor(private readonly sessionEnds: SessionEnds) {}

  async execute({ caller }: { caller: Caller }): Promise<void> {
    await this.sessionEnds.end(caller.session, 'session.signed_out');
  }
}

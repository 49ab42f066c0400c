import type { Clock } from '../ports/clock.js';
import type { Session, Sessions } from '../ports/sessions.js';
import type { Caller } from './caller.js';

export interface ListedSession extends Pick<Session, 'id' | 'device' | 'createdAt' | 'seenAt'> {
  /** The one that asks. */
  readonly current: boolean;
}

/** The devices on which the caller is signed in, those used last first. */
export class ListSessions {
  constructor(
    private readonly sessions: Sessions,
    private readonly clock: Clock,
  ) {}

  async execute({ caller }: { caller: Caller }): Promise<readonly ListedSession[]> {
    const sessions = await this.sessions.of(caller.user.id, this.clock.now());
    return sessions.map((session) => ({ ...session, current: session.id === caller.session }));
  }
}

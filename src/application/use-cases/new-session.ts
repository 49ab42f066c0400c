import type { User } from '../../domain/user.js';
import type { Clock } from '../ports/clock.js';
import type { EventBus } from '../ports/event-bus.js';
import type { Secrets } from '../ports/secrets.js';
import type { Sessions } from '../ports/sessions.js';
import type { Caller } from './caller.js';

/** How long a session lasts from the last visit, in milliseconds: browsers keep a cookie no longer. */
export const SESSION_LIFE = 400 * 24 * 60 * 60 * 1000;

/**
 * How long the connections of a session stay that was replaced, in milliseconds: its browser has the new cookie by
 * then, with which its other tabs come back.
 */
export const REPLACED_STAYS = 500;

export interface NewSessionInput {
  readonly user: User;
  /** What the device says of itself. */
  readonly device: string;
  /** Whoever used the device so far: that session ends. */
  readonly former?: Caller | undefined;
}

export interface StartedSession extends Caller {
  /** Said once; the store knows only its digest. */
  readonly token: string;
  readonly expiresAt: number;
}

/** Signs a user in on a device, under a token that nobody had before. */
export class NewSession {
  constructor(
    private readonly sessions: Sessions,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly bus: EventBus,
  ) {}

  async execute({ user, device, former }: NewSessionInput): Promise<StartedSession> {
    const token = this.secrets.token();
    const now = this.clock.now();
    const session = {
      id: this.secrets.id(),
      user: user.id,
      token: this.secrets.digest(token),
      device,
      createdAt: now,
      seenAt: now,
      expiresAt: now + SESSION_LIFE,
    };
    await this.sessions.add(session, now);
    if (former) await this.replace(former);
    return { session: session.id, user, token, expiresAt: session.expiresAt };
  }

  private async replace({ session }: Caller): Promise<void> {
    await this.sessions.end(session);
    this.clock.after(REPLACED_STAYS, () =>
      this.bus.publish({ type: 'session-ended', session, code: 'session.replaced' }),
    );
  }
}

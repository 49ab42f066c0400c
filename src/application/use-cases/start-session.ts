import { LOBBY } from '../../domain/room.js';
import { User } from '../../domain/user.js';
import type { Clock } from '../ports/clock.js';
import type { Memberships } from '../ports/memberships.js';
import type { Secrets } from '../ports/secrets.js';
import type { Sessions } from '../ports/sessions.js';
import type { Users } from '../ports/users.js';
import type { Caller } from './caller.js';
import type { Throttle } from './throttle.js';

/** How long a session lasts from the last visit, in milliseconds: browsers keep a cookie no longer. */
export const SESSION_LIFE = 400 * 24 * 60 * 60 * 1000;

export interface StartSessionInput {
  readonly nickname: string;
  /** The network address of whoever asks. */
  readonly address: string;
}

export interface StartedSession extends Caller {
  /** Said once; the store knows only its digest. */
  readonly token: string;
  readonly expiresAt: number;
}

/** Lets a newcomer in as a guest, and into the lobby. Throws `nickname.invalid` or `rate_limited`. */
export class StartSession {
  constructor(
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly memberships: Memberships,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly throttle: Throttle,
  ) {}

  async execute({ nickname, address }: StartSessionInput): Promise<StartedSession> {
    await this.throttle.pass('sessions', address);
    const user = User.guest(this.secrets.id(), nickname);
    const token = this.secrets.token();
    const now = this.clock.now();
    const session = {
      id: this.secrets.id(),
      user: user.id,
      token: this.secrets.digest(token),
      expiresAt: now + SESSION_LIFE,
    };
    await this.users.add(user);
    await this.memberships.join(LOBBY, user.id);
    await this.sessions.add(session, now);
    return { session: session.id, user, token, expiresAt: session.expiresAt };
  }
}

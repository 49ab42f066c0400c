import { LOBBY } from '../../domain/room.js';
import { User } from '../../domain/user.js';
import type { Clock } from '../ports/clock.js';
import type { Memberships } from '../ports/memberships.js';
import type { Secrets } from '../ports/secrets.js';
import type { Users } from '../ports/users.js';
import type { NewSession, StartedSession } from './new-session.js';
import type { Throttle } from './throttle.js';

export interface StartSessionInput {
  readonly nickname: string;
  /** The network address of whoever asks. */
  readonly address: string;
  readonly device: string;
}

/** Lets a newcomer in as a guest, and into the lobby. Throws `nickname.invalid` or `rate_limited`. */
export class StartSession {
  constructor(
    private readonly users: Users,
    private readonly memberships: Memberships,
    private readonly secrets: Secrets,
    private readonly newSession: NewSession,
    private readonly clock: Clock,
    private readonly throttle: Throttle,
  ) {}

  async execute({ nickname, address, device }: StartSessionInput): Promise<StartedSession> {
    await this.throttle.pass('sessions', address);
    const user = User.guest(this.secrets.id(), nickname);
    await this.users.add(user);
    await this.memberships.join(LOBBY, user.id, this.clock.now());
    return this.newSession.execute({ user, device });
  }
}

import type { User } from '../../domain/user.js';
import type { SessionId } from '../ports/sessions.js';

/** On whose behalf a request runs. */
export interface Caller {
  readonly session: SessionId;
  readonly user: User;
}

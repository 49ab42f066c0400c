import { User } from '../../domain/user.js';
import type { SessionId } from '../ports/sessions.js';

/** On whose behalf a request runs. */
export interface Caller {
  readonly session: SessionId;
  readonly user: User;
}

/** Whoever runs the server, on its own machine: no user, who may do what is for administrators and nothing else. */
export const OPERATOR: Caller = {
  session: 'operator',
  user: { ...User.guest('operator', 'Operator'), admin: true },
};

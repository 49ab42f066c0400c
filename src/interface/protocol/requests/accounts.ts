import { z } from 'zod';
import { ChangePassword } from '../../../application/use-cases/change-password.js';
import { ListSessions } from '../../../application/use-cases/list-sessions.js';
import { RevokeSession } from '../../../application/use-cases/revoke-session.js';
import { presentSession } from '../present.js';
import { request } from '../request.js';
import { Id, Password, Session } from '../schemas.js';

/** By which devices and which password one is who one is. */
export const accountRequests = {
  'session:list': request({
    summary: 'The devices on which the caller is signed in, those used last first.',
    input: z.strictObject({}),
    output: z.object({ sessions: z.array(Session) }),
    http: { method: 'GET', path: '/api/sessions' },
    useCase: ListSessions,
    async answer(listSessions, _input, caller) {
      return { sessions: (await listSessions.execute({ caller })).map(presentSession) };
    },
  }),
  'session:revoke': request({
    summary: 'Signs the caller out on a device.',
    input: z.strictObject({ session: Id }),
    output: z.object({}),
    http: { method: 'DELETE', path: '/api/sessions/:session' },
    useCase: RevokeSession,
    async answer(revokeSession, input, caller) {
      await revokeSession.execute({ ...input, caller });
      return {};
    },
  }),
  'account:password': request({
    summary: 'Gives the caller’s account another password, and signs it out on all other devices.',
    input: z.strictObject({ current: Password, next: Password }),
    output: z.object({}),
    http: { method: 'PUT', path: '/api/account/password' },
    useCase: ChangePassword,
    async answer(changePassword, input, caller) {
      await changePassword.execute({ ...input, caller });
      return {};
    },
  }),
};

import { z } from 'zod';
import { SetRole } from '../../../application/use-cases/set-role.js';
import { presentPosition } from '../present.js';
import { request } from '../request.js';
import { Id, Position, Role } from '../schemas.js';

/** What those decide who run a room. */
export const moderationRequests = {
  'member:role': request({
    summary: 'Gives a member another role. Giving the owner’s hands the room over.',
    input: z.strictObject({ room: Id, user: Id, role: Role }),
    output: Position,
    http: { method: 'PUT', path: '/api/rooms/:room/members/:user/role' },
    useCase: SetRole,
    async answer(setRole, input, caller) {
      return presentPosition(await setRole.execute({ ...input, caller }));
    },
  }),
};

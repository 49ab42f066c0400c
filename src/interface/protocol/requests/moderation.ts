import { z } from 'zod';
import { ListBans } from '../../../application/use-cases/list-bans.js';
import { MuteMember } from '../../../application/use-cases/mute-member.js';
import { ReadAudit } from '../../../application/use-cases/read-audit.js';
import { HISTORY_LIMIT } from '../../../application/use-cases/read-history.js';
import { RECALL_LIMIT, RecallRecent } from '../../../application/use-cases/recall-recent.js';
import { RemoveMember } from '../../../application/use-cases/remove-member.js';
import { SetBan } from '../../../application/use-cases/set-ban.js';
import { SetRole } from '../../../application/use-cases/set-role.js';
import { MUTE_LIMIT } from '../../../domain/membership.js';
import { presentAuthor, presentEntry, presentPosition } from '../present.js';
import { request } from '../request.js';
import { Author, Count, Cursor, Entry, Epoch, Id, Position, Role, Seq } from '../schemas.js';

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
  'member:mute': request({
    summary: 'Lets a member not speak for a while, or speak again.',
    input: z.strictObject({ room: Id, user: Id, seconds: z.int().min(0).max(MUTE_LIMIT) }),
    output: Position,
    http: { method: 'PUT', path: '/api/rooms/:room/members/:user/mute' },
    useCase: MuteMember,
    async answer(muteMember, input, caller) {
      return presentPosition(await muteMember.execute({ ...input, caller }));
    },
  }),
  'member:remove': request({
    summary: 'Ends the membership of another.',
    input: z.strictObject({ room: Id, user: Id }),
    output: Position,
    http: { method: 'DELETE', path: '/api/rooms/:room/members/:user' },
    useCase: RemoveMember,
    async answer(removeMember, input, caller) {
      return presentPosition(await removeMember.execute({ ...input, caller }));
    },
  }),
  'member:recall': request({
    summary: 'Takes back all that someone, member or not, said of late.',
    input: z.strictObject({ room: Id, user: Id, seconds: z.int().min(1).max(RECALL_LIMIT.seconds) }),
    output: z.object({ recalled: Count }),
    http: { method: 'POST', path: '/api/rooms/:room/members/:user/recall' },
    useCase: RecallRecent,
    async answer(recallRecent, input, caller) {
      return { recalled: await recallRecent.execute({ ...input, caller }) };
    },
  }),
  'ban:set': request({
    summary: 'Keeps someone out of a room, member or not, or lets somebody in again.',
    input: z.strictObject({ room: Id, user: Id, on: z.boolean() }),
    output: Position,
    http: { method: 'PUT', path: '/api/rooms/:room/bans/:user' },
    useCase: SetBan,
    async answer(setBan, input, caller) {
      return presentPosition(await setBan.execute({ ...input, caller }));
    },
  }),
  'ban:list': request({
    summary: 'Who is kept out of a room, a page at a time.',
    input: z.strictObject({ room: Id, cursor: Cursor.optional() }),
    output: z.object({ users: z.array(Author), cursor: Cursor.optional() }),
    http: { method: 'GET', path: '/api/rooms/:room/bans' },
    useCase: ListBans,
    async answer(listBans, input, caller) {
      const { users, cursor } = await listBans.execute({ ...input, caller });
      return { users: users.map(presentAuthor), ...(cursor !== undefined && { cursor }) };
    },
  }),
  'room:audit': request({
    summary:
      'What was done in a room besides talking: its entries without the messages, the newest unless told otherwise.',
    input: z.strictObject({
      room: Id,
      before: Seq.optional(),
      limit: z.int().min(1).max(HISTORY_LIMIT).optional(),
    }),
    output: z.object({ epoch: Epoch, entries: z.array(Entry).max(HISTORY_LIMIT), before: z.boolean() }),
    http: { method: 'GET', path: '/api/rooms/:room/audit' },
    useCase: ReadAudit,
    async answer(readAudit, input, caller) {
      const { epoch, entries, before } = await readAudit.execute({ ...input, caller });
      return { epoch, entries: entries.map(presentEntry), before };
    },
  }),
};

import { z } from 'zod';
import { ListMembers } from '../../../application/use-cases/list-members.js';
import { SetRoomNickname } from '../../../application/use-cases/set-room-nickname.js';
import { presentMember } from '../present.js';
import { request } from '../request.js';
import { Cursor, Id, Member, Nickname } from '../schemas.js';

/** Who belongs to a room. */
export const memberRequests = {
  'room:members': request({
    summary: 'The members, those connected first, a page at a time.',
    input: z.strictObject({
      room: Id,
      cursor: Cursor.optional(),
      query: z.string().min(1).max(50).optional(),
    }),
    output: z.object({ members: z.array(Member), cursor: Cursor.optional() }),
    http: { method: 'GET', path: '/api/rooms/:room/members' },
    useCase: ListMembers,
    async answer(listMembers, input, caller) {
      const { members, cursor } = await listMembers.execute({ ...input, caller });
      return { members: members.map(presentMember), ...(cursor !== undefined && { cursor }) };
    },
  }),
  'member:nickname': request({
    summary: 'Lets the caller be known by another nickname in one room.',
    input: z.strictObject({ room: Id, nickname: Nickname }),
    output: z.object({ nickname: Nickname }),
    http: { method: 'PUT', path: '/api/rooms/:room/nickname' },
    useCase: SetRoomNickname,
    async answer(setRoomNickname, input, caller) {
      return { nickname: await setRoomNickname.execute({ ...input, caller }) };
    },
  }),
};

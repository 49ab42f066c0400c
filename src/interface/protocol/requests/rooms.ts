import { z } from 'zod';
import { CreateRoom } from '../../../application/use-cases/create-room.js';
import { JoinRoom } from '../../../application/use-cases/join-room.js';
import { LeaveRoom } from '../../../application/use-cases/leave-room.js';
import type { MemberList } from '../../../application/use-cases/list-members.js';
import { ListRooms } from '../../../application/use-cases/list-rooms.js';
import { OpenDirect } from '../../../application/use-cases/open-direct.js';
import { SYNC_LIMIT } from '../../../application/use-cases/sync-room.js';
import { UpdateRoom } from '../../../application/use-cases/update-room.js';
import { forMany } from '../for-many.js';
import { presentEntry, presentMember, presentPosition, presentRoom, presentSummary } from '../present.js';
import { request } from '../request.js';
import {
  ClientId,
  Count,
  Cursor,
  Entry,
  Epoch,
  Id,
  ListedRoom,
  Member,
  names,
  Position,
  Room,
  Seq,
  Settings,
} from '../schemas.js';

/** The beginning of a list of members, which all get who join while it is read. */
const presentMembers = forMany(({ total, members, cursor }: MemberList) => ({
  total,
  page: members.map(presentMember),
  ...(cursor !== undefined && { cursor }),
}));

/** What rooms there are, and who belongs to them by their own will. */
export const roomRequests = {
  'room:list': request({
    summary: 'The caller’s rooms, all of them first, then the other public ones, a page at a time.',
    input: z.strictObject({ cursor: Cursor.optional() }),
    output: z.object({ rooms: z.array(ListedRoom), cursor: Cursor.optional() }),
    http: { method: 'GET', path: '/api/rooms' },
    useCase: ListRooms,
    async answer(listRooms, input, caller) {
      const { rooms, cursor } = await listRooms.execute({ ...input, caller });
      return { rooms: rooms.map(presentSummary), ...(cursor !== undefined && { cursor }) };
    },
  }),
  'room:create': request({
    summary: 'Opens a room with the caller as its owner. A repeat of the id answers the first room.',
    input: z.strictObject({
      id: ClientId,
      name: names.RoomName,
      topic: names.Topic.optional(),
      kind: z.enum(['public', 'private', 'announcement']).optional(),
    }),
    output: z.object({ room: Room }),
    http: { method: 'POST', path: '/api/rooms', status: 201 },
    useCase: CreateRoom,
    async answer(createRoom, input, caller) {
      return { room: presentRoom(await createRoom.execute({ ...input, caller })) };
    },
  }),
  'room:update': request({
    summary: 'Gives a room other settings: those given.',
    input: z.strictObject({ room: Id, ...Settings.partial().shape, slowMode: Count.optional() }),
    output: Position,
    http: { method: 'PUT', path: '/api/rooms/:room' },
    useCase: UpdateRoom,
    async answer(updateRoom, input, caller) {
      return presentPosition(await updateRoom.execute({ ...input, caller }));
    },
  }),
  'direct:open': request({
    summary: 'The one room of just these people and the caller; of nobody else, the place for one’s notes.',
    input: z.strictObject({ users: z.array(Id).max(100) }),
    output: z.object({ room: Room }),
    http: { method: 'POST', path: '/api/directs' },
    useCase: OpenDirect,
    async answer(openDirect, input, caller) {
      return { room: presentRoom(await openDirect.execute({ ...input, caller })) };
    },
  }),
  'room:join': request({
    summary: 'Makes the caller a member, listens from now on, and answers what follows the position given.',
    input: z.strictObject({ room: Id, after: Seq.optional(), epoch: Epoch.optional() }),
    output: z.object({
      room: Room,
      members: z.object({ total: Count, page: z.array(Member), cursor: Cursor.optional() }),
      epoch: Epoch,
      head: Seq,
      marker: Seq,
      complete: z.boolean(),
      entries: z.array(Entry).max(SYNC_LIMIT),
      more: z.boolean(),
    }),
    http: { method: 'POST', path: '/api/rooms/:room/join' },
    useCase: JoinRoom,
    async answer(joinRoom, input, caller) {
      const { room, members, epoch, head, marker, complete, entries, more } = await joinRoom.execute({
        ...input,
        caller,
      });
      return {
        room: presentRoom(room),
        members: presentMembers(members),
        epoch,
        head,
        marker,
        complete,
        entries: entries.map(presentEntry),
        more,
      };
    },
  }),
  'room:leave': request({
    summary: 'Ends the caller’s membership.',
    input: z.strictObject({ room: Id }),
    output: z.object({}),
    http: { method: 'POST', path: '/api/rooms/:room/leave' },
    useCase: LeaveRoom,
    async answer(leaveRoom, input, caller) {
      await leaveRoom.execute({ ...input, caller });
      return {};
    },
  }),
};

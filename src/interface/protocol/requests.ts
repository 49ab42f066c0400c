import { z } from 'zod';
import { CreateRoom } from '../../application/use-cases/create-room.js';
import { JoinRoom } from '../../application/use-cases/join-room.js';
import { LeaveRoom } from '../../application/use-cases/leave-room.js';
import { ListMembers } from '../../application/use-cases/list-members.js';
import { ListRooms } from '../../application/use-cases/list-rooms.js';
import { MarkRead } from '../../application/use-cases/mark-read.js';
import { HISTORY_LIMIT, ReadHistory } from '../../application/use-cases/read-history.js';
import { SendMessage } from '../../application/use-cases/send-message.js';
import { SyncRoom, SYNC_LIMIT } from '../../application/use-cases/sync-room.js';
import { presentEntry, presentInstant, presentMember, presentRoom, presentSummary } from './present.js';
import { request, type Request } from './request.js';
import {
  ClientId,
  Count,
  Cursor,
  Entry,
  Epoch,
  Id,
  Instant,
  ListedRoom,
  Member,
  names,
  Room,
  Seq,
  Text,
  Unread,
} from './schemas.js';

const nothing = z.object({});

/** One row a request. Every transport, the documents and the client's types come from it. */
export const requests = {
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
    summary:
      'Opens a public room with the caller as its first member. A repeat of the id answers the first room.',
    input: z.strictObject({ id: ClientId, name: names.RoomName, topic: names.Topic.optional() }),
    output: z.object({ room: Room }),
    http: { method: 'POST', path: '/api/rooms', status: 201 },
    useCase: CreateRoom,
    async answer(createRoom, input, caller) {
      return { room: presentRoom(await createRoom.execute({ ...input, caller })) };
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
      const { total, page, cursor } = members;
      return {
        room: presentRoom(room),
        members: { total, page: page.map(presentMember), ...(cursor !== undefined && { cursor }) },
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
    output: nothing,
    http: { method: 'POST', path: '/api/rooms/:room/leave' },
    useCase: LeaveRoom,
    async answer(leaveRoom, input, caller) {
      await leaveRoom.execute({ ...input, caller });
      return {};
    },
  }),
  'room:sync': request({
    summary: 'The entries that follow a position, or a fresh page where a hole cannot be excluded.',
    input: z.strictObject({ room: Id, after: Seq, epoch: Epoch }),
    output: z.object({
      epoch: Epoch,
      head: Seq,
      oldest: Seq,
      complete: z.boolean(),
      entries: z.array(Entry).max(SYNC_LIMIT),
      more: z.boolean(),
    }),
    http: { method: 'GET', path: '/api/rooms/:room/entries' },
    useCase: SyncRoom,
    async answer(syncRoom, input, caller) {
      const { epoch, head, oldest, complete, entries, more } = await syncRoom.execute({ ...input, caller });
      return { epoch, head, oldest, complete, entries: entries.map(presentEntry), more };
    },
  }),
  'room:history': request({
    summary: 'A page of the timeline: before, after or around a seq, else the newest.',
    input: z
      .strictObject({
        room: Id,
        before: Seq.optional(),
        after: Seq.optional(),
        around: Seq.optional(),
        limit: z.int().min(1).max(HISTORY_LIMIT).optional(),
      })
      .refine(
        ({ before, after, around }) => [before, after, around].filter((n) => n !== undefined).length <= 1,
        {
          error: 'Give one of before, after and around',
        },
      ),
    output: z.object({
      epoch: Epoch,
      head: Seq,
      entries: z.array(Entry).max(HISTORY_LIMIT),
      before: z.boolean(),
      after: z.boolean(),
    }),
    http: { method: 'GET', path: '/api/rooms/:room/history' },
    useCase: ReadHistory,
    async answer(readHistory, input, caller) {
      const { epoch, head, entries, before, after } = await readHistory.execute({ ...input, caller });
      return { epoch, head, entries: entries.map(presentEntry), before, after };
    },
  }),
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
  'room:read': request({
    summary: 'Moves the caller’s marker forward. It never moves back.',
    input: z.strictObject({ room: Id, epoch: Epoch, seq: Seq }),
    output: z.object({ marker: Seq, unread: Unread }),
    http: { method: 'PUT', path: '/api/rooms/:room/marker' },
    useCase: MarkRead,
    async answer(markRead, input, caller) {
      const { marker, unread } = await markRead.execute({ ...input, caller });
      return { marker, unread };
    },
  }),
  'message:send': request({
    summary:
      'Writes a message down. The ack comes when it is durable; a repeat of the id answers the first ack.',
    input: z.strictObject({ room: Id, id: ClientId, text: Text }),
    output: z.object({ epoch: Epoch, seq: Seq, sentAt: Instant, duplicate: z.boolean() }),
    http: { method: 'POST', path: '/api/rooms/:room/messages', status: 201 },
    useCase: SendMessage,
    async answer(sendMessage, input, caller) {
      const { epoch, seq, sentAt, duplicate } = await sendMessage.execute({ ...input, caller });
      return { epoch, seq, sentAt: presentInstant(sentAt), duplicate };
    },
  }),
};

export type RequestName = keyof typeof requests;
export type RequestInput<Name extends RequestName> = z.input<(typeof requests)[Name]['input']>;
export type RequestOutput<Name extends RequestName> = z.input<(typeof requests)[Name]['output']>;

/** The rows by name, for names that come from outside. */
export const requestTable: ReadonlyMap<string, Request> = new Map<string, Request>(
  Object.entries(requests) as unknown as [string, Request][],
);

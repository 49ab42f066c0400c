import { z } from 'zod';
import { ListPins } from '../../../application/use-cases/list-pins.js';
import { MarkRead } from '../../../application/use-cases/mark-read.js';
import { HISTORY_LIMIT, ReadHistory } from '../../../application/use-cases/read-history.js';
import { SYNC_LIMIT, SyncRoom } from '../../../application/use-cases/sync-room.js';
import { PIN_LIMIT } from '../../../domain/message.js';
import { presentEntry, presentMessage } from '../present.js';
import { request } from '../request.js';
import { Entry, Epoch, Id, Message, Seq, Unread } from '../schemas.js';

/** What was said in a room, and how far the caller has read. */
export const readingRequests = {
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
  'room:pins': request({
    summary: 'The pinned messages of a room, the last pinned first.',
    input: z.strictObject({ room: Id }),
    output: z.object({ epoch: Epoch, messages: z.array(Message).max(PIN_LIMIT) }),
    http: { method: 'GET', path: '/api/rooms/:room/pins' },
    useCase: ListPins,
    async answer(listPins, input, caller) {
      const { epoch, messages } = await listPins.execute({ ...input, caller });
      return { epoch, messages: messages.map(presentMessage) };
    },
  }),
  'room:read': request({
    summary: 'Moves the caller’s marker forward. It never moves back.',
    input: z.strictObject({ room: Id, epoch: Epoch, seq: Seq }),
    output: z.object({ marker: Seq, unread: Unread, mentions: Unread }),
    http: { method: 'PUT', path: '/api/rooms/:room/marker' },
    useCase: MarkRead,
    async answer(markRead, input, caller) {
      const { marker, unread, mentions } = await markRead.execute({ ...input, caller });
      return { marker, unread, mentions };
    },
  }),
};

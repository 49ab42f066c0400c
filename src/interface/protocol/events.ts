import { z } from 'zod';
import { ADMITTED_BECAUSE, ENDED_BECAUSE, EVICTED_BECAUSE } from '../../application/ports/audience.js';
import { TYPING_NAMED } from '../../application/use-cases/typing-news.js';
import { Author, Count, Entry, Epoch, Id, NotifyLevel, Present, Seq, Unread, User } from './schemas.js';

/** What the server sends unasked. */
export const events = {
  'room:entries': {
    summary: 'One or more consecutive entries of a room, oldest first.',
    data: z.object({ room: Id, epoch: Epoch, entries: z.array(Entry).min(1) }),
  },
  'marker:moved': {
    summary: 'The user has read further in a room, on some device.',
    data: z.object({ room: Id, epoch: Epoch, seq: Seq, unread: Unread, mentions: Unread }),
  },
  'presence:changed': {
    summary: 'Who came and went in a room; at most one a second and room.',
    data: z.object({
      room: Id,
      joined: z.array(Present).max(100).describe('Now connected, or seen otherwise.'),
      left: z.array(Id).max(100).describe('No longer connected, or no longer members.'),
      total: Count.describe('How many members are connected now.'),
      members: Count.describe('How many members there are.'),
    }),
  },
  'room:typing': {
    summary:
      'Who writes in a room: shown for 6 s, or until their next message; at most one a second and room.',
    data: z.object({ room: Id, users: z.array(Author).min(1).max(TYPING_NAMED) }),
  },
  'room:nudged': {
    summary: 'Someone asks another member for attention.',
    data: z.object({ room: Id, by: Author, user: Author }),
  },
  'user:changed': {
    summary: 'The user is shown otherwise from now on, or may do something else.',
    data: z.object({ user: User }),
  },
  'notify:changed': {
    summary: 'The user is notified of more or less in a room from now on.',
    data: z.object({ room: Id, level: NotifyLevel }),
  },
  'membership:changed': {
    summary: 'The user belongs to a room from now on, or no more: list the rooms anew.',
    data: z.object({
      room: Id,
      member: z.boolean(),
      because: z.enum([...ADMITTED_BECAUSE, ...EVICTED_BECAUSE]),
    }),
  },
  'session:ended': {
    summary: 'The session is over; the server disconnects.',
    data: z.object({ code: z.enum(ENDED_BECAUSE) }),
  },
  'server:closing': {
    summary: 'The server goes down. Come back after the given time.',
    data: z.object({ retryAfterMs: Count }),
  },
} as const satisfies Record<string, { summary: string; data: z.ZodType }>;

/** What only a stream of server-sent events begins with, or consists of. */
export const streamEvents = {
  'room:opened': {
    summary: 'First on the stream of a room: what follows the position given, or a fresh page.',
    data: z.object({ room: Id, epoch: Epoch, head: Seq, complete: z.boolean(), entries: z.array(Entry) }),
  },
  'room:head': {
    summary:
      'On the stream without a room: how far a room of the user’s has come. All of them first, then changes.',
    data: z.object({ room: Id, epoch: Epoch, head: Seq, unread: Unread }),
  },
} as const satisfies Record<string, { summary: string; data: z.ZodType }>;

/** What each of the streams of server-sent events sends. */
export const streams = {
  room: [
    'room:opened',
    'room:entries',
    'marker:moved',
    'presence:changed',
    'room:typing',
    'room:nudged',
    'user:changed',
    'notify:changed',
    'membership:changed',
    'session:ended',
    'server:closing',
  ],
  heads: [
    'room:head',
    'user:changed',
    'notify:changed',
    'membership:changed',
    'session:ended',
    'server:closing',
  ],
} as const satisfies Record<string, readonly (EventName | keyof typeof streamEvents)[]>;

export type EventName = keyof typeof events;
export type EventData<Name extends EventName> = z.input<(typeof events)[Name]['data']>;

/** As Socket.IO types what a server emits. */
export type ServerEvents = { [Name in EventName]: (data: EventData<Name>) => void };

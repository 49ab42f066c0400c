import type { Author, EventData, RoomId, Run, UserId } from '../protocol.js';
import { messagesOf } from './room-log.js';

/** Someone is taken to be writing for so long after the last sign of it, in milliseconds. */
export const TYPING_SHOWN = 6000;

interface Writer {
  readonly author: Author;
  readonly until: number;
}

/** Who writes in which room. */
export type Writers = ReadonlyMap<RoomId, ReadonlyMap<UserId, Writer>>;

/** They have begun, or are at it still. */
export function began(writers: Writers, { room, users }: EventData<'room:typing'>, now: number): Writers {
  const here = new Map(writers.get(room));
  for (const author of users) here.set(author.id, { author, until: now + TYPING_SHOWN });
  return new Map(writers).set(room, here);
}

/** Whoever has said something has ended writing it. */
export function said(writers: Writers, { room, entries }: Run): Writers {
  const here = new Map(writers.get(room));
  for (const { author } of messagesOf(entries)) here.delete(author.id);
  return here.size === (writers.get(room)?.size ?? 0) ? writers : new Map(writers).set(room, here);
}

/** Without those of whom nothing was heard for long. */
export function still(writers: Writers, now: number): Writers {
  const rooms = [...writers].map(
    ([room, here]) => [room, new Map([...here].filter(([, { until }]) => until > now))] as const,
  );
  return new Map(rooms.filter(([, here]) => here.size > 0));
}

/** Who else writes in a room, first who began first. */
export const writersIn = (writers: Writers, room: RoomId, me: UserId): readonly Author[] =>
  [...(writers.get(room)?.values() ?? [])].map(({ author }) => author).filter(({ id }) => id !== me);

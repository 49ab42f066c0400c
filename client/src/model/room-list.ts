import { EXCERPT, gist } from '../../../src/domain/message.js';
import { excerpt } from '../../../src/domain/text.js';
import type {
  Author,
  Entry,
  EventData,
  ListedRoom,
  Message,
  MessageChanged,
  RoomId,
  Run,
  UserId,
} from '../protocol.js';
import { messagesOf } from './room-log.js';

/** The rooms that the user belongs to. */
export type RoomList = ReadonlyMap<RoomId, ListedRoom>;

/** So far unread messages are counted. */
export const COUNTED = 999;

export const joinedRooms = (rooms: readonly ListedRoom[]): RoomList =>
  new Map(rooms.filter(({ joined }) => joined).map((room) => [room.id, room]));

/**
 * Notes what was said in a room. `undefined` where counting on would be guessing, because entries are missing or the
 * log began anew: then the list has to be read again.
 */
export function heardIn(room: ListedRoom, { epoch, entries }: Run, me: UserId): ListedRoom | undefined {
  const last = entries.at(-1)!;
  if (epoch !== room.epoch || entries[0]!.seq > room.head + 1) return undefined;
  if (last.seq <= room.head) return room;

  const news = entries.filter(({ seq }) => seq > room.head);
  const isNew = ({ author, seq }: Message): boolean => author.id !== me && seq > room.marker;
  const others = messagesOf(news).filter(isNew);
  const changes = changesOf(news).filter(
    ({ target, message }) => target > room.marker && message?.author.id !== me,
  );
  const recalled = changes.filter(({ change }) => change.type === 'recalled');
  const mentions = room.mentions + others.filter((message) => calls(message, me)).length;
  // Whom a message called before is not told, nor what not all may see.
  const unsure = changes.some(({ change, message }) => {
    if (change.type === 'reacted') return false;
    return !message || mentions > 0 || (change.type === 'edited' && calls(message, me));
  });
  if (unsure) return undefined;
  if (recalled.length > 0 && room.unread === COUNTED) return undefined;
  return {
    ...room,
    ...changesIn(news, me),
    head: last.seq,
    unread: Math.min(COUNTED, Math.max(0, room.unread + others.length - recalled.length)),
    mentions: Math.min(COUNTED, mentions),
    ...lastIn(room, news),
  };
}

const changesOf = (entries: readonly Entry[]): readonly MessageChanged[] =>
  entries.filter((entry) => entry.type === 'message.changed');

const calls = ({ mentions, everyone }: Message, me: UserId): boolean =>
  everyone === true || mentions?.includes(me) === true;

/** What was said last, in its state of now. */
function lastIn({ last }: ListedRoom, news: readonly Entry[]): Partial<ListedRoom> {
  let said = last;
  for (const entry of news) {
    if (entry.type === 'message.sent') said = lineOf(entry.message);
    if (entry.type === 'message.changed' && entry.message && entry.target === said?.seq)
      said = lineOf(entry.message);
  }
  return said ? { last: said } : {};
}

const lineOf = (message: Message): NonNullable<ListedRoom['last']> => {
  const { seq, author, sentAt, recalledAt } = message;
  return {
    seq,
    author,
    text: excerpt(gist(message), EXCERPT),
    sentAt,
    ...(recalledAt !== undefined && { recalled: true }),
  };
};

/** What the entries change about the room itself, and about how the user stands in it. */
const changesIn = (entries: readonly Entry[], me: UserId): Partial<ListedRoom> =>
  Object.assign(
    {},
    ...entries.map((entry) => (entry.type === 'room.changed' ? entry.change : seatIn(entry, me))),
  );

function seatIn(entry: Entry, me: UserId): Partial<ListedRoom> {
  if (entry.type !== 'member.changed') return {};
  if (entry.member.id === me) {
    if (entry.change === 'muted' || entry.change === 'unmuted') return { mutedUntil: entry.until };
    // Whoever gets more to say may say it.
    if (entry.change === 'role')
      return { role: entry.role, ...(entry.role !== 'member' && { mutedUntil: undefined }) };
  }
  // Whoever handed the room over is a moderator from then on.
  return entry.change === 'role' && entry.role === 'owner' && entry.by === me ? { role: 'moderator' } : {};
}

/** The user has read further, here or on another device. Markers never move back. */
export function markedIn(
  room: ListedRoom,
  { epoch, seq, ...counted }: Omit<EventData<'marker:moved'>, 'room'>,
): ListedRoom {
  if (epoch !== room.epoch || seq < room.marker) return room;
  // At the end of what this page has heard nothing is unread, whatever else the server has counted since.
  const unread = seq >= room.head ? 0 : counted.unread;
  return { ...room, marker: seq, unread, mentions: Math.min(counted.mentions, unread) };
}

/** By what a reader narrows the list: rooms, or what is said in person. */
export type Part = 'all' | 'rooms' | 'people';

export const isIn = (part: Part, { kind }: ListedRoom): boolean =>
  part === 'all' || (kind === 'direct' || kind === 'notes' ? part === 'people' : part === 'rooms');

/** The people of a direct talk are called otherwise now; the same room where nobody of them is. */
export function knownIn(room: ListedRoom, authors: readonly Author[]): ListedRoom {
  const fresh = new Map(authors.map((author) => [author.id, author]));
  if (!room.people?.some(({ id }) => fresh.has(id))) return room;
  return { ...room, people: room.people.map((person) => fresh.get(person.id) ?? person) };
}

/** How much in a room asks for the user's attention. */
export const calling = ({ notify = 'all', unread, mentions }: ListedRoom): number =>
  ({ all: unread, mentions, none: 0 })[notify];

export const callingTotal = (rooms: Iterable<ListedRoom>): number => {
  let total = 0;
  for (const room of rooms) total += calling(room);
  return total;
};

/** When something was said there last, or the user came. */
const stirred = ({ last, joinedAt = '' }: ListedRoom): string =>
  last && last.sentAt > joinedAt ? last.sentAt : joinedAt;

/** Where something happened last comes first; what is equal follows by name. */
export function inOrder(rooms: RoomList, language: string): readonly ListedRoom[] {
  const { compare } = new Intl.Collator(language);
  return [...rooms.values()].sort((a, b) => stirred(b).localeCompare(stirred(a)) || compare(a.name, b.name));
}

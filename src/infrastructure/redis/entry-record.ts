import { knownAs, type Membership } from '../../domain/membership.js';
import { placed, type Entry, type NewEntry } from '../../domain/entry.js';
import type { Author } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import { roomKeys } from './keys.js';
import type { Redis } from './redis.js';
import { findUsers } from './redis-users.js';

/** An entry as it is kept, under its seq. */
export interface EntryRecord {
  readonly seq: number;
  readonly entry: NewEntry;
}

/** The entries with these numbers, as far as there are. */
export async function findRecords(
  redis: Redis,
  room: RoomId,
  seqs: readonly number[],
): Promise<EntryRecord[]> {
  if (seqs.length === 0) return [];
  const texts = await redis.command<(string | null)[]>('HMGET', roomKeys(room).log, ...seqs);
  return seqs.flatMap((seq, i) => {
    const text = texts[i];
    return text == null ? [] : [{ seq, entry: JSON.parse(text) as NewEntry }];
  });
}

/** The entries in the state of now: everybody by the name that the room knows today. */
export async function readEntries(
  redis: Redis,
  room: RoomId,
  records: readonly EntryRecord[],
): Promise<Entry[]> {
  const named = await authors(
    redis,
    room,
    records.flatMap(({ entry }) => peopleOf(entry)),
  );
  const now = (author: Author): Author => named.get(author.id) ?? author;
  return records.map(({ seq, entry }) => placed(current(entry, now), seq));
}

const current = (entry: NewEntry, now: (author: Author) => Author): NewEntry =>
  entry.type === 'member.changed'
    ? { ...entry, by: now(entry.by), member: now(entry.member) }
    : { ...entry, by: now(entry.by) };

const peopleOf = (entry: NewEntry): UserId[] =>
  entry.type === 'member.changed' ? [entry.by.id, entry.member.id] : [entry.by.id];

/** Users as the room knows them, as far as they are there. */
export async function authors(
  redis: Redis,
  room: RoomId,
  ids: Iterable<UserId>,
): Promise<Map<UserId, Author>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const [users, nicknames] = await Promise.all([
    findUsers(redis, wanted),
    redis.command<(string | null)[]>('HMGET', roomKeys(room).nicknames, ...wanted),
  ]);
  return new Map(
    wanted.flatMap((id, i) => {
      const user = users.get(id);
      return user ? [[id, knownAs(user, { nickname: nicknames[i] ?? '' } as Membership)]] : [];
    }),
  );
}

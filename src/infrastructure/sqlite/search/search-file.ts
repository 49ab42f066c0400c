import { rmSync } from 'node:fs';
import type { Sought } from '../../grams.js';
import { touch } from '../data-dir.js';
import { Database } from '../database.js';
import { isDamage } from '../failure.js';
import { notesOf, pack, Places, type Noted } from './notes.js';

/** Of another version, the file is made anew. */
const VERSION = 2;

const SCHEMA = `
  -- Chunks of messages that are noted; all of a chunk was sent between these times.
  CREATE TABLE chunk (n INTEGER PRIMARY KEY, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL) STRICT;

  CREATE TABLE note (
    chunk INTEGER NOT NULL,
    note TEXT NOT NULL,
    room INTEGER NOT NULL,
    messages BLOB NOT NULL,
    PRIMARY KEY (chunk, note, room)
  ) STRICT, WITHOUT ROWID;

  -- Up to which row of the database's table of this name it was followed.
  CREATE TABLE reworded (n INTEGER NOT NULL) STRICT;
  INSERT INTO reworded VALUES (0);

  PRAGMA user_version = ${VERSION};`;

/** So many messages are read, or notes written, at a step: a few milliseconds. */
const AT_ONCE = 400;

/** Follows every text that begins with another. */
const LAST = '\u{10FFFF}';

interface Times {
  readonly first: number;
  readonly last: number;
}

/** What is noted of messages, to be searched: in a file of its own, which can be made anew from the database at any time. */
export class SearchFile {
  /** The chunks that are noted. */
  readonly chunks: Map<number, Times>;
  private readonly db: Database;

  constructor(path: string) {
    this.db = openOrRemake(path);
    this.db.exec('CREATE TEMP TABLE seen (room INTEGER PRIMARY KEY)');
    const chunks = this.db.all<{ n: number } & Times>(
      'SELECT n, first_at AS first, last_at AS last FROM chunk',
    );
    this.chunks = new Map(chunks.map(({ n, first, last }) => [n, { first, last }]));
  }

  /** Up to which row of `reworded` it was followed. */
  get followed(): number {
    return this.db.get<{ n: number }>('SELECT n FROM reworded')!.n;
  }

  /** Forgets what is noted of chunks that hold what was reworded up to a row. */
  forget(chunks: Iterable<number>, followed: number): void {
    this.db.transaction('BEGIN IMMEDIATE', () => {
      for (const chunk of chunks) {
        this.chunks.delete(chunk);
        this.db.run('DELETE FROM chunk WHERE n = ?', chunk);
        this.db.run('DELETE FROM note WHERE chunk = ?', chunk);
      }
      this.db.run('UPDATE reworded SET n = ?', followed);
    });
  }

  /** Notes all messages of a chunk, a little at each step. It counts when the last step is done. */
  *note(chunk: number, messages: readonly Noted[]): Generator<void> {
    const noted = new Map<string, Map<number, number[]>>();
    for (const [at, message] of messages.entries()) {
      for (const note of notesOf(message)) {
        const rooms = noted.get(note) ?? new Map<number, number[]>();
        const places = rooms.get(message.room);
        if (places) places.push(message.n);
        else noted.set(note, rooms.set(message.room, [message.n]));
      }
      if (at % AT_ONCE === AT_ONCE - 1) yield;
    }
    this.db.run('DELETE FROM note WHERE chunk = ?', chunk);
    const rows = rowsOf(noted);
    for (let done: boolean | undefined; !done;) {
      yield;
      this.db.transaction('BEGIN IMMEDIATE', () => {
        for (let count = 0; count < AT_ONCE && !done; count += 1) {
          const row = rows.next();
          done = row.done;
          if (row.value) this.db.write('INSERT INTO note VALUES (?, ?, ?, ?)', chunk, ...row.value);
        }
      });
    }
    const times = messages.map(({ sentAt }) => sentAt);
    const [first, last] = [Math.min(...times), Math.max(...times)];
    this.db.run('INSERT INTO chunk VALUES (?, ?, ?)', chunk, first, last);
    this.chunks.set(chunk, { first, last });
  }

  /** From now on only messages of these rooms are found. */
  look(rooms: readonly number[]): void {
    this.db.run('DELETE FROM seen');
    this.db.run('INSERT INTO seen SELECT value FROM json_each(?)', JSON.stringify(rooms));
  }

  /** The messages of a chunk that are noted under one of the notes. */
  under(chunk: number, notes: readonly Sought[]): Places {
    const places = new Places();
    for (const { gram, prefix } of notes) {
      // The plus sign keeps it from looking for each room by itself, where most have no such note.
      const rows = this.db.all<{ messages: Uint8Array }>(
        `SELECT messages FROM note WHERE chunk = ? AND note >= ? AND note ${prefix ? '<' : '<='} ? AND +room IN seen`,
        chunk,
        gram,
        prefix ? gram + LAST : gram,
      );
      for (const { messages } of rows) places.addPacked(messages);
    }
    return places;
  }

  close(): void {
    this.db.close();
  }
}

function* rowsOf(noted: Map<string, Map<number, number[]>>): Generator<[string, number, Uint8Array]> {
  // In the order of the table, which makes it quick to write and small.
  for (const note of [...noted.keys()].sort()) {
    for (const [room, messages] of noted.get(note)!) yield [note, room, pack(messages)];
  }
}

function openOrRemake(path: string): Database {
  try {
    const db = open(path);
    if (db) return db;
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  removeSearchFile(path);
  return open(path)!;
}

/** Undefined where the file is of another version. */
function open(path: string): Database | undefined {
  touch(path);
  const db = new Database(path);
  try {
    // What a crash may lose is noted again: nothing waits for the disk.
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON');
    db.exec('PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 16777216');
    const { user_version: version } = db.get<{ user_version: number }>('PRAGMA user_version')!;
    if (version === 0) db.transaction('BEGIN IMMEDIATE', () => db.exec(SCHEMA));
    else if (version !== VERSION) {
      db.close();
      return undefined;
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What was noted may be of another history. */
export function removeSearchFile(path: string): void {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
}

import type { Call, Outcome } from '../calls.js';
import { files } from '../data-dir.js';
import { Database } from '../database.js';
import { failure } from '../failure.js';
import { searches } from './find.js';
import { CHUNK, chunkOf, type Noted } from './notes.js';
import { SearchFile } from './search-file.js';

/** How often it looks whether there is something to note, in milliseconds. */
const GLANCE = 2000;

/** Of its time it takes one part of so many to note what was said: senders are to notice nothing. */
const SHARE = 5;

/** So long a search looks, in milliseconds. */
const PATIENCE = 30;

/** So many chunks are kept in memory as they are, at most. */
const KEPT = 8;

/** The messages of a chunk as they are now, up to a number. */
export interface Chunk {
  readonly messages: Noted[];
  upTo: number;
}

/**
 * A connection that searches. It notes messages, a chunk at a time, when a chunk is full, and anew when a text in it
 * became another; what is not noted is read as it is.
 */
export class Searcher {
  readonly trouble = undefined;
  readonly db: Database;
  readonly file: SearchFile;
  private readonly kept = new Map<number, Chunk>();
  private noting: Generator<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    dataDir: string,
    readonly patience = PATIENCE,
  ) {
    const { database, search } = files(dataDir);
    this.db = new Database(database, { readOnly: true });
    this.file = new SearchFile(search);
    this.plan(0);
  }

  run(calls: readonly Call[]): Outcome[] {
    return calls.map(([name, ...args]) => {
      try {
        return {
          value: this.db.transaction('BEGIN', () =>
            searches[name as keyof typeof searches](this, ...(args as [never])),
          ),
        };
      } catch (error) {
        return { failure: failure(error) };
      }
    });
  }

  close(): void {
    clearTimeout(this.timer);
    this.db.close();
    this.file.close();
  }

  /** The number of the last message. */
  get last(): number {
    return this.db.get<{ n: number }>('SELECT coalesce(max(n), 0) AS n FROM message')!.n;
  }

  /** Forgets what is noted, or kept, of texts that are others now. */
  follow(): void {
    const reworded = this.db.all<{ n: number; message: number }>(
      'SELECT n, message FROM reworded WHERE n > ? ORDER BY n',
      this.file.followed,
    );
    if (reworded.length === 0) return;
    const chunks = new Set(reworded.map(({ message }) => chunkOf(message)));
    for (const chunk of chunks) this.kept.delete(chunk);
    this.file.forget(chunks, reworded.at(-1)!.n);
    // What it was about to note may be outdated.
    this.noting = undefined;
  }

  /** The messages of a chunk that is not noted, as they are now. */
  chunk(n: number): Chunk {
    const known = this.kept.get(n);
    const chunk = known ?? { messages: [], upTo: n * CHUNK - 1 };
    const messages = this.db.all<Noted>(
      'SELECT n, room, author, text, attachments, sent_at AS sentAt FROM message WHERE n > ? AND n < ? ORDER BY n',
      chunk.upTo,
      (n + 1) * CHUNK,
    );
    chunk.messages.push(...messages);
    chunk.upTo = messages.at(-1)?.n ?? chunk.upTo;
    this.kept.delete(n);
    this.kept.set(n, chunk);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value!);
    return chunk;
  }

  private plan(ms: number): void {
    this.timer = setTimeout(() => this.step(), ms).unref();
  }

  private step(): void {
    const began = performance.now();
    try {
      this.noting ??= this.next();
      if (this.noting?.next().done) this.noting = undefined;
    } catch {
      // No room on the disk, say: what is not noted is still found, and this is tried again.
      this.noting = undefined;
      return this.plan(GLANCE);
    }
    this.plan(this.noting ? (SHARE - 1) * (performance.now() - began) : GLANCE);
  }

  /** Notes the newest chunk that is full and not noted. */
  private next(): Generator<void> | undefined {
    this.follow();
    for (let n = chunkOf(this.last) - 1; n >= 0; n -= 1) {
      if (!this.file.chunks.has(n)) return this.file.note(n, this.chunk(n).messages);
    }
    return undefined;
  }
}

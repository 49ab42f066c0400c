import type { Instant, Message } from '../../../domain/message.js';
import { featuresOf, fold, runsOf, type Query } from '../../../domain/query.js';

/**
 * What is noted of 64 entries that follow each other, so that most of those that a search does not fit need not be read.
 * Each piece of a message leads to two rows of 64 bits, and sets its message's bit there. So a message may fit where its
 * bit is set in the rows of all pieces of the query, and else does not. A row is shared by many pieces: who finds reads
 * the message.
 */
export const BLOCK = 64;

/** A block is noted whenever so many more entries of it are there. */
export const STEP = BLOCK / 2;

/** In which block an entry is. */
export const blockOf = (seq: number): number => Math.floor((seq - 1) / BLOCK);

/** A note of another version counts for nothing. */
export const VERSION = 1;

/** Bytes: the version, of how many entries it is, how many rows there are, and when these were first and last sent. */
export const HEADER = 20;

/** The bytes of a row. */
export const ROW = BLOCK / 8;

/** So many rows for each that a message is in: of one of average length, about a quarter of all rows hold it. */
const ROOM = 3;

/** However long messages are, their notes stay small; those of long ones are read in vain more often. */
const MOST_ROWS = 1024;

/** So many letters of a word's beginning are a piece. */
const BEGINNINGS = [1, 2, 3, 5, 8];

/** Of a longer query the other pieces are left to whoever reads the messages. */
const MOST_SOUGHT = 16;

/** A message as it is searched. */
export interface Noted {
  readonly message: Pick<Message, 'text' | 'attachments'>;
  readonly at: Instant;
}

/** Beginnings of its words, and of a run of dense script each character and each two neighbours. */
function piecesOf(folded: string, pieces: Set<string>): void {
  for (const { text, dense } of runsOf(folded)) {
    if (!dense) {
      for (const length of BEGINNINGS) if (length <= text.length) pieces.add(text.slice(0, length));
      continue;
    }
    let before = '';
    for (const character of text) {
      pieces.add(character).add(before + character);
      before = character;
    }
  }
}

/** No word begins like this. */
const pieceOfFeature = (feature: string): string => `#${feature}`;

/**
 * Numbers of 32 bits, each of which leads to a row: by FNV-1a, and by mixing that again and again. More of them for a
 * single character, since there is nothing else to go by when one looks for that alone.
 */
function hashesOf(piece: string): readonly number[] {
  let hash = 0x811c9dc5;
  for (let at = 0; at < piece.length; at += 1) hash = Math.imul(hash ^ piece.charCodeAt(at), 0x01000193);
  const hashes = [hash >>> 0];
  for (const most = piece.length === 1 ? 4 : 2; hashes.length < most;) {
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
    hashes.push(hash >>> 0);
  }
  return hashes;
}

/** What is noted of entries, in their order; undefined stands for one that is not to be found. */
export function noteOf(entries: readonly (Noted | undefined)[]): Buffer {
  const hashes = entries.map((noted) => (noted ? hashesIn(noted) : []));
  const times = entries.flatMap((noted) => noted?.at ?? []);
  const mean = hashes.flat().length / Math.max(times.length, 1);
  const rows = Math.min(Math.ceil(ROOM * mean) + 1, MOST_ROWS);

  const note = Buffer.alloc(HEADER + rows * ROW);
  note.writeUInt8(VERSION, 0);
  note.writeUInt8(entries.length, 1);
  note.writeUInt16LE(rows, 2);
  note.writeDoubleLE(Math.min(...times), 4);
  note.writeDoubleLE(Math.max(...times), 12);
  for (const [n, all] of hashes.entries()) for (const hash of all) set(note, hash % rows, n);
  return note;
}

function hashesIn({ message }: Noted): number[] {
  const pieces = new Set(featuresOf(message).map(pieceOfFeature));
  piecesOf(fold(message.text), pieces);
  return [...pieces].flatMap(hashesOf);
}

function set(note: Buffer, row: number, n: number): void {
  note[HEADER + row * ROW + (n >> 3)]! |= 1 << (n & 7);
}

/** The hashes of what is noted of each message that fits: those that few have come first. */
export function soughtIn({ terms, has }: Pick<Query, 'terms' | 'has'>): readonly number[] {
  const pieces = new Set(has.map(pieceOfFeature));
  for (const term of terms) piecesOf(term, pieces);
  const longest = [...pieces].toSorted((a, b) => b.length - a.length).slice(0, MOST_SOUGHT);
  return longest.flatMap(hashesOf);
}

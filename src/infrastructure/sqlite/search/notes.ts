import type { Attachment } from '../../../domain/file.js';
import { featuresOf, fold } from '../../../domain/query.js';
import { gramsOf } from '../../grams.js';

/** So many messages, by their numbers in the file, are noted together. */
export const CHUNK = 4096;

export const chunkOf = (message: number): number => Math.floor(message / CHUNK);

/** A message as it is searched; people and rooms by their numbers in the file. */
export interface Noted {
  readonly n: number;
  readonly room: number;
  readonly author: number;
  readonly text: string;
  /** In JSON, where it has any. */
  readonly attachments: string | null;
  readonly sentAt: number;
}

/** Under this every message is noted. */
export const ANY = '!';

export const noteOfAuthor = (author: number): string => `@${author}`;

export const noteOfFeature = (feature: string): string => `#${feature}`;

/** All under which a message is noted. */
export function notesOf(message: Noted): readonly string[] {
  const features = featuresOf(searched(message)).map(noteOfFeature);
  return [ANY, noteOfAuthor(message.author), ...features, ...gramsOf(fold(message.text))];
}

/** The part of a message that is searched. */
export const searched = ({ text, attachments }: Pick<Noted, 'text' | 'attachments'>) => ({
  text,
  ...(attachments !== null && { attachments: JSON.parse(attachments) as Attachment[] }),
});

/** Messages of one chunk. */
export class Places {
  private readonly bits = new Uint32Array(CHUNK / 32);

  static all(): Places {
    const places = new Places();
    places.bits.fill(-1);
    return places;
  }

  private add(message: number): void {
    const at = message % CHUNK;
    this.bits[at >> 5]! |= 1 << (at & 31);
  }

  /** Adds what `pack` made. */
  addPacked(packed: Uint8Array): void {
    for (let at = 0; at < packed.length; at += 2) this.add(packed[at]! | (packed[at + 1]! << 8));
  }

  /** Keeps only those that are in the other, too. Answers whether any is left. */
  narrow(other: Places): boolean {
    let left = 0;
    for (let at = 0; at < this.bits.length; at += 1) left |= this.bits[at]! &= other.bits[at]!;
    return left !== 0;
  }

  /** The last first, as the numbers of messages of the chunk. */
  *backwards(chunk: number): Generator<number> {
    for (let at = CHUNK - 1; at >= 0; at -= 1) {
      if (this.bits[at >> 5] === 0) at &= ~31;
      else if (this.bits[at >> 5]! & (1 << (at & 31))) yield chunk * CHUNK + at;
    }
  }
}

/** Messages of one chunk, two bytes each. */
export function pack(messages: readonly number[]): Uint8Array {
  const packed = new Uint8Array(2 * messages.length);
  for (const [at, message] of messages.entries()) {
    packed[2 * at] = message % CHUNK;
    packed[2 * at + 1] = (message % CHUNK) >> 8;
  }
  return packed;
}

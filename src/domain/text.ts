import { ChatError } from './chat-error.js';

/** Limits of a message's text, both of which hold. */
export const TEXT_LIMIT = { codePoints: 4000, bytes: 16_000 } as const;

/** Controls other than line feed and tab. */
const CONTROL = /[^\P{Cc}\n\t]/u;

/** Something that leaves a mark on the screen: no space, no control, nothing that renderers skip or leave blank. */
const VISIBLE =
  /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\u2800\u{13441}\u{13442}\u{16FE4}\u{1D159}]/u;

/** Whether there is anything to see. */
export const isVisible = (text: string): boolean => VISIBLE.test(text);

/** Length in code points, as people count characters. A lone surrogate counts one. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The first code points. */
export const excerpt = (text: string, length: number): string =>
  Array.from(text.slice(0, 2 * length))
    .slice(0, length)
    .join('');

/** Length in bytes when written as UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0)!;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/**
 * The text of a message, kept exactly as sent. Throws `message.blank` unless there is something else to see, `.too_long`
 * or `.malformed`.
 */
export function messageText(text: string, { alone = true } = {}): string {
  // No unit takes more than three bytes, so 4,000 units keep both limits and need no exact count.
  const small = text.length <= TEXT_LIMIT.codePoints;
  if (!small && (codePoints(text) > TEXT_LIMIT.codePoints || utf8Length(text) > TEXT_LIMIT.bytes)) {
    throw new ChatError('message.too_long');
  }
  if (!text.isWellFormed() || CONTROL.test(text)) throw new ChatError('message.malformed');
  if (alone && !isVisible(text)) throw new ChatError('message.blank');
  return text;
}

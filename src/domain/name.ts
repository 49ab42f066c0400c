import { ChatError, type ErrorCode } from './chat-error.js';
import { codePoints, isVisible } from './text.js';

/** Limits in code points, counted after normalisation. */
export const NAME_LIMIT = { nickname: 24, room: 50, topic: 250 } as const;

/** What a single line of a name or topic may not hold: controls, separators, surrogates, private use, direction marks. */
const FORBIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]|\p{Cf}|\p{Default_Ignorable_Code_Point}/u;

/** Emoji are joined and styled by characters that are invisible anywhere else. */
const EMOJI =
  /\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F|\u200D\p{Extended_Pictographic})*|[0-9#*]\uFE0F?\u20E3/gu;

/** More marks than this on one letter paint over the lines around it. */
const PILED_MARKS = /\p{M}{5,}/u;

const oneLine = (raw: string): string =>
  raw
    .normalize('NFC')
    .replace(/[\p{Zs}\t]+/gu, ' ')
    .trim();

function checkLine(raw: string, limit: number, code: ErrorCode): string {
  const line = oneLine(raw);
  const plain = line.replace(EMOJI, '*');
  if (codePoints(line) > limit || FORBIDDEN.test(plain) || PILED_MARKS.test(plain)) throw new ChatError(code);
  return line;
}

function visibleLine(raw: string, limit: number, code: ErrorCode): string {
  const line = checkLine(raw, limit, code);
  if (!isVisible(line)) throw new ChatError(code);
  return line;
}

/** A nickname in its normal form. Throws `nickname.invalid`. */
export const nickname = (raw: string): string => visibleLine(raw, NAME_LIMIT.nickname, 'nickname.invalid');

/** A room's name in its normal form. Throws `room.name_invalid`. */
export const roomName = (raw: string): string => visibleLine(raw, NAME_LIMIT.room, 'room.name_invalid');

/** A room's topic in its normal form; it may be empty. Throws `room.topic_invalid`. */
export const roomTopic = (raw: string): string => checkLine(raw, NAME_LIMIT.topic, 'room.topic_invalid');

/** The form in which names are searched: width and case do not matter. */
export const searchable = (text: string): string => text.normalize('NFKC').toLowerCase();

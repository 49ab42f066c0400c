import { ChatError, type ErrorCode } from './chat-error.js';
import { codePoints, isVisible } from './text.js';

/** Limits in code points, counted after normalisation. */
export const NAME_LIMIT = {
  nickname: 24,
  usernameLeast: 2,
  username: 24,
  status: 80,
  reason: 500,
  room: 50,
  topic: 250,
} as const;

/** The tag characters that spell a flag's region, as in the flags of England, Scotland and Wales. */
const tags = (region: string): string =>
  Array.from(region, (letter) => String.fromCodePoint(0xe0000 + letter.codePointAt(0)!)).join('');

const FLAGS = ['gbeng', 'gbsct', 'gbwls'].map((region) => `\u{1F3F4}${tags(region)}\u{E007F}`).join('|');

/** Letters of Persian and of India's scripts, whose words joiners are part of. */
const JOINED = ['Arab', 'Beng', 'Deva', 'Gujr', 'Guru', 'Knda', 'Mlym', 'Orya', 'Sinh', 'Taml', 'Telu']
  .map((script) => `\\p{Script=${script}}`)
  .join('');

/** Where characters that are invisible anywhere else have work to do. */
const SEQUENCES = new RegExp(
  [
    FLAGS,
    String.raw`\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0E\uFE0F]?(?:\u200D\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F]?)*`,
    String.raw`[0-9#*]\uFE0F?\u20E3`,
    // Variants of a Han character, which Japanese family names are particular about.
    String.raw`\p{Script=Han}[\uFE00-\uFE02\u{E0100}-\u{E01EF}]`,
    String.raw`(?<=[${JOINED}])[\u200C\u200D](?=[${JOINED}])`,
    // Malayalam also ends words so.
    String.raw`(?<=\u0D4D)\u200D`,
  ].join('|'),
  'gu',
);

/** What other people's screens may not know, marks without a letter, and piles of them that paint over other lines. */
const DISFIGURING = /[\p{Co}\p{Cn}]|(?<![^ ])\p{M}|\p{M}{5}/u;

/** With more units than this for each code point allowed, a name is refused unread: normalising can take long. */
const UNITS_READ = 10;

const oneLine = (raw: string): string =>
  raw
    .normalize('NFC')
    .replace(/[\p{Zs}\t]+/gu, ' ')
    .trim();

function checkLine(raw: string, limit: number, code: ErrorCode): string {
  if (raw.length > UNITS_READ * limit) throw new ChatError(code);
  const line = oneLine(raw);
  const plain = line.replace(SEQUENCES, (found) => ('\u200C\u200D'.includes(found) ? '' : '*'));
  const shown = Array.from(plain).every((character) => character === ' ' || isVisible(character));
  if (codePoints(line) > limit || !shown || DISFIGURING.test(plain)) throw new ChatError(code);
  return line;
}

function visibleLine(raw: string, limit: number, code: ErrorCode): string {
  const line = checkLine(raw, limit, code);
  if (line === '') throw new ChatError(code);
  return line;
}

/** A nickname in its normal form. Throws `nickname.invalid`. */
export const nickname = (raw: string): string => visibleLine(raw, NAME_LIMIT.nickname, 'nickname.invalid');

/** Why a message is reported, in its normal form. Throws `report.reason_invalid`. */
export const reportReason = (raw: string): string =>
  visibleLine(raw, NAME_LIMIT.reason, 'report.reason_invalid');

/** A line about oneself in its normal form; it may be empty. Throws `profile.status_invalid`. */
export const statusLine = (raw: string): string =>
  checkLine(raw, NAME_LIMIT.status, 'profile.status_invalid');

/** A room's name in its normal form. Throws `room.name_invalid`. */
export const roomName = (raw: string): string => visibleLine(raw, NAME_LIMIT.room, 'room.name_invalid');

/** A room's topic in its normal form; it may be empty. Throws `room.topic_invalid`. */
export const roomTopic = (raw: string): string => checkLine(raw, NAME_LIMIT.topic, 'room.topic_invalid');

/** The form in which names are searched: width and case do not matter. */
export const searchable = (text: string): string => text.normalize('NFKC').toLowerCase();

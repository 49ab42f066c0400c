import { isPicture } from './file.js';
import type { Instant, Message } from './message.js';
import { searchable } from './name.js';

/** What a message can have besides words. */
export const FEATURES = ['link', 'file', 'image'] as const;

export type Feature = (typeof FEATURES)[number];

/** What someone looks for. A message is found that fits all of it. */
export interface Query {
  /** Texts that it holds, as `holds` says; folded. */
  readonly terms: readonly string[];
  /** Names, one of which its author's holds; folded. */
  readonly from: readonly string[];
  /** Names, one of which its room's holds; folded. */
  readonly in: readonly string[];
  readonly has: readonly Feature[];
  /** It was sent at this time or later. */
  readonly after?: Instant;
  /** It was sent earlier. */
  readonly before?: Instant;
}

/** The longest query, in UTF-16 units. */
export const QUERY_LIMIT = 500;

/** The form in which texts are searched: width, case and what is invisible do not matter. */
export const fold = (text: string): string =>
  searchable(text).replace(/\p{Default_Ignorable_Code_Point}+/gu, '');

/** A name as the name of a filter, which ends at the first space, can hold it. */
export const foldName = (name: string): string => fold(name).replace(/\s+/gu, '');

/** Scripts whose words are written without spaces between; and signs, each of which is a word. */
const DENSE = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{So}\p{Extended_Pictographic}`;

/** A run of them, or a word. Everything else is looked for only next to these. */
const RUN = new RegExp(String.raw`(?<dense>[${DENSE}]+)|[[\p{L}\p{N}\p{M}]--[${DENSE}]]+`, 'gv');

/** Texts of a folded text that can be looked for by themselves. */
export const runsOf = (folded: string): readonly { readonly text: string; readonly dense: boolean }[] =>
  Array.from(folded.matchAll(RUN), ({ 0: text, groups }) => ({
    text,
    dense: groups?.['dense'] !== undefined,
  }));

const AT_END_OF_WORD = new RegExp(String.raw`[[\p{L}\p{N}\p{M}]--[${DENSE}]]$`, 'v');
const AT_WORD = new RegExp(String.raw`^[[\p{L}\p{N}\p{M}]--[${DENSE}]]`, 'v');

/**
 * Where a folded text holds a term, or -1: anywhere, but where the term begins with a word, at the beginning of one.
 * So 上海 is found in 我家在上海东边, and hel in hello, but not in shell.
 */
export function placeOf(term: string, folded: string, from = 0): number {
  const atWord = AT_WORD.test(term);
  for (let at = folded.indexOf(term, from); at >= 0; at = folded.indexOf(term, at + 1)) {
    // Two units are enough to see a character whole.
    if (!atWord || !AT_END_OF_WORD.test(folded.slice(Math.max(at - 2, 0), at))) return at;
  }
  return -1;
}

/** Whether a folded text holds all of the terms. */
export const holds = (folded: string, terms: readonly string[]): boolean =>
  terms.every((term) => placeOf(term, folded) >= 0);

/** Whether one of the names holds one of those that are wanted, where any is. */
export const isNamed = (names: readonly string[], wanted: readonly string[]): boolean =>
  wanted.length === 0 ||
  names.some((name) =>
    wanted.some((one) => placeOf(one, fold(name)) >= 0 || placeOf(one, foldName(name)) >= 0),
  );

/** By these names one looks for what one wrote oneself. */
const SELF = ['me', '我'];

/** Whether someone of these names, perhaps oneself, is one of those that are wanted, where any is. */
export const isFrom = (names: readonly string[], oneself: boolean, wanted: readonly string[]): boolean =>
  isNamed(names, wanted) || (oneself && wanted.some((one) => SELF.includes(one)));

const LINK = /https?:\/\/[^\s]/iu;

type Searched = Pick<Message, 'text' | 'attachments'>;

/** Of each feature, which messages have it. A picture is a file, too. */
const HAVING: Record<Feature, (message: Searched) => boolean> = {
  link: ({ text }) => LINK.test(text),
  file: ({ attachments = [] }) => attachments.length > 0,
  image: ({ attachments = [] }) => attachments.some(({ type }) => isPicture(type)),
};

/** What a message has besides words. */
export const featuresOf = (message: Searched): readonly Feature[] =>
  FEATURES.filter((feature) => HAVING[feature](message));

/** Whether a message has all of the features. */
export const hasAll = (message: Searched, features: readonly Feature[]): boolean =>
  features.every((feature) => HAVING[feature](message));

const FILTER = /^(from|in|has|before|after):(.+)$/su;

/** Marks that people put around what they look for. */
const AROUND = /^["'*“”‘’«»「」『』]+|["'*“”‘’«»「」『』]+$/gu;

/**
 * Reads what someone has typed: words, and `from:`, `in:`, `has:`, `before:` and `after:` with a name, a feature or a
 * day. What does not have the form of a filter is a word like any other; there are no other operators. Of marks alone
 * nothing is kept. Never throws. Days begin where the minutes east of UTC say.
 */
export function parseQuery(typed: string, minutesEast = 0): Query {
  const terms: string[] = [];
  const from: string[] = [];
  const within: string[] = [];
  const has: Feature[] = [];
  let [after, before]: (Instant | undefined)[] = [];
  for (const piece of fold(typed).split(/[\s\p{Cc}]+/u)) {
    const [, filter, value = ''] = FILTER.exec(piece) ?? [];
    const day = filter === 'before' || filter === 'after' ? dayOf(value, minutesEast) : undefined;
    const feature = FEATURES.find((one) => one === value);
    if (filter === 'from') from.push(value);
    else if (filter === 'in') within.push(value);
    else if (filter === 'has' && feature) has.push(feature);
    else if (filter === 'after' && day !== undefined) after = Math.max(after ?? day, day);
    else if (filter === 'before' && day !== undefined) before = Math.min(before ?? day, day);
    else {
      const term = piece.replace(AROUND, '');
      if (runsOf(term).length > 0) terms.push(term);
    }
  }
  return {
    terms: [...new Set(terms)],
    from,
    in: within,
    has,
    ...(after !== undefined && { after }),
    ...(before !== undefined && { before }),
  };
}

/** Whether there is nothing to look for. */
export const isBlank = ({ terms, from, in: within, has, after, before }: Query): boolean =>
  terms.length + from.length + within.length + has.length === 0 &&
  after === undefined &&
  before === undefined;

/** When a day, a month or a year begins, such as 2026-11-23, 2026-11 or 2026. */
function dayOf(value: string, minutesEast: number): Instant | undefined {
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?$/.exec(value) ?? [];
  if (year === undefined) return undefined;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // What is no day, such as the 31st of February, runs over into another month.
  const isDay = new Date(at).getUTCMonth() === Number(month) - 1 && Number(day) > 0;
  return isDay ? at - minutesEast * 60_000 : undefined;
}

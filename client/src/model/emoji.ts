/** What the page knows of an emoji, as `scripts/emoji.mjs` makes it. */
export type EmojiRow = readonly [
  emoji: string,
  group: number,
  names: string,
  en: string,
  english: string,
  zh: string,
  chinese: string,
  tones: number,
];

export interface Emoji {
  readonly emoji: string;
  readonly group: number;
  /** What may stand between colons for it; the first one does. */
  readonly names: readonly string[];
  readonly called: { readonly en: string; readonly zh: string };
  /** Other words to find it by, in both languages. */
  readonly words: readonly string[];
  readonly tones: boolean;
}

export function emojiOf([emoji, group, names, en, english, zh, chinese, tones]: EmojiRow): Emoji {
  return {
    emoji,
    group,
    names: names.split(' '),
    called: { en, zh },
    words: `${english}|${chinese}`.split('|').filter((word) => word !== ''),
    tones: tones === 1,
  };
}

/** No tone of its own, or one of five, from light to dark. */
export const TONES = [0, 1, 2, 3, 4, 5] as const;

export type Tone = (typeof TONES)[number];

/** The emoji in a tone, if it has them. */
export const toned = ({ emoji, tones }: Pick<Emoji, 'emoji' | 'tones'>, tone: Tone): string =>
  tones && tone > 0
    ? emoji.replace(/^(.)\uFE0F?/u, (_, first: string) => first + String.fromCodePoint(0x1f3fa + tone))
    : emoji;

/** How well the emoji answers to what is looked for: 0 is best. */
function rank({ names, called, words }: Emoji, wanted: string): number {
  const own = [...names, called.en.toLowerCase(), called.zh];
  if (own.includes(wanted)) return 0;
  if (own.some((name) => name.startsWith(wanted))) return 1;
  if (own.some((name) => name.includes(`_${wanted}`) || name.includes(` ${wanted}`))) return 2;
  if (called.zh.includes(wanted) || words.includes(wanted)) return 3;
  return words.some((word) => word.toLowerCase().startsWith(wanted)) ? 4 : Infinity;
}

/** Those that answer to a name or a word, in English or Chinese, the best first. */
export function findEmoji(all: readonly Emoji[], query: string, limit: number): readonly Emoji[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [];
  return all
    .map((emoji) => ({ emoji, at: rank(emoji, wanted) }))
    .filter(({ at }) => at < Infinity)
    .sort((a, b) => a.at - b.at)
    .slice(0, limit)
    .map(({ emoji }) => emoji);
}

/** The one that bears this very name between colons, or is called so in Chinese. */
export function emojiCalled(all: readonly Emoji[], name: string): Emoji | undefined {
  const wanted = name.toLowerCase();
  return all.find(({ names, called }) => names.includes(wanted) || called.zh === wanted);
}

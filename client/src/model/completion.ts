/** What stands before the caret and can be completed. */
export interface Wanted {
  /** A person, an emoji, a command. */
  readonly kind: '@' | ':' | '/';
  readonly query: string;
  /** Written to its end, as in :smile: */
  readonly whole: boolean;
  /** Where it begins and ends in the text, with its sign. */
  readonly from: number;
  readonly to: number;
}

const PATTERNS = [
  // After a letter it is the middle of an address; but Chinese has no spaces between words.
  ['@', /(?<![[\p{L}\p{N}_.+\-]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]])@([^\s@]{0,24})$/v],
  [':', /(?<![[\p{L}\p{N}:]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]]):([\p{L}\p{N}_+\-]{2,}|\p{sc=Han}+)(:?)$/v],
  ['/', /^\/([\p{L}]*)$/v],
] as const;

export function wantedAt(text: string, caret: number): Wanted | undefined {
  const before = text.slice(0, caret);
  for (const [kind, pattern] of PATTERNS) {
    const match = pattern.exec(before);
    if (match) return { kind, query: match[1]!, whole: Boolean(match[2]), from: match.index, to: caret };
  }
  return undefined;
}

export interface Suggestion {
  readonly key: string;
  /** What is written in the place of what stood there. */
  readonly text: string;
  readonly label: string;
  readonly hint?: string;
  readonly emoji?: string;
  readonly person?: { readonly id: string; readonly avatar?: string | undefined };
}

/** So many are offered at once. */
export const OFFERED = 8;

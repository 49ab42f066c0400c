import { fold, placeOf } from '../../../src/domain/query.js';

export interface Piece {
  readonly text: string;
  /** It is what was looked for. */
  readonly found: boolean;
}

/** So much of a text is shown, in UTF-16 units; of a longer one what is around the first place that was found. */
const LENGTH = 120;
/** So much of it before that place. */
const BEFORE = 40;

/** A character with the marks on it: what is folded together. */
const CHARACTER = /\p{M}+|\P{M}\p{M}*/gsu;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** The text on one line, with the places set apart that hold the terms of a query. */
export function excerpt(whole: string, terms: readonly string[]): readonly Piece[] {
  const line = whole.trim().replace(/\s+/gu, ' ');
  const spans = spansOf(line, terms);
  const begins = line.length <= LENGTH ? 0 : Math.max(0, (spans[0]?.from ?? 0) - BEFORE);
  const start = startOf(line, begins);
  const end = startOf(line, Math.min(line.length, start + LENGTH));

  const pieces: Piece[] = [];
  const add = (text: string, found: boolean): void => void (text !== '' && pieces.push({ text, found }));
  let at = start;
  for (const { from, to } of spans) {
    if (from < at || to > end) continue;
    add(line.slice(at, from), false);
    add(line.slice(from, to), true);
    at = to;
  }
  add(line.slice(at, end), false);
  return [...cutOff(start > 0), ...pieces, ...cutOff(end < line.length)];
}

const cutOff = (there: boolean): Piece[] => (there ? [{ text: '…', found: false }] : []);

/** No half of a character is shown. */
const startOf = (text: string, at: number): number => (/^[\udc00-\udfff]/.test(text.slice(at)) ? at - 1 : at);

/** Where the text holds the terms, in order and apart. */
function spansOf(text: string, terms: readonly string[]): readonly Span[] {
  let folded = '';
  // Of each unit of the folded text the character that it came from.
  const origins: Span[] = [];
  for (const { 0: character, index } of text.matchAll(CHARACTER)) {
    const plain = fold(character);
    for (let unit = 0; unit < plain.length; unit += 1)
      origins.push({ from: index, to: index + character.length });
    folded += plain;
  }
  const spans: Span[] = [];
  for (const term of terms) {
    for (let at = placeOf(term, folded); at >= 0; at = placeOf(term, folded, at + term.length)) {
      spans.push({ from: origins[at]!.from, to: origins[at + term.length - 1]!.to });
    }
  }
  const sorted = spans.sort((a, b) => a.from - b.from || b.to - a.to);
  return sorted.filter((span, at) => sorted.slice(0, at).every(({ to }) => to <= span.from));
}

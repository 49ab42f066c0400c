/** What stands at the beginning of a line to be drawn: of code, of a quote, of an item. */
const BEGINNINGS = /^[ \t]*(?:```.*\n?|(?:>(?![^\s>]{1,5}<)|[-+*](?=[ \t]))[ \t]*)/gmu;
const LINKS = /\[([^\]\n]+)\]\([^()\s]+\)/gu;
const PAIRS = /(\*\*|~~|`+)(?=\S)((?:(?!\1).)*)(?<=\S)\1/gu;
const SINGLE = /(?<![A-Za-z0-9*_])([*_])(?=\S)((?:(?!\1).)*)(?<=\S)\1(?![A-Za-z0-9*_])/gu;

const inner = (whole: string, _mark: string, words: string): string =>
  /[\p{L}\p{N}]/u.test(words) ? words : whole;

/** A text without the marks that would be drawn in its own place: for a line about it. */
export const plain = (text: string): string =>
  text.replace(BEGINNINGS, '').replace(LINKS, '$1').replace(PAIRS, inner).replace(SINGLE, inner);

/** Whether Markdown may have something to draw in the text. What it says no to never fetches the parser. */
const MARKS = [
  /(\*{1,3}|~~)(?=\S)[^]*?\S\1/u,
  /(?<![\p{L}\p{N}])(_{1,3})(?=\S)[^]*?\S\1(?![\p{L}\p{N}])/u,
  /`[^`]+`/u,
  /^[ \t]*```/mu,
  /\[[^\]]+\]\(/u,
  /^[ \t]*>(?![^\s>]{1,5}<).*\S/mu,
  /^[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+\S/mu,
];

/** Quotes within lists within quotes, as nobody writes them. */
const TOO_DEEP = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){9}/mu;

export const marksUp = (text: string): boolean =>
  MARKS.some((mark) => mark.test(text)) && !TOO_DEEP.test(text) && !/[\uFDD0\uFDD1]/u.test(text);

const HAN = String.raw`\p{sc=Han}`;
const OTHER = String.raw`[[\p{L}\p{N}]--[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]]`;
/** What sets a name apart from the sentence around it is not seen. */
const UNSEEN = '[\u2068\u2069]*';

const BORDER = new RegExp(`${HAN}${UNSEEN}\n${UNSEEN}${OTHER}|${OTHER}${UNSEEN}\n${UNSEEN}${HAN}`, 'v');

const join = (before: string, after: string): string =>
  before + (BORDER.test(`${before.slice(-4)}\n${after.slice(0, 4)}`) ? ' ' : '') + after;

/** A Chinese sentence, with a space on either side of what is put into it where that is a word of other letters, or a number. */
export const spaced = (texts: TemplateStringsArray, ...values: readonly (string | number)[]): string =>
  texts.reduce((said, text, at) => join(join(said, String(values[at - 1])), text));

/** What tests read out of a document in Markdown. */

export interface Block {
  readonly lang: string;
  readonly text: string;
}

/** The text below the heading, up to the next of the same or a higher level. Fails where there is no such heading. */
export function section(document: string, title: string): string {
  const [, marks, rest] =
    new RegExp(String.raw`^(#+) \x60?${title}\x60?\n([\s\S]*)`, 'm').exec(document) ?? [];
  if (marks === undefined || rest === undefined) throw new Error(`no section ${title}`);
  return rest.split(new RegExp(`^#{1,${marks.length}} `, 'm'))[0]!;
}

/** The titles of this level, without their backticks. */
export const titles = (text: string, level: number): string[] =>
  [...text.matchAll(new RegExp(`^#{${level}} (.+)$`, 'gm'))].map(([, title = '']) => plain(title));

/** The rows of every table in the text, without their heads. */
export function rows(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  const ruler = (line: string | undefined): boolean => /^\|[ |:-]+\|$/.test(line ?? '');
  return lines
    .filter((line, i) => !ruler(line) && !ruler(lines[i + 1]))
    .map((line) => line.slice(1, -1).split('|').map(plain));
}

/** The blocks of code, in order. */
export const blocks = (text: string): Block[] =>
  [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, lang = '', code = '']) => ({
    lang,
    text: code.trimEnd(),
  }));

/** What stands in backticks, outside of blocks and tables. */
export const spans = (text: string): string[] =>
  [...text.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);

const plain = (cell: string): string => cell.trim().replaceAll('`', '');

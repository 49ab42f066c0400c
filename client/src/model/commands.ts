/** What can be done by writing it. */
export const COMMANDS = ['me', 'topic', 'invite', 'nick', 'help'] as const;

export type Command = (typeof COMMANDS)[number];

/** What is done is said as it is drawn, leaning. Its author stands above it. */
const DEED = /^\/me\s+(.+)$/isu;

/**
 * What a text that begins with a slash asks for: a path is none, and two slashes are one that is meant. To tell what
 * one does is to say something.
 */
export function commandIn(text: string): { readonly name: string; readonly rest: string } | undefined {
  const [, name, rest] = /^\/(\p{L}+)(?:\s+([^]*))?$/u.exec(text.trimEnd()) ?? [];
  if (name === undefined || DEED.test(text.trimEnd())) return undefined;
  return { name: name.toLowerCase(), rest: rest ?? '' };
}

/** What is sent of a text that is no command. */
export function wordsOf(text: string): string {
  const words = text.trimEnd();
  const deed = DEED.exec(words)?.[1];
  if (deed !== undefined) return `_${deed.replace(/\s+/gu, ' ')}_`;
  return words.startsWith('//') ? words.slice(1) : words;
}

/** What can be done by writing it. */
export const COMMANDS = ['me', 'topic', 'invite', 'nick', 'help'] as const;

export type Command = (typeof COMMANDS)[number];

/** What a text that begins with a slash asks for: a path is none, and two slashes are one that is meant. */
export function commandIn(text: string): { readonly name: string; readonly rest: string } | undefined {
  const [, name, rest] = /^\/(\p{L}+)(?:\s+([^]*))?$/u.exec(text.trimEnd()) ?? [];
  return name === undefined ? undefined : { name: name.toLowerCase(), rest: rest ?? '' };
}

/** What is sent of a text that is no command. */
export const unescaped = (text: string): string => (text.startsWith('//') ? text.slice(1) : text);

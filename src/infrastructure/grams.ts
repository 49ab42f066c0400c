import { runsOf } from '../domain/query.js';

/** Of a longer word only the beginning is noted. */
const LONGEST = 24;

/**
 * The pieces under which a folded text is noted: its words, and of a run of dense script each two neighbours and, alone,
 * the last character. So what begins with a given character, or a word with given letters, begins with a given string.
 */
export function gramsOf(folded: string): ReadonlySet<string> {
  const grams = new Set<string>();
  for (const { text, dense } of runsOf(folded)) {
    if (!dense) grams.add(text.slice(0, LONGEST));
    else for (const pair of pairs(text)) grams.add(pair);
  }
  return grams;
}

/** What is noted of a text that holds a term. */
export interface Sought {
  readonly gram: string;
  /** Something noted begins with the gram; else the gram itself is noted. */
  readonly prefix: boolean;
}

/** What is noted of each text that holds the folded term: what narrows most comes first. */
export function soughtOf(term: string): readonly Sought[] {
  const sought = runsOf(term).flatMap(({ text, dense }): Sought[] => {
    if (!dense) return [{ gram: text.slice(0, LONGEST), prefix: true }];
    const all = pairs(text);
    if (all.length === 1) return [{ gram: text, prefix: true }];
    // The last character may have another neighbour in the text.
    return all.slice(0, -1).map((gram) => ({ gram, prefix: false }));
  });
  return sought.toSorted((a, b) => Number(a.prefix) - Number(b.prefix) || b.gram.length - a.gram.length);
}

/** Each character with the next one, and the last alone. */
function pairs(run: string): string[] {
  const characters = Array.from(run);
  return characters.map((character, at) => character + (characters[at + 1] ?? ''));
}

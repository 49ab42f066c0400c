import { createHash } from 'node:crypto';

/** What Redis does in one step, by keys of one slot. */
export interface Script {
  readonly lua: string;
  readonly sha: string;
}

/** All that were made: a connection brings them along, so that calls need not, and stay in their order. */
export const scripts = new Set<Script>();

/** The parts one after the other: what comes first may define functions for what follows. */
export function script(...parts: readonly string[]): Script {
  const lua = parts.join('\n');
  const made = { lua, sha: createHash('sha1').update(lua).digest('hex') };
  scripts.add(made);
  return made;
}

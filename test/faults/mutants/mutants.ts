import type { ViolationName } from '../checker/violation.js';
import { cut, kill, type Nemesis } from '../run/nemesis.js';
import { cutOff } from '../run/node-nemesis.js';
import { restore } from '../run/store-nemesis.js';

/** A server that breaks its promise, the faults that bring it to light, and what must then be found. */
export interface Mutant {
  readonly name: string;
  readonly module: string;
  readonly plan: readonly Nemesis[];
  /** So many servers on one Redis; without, it is one on SQLite. */
  readonly nodes?: number;
  /** A violation, or what a fault complains of. */
  readonly found: ViolationName | 'not heard';
}

const mutant = (name: string, plan: readonly Nemesis[], found: Mutant['found'], nodes?: number): Mutant => ({
  name,
  module: new URL(`./${name}.mjs`, import.meta.url).href,
  plan,
  found,
  ...(nodes !== undefined && { nodes }),
});

export const mutants: readonly Mutant[] = [
  mutant('ack-before-write', [kill, kill, kill], 'lost'),
  mutant('no-dedup', [], 'duplicate-cid'),
  mutant('off-by-one-resume', [cut, cut], 'silent-gap'),
  mutant('no-epoch', [restore], 'divergent-slot'),
  mutant('no-evict', [], 'leak'),
  mutant('ghosts', [cut], 'ghost-presence'),
  mutant('stale-changes', [], 'not-converged'),
  mutant('remembers', [cut, cut], 'resurrected'),
  mutant('dedup-per-node', [kill, kill], 'duplicate-cid', 2),
  mutant('never-catches-up', [cutOff], 'not heard', 2),
  mutant('no-review', [cutOff, cutOff, cutOff], 'leak', 2),
];

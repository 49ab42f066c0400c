import type { ViolationName } from '../checker/violation.js';
import { cut, kill, type Nemesis } from '../run/nemesis.js';
import { restore } from '../run/store-nemesis.js';

/** A server that breaks its promise, the faults that bring it to light, and what must then be found. */
export interface Mutant {
  readonly name: string;
  readonly module: string;
  readonly plan: readonly Nemesis[];
  readonly found: ViolationName;
}

const mutant = (name: string, plan: readonly Nemesis[], found: ViolationName): Mutant => ({
  name,
  module: new URL(`./${name}.mjs`, import.meta.url).href,
  plan,
  found,
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
];

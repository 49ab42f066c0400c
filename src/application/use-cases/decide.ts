import { ChatError } from '../../domain/chat-error.js';

/** So often a decision is made anew because what it was based on changed meanwhile. */
const TRIES = 3;

/** What the attempt answers, made anew while it answers `stale`. Throws `unavailable` when that does not end. */
export async function decide<T extends { readonly status: string }>(
  attempt: () => Promise<T>,
): Promise<Exclude<T, { readonly status: 'stale' }>> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const outcome = await attempt();
    if (outcome.status !== 'stale') return outcome as Exclude<T, { readonly status: 'stale' }>;
  }
  throw new ChatError('unavailable');
}

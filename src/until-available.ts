import { setTimeout } from 'node:timers/promises';
import { ChatError } from './domain/chat-error.js';

/** The wait between two tries, in milliseconds. */
const PAUSE = 250;

/** Does the work as soon as the store can, and answers what came of it; undefined where the signal ends it before. */
export async function untilAvailable<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  while (!signal.aborted) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ChatError && error.kind === 'unavailable')) throw error;
      await setTimeout(PAUSE, undefined, { signal, ref: false }).catch(() => {});
    }
  }
  return undefined;
}

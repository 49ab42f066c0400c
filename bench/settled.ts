import { setTimeout as pause } from 'node:timers/promises';

/** Resolves when what is read is the same as a second before. */
export async function settled(read: () => Promise<unknown>): Promise<void> {
  for (let before: unknown; before !== (before = await read());) await pause(1000);
}

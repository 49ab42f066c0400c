import { IndexedDbOutboxStore } from './indexed-db-outbox-store.js';
import { MemoryOutboxStore } from './memory-outbox-store.js';
import type { OutboxStore } from './outbox-store.js';

/** Some browsers neither open nor refuse. */
const PATIENCE = 2000;

/** The best store that this browser lets one have. */
export async function openOutboxStore(): Promise<OutboxStore> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('IndexedDB does not answer')), PATIENCE);
  });
  try {
    return await Promise.race([IndexedDbOutboxStore.open(), late]);
  } catch {
    return new MemoryOutboxStore();
  }
}

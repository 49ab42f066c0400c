import type { Trouble } from '../i18n/dictionary.js';
import type { ClientId, UserId } from '../protocol.js';
import type { OutboxStore, Parcel } from './outbox-store.js';

const PARCELS = 'parcels';
const LEASES = 'leases';
const BY_ID = 'by-id';

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'));
  });

/** Keeps the outbox in IndexedDB, which all tabs share and which has transactions. */
export class IndexedDbOutboxStore implements OutboxStore {
  private constructor(private readonly db: IDBDatabase) {}

  /** Rejects where the browser refuses, as some do in private windows. */
  static async open(name = 'parley-outbox'): Promise<IndexedDbOutboxStore> {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      const parcels = request.result.createObjectStore(PARCELS, { autoIncrement: true });
      parcels.createIndex(BY_ID, ['user', 'id'], { unique: true });
      parcels.createIndex('by-user', 'user');
      request.result.createObjectStore(LEASES);
    };
    return new IndexedDbOutboxStore(await done(request));
  }

  async list(user: UserId): Promise<readonly Parcel[]> {
    // Within one index key, records come in the order of their numbers.
    return this.transact(PARCELS, 'readonly', (store) => done(store.index('by-user').getAll(user)));
  }

  async add(parcel: Parcel): Promise<void> {
    await this.transact(PARCELS, 'readwrite', (store) => done(store.add(parcel)));
  }

  async note(user: UserId, id: ClientId, failed: Trouble | undefined): Promise<void> {
    await this.transact(PARCELS, 'readwrite', async (store) => {
      const cursor = await done(store.index(BY_ID).openCursor(IDBKeyRange.only([user, id])));
      if (!cursor) return;
      const { failed: _before, ...parcel } = cursor.value as Parcel;
      await done(cursor.update(failed === undefined ? parcel : { ...parcel, failed }));
    });
  }

  async remove(user: UserId, id: ClientId): Promise<void> {
    await this.transact(PARCELS, 'readwrite', async (store) => {
      const key = await done(store.index(BY_ID).getKey([user, id]));
      if (key !== undefined) await done(store.delete(key));
    });
  }

  async lease(user: UserId, holder: string, now: number, until: number): Promise<boolean> {
    return this.transact(LEASES, 'readwrite', async (store) => {
      const held = (await done(store.get(user))) as { holder: string; until: number } | undefined;
      if (held && held.holder !== holder && held.until > now) return false;
      await done(store.put({ holder, until }, user));
      return true;
    });
  }

  async release(user: UserId, holder: string): Promise<void> {
    await this.transact(LEASES, 'readwrite', async (store) => {
      const held = (await done(store.get(user))) as { holder: string } | undefined;
      if (held?.holder === holder) await done(store.delete(user));
    });
  }

  /** Runs the work in one transaction, and resolves when it is committed. */
  private async transact<T>(
    name: string,
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => Promise<T>,
  ): Promise<T> {
    const transaction = this.db.transaction(name, mode, { durability: 'strict' });
    const committed = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB aborted'));
    });
    const [result] = await Promise.all([work(transaction.objectStore(name)), committed]);
    return result;
  }
}

import type { Trouble } from '../i18n/dictionary.js';
import type { ClientId, UserId } from '../protocol.js';
import type { OutboxStore, Parcel } from './outbox-store.js';

/** For browsers that refuse to keep anything: lasts as long as the page. */
export class MemoryOutboxStore implements OutboxStore {
  private parcels: Parcel[] = [];
  private readonly leases = new Map<UserId, { holder: string; until: number }>();

  async list(user: UserId): Promise<readonly Parcel[]> {
    return this.parcels.filter((parcel) => parcel.user === user);
  }

  async add(parcel: Parcel): Promise<void> {
    this.parcels.push(parcel);
  }

  async note(user: UserId, id: ClientId, failed: Trouble | undefined): Promise<void> {
    this.parcels = this.parcels.map((parcel) => {
      if (parcel.user !== user || parcel.id !== id) return parcel;
      const { failed: _before, ...rest } = parcel;
      return failed === undefined ? rest : { ...rest, failed };
    });
  }

  async remove(user: UserId, id: ClientId): Promise<void> {
    this.parcels = this.parcels.filter((parcel) => parcel.user !== user || parcel.id !== id);
  }

  async lease(user: UserId, holder: string, now: number, until: number): Promise<boolean> {
    const held = this.leases.get(user);
    if (held && held.holder !== holder && held.until > now) return false;
    this.leases.set(user, { holder, until });
    return true;
  }

  async release(user: UserId, holder: string): Promise<void> {
    if (this.leases.get(user)?.holder === holder) this.leases.delete(user);
  }
}

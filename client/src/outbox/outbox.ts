import { Failure, troubleOf } from '../model/failure.js';
import type { ClientId, UserId } from '../protocol.js';
import { MemoryOutboxStore } from './memory-outbox-store.js';
import type { OutboxStore, Parcel } from './outbox-store.js';

export interface OutboxPorts {
  /** Sends one parcel. Rejects with a `Failure`. */
  send(parcel: Parcel): Promise<void>;
  online(): boolean;
  now(): number;
  /** Runs a task later; the answer cancels it. */
  later(ms: number, task: () => void): () => void;
  /** Tells the other tabs that the store has changed. */
  tell(): void;
  changed(parcels: readonly Parcel[]): void;
}

/** Longer than a send may take, so that the right to send is not lost while one is on its way. */
const LEASE = 15_000;
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15_000;

/**
 * Sends what was written, in order and under the id it was given at first, until the server has answered for it.
 * Of all tabs one sends at a time; the others show what is on its way.
 */
export class Outbox {
  private stored: readonly Parcel[] = [];
  /** Shown, and on their way into the store. */
  private adding: readonly Parcel[] = [];
  private busy = false;
  private wanted = false;
  private closed = false;
  private pauses = 0;
  private cancel: () => void = () => undefined;

  constructor(
    private readonly user: UserId,
    private readonly holder: string,
    private store: OutboxStore,
    private readonly ports: OutboxPorts,
  ) {}

  /** Looks for what earlier pages and other tabs left, and goes on with it. */
  async wake(): Promise<void> {
    if (this.closed) return;
    this.cancel();
    await this.refresh();
    await this.drain();
  }

  /** Resolves when the parcel is safe; it is shown before. */
  async add(parcel: Parcel): Promise<void> {
    this.adding = [...this.adding, parcel];
    this.show();
    try {
      await this.store.add(parcel);
    } catch {
      await this.resortToMemory(parcel);
    }
    this.adding = this.adding.filter(({ id }) => id !== parcel.id);
    await this.refresh();
    this.ports.tell();
    void this.drain();
  }

  async retry(id: ClientId): Promise<void> {
    await this.store.note(this.user, id, undefined);
    this.ports.tell();
    await this.wake();
  }

  async discard(id: ClientId): Promise<void> {
    await this.store.remove(this.user, id);
    this.ports.tell();
    await this.refresh();
  }

  /** Stops sending. What is left stays for the next time this user is here. */
  close(): void {
    this.closed = true;
    this.cancel();
  }

  private async drain(): Promise<void> {
    this.wanted = true;
    if (this.busy) return;
    this.busy = true;
    try {
      while (this.wanted) {
        this.wanted = false;
        while (await this.sendNext());
      }
    } finally {
      this.busy = false;
      await this.store.release(this.user, this.holder);
    }
  }

  /** True if the next one may follow at once. */
  private async sendNext(): Promise<boolean> {
    if (this.closed || !this.ports.online() || !this.stored.some(isWaiting)) return false;
    const now = this.ports.now();
    if (!(await this.store.lease(this.user, this.holder, now, now + LEASE))) return this.pause(LEASE);

    // Read under the lease: another tab may have sent it just before.
    await this.refresh();
    const parcel = this.stored.find(isWaiting);
    if (!parcel) return false;
    try {
      await this.ports.send(parcel);
      await this.store.remove(this.user, parcel.id);
    } catch (error) {
      if (mayFollow(error)) return this.pause(this.nextPause(error));
      await this.store.note(this.user, parcel.id, troubleOf(error));
    }
    this.pauses = 0;
    await this.refresh();
    this.ports.tell();
    return true;
  }

  private nextPause(error: unknown): number {
    this.pauses += 1;
    const growing = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (this.pauses - 1));
    return Math.max(growing, error instanceof Failure ? (error.retryAfterMs ?? 0) : 0);
  }

  private pause(ms: number): false {
    this.cancel();
    this.cancel = this.ports.later(ms, () => void this.wake());
    return false;
  }

  private async refresh(): Promise<void> {
    this.stored = await this.store.list(this.user);
    this.show();
  }

  private show(): void {
    if (this.closed) return;
    const stored = new Set(this.stored.map(({ id }) => id));
    this.ports.changed([...this.stored, ...this.adding.filter(({ id }) => !stored.has(id))]);
  }

  private async resortToMemory(parcel: Parcel): Promise<void> {
    const memory = new MemoryOutboxStore();
    for (const known of [...this.stored, parcel]) await memory.add(known);
    this.store = memory;
  }
}

const isWaiting = ({ failed }: Parcel): boolean => failed === undefined;

/** Failures that say nothing about the parcel itself: the same may be sent again. */
const mayFollow = (error: unknown): boolean =>
  error instanceof Failure && (error.retryable || error.code === 'unauthenticated');

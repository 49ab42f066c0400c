import { setTimeout } from 'node:timers/promises';
import { StartupError } from '../startup-error.js';
import { discard, newClient, type Client } from './client.js';
import { assertFit } from './fitness.js';
import type { Address } from '../address.js';
import type { Access } from '../redis-place.js';
import { pauseAfter, reasonOf } from '../retry.js';

/** A connection to a server that is looked up anew for each try, and kept up for as long as it is open. */
export class Connection {
  /** Absent while it is down. */
  client: Client | undefined;
  /** Why it is down. */
  trouble: string | undefined = 'Redis has not answered yet';
  private readonly ending = new AbortController();
  private readonly first: Promise<void>;
  private readonly running: Promise<void>;

  /**
   * @param locate says where the server is.
   * @param greet is given every connection that comes up, before anybody else.
   */
  constructor(
    private readonly access: Access,
    private readonly locate: () => Promise<Address>,
    private readonly greet: (client: Client) => Promise<void>,
  ) {
    let told: { up: () => void; unfit: (error: StartupError) => void } = { up() {}, unfit() {} };
    this.first = new Promise((up, unfit) => (told = { up, unfit }));
    // Heard by whoever waits for it.
    this.first.catch(() => {});
    this.running = this.keepUp(told.up, told.unfit);
  }

  /** Resolves when it is up, or after so many milliseconds. Throws `StartupError` for a server that is not fit. */
  async settled(ms: number): Promise<void> {
    await Promise.race([this.first, setTimeout(ms, undefined, { ref: false })]);
  }

  /** Breaks it off. It comes up again, where the server is then. */
  reset(): void {
    if (this.client) discard(this.client);
  }

  async close(): Promise<void> {
    this.ending.abort();
    const { client } = this;
    this.client = undefined;
    await client?.close().catch(() => discard(client));
    await this.running;
  }

  private async keepUp(up: () => void, unfit: (error: StartupError) => void): Promise<void> {
    for (let tries = 0; !this.ending.signal.aborted; tries += 1) {
      try {
        await this.live(() => {
          tries = 0;
          up();
        });
        this.trouble = 'the connection to Redis is lost';
      } catch (error) {
        this.trouble = reasonOf(error);
        if (error instanceof StartupError) unfit(error);
      }
      this.client = undefined;
      await setTimeout(pauseAfter(tries), undefined, { signal: this.ending.signal }).catch(() => {});
    }
  }

  /** Connects, and resolves when the connection has ended. */
  private async live(up: () => void): Promise<void> {
    const client = newClient(this.access, await this.locate());
    const ended = new Promise<void>((resolve) => {
      client.once('end', resolve);
      client.once('terminated', resolve);
    });
    try {
      await client.connect();
      await assertFit(client);
      await this.greet(client);
      if (this.ending.signal.aborted) return;
      this.client = client;
      this.trouble = undefined;
      up();
      await ended;
    } finally {
      discard(client);
    }
  }
}

import { setImmediate } from 'node:timers/promises';
import { failure, isUnknownScript } from './failure.js';
import type { Argument, Link, Strings } from './link.js';
import type { Script } from './script.js';

/** An answer that takes longer, in milliseconds, is not waited for. */
const PATIENCE = 3000;

type Given = Argument | number;

/** What the stores ask of Redis. What cannot be said for sure is `unavailable`. */
export class Redis {
  private readonly pending = new Set<Promise<unknown>>();

  /** @param replicas so many have to have a write before it is confirmed. */
  constructor(
    private readonly link: Pick<Link, 'send' | 'close'>,
    private readonly replicas = 0,
  ) {}

  /** Asks the one who keeps the key. */
  command<T>(name: string, key: string, ...args: readonly Given[]): Promise<T> {
    return this.ask(key, [name, key, ...args], 'text');
  }

  /** Does all of it in one step, or nothing. All keys are of one slot. */
  run<T>(
    script: Script,
    keys: readonly string[],
    args: readonly Given[] = [],
    strings: Strings = 'text',
  ): Promise<T> {
    return this.begun(async () => {
      const call = (how: string, what: string): Promise<T> =>
        this.send(keys[0]!, [how, what, keys.length, ...keys, ...args], strings);
      try {
        return await call('EVALSHA', script.sha);
      } catch (error) {
        if (isUnknownScript(error)) return call('EVAL', script.lua);
        throw error;
      }
    });
  }

  /** Asks the one who keeps the key about something else. */
  askServer<T>(key: string, ...args: readonly Given[]): Promise<T> {
    return this.ask(key, args, 'text');
  }

  /** As `command`, with the bytes of the answer as they are. */
  bytes<T>(name: string, key: string, ...args: readonly Given[]): Promise<T> {
    return this.ask(key, [name, key, ...args], 'bytes');
  }

  /** Resolves when what was written under the key before has reached as many replicas as it must. */
  async replicated(key: string): Promise<void> {
    if (this.replicas === 0) return;
    const reached = await this.ask<number>(key, ['WAIT', this.replicas, PATIENCE / 2], 'text');
    if (reached < this.replicas) throw failure(new Error(`only ${reached} replicas have the write`));
  }

  /** Lets go when what was begun is done, and what that leads to. */
  async close(): Promise<void> {
    while (this.pending.size > 0) {
      await Promise.allSettled(this.pending);
      await setImmediate();
    }
    await this.link.close();
  }

  private ask<T>(key: string, args: readonly Given[], strings: Strings): Promise<T> {
    return this.begun(() => this.send(key, args, strings));
  }

  private async begun<T>(work: () => Promise<T>): Promise<T> {
    const promise = work();
    this.pending.add(promise);
    try {
      return await promise;
    } catch (error) {
      throw failure(error);
    } finally {
      this.pending.delete(promise);
    }
  }

  private async send<T>(key: string, args: readonly Given[], strings: Strings): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`Redis has not answered for ${PATIENCE} ms`)), PATIENCE);
    });
    const given = args.map((arg) => (typeof arg === 'number' ? String(arg) : arg));
    try {
      return await Promise.race([this.link.send<T>(key, given, strings), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

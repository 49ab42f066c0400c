import { BYTES, discard, newClient, type Client } from './client.js';
import { Connection } from './connection.js';
import { isDemotion } from './failure.js';
import type { Argument, Link, Strings } from './link.js';
import type { Address } from '../address.js';
import type { RedisPlace } from '../redis-place.js';
import { scripts } from './script.js';

/** One server, or whichever the sentinels call the primary. */
export class ServerLink implements Link {
  heard: Link['heard'] = () => {};
  returned: Link['returned'] = () => {};
  private readonly commands: Connection;
  private readonly subscriber: Connection;
  private readonly channels = new Set<string>();
  /** The subscriber's newest connection, from before it takes up what is subscribed to. */
  private hearing: Client | undefined;

  constructor(place: Exclude<RedisPlace, { kind: 'cluster' }>) {
    const locate = async (): Promise<Address> => (place.kind === 'server' ? place.address : primary(place));
    this.commands = new Connection(place.access, locate, loadScripts);
    this.subscriber = new Connection(place.access, locate, (client) => this.resubscribe(client));
  }

  get trouble(): string | undefined {
    return this.commands.trouble ?? this.subscriber.trouble;
  }

  async settled(ms: number): Promise<void> {
    await Promise.all([this.commands.settled(ms), this.subscriber.settled(ms)]);
  }

  async send<T>(_key: string, args: readonly Argument[], strings: Strings): Promise<T> {
    const { client, trouble } = this.commands;
    if (!client) throw new Error(trouble);
    try {
      return await client.sendCommand<T>(args, strings === 'bytes' ? BYTES : {});
    } catch (error) {
      if (isDemotion(error)) this.commands.reset();
      throw error;
    }
  }

  async subscribe(channels: readonly string[]): Promise<void> {
    for (const channel of channels) this.channels.add(channel);
    if (this.hearing?.isReady) await this.hearing.sSubscribe([...channels], this.hear);
  }

  async unsubscribe(channels: readonly string[]): Promise<void> {
    for (const channel of channels) this.channels.delete(channel);
    if (this.hearing?.isReady) await this.hearing.sUnsubscribe([...channels]);
  }

  async close(): Promise<void> {
    await Promise.all([this.commands.close(), this.subscriber.close()]);
  }

  private readonly hear = (message: string): void => this.heard(message);

  private async resubscribe(client: Client): Promise<void> {
    this.hearing = client;
    if (this.channels.size > 0) await client.sSubscribe([...this.channels], this.hear);
    this.returned();
  }
}

async function loadScripts(client: Client): Promise<void> {
  await Promise.all([...scripts].map(({ lua }) => client.sendCommand(['SCRIPT', 'LOAD', lua])));
}

/** Asks the sentinels, one after the other, where the primary is. */
async function primary({
  name,
  sentinels,
  access,
}: Extract<RedisPlace, { kind: 'sentinel' }>): Promise<Address> {
  for (const address of sentinels) {
    // Sentinels have passwords of their own, if any.
    const sentinel = newClient({ tls: access.tls }, address);
    try {
      await sentinel.connect();
      const found = await sentinel.sendCommand<string[] | null>([
        'SENTINEL',
        'get-master-addr-by-name',
        name,
      ]);
      if (found) return { host: found[0]!, port: Number(found[1]) };
    } catch {
      // The next one may know.
    } finally {
      discard(sentinel);
    }
  }
  throw new Error(`no sentinel knows a primary named ${name}`);
}

import { setTimeout } from 'node:timers/promises';
import { createCluster } from '@redis/client';
import { BYTES, clientOptions } from './client.js';
import { assertFit } from './fitness.js';
import type { Argument, Link, Strings } from './link.js';
import type { RedisPlace } from '../redis-place.js';
import { pauseAfter } from '../retry.js';
import { scripts } from './script.js';

/** How often a cluster that has lost servers is asked where its parts are now, in milliseconds. */
const REFRESH = 1000;

type Place = Extract<RedisPlace, { kind: 'cluster' }>;

const newCluster = ({ access, nodes }: Place) => {
  const { socket, ...options } = clientOptions(access);
  return createCluster({
    RESP: 2,
    rootNodes: nodes.map((address) => ({
      ...options,
      socket: { ...socket, ...address, reconnectStrategy: false },
    })),
    defaults: { ...options, socket: { ...socket, reconnectStrategy: pauseAfter } },
    topologyRefreshOnReconnectionAttemptStrategy: REFRESH,
  });
};

/** A cluster, whose topology and lost connections the client follows by itself, once it has found it. */
export class ClusterLink implements Link {
  heard: Link['heard'] = () => {};
  returned: Link['returned'] = () => {};
  private readonly cluster: ReturnType<typeof newCluster>;
  private readonly ending = new AbortController();
  private readonly found: Promise<void>;
  private readonly channels = new Set<string>();
  private lacking: string | undefined = 'no server of the Redis cluster has answered yet';

  constructor(place: Place) {
    this.cluster = newCluster(place);
    // What is wrong is told by whatever fails because of it.
    this.cluster.on('error', () => {});
    this.cluster.on('node-ready', () => this.returned());
    this.found = this.find();
    // Heard by whoever waits for it.
    this.found.catch(() => {});
  }

  get trouble(): string | undefined {
    if (this.lacking !== undefined) return this.lacking;
    const lost = this.cluster.masters.find(({ client }) => !client?.isReady);
    return lost && `${lost.address} of the Redis cluster cannot be reached`;
  }

  async settled(ms: number): Promise<void> {
    await Promise.race([this.found, setTimeout(ms, undefined, { ref: false })]);
  }

  async send<T>(key: string, args: readonly Argument[], strings: Strings): Promise<T> {
    if (this.lacking !== undefined) throw new Error(this.lacking);
    return this.cluster.sendCommand<T>(key, false, [...args], strings === 'bytes' ? BYTES : {});
  }

  async subscribe(channels: readonly string[]): Promise<void> {
    for (const channel of channels) this.channels.add(channel);
    if (this.lacking === undefined) await this.listen(channels);
  }

  async unsubscribe(channels: readonly string[]): Promise<void> {
    for (const channel of channels) this.channels.delete(channel);
    if (this.lacking !== undefined) return;
    await Promise.all(channels.map((channel) => this.cluster.sUnsubscribe(channel, this.hear)));
  }

  async close(): Promise<void> {
    this.ending.abort();
    await this.found.catch(() => {});
    if (this.cluster.isOpen) await this.cluster.close();
  }

  private readonly hear = (message: string): void => this.heard(message);

  private async find(): Promise<void> {
    for (let tries = 0; !this.ending.signal.aborted; tries += 1) {
      try {
        await this.cluster.connect();
        break;
      } catch (error) {
        this.lacking = (error as Error).message;
        await setTimeout(pauseAfter(tries), undefined, { signal: this.ending.signal }).catch(() => {});
      }
    }
    if (this.ending.signal.aborted) return;
    for (const master of this.cluster.masters) {
      const client = await this.cluster.nodeClient(master);
      await assertFit(client);
      await Promise.all([...scripts].map(({ lua }) => client.sendCommand(['SCRIPT', 'LOAD', lua])));
    }
    this.lacking = undefined;
    await this.listen([...this.channels]);
    this.returned();
  }

  /** Each channel belongs to one server. */
  private async listen(channels: readonly string[]): Promise<void> {
    await Promise.all(channels.map((channel) => this.cluster.sSubscribe(channel, this.hear)));
  }
}

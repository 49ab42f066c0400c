import { setTimeout } from 'node:timers/promises';
import type { BeforeApplicationShutdown, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { BroadcastEntries } from './application/use-cases/broadcast-entries.js';
import type { OpenLobby } from './application/use-cases/open-lobby.js';
import type { RelayNotices } from './application/use-cases/relay-notices.js';
import type { Backend } from './infrastructure/backend.js';
import type { Dispatcher } from './interface/dispatcher.js';

/** How long a shutdown waits for requests that run, in milliseconds. */
const PATIENCE = 5000;

/** What begins before the first request, and what ends after the last. */
export class Lifecycle implements OnModuleInit, BeforeApplicationShutdown, OnApplicationShutdown {
  private running: (() => void)[] = [];

  constructor(
    private readonly backend: Backend,
    private readonly dispatcher: Dispatcher,
    private readonly openLobby: OpenLobby,
    private readonly broadcastEntries: BroadcastEntries,
    private readonly relayNotices: RelayNotices,
  ) {}

  async onModuleInit(): Promise<void> {
    this.running = [this.broadcastEntries.execute(), this.relayNotices.execute()];
    await this.openLobby.execute();
  }

  /** Nothing new is begun, what was begun is answered, and what was said is heard. Everybody was told before. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.race([this.dispatcher.drain(), setTimeout(PATIENCE, undefined, { ref: false })]);
    this.broadcastEntries.flush();
  }

  async onApplicationShutdown(): Promise<void> {
    for (const end of this.running) end();
    await this.backend.close();
  }
}

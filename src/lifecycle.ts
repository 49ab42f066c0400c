import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { BroadcastEntries } from './application/use-cases/broadcast-entries.js';
import type { OpenLobby } from './application/use-cases/open-lobby.js';
import type { RelayNotices } from './application/use-cases/relay-notices.js';
import type { Backend } from './infrastructure/backend.js';

/** What begins before the first request, and what ends after the last. */
export class Lifecycle implements OnModuleInit, OnApplicationShutdown {
  private running: (() => void)[] = [];

  constructor(
    private readonly backend: Backend,
    private readonly openLobby: OpenLobby,
    private readonly broadcastEntries: BroadcastEntries,
    private readonly relayNotices: RelayNotices,
  ) {}

  async onModuleInit(): Promise<void> {
    this.running = [this.broadcastEntries.execute(), this.relayNotices.execute()];
    await this.openLobby.execute();
  }

  async onApplicationShutdown(): Promise<void> {
    for (const end of this.running) end();
    await this.backend.close();
  }
}

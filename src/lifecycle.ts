import { setTimeout } from 'node:timers/promises';
import type { BeforeApplicationShutdown, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import type { BroadcastEntries } from './application/use-cases/broadcast-entries.js';
import type { FollowRooms } from './application/use-cases/follow-rooms.js';
import type { KeepPresence } from './application/use-cases/keep-presence.js';
import type { OpenLobby } from './application/use-cases/open-lobby.js';
import type { PushMessages } from './application/use-cases/push-messages.js';
import { PUSH } from './application/use-cases/push-news.js';
import type { RelayNotices } from './application/use-cases/relay-notices.js';
import type { SweepFiles } from './application/use-cases/sweep-files.js';
import type { ReviewListeners } from './application/use-cases/review-listeners.js';
import type { RunJobs } from './application/use-cases/run-jobs.js';
import type { SweepGuests } from './application/use-cases/sweep-guests.js';
import type { Backend } from './infrastructure/backend.js';
import type { Dispatcher } from './interface/dispatcher.js';
import type { SseAudience } from './interface/sse/sse-audience.js';
import { untilAvailable } from './until-available.js';

/** How long a shutdown waits for requests that run, in milliseconds. */
const PATIENCE = 5000;

/** How long it then waits for those who listen to have heard the last of it. */
const FAREWELL = 1000;

/** What begins before the first request, and what ends after the last. */
export class Lifecycle implements OnModuleInit, BeforeApplicationShutdown, OnApplicationShutdown {
  private running: (() => void)[] = [];
  private readonly ending = new AbortController();

  constructor(
    private readonly backend: Backend,
    private readonly dispatcher: Dispatcher,
    private readonly streams: SseAudience,
    private readonly openLobby: OpenLobby,
    private readonly broadcastEntries: BroadcastEntries,
    private readonly relayNotices: RelayNotices,
    private readonly followRooms: FollowRooms,
    private readonly keepPresence: KeepPresence,
    private readonly reviewListeners: ReviewListeners,
    private readonly sweepGuests: SweepGuests,
    private readonly sweepFiles: SweepFiles,
    private readonly pushMessages: PushMessages,
    private readonly runJobs: RunJobs,
  ) {}

  async onModuleInit(): Promise<void> {
    this.reviewListeners.execute();
    this.running = [
      this.broadcastEntries.execute(),
      this.relayNotices.execute(),
      this.followRooms.begin(),
      this.keepPresence.execute(),
      this.sweepGuests.execute(),
      this.sweepFiles.execute(),
      this.runJobs.execute(PUSH, (payload) => this.pushMessages.execute(payload)),
    ];
    const opened = untilAvailable(() => this.openLobby.execute(), this.ending.signal);
    // A store that is not there yet is not waited for: the server is up, and not ready.
    if ((await this.backend.health.trouble()) === undefined) await opened;
  }

  /** Nothing new is begun, what was begun is answered, and what was said is heard. Everybody was told before. */
  async beforeApplicationShutdown(): Promise<void> {
    await atMost(PATIENCE, this.dispatcher.drain());
    this.broadcastEntries.flush();
    // Socket.IO says goodbye by itself; a stream would be cut off with what it was told last.
    await atMost(FAREWELL, this.streams.close());
  }

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    for (const end of this.running) end();
    await this.backend.close();
  }
}

const atMost = (ms: number, work: Promise<void>): Promise<void> =>
  Promise.race([work, setTimeout(ms, undefined, { ref: false })]);

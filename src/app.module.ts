import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { Audiences } from './application/audiences.js';
import { Rules } from './application/authorization.js';
import { Accounts } from './application/ports/accounts.js';
import { Audience } from './application/ports/audience.js';
import { Avatars } from './application/ports/avatars.js';
import { Blobs } from './application/ports/blobs.js';
import { Clock } from './application/ports/clock.js';
import { Contacts } from './application/ports/contacts.js';
import { EventBus } from './application/ports/event-bus.js';
import { Files } from './application/ports/files.js';
import { Health } from './application/ports/health.js';
import { Invites } from './application/ports/invites.js';
import { Keepsakes } from './application/ports/keepsakes.js';
import { Memberships } from './application/ports/memberships.js';
import { Overview } from './application/ports/overview.js';
import { PasswordHasher } from './application/ports/password-hasher.js';
import { Pictures } from './application/ports/pictures.js';
import { Presence } from './application/ports/presence.js';
import { PushSender } from './application/ports/push-sender.js';
import { PushSubscriptions } from './application/ports/push-subscriptions.js';
import { Queue } from './application/ports/queue.js';
import { RateLimits } from './application/ports/rate-limits.js';
import { Reports } from './application/ports/reports.js';
import { RoomDirectory } from './application/ports/room-directory.js';
import { RoomLog } from './application/ports/room-log.js';
import { Rooms } from './application/ports/rooms.js';
import { Secrets } from './application/ports/secrets.js';
import { Search } from './application/ports/search.js';
import { ServerClaim } from './application/ports/server-claim.js';
import { Sessions } from './application/ports/sessions.js';
import { Users } from './application/ports/users.js';
import { Policy } from './application/policy.js';
import { rules } from './application/rules.js';
import { BroadcastEntries } from './application/use-cases/broadcast-entries.js';
import { FollowRooms } from './application/use-cases/follow-rooms.js';
import { KeepPresence } from './application/use-cases/keep-presence.js';
import { OpenLobby } from './application/use-cases/open-lobby.js';
import { PushMessages } from './application/use-cases/push-messages.js';
import { RelayNotices } from './application/use-cases/relay-notices.js';
import { ResumeSession } from './application/use-cases/resume-session.js';
import { ReviewListeners } from './application/use-cases/review-listeners.js';
import { RunJobs } from './application/use-cases/run-jobs.js';
import { SweepFiles } from './application/use-cases/sweep-files.js';
import { SweepGuests } from './application/use-cases/sweep-guests.js';
import { Throttle } from './application/use-cases/throttle.js';
import { Argon2Passwords } from './infrastructure/argon2/argon2-passwords.js';
import type { Backend } from './infrastructure/backend.js';
import type { Config } from './infrastructure/config/config.js';
import { MemoryPresence } from './infrastructure/memory/memory-presence.js';
import { MemoryRateLimits } from './infrastructure/memory/memory-rate-limits.js';
import { SharpPictures } from './infrastructure/sharp/sharp-pictures.js';
import { NoRateLimits } from './infrastructure/system/no-rate-limits.js';
import { SystemClock } from './infrastructure/system/system-clock.js';
import { SystemSecrets } from './infrastructure/system/system-secrets.js';
import { WebPushSender } from './infrastructure/web-push/web-push-sender.js';
import { DocumentsController } from './interface/documents/documents.controller.js';
import { AccountController } from './interface/http/account.controller.js';
import { AvatarController } from './interface/http/avatar.controller.js';
import { FileController } from './interface/http/file.controller.js';
import { HealthController } from './interface/http/health.controller.js';
import { HttpCallers } from './interface/http/http-callers.js';
import { Operator } from './interface/http/operator.js';
import { RequestRoutes } from './interface/http/request-routes.js';
import { SessionController } from './interface/http/session.controller.js';
import { dispatched, Dispatcher } from './interface/dispatcher.js';
import { Addresses } from './interface/addresses.js';
import { failureOf } from './interface/failures.js';
import { Origins } from './interface/origins.js';
import { ChatGateway } from './interface/socket-io/chat.gateway.js';
import { EventsController } from './interface/sse/events.controller.js';
import { SseAudience } from './interface/sse/sse-audience.js';
import { Lifecycle } from './lifecycle.js';
import { provide } from './provide.js';
import { useCases } from './use-cases.js';

const transports: Provider[] = [
  provide(Operator, []),
  provide(HttpCallers, [ResumeSession, Origins, Operator]),
  // A row of the table whose use case is not provided, or has no rule, ends the start.
  {
    provide: Dispatcher,
    inject: [Rules, Throttle, ...dispatched],
    useFactory: (rules: Rules, throttle: Throttle, ...useCases: unknown[]) =>
      new Dispatcher(useCases, rules, throttle),
  },
  RequestRoutes,
  ChatGateway,
  SseAudience,
];

/** What begins and ends with the server, in the order in which Lifecycle takes it. */
const lived = [
  Dispatcher,
  SseAudience,
  OpenLobby,
  BroadcastEntries,
  RelayNotices,
  FollowRooms,
  KeepPresence,
  ReviewListeners,
  SweepGuests,
  SweepFiles,
  PushMessages,
  RunJobs,
] as const;

type Parts<Classes extends readonly (abstract new (...args: never[]) => unknown)[]> = {
  -readonly [I in keyof Classes]: InstanceType<Classes[I]>;
};

/** The composition root: which adapter stands behind which port, and which transports are mounted. */
@Module({})
export class AppModule {
  static with(config: Config, backend: Backend, bus: EventBus): DynamicModule {
    return {
      module: AppModule,
      controllers: [
        SessionController,
        AccountController,
        AvatarController,
        FileController,
        EventsController,
        HealthController,
        DocumentsController,
      ],
      providers: [
        { provide: Rules, useValue: rules },
        { provide: EventBus, useValue: bus },
        { provide: Rooms, useValue: backend.rooms },
        { provide: RoomLog, useValue: backend.log },
        { provide: Memberships, useValue: backend.memberships },
        { provide: RoomDirectory, useValue: backend.directory },
        { provide: Users, useValue: backend.users },
        { provide: Accounts, useValue: backend.accounts },
        { provide: Avatars, useValue: backend.avatars },
        { provide: Contacts, useValue: backend.contacts },
        { provide: Files, useValue: backend.files },
        { provide: Blobs, useValue: backend.blobs },
        { provide: Pictures, useFactory: () => new SharpPictures() },
        { provide: Policy, useValue: new Policy(config.fileLimit, config.fileQuota, config.recallSeconds) },
        { provide: ServerClaim, useValue: backend.serverClaim },
        { provide: Overview, useValue: backend.overview },
        { provide: Invites, useValue: backend.invites },
        { provide: Reports, useValue: backend.reports },
        { provide: Search, useValue: backend.search },
        { provide: Sessions, useValue: backend.sessions },
        { provide: PushSubscriptions, useValue: backend.subscriptions },
        { provide: Queue, useValue: backend.queue },
        { provide: Keepsakes, useValue: backend.keepsakes },
        {
          provide: PushSender,
          useFactory: (keepsakes: Keepsakes) => new WebPushSender(keepsakes, config.pushContact),
          inject: [Keepsakes],
        },
        {
          provide: RunJobs,
          useFactory: (queue: Queue, clock: Clock) => new RunJobs(queue, clock, failureOf),
          inject: [Queue, Clock],
        },
        {
          provide: Health,
          inject: [OpenLobby],
          useFactory: (lobby: OpenLobby): Health => ({
            trouble: async () =>
              (await backend.health.trouble()) ?? (lobby.opened ? undefined : 'the lobby is not open yet'),
            concern: () => backend.health.concern(),
          }),
        },
        { provide: Presence, useValue: backend.presence ?? new MemoryPresence() },
        { provide: Clock, useClass: SystemClock },
        { provide: Secrets, useClass: SystemSecrets },
        { provide: PasswordHasher, useFactory: () => new Argon2Passwords() },
        { provide: Audiences, useValue: new Audiences(failureOf) },
        { provide: Audience, useExisting: Audiences },
        config.limits === 'off'
          ? { provide: RateLimits, useClass: NoRateLimits }
          : {
              provide: RateLimits,
              useFactory: (clock: Clock) => backend.rateLimits ?? new MemoryRateLimits(clock),
              inject: [Clock],
            },
        { provide: Addresses, useValue: new Addresses(config.trustProxy) },
        { provide: Origins, useValue: new Origins(config.origins) },
        ...useCases,
        ...transports,
        {
          provide: Lifecycle,
          inject: [...lived],
          useFactory: (...parts: Parts<typeof lived>) => new Lifecycle(backend, ...parts),
        },
      ],
    };
  }
}

import type { Accounts } from '../application/ports/accounts.js';
import type { Avatars } from '../application/ports/avatars.js';
import type { Blobs } from '../application/ports/blobs.js';
import type { Contacts } from '../application/ports/contacts.js';
import type { EventBus } from '../application/ports/event-bus.js';
import type { Files } from '../application/ports/files.js';
import type { Health } from '../application/ports/health.js';
import type { Invites } from '../application/ports/invites.js';
import type { Keepsakes } from '../application/ports/keepsakes.js';
import type { Memberships } from '../application/ports/memberships.js';
import type { Overview } from '../application/ports/overview.js';
import type { Presence } from '../application/ports/presence.js';
import type { PushSubscriptions } from '../application/ports/push-subscriptions.js';
import type { Queue } from '../application/ports/queue.js';
import type { RateLimits } from '../application/ports/rate-limits.js';
import type { Reports } from '../application/ports/reports.js';
import type { RoomDirectory } from '../application/ports/room-directory.js';
import type { RoomLog } from '../application/ports/room-log.js';
import type { Rooms } from '../application/ports/rooms.js';
import type { Search } from '../application/ports/search.js';
import type { ServerClaim } from '../application/ports/server-claim.js';
import type { Sessions } from '../application/ports/sessions.js';
import type { Users } from '../application/ports/users.js';

/** The stores of one technology, which belong together. */
export interface Backend {
  readonly rooms: Rooms;
  /** Announces on the bus what it has written. */
  readonly log: RoomLog;
  readonly memberships: Memberships;
  readonly directory: RoomDirectory;
  readonly users: Users;
  readonly accounts: Accounts;
  readonly contacts: Contacts;
  readonly avatars: Avatars;
  readonly files: Files;
  readonly blobs: Blobs;
  readonly serverClaim: ServerClaim;
  readonly overview: Overview;
  readonly invites: Invites;
  readonly reports: Reports;
  readonly search: Search;
  readonly sessions: Sessions;
  readonly subscriptions: PushSubscriptions;
  readonly queue: Queue;
  readonly keepsakes: Keepsakes;
  readonly health: Health;
  /** Those of many processes, where the backend serves so many; else each process has its own. */
  readonly bus?: EventBus;
  readonly presence?: Presence;
  readonly rateLimits?: RateLimits;
  /** Resolves when it was given other contents, for which it has to be closed and opened anew. */
  readonly replaced?: Promise<void>;
  /** Lets go of everything it holds, when what was begun is done. Safe to repeat. */
  close(): Promise<void>;
}

export type OpenBackend<Options> = (options: Options, bus: EventBus) => Promise<Backend>;

import type { EventBus } from '../../src/application/ports/event-bus.js';
import type { Append, AppendNotice } from '../../src/application/ports/room-log.js';
import { announced } from '../../src/infrastructure/announced.js';
import { MemoryAccounts } from '../../src/infrastructure/memory/memory-accounts.js';
import { MemoryAvatars } from '../../src/infrastructure/memory/memory-avatars.js';
import { MemoryBlobs } from '../../src/infrastructure/memory/memory-blobs.js';
import { MemoryContacts } from '../../src/infrastructure/memory/memory-contacts.js';
import { MemoryData } from '../../src/infrastructure/memory/memory-data.js';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { MemoryFiles } from '../../src/infrastructure/memory/memory-files.js';
import { MemoryInvites } from '../../src/infrastructure/memory/memory-invites.js';
import { MemoryKeepsakes } from '../../src/infrastructure/memory/memory-keepsakes.js';
import { MemoryMemberships } from '../../src/infrastructure/memory/memory-memberships.js';
import { MemoryOverview } from '../../src/infrastructure/memory/memory-overview.js';
import { MemoryPushSubscriptions } from '../../src/infrastructure/memory/memory-push-subscriptions.js';
import { MemoryQueue } from '../../src/infrastructure/memory/memory-queue.js';
import { MemoryReports } from '../../src/infrastructure/memory/memory-reports.js';
import { MemoryRoomDirectory } from '../../src/infrastructure/memory/memory-room-directory.js';
import { MemoryRoomLog } from '../../src/infrastructure/memory/memory-room-log.js';
import { MemoryRooms } from '../../src/infrastructure/memory/memory-rooms.js';
import { MemorySearch } from '../../src/infrastructure/memory/memory-search.js';
import { MemoryServerClaim } from '../../src/infrastructure/memory/memory-server-claim.js';
import { MemorySessions } from '../../src/infrastructure/memory/memory-sessions.js';
import { MemoryUsers } from '../../src/infrastructure/memory/memory-users.js';
import type { Stores } from './stores.js';

/** The stores of a memory backend before they are put together. */
export interface Parts extends Omit<Stores, 'log'> {
  readonly data: MemoryData;
  /** Announces nothing by itself. */
  readonly log: MemoryRoomLog;
  readonly bus: EventBus;
}

/** What a mutant does otherwise. */
export type Mutant = (parts: Parts) => Partial<Stores>;

/** A memory backend with a fault. */
export async function mutated(mutant: Mutant): Promise<{ subject: Stores }> {
  const data = new MemoryData();
  const parts: Parts = {
    data,
    bus: new MemoryEventBus(),
    rooms: new MemoryRooms(data),
    log: new MemoryRoomLog(data),
    memberships: new MemoryMemberships(data),
    directory: new MemoryRoomDirectory(data),
    users: new MemoryUsers(data),
    accounts: new MemoryAccounts(data),
    avatars: new MemoryAvatars(data),
    contacts: new MemoryContacts(data),
    files: new MemoryFiles(data),
    blobs: new MemoryBlobs(),
    serverClaim: new MemoryServerClaim(data),
    overview: new MemoryOverview(data),
    invites: new MemoryInvites(data),
    reports: new MemoryReports(data),
    search: new MemorySearch(data),
    sessions: new MemorySessions(data),
    subscriptions: new MemoryPushSubscriptions(data),
    queue: new MemoryQueue(),
    keepsakes: new MemoryKeepsakes(),
    health: { trouble: async () => undefined, concern: () => undefined },
    close: async () => {},
  };
  return { subject: { ...parts, log: announced(parts.log, parts.bus), ...mutant(parts) } };
}

export const isNotice = (append: Append): append is AppendNotice => !('digest' in append || 'rev' in append);

/** The object with some methods replaced. */
export const instead = <T extends object>(original: T, change: Partial<T>): T =>
  new Proxy(original, {
    get(target, name) {
      const own = Reflect.get(change, name) ?? Reflect.get(target, name, target);
      return typeof own === 'function' ? own.bind(target) : own;
    },
  });

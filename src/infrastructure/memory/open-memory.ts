import { announced } from '../announced.js';
import type { OpenBackend } from '../backend.js';
import { MemoryAccounts } from './memory-accounts.js';
import { MemoryAvatars } from './memory-avatars.js';
import { MemoryBlobs } from './memory-blobs.js';
import { MemoryContacts } from './memory-contacts.js';
import { MemoryData } from './memory-data.js';
import { MemoryFiles } from './memory-files.js';
import { MemoryInvites } from './memory-invites.js';
import { MemoryKeepsakes } from './memory-keepsakes.js';
import { MemoryMemberships } from './memory-memberships.js';
import { MemoryOverview } from './memory-overview.js';
import { MemoryPushSubscriptions } from './memory-push-subscriptions.js';
import { MemoryQueue } from './memory-queue.js';
import { MemoryReports } from './memory-reports.js';
import { MemoryRoomDirectory } from './memory-room-directory.js';
import { MemoryRoomLog } from './memory-room-log.js';
import { MemoryRooms } from './memory-rooms.js';
import { MemorySearch } from './memory-search.js';
import { MemoryServerClaim } from './memory-server-claim.js';
import { MemorySessions } from './memory-sessions.js';
import { MemoryUsers } from './memory-users.js';

/** Keeps everything in this process, for tests and demonstrations: it ends with the process. */
export const openMemory: OpenBackend<unknown> = async (_options, bus) => {
  const data = new MemoryData();
  return {
    rooms: new MemoryRooms(data),
    log: announced(new MemoryRoomLog(data), bus),
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
};

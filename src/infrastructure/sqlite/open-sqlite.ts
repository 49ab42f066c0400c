import type { Membership } from '../../domain/membership.js';
import type { Room } from '../../domain/room.js';
import { announced } from '../announced.js';
import type { OpenBackend } from '../backend.js';
import { files } from './data-dir.js';
import { FolderBlobs } from '../folder-blobs.js';
import { reads, writes } from './operations.js';
import { Pace } from './pace.js';
import { backupWaits } from './restore.js';
import { ReadCache } from './read-cache.js';
import { SqliteSearch } from './search/sqlite-search.js';
import { SqliteAccounts } from './sqlite-accounts.js';
import { SqliteAvatars } from './sqlite-avatars.js';
import { SqliteContacts } from './sqlite-contacts.js';
import { SqliteFiles } from './sqlite-files.js';
import { SqliteHealth } from './sqlite-health.js';
import { SqliteInvites } from './sqlite-invites.js';
import { SqliteKeepsakes } from './sqlite-keepsakes.js';
import { membershipKey, SqliteMemberships } from './sqlite-memberships.js';
import { SqliteOverview } from './sqlite-overview.js';
import { SqlitePushSubscriptions } from './sqlite-push-subscriptions.js';
import { SqliteQueue } from './sqlite-queue.js';
import { SqliteReports } from './sqlite-reports.js';
import { SqliteRoomDirectory } from './sqlite-room-directory.js';
import { SqliteRoomLog } from './sqlite-room-log.js';
import { SqliteRooms } from './sqlite-rooms.js';
import { SqliteServerClaim } from './sqlite-server-claim.js';
import { SqliteSessions } from './sqlite-sessions.js';
import { SqliteThread } from './sqlite-thread.js';
import { SqliteUsers } from './sqlite-users.js';

/** Keeps everything in one SQLite database under `dataDir`, durable when a write is answered. */
export const openSqlite: OpenBackend<{ readonly dataDir: string }> = async ({ dataDir }, bus) => {
  // Both threads start at once; the reader opens what the writer has prepared.
  const writing = new SqliteThread({ role: 'writer', dataDir }, new Pace());
  const reading = new SqliteThread({ role: 'reader', dataDir });
  const search = new SqliteSearch(dataDir);
  const [replaced, forgetBackups] = backupWaits(dataDir);
  const close = async () => {
    forgetBackups();
    await search.close();
    await reading.close();
    await writing.close();
  };
  let blobs: FolderBlobs;
  try {
    await writing.open();
    await reading.open();
    blobs = await FolderBlobs.open(files(dataDir).blobs);
  } catch (error) {
    await close();
    throw error;
  }

  const writer = writing.remote(writes);
  const reader = reading.remote(reads);

  const rooms = new ReadCache<Room>(10_000);
  const members = new ReadCache<Membership>(50_000);
  const log = new SqliteRoomLog(writer, reader, (room, author) => {
    rooms.forget(room);
    members.forget(membershipKey(room, author));
  });
  return {
    rooms: new SqliteRooms(writer, reader, rooms),
    log: announced(log, bus),
    memberships: new SqliteMemberships(writer, reader, members),
    directory: new SqliteRoomDirectory(reader),
    users: new SqliteUsers(writer, reader),
    accounts: new SqliteAccounts(writer, reader),
    avatars: new SqliteAvatars(writer, reader),
    contacts: new SqliteContacts(writer, reader),
    files: new SqliteFiles(writer, reader),
    blobs,
    serverClaim: new SqliteServerClaim(writer),
    overview: new SqliteOverview(reader),
    invites: new SqliteInvites(reader),
    reports: new SqliteReports(writer, reader),
    search,
    sessions: new SqliteSessions(writer, reader),
    subscriptions: new SqlitePushSubscriptions(writer, reader),
    queue: new SqliteQueue(writer, reader),
    keepsakes: new SqliteKeepsakes(writer),
    health: new SqliteHealth(writing, reading),
    replaced,
    close,
  };
};

import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { openSqlite } from '../../src/infrastructure/sqlite/open-sqlite.js';
import { accountsContract } from '../contract/accounts.contract.js';
import { avatarsContract } from '../contract/avatars.contract.js';
import { backendContract } from '../contract/backend.contract.js';
import { changesContract } from '../contract/changes.contract.js';
import { contactsContract } from '../contract/contacts.contract.js';
import { filesContract } from '../contract/files.contract.js';
import { invitesContract } from '../contract/invites.contract.js';
import { keepsakesContract } from '../contract/keepsakes.contract.js';
import { membershipsContract } from '../contract/memberships.contract.js';
import { noticesContract } from '../contract/notices.contract.js';
import { pushSubscriptionsContract } from '../contract/push-subscriptions.contract.js';
import { queueContract } from '../contract/queue.contract.js';
import { reportsContract } from '../contract/reports.contract.js';
import { searchContract } from '../contract/search.contract.js';
import { roomDirectoryContract } from '../contract/room-directory.contract.js';
import { roomLogContract } from '../contract/room-log.contract.js';
import { roomsContract } from '../contract/rooms.contract.js';
import { overviewContract } from '../contract/overview.contract.js';
import { serverClaimContract } from '../contract/server-claim.contract.js';
import { sessionsContract } from '../contract/sessions.contract.js';
import { usersContract } from '../contract/users.contract.js';
import { verify } from '../support/contract.js';
import { temporaryFolder } from '../support/temporary-folder.js';

async function open() {
  const bus = new MemoryEventBus();
  const folder = temporaryFolder();
  const backend = await openSqlite({ dataDir: folder.path }, bus);
  return {
    subject: { ...backend, bus },
    async close() {
      await backend.close();
      folder.remove();
    },
  };
}

verify('the SQLite backend', backendContract, open);
verify('SqliteRooms', roomsContract, open);
verify('SqliteRoomLog', roomLogContract, open);
verify('SqliteRoomLog, of notices', noticesContract, open);
verify('SqliteRoomLog, of changes', changesContract, open);
verify('SqliteMemberships', membershipsContract, open);
verify('SqliteRoomDirectory', roomDirectoryContract, open);
verify('SqliteUsers', usersContract, open);
verify('SqliteAccounts', accountsContract, open);
verify('SqliteContacts', contactsContract, open);
verify('SqliteServerClaim', serverClaimContract, open);
verify('SqliteOverview', overviewContract, open);
verify('SqliteInvites', invitesContract, open);
verify('SqliteAvatars', avatarsContract, open);
verify('SqliteFiles', filesContract, open);
verify('SqliteReports', reportsContract, open);
verify('SqliteSearch', searchContract, open);
verify('SqliteSessions', sessionsContract, open);
verify('SqlitePushSubscriptions', pushSubscriptionsContract, open);
verify('SqliteQueue', queueContract, open);
verify('SqliteKeepsakes', keepsakesContract, open);

import { announced } from '../../src/infrastructure/announced.js';
import { MemoryBlobs } from '../../src/infrastructure/memory/memory-blobs.js';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { MemoryPresence } from '../../src/infrastructure/memory/memory-presence.js';
import { openMemory } from '../../src/infrastructure/memory/open-memory.js';
import { accountsContract } from '../contract/accounts.contract.js';
import { avatarsContract } from '../contract/avatars.contract.js';
import { backendContract } from '../contract/backend.contract.js';
import { blobsContract } from '../contract/blobs.contract.js';
import { changesContract } from '../contract/changes.contract.js';
import { contactsContract } from '../contract/contacts.contract.js';
import { eventBusContract } from '../contract/event-bus.contract.js';
import { filesContract } from '../contract/files.contract.js';
import { invitesContract } from '../contract/invites.contract.js';
import { keepsakesContract } from '../contract/keepsakes.contract.js';
import { membershipsContract } from '../contract/memberships.contract.js';
import { presenceContract } from '../contract/presence.contract.js';
import { rateLimitsContract } from '../contract/rate-limits.contract.js';
import { openMemoryRateLimits } from '../contract/rate-limits.mutants.js';
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
import { ann, hear, say, seat, tea } from '../contract/stores.js';
import { usersContract } from '../contract/users.contract.js';
import { verify } from '../support/contract.js';

async function open() {
  const bus = new MemoryEventBus();
  return { subject: { ...(await openMemory({}, bus)), bus } };
}

verify('the memory backend', backendContract, open);
verify('MemoryRooms', roomsContract, open);
verify('MemoryRoomLog', roomLogContract, open);
verify('MemoryRoomLog, of notices', noticesContract, open);
verify('MemoryRoomLog, of changes', changesContract, open);
verify('MemoryMemberships', membershipsContract, open);
verify('MemoryRoomDirectory', roomDirectoryContract, open);
verify('MemoryUsers', usersContract, open);
verify('MemoryAccounts', accountsContract, open);
verify('MemoryContacts', contactsContract, open);
verify('MemoryServerClaim', serverClaimContract, open);
verify('MemoryOverview', overviewContract, open);
verify('MemoryInvites', invitesContract, open);
verify('MemoryAvatars', avatarsContract, open);
verify('MemoryFiles', filesContract, open);
verify('MemoryBlobs', blobsContract, async () => ({ subject: new MemoryBlobs() }));
verify('MemoryReports', reportsContract, open);
verify('MemorySearch', searchContract, open);
verify('MemorySessions', sessionsContract, open);
verify('MemoryPushSubscriptions', pushSubscriptionsContract, open);
verify('MemoryQueue', queueContract, open);
verify('MemoryKeepsakes', keepsakesContract, open);
verify('MemoryRateLimits', rateLimitsContract, openMemoryRateLimits);
verify('MemoryPresence', presenceContract, async () => ({ subject: new MemoryPresence() }));
verify('MemoryEventBus', eventBusContract, async () => {
  const bus = new MemoryEventBus();
  return { subject: { near: bus, far: bus } };
});

describe('MemoryEventBus', () => {
  it('reports what a listener throws', () => {
    const reported: unknown[] = [];
    const bus = new MemoryEventBus((error) => reported.push(error));
    bus.subscribe(() => {
      throw new Error('mine');
    });
    bus.publish({ type: 'admitted', room: 'tea', user: 'ann', because: 'joined' });
    expect(reported).toEqual([new Error('mine')]);
  });
});

describe('announced', () => {
  it('fails no write because the bus fails', async () => {
    const { subject } = await open();
    await seat(subject, tea, ann);
    const broken = Object.assign(new MemoryEventBus(), {
      publish() {
        throw new Error('the bus is broken');
      },
    });
    const stores = { ...subject, log: announced(subject.log, broken) };
    expect(await say(stores, 'tea', ann, 'a')).toMatchObject({ status: 'appended', seq: 1 });
  });

  it('is heard in the order of the log', async () => {
    const { subject } = await open();
    await seat(subject, tea, ann);
    const heard = hear(subject.bus, 20);
    await Promise.all(Array.from({ length: 20 }, (_, n) => say(subject, 'tea', ann, `m${n}`)));
    const entries = (await heard).flatMap((notice) => (notice.type === 'entries' ? notice.entries : []));
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  });
});

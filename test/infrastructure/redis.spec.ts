import { Redis } from '../../src/infrastructure/redis/redis.js';
import { RedisRateLimits } from '../../src/infrastructure/redis/redis-rate-limits.js';
import { openLink } from '../../src/infrastructure/redis/open-link.js';
import { redisPlace } from '../../src/infrastructure/redis-place.js';
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
import { noticesContract } from '../contract/notices.contract.js';
import { overviewContract } from '../contract/overview.contract.js';
import { presenceContract } from '../contract/presence.contract.js';
import { pushSubscriptionsContract } from '../contract/push-subscriptions.contract.js';
import { queueContract } from '../contract/queue.contract.js';
import { rateLimitsContract } from '../contract/rate-limits.contract.js';
import { reportsContract } from '../contract/reports.contract.js';
import { roomDirectoryContract } from '../contract/room-directory.contract.js';
import { roomLogContract } from '../contract/room-log.contract.js';
import { roomsContract } from '../contract/rooms.contract.js';
import { searchContract } from '../contract/search.contract.js';
import { serverClaimContract } from '../contract/server-claim.contract.js';
import { sessionsContract } from '../contract/sessions.contract.js';
import { usersContract } from '../contract/users.contract.js';
import { verify } from '../support/contract.js';
import { ManualClock } from '../support/manual-clock.js';
import { openRedisAt } from '../support/redis-backend.js';
import { RedisCluster } from '../support/redis-cluster.js';
import { describeRedis, RedisServer } from '../support/redis-server.js';

const kinds = [
  ['one Redis', () => RedisServer.start()],
  ['a Redis Cluster of three primaries', () => RedisCluster.start()],
] as const;

describeRedis.each(kinds)('On %s (needs apt-get install redis-server)', (_, start) => {
  let server: RedisServer | RedisCluster;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.stop());

  /** A backend on an empty Redis. */
  const open = async () => {
    await server.empty();
    const backend = await openRedisAt(server.url);
    return { subject: backend, close: () => backend.close() };
  };

  verify('the Redis backend', backendContract, open);
  verify('RedisRooms', roomsContract, open);
  verify('RedisRoomLog', roomLogContract, open);
  verify('RedisRoomLog, of notices', noticesContract, open);
  verify('RedisRoomLog, of changes', changesContract, open);
  verify('RedisMemberships', membershipsContract, open);
  verify('RedisRoomDirectory', roomDirectoryContract, open);
  verify('RedisUsers', usersContract, open);
  verify('RedisAccounts', accountsContract, open);
  verify('RedisContacts', contactsContract, open);
  verify('RedisServerClaim', serverClaimContract, open);
  verify('RedisOverview', overviewContract, open);
  verify('RedisInvites', invitesContract, open);
  verify('RedisAvatars', avatarsContract, open);
  verify('RedisPushSubscriptions', pushSubscriptionsContract, open);
  verify('RedisQueue', queueContract, open);
  verify('RedisKeepsakes', keepsakesContract, open);
  verify('RedisFiles', filesContract, open);
  verify('RedisBlobs', blobsContract, async () => {
    const { subject, close } = await open();
    return { subject: subject.blobs, close };
  });
  verify('RedisPresence', presenceContract, async () => {
    const { subject, close } = await open();
    return { subject: subject.presence, close };
  });
  verify('RedisRateLimits', rateLimitsContract, async () => {
    const { close } = await open();
    const link = openLink(redisPlace(server.url)!);
    await link.settled(1000);
    const clock = new ManualClock();
    const rateLimits = new RedisRateLimits(new Redis(link), () => clock.steady());
    return {
      subject: { rateLimits, pass: (ms) => clock.advance(ms) },
      close: async () => {
        await link.close();
        await close();
      },
    };
  });
  verify('RedisReports', reportsContract, open);
  verify('RedisSearch', searchContract, open);
  verify('RedisSessions', sessionsContract, open);
  verify('the event bus', eventBusContract, async () => {
    const [near, far] = [await openRedisAt(server.url), await openRedisAt(server.url)];
    return {
      subject: { near: near.bus, far: far.bus },
      close: async () => {
        await near.close();
        await far.close();
      },
    };
  });
});

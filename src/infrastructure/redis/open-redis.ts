import { openLink } from './open-link.js';
import { announced } from '../announced.js';
import type { Backend } from '../backend.js';
import { ChannelEventBus } from '../channel-event-bus.js';
import type { Channels } from '../channels.js';
import { Lasting } from './lasting.js';
import { PlacedBlobs } from './placed-blobs.js';
import { Redis } from './redis.js';
import { RedisAccounts } from './redis-accounts.js';
import { RedisAvatars } from './redis-avatars.js';
import { RedisBlobs } from './redis-blobs.js';
import { RedisChannels } from './redis-channels.js';
import { RedisContacts } from './redis-contacts.js';
import { RedisFiles } from './redis-files.js';
import { RedisHealth } from './redis-health.js';
import { RedisInvites } from './redis-invites.js';
import { RedisKeepsakes } from './redis-keepsakes.js';
import { RedisMemberships } from './redis-memberships.js';
import { RedisOverview } from './redis-overview.js';
import { RedisPresence } from './redis-presence.js';
import { RedisPushSubscriptions } from './redis-push-subscriptions.js';
import { RedisQueue } from './redis-queue.js';
import { RedisRateLimits } from './redis-rate-limits.js';
import { RedisReports } from './redis-reports.js';
import { RedisRoomDirectory } from './redis-room-directory.js';
import { RedisRoomLog } from './redis-room-log.js';
import { RedisRooms } from './redis-rooms.js';
import { RedisServerClaim } from './redis-server-claim.js';
import { RedisSessions } from './redis-sessions.js';
import type { RedisPlace } from '../redis-place.js';
import { RedisUsers } from './redis-users.js';
import { NoteKeeper } from './search/note-keeper.js';
import { RedisSearch } from './search/redis-search.js';

interface Options {
  readonly redis: RedisPlace;
  /** So many replicas have an entry before it is confirmed. */
  readonly redisWait: number;
  /** How many bytes all files may take together. */
  readonly redisFiles: number;
  /** The folder that all processes share, for files. In Redis unless there is one. */
  readonly attachments?: string | undefined;
}

/** For so long, in milliseconds, a start waits for a server that may not be fit. One that is not there it does not await. */
const FIRST = 1000;

/**
 * Keeps everything in Redis, for any number of processes.
 *
 * @param others by which the processes tell each other, where it is not Redis.
 */
export const openRedis = async (options: Options, others?: Channels) => {
  const link = openLink(options.redis);
  const redis = new Redis(link, options.redisWait);
  let blobs: PlacedBlobs;
  try {
    await link.settled(FIRST);
    blobs = await PlacedBlobs.open(redis, new RedisBlobs(redis, options.redisFiles), options.attachments);
  } catch (error) {
    await link.close();
    throw error;
  }

  const notes = new NoteKeeper(redis);
  const log = new RedisRoomLog(redis, new Lasting(redis), notes);
  const rooms = new RedisRooms(redis);
  const memberships = new RedisMemberships(redis);
  const users = new RedisUsers(redis);
  const bus = new ChannelEventBus(others ?? new RedisChannels(redis, link), log);
  await bus.begin();
  return {
    bus,
    rooms,
    log: others ? announced(log, bus) : log,
    memberships,
    directory: new RedisRoomDirectory(redis),
    users,
    accounts: new RedisAccounts(redis),
    avatars: new RedisAvatars(redis),
    contacts: new RedisContacts(redis),
    files: new RedisFiles(redis),
    blobs,
    search: new RedisSearch(redis, memberships, notes),
    serverClaim: new RedisServerClaim(redis),
    overview: new RedisOverview(redis),
    invites: new RedisInvites(redis),
    reports: new RedisReports(redis),
    sessions: new RedisSessions(redis),
    subscriptions: new RedisPushSubscriptions(redis),
    queue: new RedisQueue(redis),
    keepsakes: new RedisKeepsakes(redis),
    presence: new RedisPresence(redis),
    rateLimits: new RedisRateLimits(redis),
    health: new RedisHealth(redis, link, blobs),
    close: async () => {
      bus.close();
      notes.close();
      await redis.close();
    },
  } satisfies Backend;
};

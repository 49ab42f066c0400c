import type {
  PushSubscription,
  PushSubscriptions,
  Subscriber,
} from '../../application/ports/push-subscriptions.js';
import type { SessionId } from '../../application/ports/sessions.js';
import type { Instant } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import { everywhere, roomKeys, sessionKey } from './keys.js';
import type { Redis } from './redis.js';
import { RedisMemberships } from './redis-memberships.js';
import { RedisSessions } from './redis-sessions.js';
import { DEVICE_KEYS, endSubscription, FORGET } from './redis-subscription-end.js';
import { findUser } from './redis-users.js';
import { script } from './script.js';

/** Of so many members at once is asked whether they have devices. */
const MEMBERS = 1000;

interface Device {
  readonly user: UserId;
  readonly session: SessionId;
  readonly subscription: PushSubscription;
}

/** All subscriptions lie on one server, those of a user together. */
export class RedisPushSubscriptions implements PushSubscriptions {
  constructor(private readonly redis: Redis) {}

  async add(session: SessionId, { endpoint, p256dh, auth }: PushSubscription): Promise<void> {
    const user = await this.redis.command<UserId | null>('GET', sessionKey(session));
    if (user === null) return;
    const device = JSON.stringify({ endpoint, p256dh, auth });
    await this.redis.run(ADD, DEVICE_KEYS, [user, session, endpoint, device]);
  }

  async remove(session: SessionId): Promise<void> {
    const user = await this.redis.command<UserId | null>('GET', sessionKey(session));
    if (user !== null) await endSubscription(this.redis, user, session);
  }

  async drop(endpoint: string): Promise<void> {
    await this.redis.run(DROP, DEVICE_KEYS, [endpoint]);
  }

  async any(): Promise<boolean> {
    return (await this.redis.command<number>('HLEN', everywhere.endpoints)) > 0;
  }

  async inRoom(room: RoomId, now: Instant, after: string, limit: number): Promise<readonly Subscriber[]> {
    const devices = (await this.devicesIn(room))
      .filter(({ subscription }) => subscription.endpoint > after)
      .toSorted((a, b) => (a.subscription.endpoint < b.subscription.endpoint ? -1 : 1));
    const found: Subscriber[] = [];
    for (const device of devices) {
      if (found.length === limit) break;
      const subscriber = await this.subscriber(room, now, device);
      if (subscriber) found.push(subscriber);
    }
    return found;
  }

  private async devicesIn(room: RoomId): Promise<Device[]> {
    const members = await this.redis.command<UserId[]>('ZRANGE', roomKeys(room).members, 0, -1);
    const devices: Device[] = [];
    for (let from = 0; from < members.length; from += MEMBERS) {
      const users = members.slice(from, from + MEMBERS);
      const records = await this.redis.command<(string | null)[]>('HMGET', everywhere.devices, ...users);
      for (const [i, record] of records.entries()) {
        const sessions = JSON.parse(record ?? '{}') as Record<SessionId, PushSubscription>;
        for (const [session, subscription] of Object.entries(sessions))
          devices.push({ user: users[i]!, session, subscription });
      }
    }
    return devices;
  }

  private async subscriber(
    room: RoomId,
    now: Instant,
    { user, session, subscription }: Device,
  ): Promise<Subscriber | undefined> {
    const [membership, found, sessions] = await Promise.all([
      new RedisMemberships(this.redis).find(room, user),
      findUser(this.redis, user),
      new RedisSessions(this.redis).of(user, now),
    ]);
    if (!membership || !found || !sessions.some(({ id }) => id === session)) return undefined;
    const { notify, marker, from } = membership;
    return { user, notify, quiet: found.quiet, marker: Math.max(marker, from), subscription };
  }
}

const ADD = script(
  FORGET,
  `
  local user, session, endpoint, device = unpack(ARGV)
  drop(endpoint)
  forget(user, session)
  local all = of(user)
  all[session] = cjson.decode(device)
  note(user, all)
  redis.call('HSET', endpoints, endpoint, user .. ' ' .. session)`,
);

const DROP = script(FORGET, 'drop(ARGV[1])');

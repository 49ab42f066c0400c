import type { Created, Creation, Rooms } from '../../application/ports/rooms.js';
import type { Instant } from '../../domain/message.js';
import type { Room, RoomId } from '../../domain/room.js';
import { ChatError } from '../../domain/chat-error.js';
import { newEpoch } from '../new-epoch.js';
import { ERA } from './era.js';
import { everywhere, roomKeys, userKeys } from './keys.js';
import { holderOf, takeName } from './names.js';
import type { Redis } from './redis.js';
import { aboutOf, ROOM_FIELDS, toRoom, type RoomRecord } from './room-record.js';
import { script } from './script.js';
import { expect, SEATS, seatKeys } from './seats.js';

/** What somebody set out to create. Whoever repeats it, brings that to its end. */
interface Intent {
  readonly digest: string;
  readonly room: RoomId;
  readonly about: string;
  readonly at: Instant;
  readonly members: Creation['members'];
}

export class RedisRooms implements Rooms {
  constructor(private readonly redis: Redis) {}

  find(id: RoomId): Promise<Room | undefined> {
    return findRoom(this.redis, id);
  }

  findByKey(key: string): Promise<Room | undefined> {
    return findRoomByKey(this.redis, key);
  }

  async create(room: Room, { by, id, digest, at, members }: Creation): Promise<Created> {
    const { creations } = userKeys(by);
    const wanted: Intent = { digest, room: room.id, about: aboutOf(room), at, members };
    const own = JSON.stringify(wanted);
    const kept = await this.redis.run<string>(KEEP, [creations], [id, own]);
    const first = JSON.parse(kept) as Intent;
    if (first.digest !== digest) return { status: 'id_reused' };

    const known = kept === own ? undefined : await this.find(first.room);
    if (known) return { status: 'duplicate', room: known };

    const begun = toRoom(first.room, [first.about, '1'])!;
    const holder = await takeName(this.redis, begun);
    if (holder !== undefined) {
      await this.redis.run(DROP, [creations], [id, kept]);
      return { status: 'key_taken', room: (await this.find(holder))! };
    }
    if (!(await this.open(begun, first.at, first.members))) {
      await this.redis.run(DROP, [creations], [id, kept]);
      throw new ChatError('unavailable');
    }
    return { status: kept === own ? 'created' : 'duplicate', room: (await this.find(begun.id))! };
  }

  async ensure(room: Room): Promise<void> {
    if (await this.find(room.id)) return;
    await takeName(this.redis, room);
    await this.open(room, 0, []);
  }

  /** False where it came too late. */
  private async open(room: Room, at: Instant, members: Creation['members']): Promise<boolean> {
    if (room.name !== '') await this.redis.command('ZADD', everywhere.named, 0, room.key);
    await Promise.all(members.map(({ user }) => expect(this.redis, room.id, user)));
    const seats = members.flatMap(({ user, role }) => [user, role]);
    return (
      (await this.redis.run(OPEN, seatKeys(room.id), [aboutOf(room), room.key, newEpoch(), at, ...seats])) ===
      1
    );
  }
}

export async function findRoom(redis: Redis, id: RoomId): Promise<Room | undefined> {
  return toRoom(id, await redis.command<RoomRecord>('HMGET', roomKeys(id).room, ...ROOM_FIELDS));
}

/** A key leads to a room before the room has it, and when it has another. */
export async function findRoomByKey(redis: Redis, key: string): Promise<Room | undefined> {
  const holder = await holderOf(redis, key);
  const room = holder === undefined ? undefined : await findRoom(redis, holder);
  return room?.key === key ? room : undefined;
}

const KEEP = script(`
  redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2])
  return redis.call('HGET', KEYS[1], ARGV[1])`);

const DROP = script(`
  if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then redis.call('HDEL', KEYS[1], ARGV[1]) end`);

const OPEN = script(
  SEATS,
  ERA,
  `
  local version, ousted = unpack(redis.call('HMGET', ROOM, 'version', 'ousted'))
  if ousted then return 0 end
  if version then return 1 end
  redis.call('HSET', ROOM, 'about', ARGV[1], 'key', ARGV[2], 'version', 1, 'epoch', ARGV[3], 'head', 0, 'last', 0,
    'era', era_now())
  for i = 5, #ARGV, 2 do begin(ARGV[i], ARGV[4], 0, 0, ARGV[i + 1]) end
  return 1`,
);

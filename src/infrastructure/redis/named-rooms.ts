import type { Room } from '../../domain/room.js';
import { everywhere } from './keys.js';
import type { Redis } from './redis.js';
import { findRoomByKey } from './redis-rooms.js';

/** The rooms that have names, whose key is greater, in order of their keys, in pages of a size. */
export async function* roomsNamed(redis: Redis, afterKey: string, size: number): AsyncIterable<Room[]> {
  for (let after = afterKey; ;) {
    const above = after === '' ? '-' : `(${after}`;
    const keys = await redis.command<string[]>(
      'ZRANGE',
      everywhere.named,
      above,
      '+',
      'BYLEX',
      'LIMIT',
      0,
      size,
    );
    // A key is listed before its room has it, and after it has another.
    const rooms = await Promise.all(keys.map((key) => findRoomByKey(redis, key)));
    yield rooms.flatMap((room) => room ?? []);
    const last = keys.at(-1);
    if (last === undefined || keys.length < size) return;
    after = last;
  }
}

import type { Avatar, Avatars } from '../../application/ports/avatars.js';
import { avatarKeys } from './keys.js';
import type { Redis } from './redis.js';
import { script } from './script.js';

export class RedisAvatars implements Avatars {
  constructor(private readonly redis: Redis) {}

  async put(digest: string, { type, bytes }: Avatar): Promise<void> {
    await this.redis.command('HSET', avatarKeys(digest).image, 'type', type, 'bytes', Buffer.from(bytes));
  }

  async find(digest: string): Promise<Avatar | undefined> {
    const [type, bytes] = await this.redis.bytes<(Buffer | null)[]>(
      'HMGET',
      avatarKeys(digest).image,
      'type',
      'bytes',
    );
    return type && bytes
      ? { type: type.toString() as Avatar['type'], bytes: Uint8Array.from(bytes) }
      : undefined;
  }

  async drop(digest: string): Promise<void> {
    const { image, users } = avatarKeys(digest);
    await this.redis.run(DROP, [image, users]);
  }
}

const DROP = script(`
  if redis.call('SCARD', KEYS[2]) == 0 then redis.call('DEL', KEYS[1]) end`);

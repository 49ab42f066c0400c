import type { Keepsakes } from '../../application/ports/keepsakes.js';
import { everywhere } from './keys.js';
import type { Redis } from './redis.js';

export class RedisKeepsakes implements Keepsakes {
  constructor(private readonly redis: Redis) {}

  async keep(name: string, proposed: string): Promise<string> {
    const { keepsakes } = everywhere;
    await this.redis.command('HSETNX', keepsakes, name, proposed);
    return (await this.redis.command<string | null>('HGET', keepsakes, name)) ?? proposed;
  }
}

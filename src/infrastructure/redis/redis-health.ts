import type { Health } from '../../application/ports/health.js';
import { ChatError } from '../../domain/chat-error.js';
import { everywhere } from './keys.js';
import type { Link } from './link.js';
import type { PlacedBlobs } from './placed-blobs.js';
import type { Redis } from './redis.js';

export class RedisHealth implements Health {
  constructor(
    private readonly redis: Redis,
    private readonly link: Pick<Link, 'trouble'>,
    private readonly blobs: Pick<PlacedBlobs, 'trouble'>,
  ) {}

  /** Where it answers, only a write tells whether it takes one: it may be full, or lack its replicas. */
  async trouble(): Promise<string | undefined> {
    if (this.link.trouble !== undefined) return this.link.trouble;
    try {
      await this.redis.command('SET', everywhere.probe, '');
      return await this.blobs.trouble();
    } catch (error) {
      return reasonOf(error);
    }
  }

  concern(): undefined {}
}

const reasonOf = (error: unknown): string => {
  const reason = error instanceof ChatError ? error.cause : error;
  return reason instanceof Error ? reason.message : String(reason);
};

import type { Notice } from '../../application/ports/event-bus.js';
import type { RoomId } from '../../domain/room.js';
import type { Channels } from '../channels.js';
import { announced } from './announcement.js';
import { failure } from './failure.js';
import { everywhere, roomKeys } from './keys.js';
import type { Link } from './link.js';
import type { Redis } from './redis.js';

/**
 * Sharded publish and subscribe. The script that writes an entry tells of it; so nothing is lost but what was told while
 * a connection was, and it is known when that was.
 */
export class RedisChannels implements Channels {
  readonly all = everywhere.channel;
  readonly attentive = true;
  heard: Channels['heard'] = () => {};
  missed: Channels['missed'] = () => {};

  constructor(
    private readonly redis: Redis,
    private readonly link: Link,
  ) {
    link.heard = (text) => {
      const notice = toNotice(text);
      if (notice) this.heard(notice);
    };
    link.returned = () => this.missed();
  }

  ofRoom(room: RoomId): string {
    return roomKeys(room).channel;
  }

  tell(channel: string, notice: Notice): void {
    this.redis.command('SPUBLISH', channel, JSON.stringify(notice)).catch(() => {
      // A hint may be lost.
    });
  }

  async subscribe(channels: readonly string[]): Promise<void> {
    await this.link.subscribe(channels).catch((error: unknown) => {
      throw failure(error);
    });
  }

  unsubscribe(channels: readonly string[]): Promise<void> {
    return this.link.unsubscribe(channels);
  }
}

/** What scripts tell begins with a word, and everything else is a notice as it is. Others may say what is neither. */
function toNotice(message: string): Notice | undefined {
  const [, room, seq, epoch, text] = /^entry (\S+) (\d+) (\S+) (.*)$/s.exec(message) ?? [];
  try {
    if (room === undefined || epoch === undefined || text === undefined) return JSON.parse(message) as Notice;
    return { type: 'entries', room, epoch, entries: [announced(text, Number(seq))] };
  } catch {
    return undefined;
  }
}

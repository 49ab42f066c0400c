import { setTimeout } from 'node:timers/promises';
import type { EventBus, Notice } from '../../application/ports/event-bus.js';
import type { RoomLog } from '../../application/ports/room-log.js';
import type { Position } from '../../domain/entry.js';
import type { RoomId } from '../../domain/room.js';
import { Listeners } from '../listeners.js';
import { announced } from './announcement.js';
import { everywhere, roomKeys } from './keys.js';
import type { Link } from './link.js';
import type { Redis } from './redis.js';

/** At most so many entries are read of what was missed: who needs more finds it by the numbers. */
const PAGE = 500;

/** The wait between two tries to read it, in milliseconds. */
const RETRY = 100;

interface Followed {
  readonly begun: Promise<void>;
  /** Up to where the room was heard. */
  position?: Position;
}

/**
 * Carries what concerns a room to the processes that follow it, and everything else to all. The script that writes an
 * entry tells of it; when the connection was lost, the log is asked what was told meanwhile.
 */
export class RedisEventBus implements EventBus {
  private readonly listeners: Listeners<Notice>;
  private readonly rooms = new Map<RoomId, Followed>();
  private closed = false;

  /** @param report is told what a listener throws. */
  constructor(
    private readonly redis: Redis,
    private readonly link: Link,
    private readonly log: Pick<RoomLog, 'after' | 'renewEpoch'>,
    report?: (error: unknown) => void,
  ) {
    this.listeners = new Listeners(report);
    link.heard = (message) => this.hear(message);
    link.returned = () => {
      for (const room of this.rooms.keys()) void this.catchUp(room);
    };
  }

  publish(notice: Notice): void {
    const room = roomOf(notice);
    const channel = room === undefined ? everywhere.channel : roomKeys(room).channel;
    this.redis.command('SPUBLISH', channel, JSON.stringify(notice)).catch(() => {
      // A hint may be lost.
    });
  }

  subscribe(listener: (notice: Notice) => void): () => void {
    return this.listeners.add(listener);
  }

  /** Hears what all processes are told. */
  begin(): Promise<void> {
    return this.link.subscribe([everywhere.channel]);
  }

  async follow(rooms: readonly RoomId[]): Promise<void> {
    const fresh = rooms.filter((room) => !this.rooms.has(room));
    const begun = this.beginToFollow(fresh);
    for (const room of fresh) this.rooms.set(room, { begun });
    for (const room of rooms) await this.rooms.get(room)?.begun;
  }

  unfollow(rooms: readonly RoomId[]): void {
    for (const room of rooms) this.rooms.delete(room);
    this.link.unsubscribe(rooms.map((room) => roomKeys(room).channel)).catch(() => {
      // What is told in vain harms nobody.
    });
  }

  close(): void {
    this.closed = true;
  }

  private async beginToFollow(rooms: readonly RoomId[]): Promise<void> {
    try {
      await this.link.subscribe(rooms.map((room) => roomKeys(room).channel));
      await Promise.all(
        rooms.map(async (room) => {
          const position = await this.headOf(room);
          const followed = this.rooms.get(room);
          if (followed && position) followed.position ??= position;
        }),
      );
    } catch (error) {
      for (const room of rooms) this.rooms.delete(room);
      throw error;
    }
  }

  private hear(message: string): void {
    const notice = toNotice(message);
    if (!notice) return;
    if (notice.type === 'entries') {
      const seq = notice.entries.at(-1)?.seq ?? 0;
      this.note(notice.room, { epoch: notice.epoch, seq });
    }
    this.listeners.tell(notice);
  }

  private note(room: RoomId, { epoch, seq }: Position): void {
    const followed = this.rooms.get(room);
    if (!followed) return;
    const before = followed.position;
    if (before?.epoch !== epoch || before.seq < seq) followed.position = { epoch, seq };
  }

  /** Tells what was written while nothing was heard. Tries until it knows, or nobody follows the room any more. */
  private async catchUp(room: RoomId): Promise<void> {
    while (!this.closed) {
      const position = this.rooms.get(room)?.position;
      if (!position) return;
      try {
        return await this.tellSince(room, position);
      } catch {
        await setTimeout(RETRY, undefined, { ref: false });
      }
    }
  }

  private async tellSince(room: RoomId, { epoch, seq }: Position): Promise<void> {
    // What was heard may be lost: a server came back with less.
    await this.log.renewEpoch(room, { epoch, seq });
    const slice = await this.log.after(room, seq, PAGE);
    if (!slice) return;
    const known =
      slice.epoch === epoch
        ? slice.entries
        : ((await this.log.after(room, slice.head - 1, 1))?.entries ?? []);
    const last = known.at(-1);
    if (!last) return;
    this.note(room, { epoch: slice.epoch, seq: last.seq });
    this.listeners.tell({ type: 'entries', room, epoch: slice.epoch, entries: known });
  }

  private async headOf(room: RoomId): Promise<Position | undefined> {
    const [epoch, head] = await this.redis.command<(string | null)[]>(
      'HMGET',
      roomKeys(room).room,
      'epoch',
      'head',
    );
    return epoch == null ? undefined : { epoch, seq: Number(head) };
  }
}

/** Which room a notice is for; undefined for one to all. */
function roomOf(notice: Notice): RoomId | undefined {
  switch (notice.type) {
    case 'entries':
      return notice.room;
    case 'presence-changed':
      return notice.changed.room;
    case 'typing':
      return notice.typing.room;
    case 'nudged':
      return notice.nudged.room;
    default:
      return undefined;
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

import { setTimeout } from 'node:timers/promises';
import type { EventBus, Notice } from '../application/ports/event-bus.js';
import type { RoomLog } from '../application/ports/room-log.js';
import type { Position } from '../domain/entry.js';
import type { RoomId } from '../domain/room.js';
import type { Channels } from './channels.js';
import { Listeners } from './listeners.js';

/** At most so many entries are read of what was missed: who needs more finds it by the numbers. */
const PAGE = 500;

/** In so many rooms at a time. */
const AT_ONCE = 100;

/** The wait between two tries to read it, in milliseconds. */
const RETRY = 100;

/** Waits where nobody tells what was missed, in milliseconds: after each room, and after all of them. */
const LOOK = { room: 5, all: 1000 };

interface Followed {
  readonly begun: Promise<void>;
  /** Up to where the room was heard. */
  position?: Position;
}

/**
 * Carries what concerns a room to the processes that follow it, and everything else to all, by channels that may lose
 * it. The bus remembers up to where it has heard each room, and asks the log for what passed by.
 */
export class ChannelEventBus implements EventBus {
  private readonly listeners: Listeners<Notice>;
  private readonly rooms = new Map<RoomId, Followed>();
  private review = async (): Promise<void> => {};
  /** How often notices may have been missed. */
  private gaps = 0;
  /** What was missed is being reviewed: entries are read from the log then. */
  private reviewing = false;
  private closed = false;

  /** @param report is told what a listener throws. */
  constructor(
    private readonly channels: Channels,
    private readonly log: Pick<RoomLog, 'after' | 'renewEpoch'>,
    report?: (error: unknown) => void,
  ) {
    this.listeners = new Listeners(report);
    channels.heard = (notice) => this.hear(notice);
    channels.missed = () => void this.goOn();
  }

  publish(notice: Notice): void {
    const room = roomOf(notice);
    this.channels.tell(room === undefined ? this.channels.all : this.channels.ofRoom(room), notice);
  }

  subscribe(listener: (notice: Notice) => void): () => void {
    return this.listeners.add(listener);
  }

  onMissed(listener: () => Promise<void>): void {
    this.review = listener;
  }

  /** Hears what all processes are told. */
  async begin(): Promise<void> {
    await this.channels.subscribe([this.channels.all]);
    if (!this.channels.attentive) void this.look();
  }

  async follow(rooms: readonly RoomId[]): Promise<void> {
    const fresh = rooms.filter((room) => !this.rooms.has(room));
    const begun = this.beginToFollow(fresh);
    for (const room of fresh) this.rooms.set(room, { begun });
    for (const room of rooms) await this.rooms.get(room)?.begun;
  }

  unfollow(rooms: readonly RoomId[]): void {
    for (const room of rooms) this.rooms.delete(room);
    this.channels.unsubscribe(this.channelsOf(rooms)).catch(() => {
      // What is told in vain harms nobody.
    });
  }

  close(): void {
    this.closed = true;
  }

  private async beginToFollow(rooms: readonly RoomId[]): Promise<void> {
    try {
      await this.channels.subscribe(this.channelsOf(rooms));
      await Promise.all(
        rooms.map(async (room) => {
          const found = await this.log.after(room, 0, 0);
          const followed = this.rooms.get(room);
          if (followed && found) followed.position ??= { epoch: found.epoch, seq: found.head };
        }),
      );
    } catch (error) {
      for (const room of rooms) this.rooms.delete(room);
      throw error;
    }
  }

  private channelsOf(rooms: readonly RoomId[]): string[] {
    return rooms.map((room) => this.channels.ofRoom(room));
  }

  /** Who may hear no more learns it before anybody hears what was said since. */
  private async goOn(): Promise<void> {
    const gap = (this.gaps += 1);
    const over = (): boolean => this.closed || gap !== this.gaps;
    for (this.reviewing = true; !over(); await pause(RETRY)) {
      try {
        await this.review();
        break;
      } catch {
        // A store that cannot be asked now is asked again.
      }
    }
    if (over()) return;
    this.reviewing = false;
    await this.catchUpAll();
  }

  private hear(notice: Notice): void {
    if (notice.type === 'entries') {
      if (this.reviewing) return;
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

  /** Looks now and then for what was told and not heard, so slowly that it costs the same however many rooms there are. */
  private async look(): Promise<void> {
    while (!this.closed) {
      await pause(LOOK.all);
      for (const room of this.rooms.keys()) {
        await this.catchUp(room);
        await pause(LOOK.room);
        if (this.closed) return;
      }
    }
  }

  private async catchUpAll(): Promise<void> {
    const rooms = this.rooms.keys();
    const oneByOne = async (): Promise<void> => {
      for (const room of rooms) await this.catchUp(room);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, oneByOne));
  }

  /** Tells what was written while nothing was heard. Tries until it knows, or nobody follows the room any more. */
  private async catchUp(room: RoomId): Promise<void> {
    while (!this.closed) {
      const position = this.rooms.get(room)?.position;
      if (!position) return;
      try {
        return await this.tellSince(room, position);
      } catch {
        await pause(RETRY);
      }
    }
  }

  private async tellSince(room: RoomId, { epoch, seq }: Position): Promise<void> {
    let slice = await this.log.after(room, seq, PAGE);
    if (slice?.epoch === epoch && slice.head < seq) {
      // What was heard is lost: a server came back with less.
      await this.log.renewEpoch(room, { epoch, seq });
      slice = await this.log.after(room, seq, PAGE);
    }
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
}

const pause = (ms: number): Promise<void> => setTimeout(ms, undefined, { ref: false });

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

import type { Epoch } from '../../domain/entry.js';
import type { Instant, Message } from '../../domain/message.js';
import { isQuiet } from '../../domain/quiet-hours.js';
import type { Room, RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Clock } from '../ports/clock.js';
import type { EventBus, Notice } from '../ports/event-bus.js';
import type { Alert, PushSender } from '../ports/push-sender.js';
import type { PushSubscriptions, Subscriber } from '../ports/push-subscriptions.js';
import type { Queue } from '../ports/queue.js';
import type { RoomLog } from '../ports/room-log.js';
import type { Rooms } from '../ports/rooms.js';

export const PUSH = 'push';

/** Whoever reads a message within so many milliseconds is told nothing of it. */
export const PUSH_AFTER = 5000;

/** Before its end nothing more is to be noted of a room: what is waiting by then does for all that was said. */
const NOTED = PUSH_AFTER - 1000;

/** How often is looked whether somebody else's process has taken a subscription. */
const LOOK = 60_000;

/** So many entries are looked through, and so many devices told at once. */
const ENTRIES = 500;
const DEVICES = 50;

/** So many code points of a message are shown. */
const EXCERPT = 200;

/**
 * What was said in a room since a position is to be told, or that just the next message was recalled; `only` at one
 * endpoint, where that failed before.
 */
interface News {
  readonly room: RoomId;
  readonly epoch: Epoch;
  readonly after: number;
  readonly recalled?: true;
  readonly only?: string;
}

/**
 * Tells devices that are not connected of messages that nobody has read for some seconds: what is told is what the
 * message is by then, and where it is recalled later, that it was. One job does for all that is said in a room meanwhile. Where nobody has subscribed, nothing is done.
 */
export class PushMessages {
  private wanted = false;
  private looked = -LOOK;
  private readonly noted = new Set<string>();

  constructor(
    private readonly subscriptions: PushSubscriptions,
    private readonly queue: Queue,
    private readonly sender: PushSender,
    private readonly rooms: Rooms,
    private readonly log: RoomLog,
    private readonly bus: EventBus,
    private readonly clock: Clock,
  ) {}

  /** Begins to listen; the answer ends it. */
  execute(): () => void {
    this.look();
    return this.bus.subscribe((notice) => {
      if (notice.type === 'entries') this.hear(notice);
    });
  }

  /** Somebody has subscribed. */
  want(): void {
    this.wanted = true;
  }

  /** The job that was put for what was heard. */
  async tell(payload: string): Promise<void> {
    const news = JSON.parse(payload) as News;
    const [room, slice] = await Promise.all([
      this.rooms.find(news.room),
      this.log.after(news.room, news.after, news.recalled ? 1 : ENTRIES),
    ]);
    if (!room || slice?.epoch !== news.epoch) return;

    const said = slice.entries.flatMap((entry) =>
      entry.type === 'message.sent' && (entry.message.recalledAt !== undefined) === (news.recalled ?? false)
        ? [entry.message]
        : [],
    );
    let after = '';
    let page: readonly Subscriber[];
    do {
      page = await this.subscriptions.inRoom(room.id, this.clock.now(), after, DEVICES);
      const told = page.filter(
        ({ subscription }) => (news.only ?? subscription.endpoint) === subscription.endpoint,
      );
      await Promise.all(told.map((subscriber) => this.tellOne(news, room, said, subscriber)));
      after = page.at(-1)?.subscription.endpoint ?? '';
    } while (page.length === DEVICES);
  }

  private hear({ room, epoch, entries }: Extract<Notice, { type: 'entries' }>): void {
    if (!this.wanted) return this.look();
    const place = { room, epoch };
    const key = `${room} ${epoch}`;
    for (const entry of entries) {
      if (entry.type === 'message.sent' && !this.noted.has(key)) {
        this.noted.add(key);
        this.clock.after(NOTED, () => this.noted.delete(key));
        this.put({ ...place, after: entry.seq - 1 }, key);
      }
      if (entry.type === 'message.changed' && entry.change.type === 'recalled') {
        this.put({ ...place, after: entry.target - 1, recalled: true });
      }
    }
  }

  private look(): void {
    if (this.clock.steady() - this.looked < LOOK) return;
    this.looked = this.clock.steady();
    this.subscriptions.any().then(
      (any) => any && this.want(),
      () => undefined,
    );
  }

  private put(news: News, key?: string): void {
    this.keep(news, key).catch(() => {
      // Nobody is told of it; the message is safe, and unread when its reader comes.
    });
  }

  private keep(news: News, key?: string): Promise<void> {
    const due = this.clock.now() + PUSH_AFTER;
    return this.queue.put({ topic: PUSH, key, payload: JSON.stringify(news), due });
  }

  private async tellOne(news: News, room: Room, said: readonly Message[], one: Subscriber): Promise<void> {
    const message = worth(said, one, this.clock.now());
    if (!message) return;
    const { subscription } = one;
    try {
      const outcome = await this.sender.send(subscription, alertOf(room, message, one));
      if (outcome === 'gone') await this.subscriptions.drop(subscription.endpoint);
    } catch (error) {
      // One that cannot be reached now is tried again alone: the others were told.
      if (news.only !== undefined) throw error;
      await this.keep({ ...news, only: subscription.endpoint });
    }
  }
}

/** The newest message of which the subscriber wants to be told at this time. */
const worth = (
  said: readonly Message[],
  { user, notify, quiet, marker }: Subscriber,
  now: Instant,
): Message | undefined =>
  notify === 'none' || (quiet && isQuiet(quiet, now))
    ? undefined
    : said.findLast(
        (message) =>
          message.seq > marker && message.author.id !== user && (notify === 'all' || isFor(message, user)),
      );

/** Of what was recalled nobody knows any more whom it was for: all who may have been told of it are told. */
const isFor = ({ mentions, everyone, recalledAt }: Message, user: UserId): boolean =>
  recalledAt !== undefined || everyone === true || (mentions?.includes(user) ?? false);

const alertOf = ({ id, kind, name }: Room, message: Message, { user }: Subscriber): Alert => ({
  room: id,
  kind,
  name,
  seq: message.seq,
  author: message.author.nickname,
  text: Array.from(message.text.slice(0, 2 * EXCERPT))
    .slice(0, EXCERPT)
    .join(''),
  mention: kind === 'direct' || isFor(message, user),
  ...(message.recalledAt !== undefined && { recalled: true }),
});

import type { Epoch } from '../../domain/entry.js';
import type { Instant, Message } from '../../domain/message.js';
import { isQuiet } from '../../domain/quiet-hours.js';
import type { Room } from '../../domain/room.js';
import { excerpt } from '../../domain/text.js';
import type { UserId } from '../../domain/user.js';
import type { Clock } from '../ports/clock.js';
import type { Alert, PushSender } from '../ports/push-sender.js';
import type { PushSubscriptions, Subscriber } from '../ports/push-subscriptions.js';
import type { RoomLog } from '../ports/room-log.js';
import type { Rooms } from '../ports/rooms.js';
import type { News, PushNews } from './push-news.js';

/** So many entries are looked through, and so many devices told at once. */
const ENTRIES = 500;
const DEVICES = 50;

/** So many code points of a message are shown. */
const EXCERPT = 200;

/**
 * Tells devices that are not connected of messages that nobody has read for some seconds: what is told is what the
 * message is by then, and where it is recalled later, that it was.
 */
export class PushMessages {
  constructor(
    private readonly subscriptions: PushSubscriptions,
    private readonly sender: PushSender,
    private readonly rooms: Rooms,
    private readonly log: RoomLog,
    private readonly pushNews: PushNews,
    private readonly clock: Clock,
  ) {}

  /** Does a job of `PushNews`. */
  async execute(payload: string): Promise<void> {
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

  private async tellOne(news: News, room: Room, said: readonly Message[], one: Subscriber): Promise<void> {
    const message = worth(said, one, this.clock.now());
    if (!message) return;
    const { subscription } = one;
    try {
      const outcome = await this.sender.send(subscription, alertOf(room, news.epoch, message, one));
      if (outcome === 'gone') await this.subscriptions.drop(subscription.endpoint);
    } catch (error) {
      // One that cannot be reached now is tried again alone: the others were told.
      if (news.only !== undefined) throw error;
      await this.pushNews.keep({ ...news, only: subscription.endpoint });
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

const alertOf = ({ id, kind, name }: Room, epoch: Epoch, message: Message, { user }: Subscriber): Alert => ({
  room: id,
  kind,
  name,
  epoch,
  seq: message.seq,
  author: message.author.nickname,
  text: excerpt(message.text, EXCERPT),
  mention: kind === 'direct' || isFor(message, user),
  ...(message.recalledAt !== undefined && { recalled: true }),
});

import type {
  PushSubscription,
  PushSubscriptions,
  Subscriber,
} from '../../application/ports/push-subscriptions.js';
import type { SessionId } from '../../application/ports/sessions.js';
import type { NotifyLevel } from '../../domain/membership.js';
import type { Instant } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';
import { toQuietHours } from './sqlite-users.js';

export class SqlitePushSubscriptions implements PushSubscriptions {
  constructor(
    private readonly writer: Remote<typeof subscriptionWrites>,
    private readonly reader: Remote<typeof subscriptionReads>,
  ) {}

  add(session: SessionId, subscription: PushSubscription): Promise<void> {
    return this.writer.addSubscription(session, subscription);
  }

  remove(session: SessionId): Promise<void> {
    return this.writer.removeSubscription(session);
  }

  drop(endpoint: string): Promise<void> {
    return this.writer.dropSubscription(endpoint);
  }

  any(): Promise<boolean> {
    return this.reader.anySubscription();
  }

  inRoom(room: RoomId, now: Instant, after: string, limit: number): Promise<readonly Subscriber[]> {
    return this.reader.subscribersIn(room, now, after, limit);
  }
}

function addSubscription(
  db: Database,
  session: SessionId,
  { endpoint, p256dh, auth }: PushSubscription,
): void {
  db.run('DELETE FROM subscription WHERE session = ? OR endpoint = ?', session, endpoint);
  db.run(
    'INSERT INTO subscription SELECT id, ?, ?, ? FROM session WHERE id = ?',
    endpoint,
    p256dh,
    auth,
    session,
  );
}

function removeSubscription(db: Database, session: SessionId): void {
  db.run('DELETE FROM subscription WHERE session = ?', session);
}

function dropSubscription(db: Database, endpoint: string): void {
  db.run('DELETE FROM subscription WHERE endpoint = ?', endpoint);
}

const anySubscription = (db: Database): boolean => db.get('SELECT 1 FROM subscription LIMIT 1') !== undefined;

interface SubscriberRow extends PushSubscription {
  readonly user: UserId;
  readonly notify: NotifyLevel;
  readonly quiet: string;
  readonly marker: number;
}

// There are few subscriptions beside members, so they come first.
const subscribersIn = (
  db: Database,
  room: RoomId,
  now: Instant,
  after: string,
  limit: number,
): Subscriber[] =>
  db
    .all<SubscriberRow>(
      `SELECT user.id AS user, user.quiet, member.notify, max(member.marker, member.since) AS marker,
              subscription.endpoint, subscription.p256dh, subscription.auth
         FROM subscription
         JOIN session ON session.id = subscription.session AND session.expires_at > ?
         JOIN user ON user.n = session.user
         JOIN member ON member.user = user.n AND member.room = (SELECT n FROM room WHERE id = ?)
        WHERE subscription.endpoint > ? ORDER BY subscription.endpoint LIMIT +?`,
      now,
      room,
      after,
      limit,
    )
    .map(({ user, notify, quiet, marker, endpoint, p256dh, auth }) => ({
      user,
      notify,
      quiet: toQuietHours(quiet),
      marker,
      subscription: { endpoint, p256dh, auth },
    }));

export const subscriptionWrites = { addSubscription, removeSubscription, dropSubscription };
export const subscriptionReads = { anySubscription, subscribersIn };

import type { Session, SessionId, Sessions } from '../../application/ports/sessions.js';
import type { Instant } from '../../domain/message.js';
import type { User, UserId } from '../../domain/user.js';
import { everywhere, sessionKey, tokenKey, userKeys } from './keys.js';
import type { Redis } from './redis.js';
import { endSubscription } from './redis-subscription-end.js';
import { findUser } from './redis-users.js';
import { script } from './script.js';

/** So many expired sessions go for each that comes. */
const SWEPT = 10;

/** A session lies with its user. What leads there is written before it and removed after it, so it may lead nowhere. */
export class RedisSessions implements Sessions {
  constructor(private readonly redis: Redis) {}

  async add(session: Session, now: Instant): Promise<void> {
    const { id, user, token, expiresAt } = session;
    await this.sweep(now);
    await Promise.all([
      this.redis.command('SET', tokenKey(token), traceOf(session)),
      this.redis.command('SET', sessionKey(id), user),
      this.redis.command('ZADD', everywhere.ends, expiresAt, traceOf(session)),
    ]);
    await this.redis.command('HSET', userKeys(user).sessions, id, toRecord(session));
  }

  async touch(id: SessionId, seenAt: Instant, expiresAt: Instant): Promise<void> {
    const user = await this.redis.command<UserId | null>('GET', sessionKey(id));
    if (user !== null) await this.redis.run(TOUCH, [userKeys(user).sessions], [id, expiresAt, seenAt]);
  }

  async findByToken(token: string): Promise<{ session: Session; user: User } | undefined> {
    const trace = await this.redis.command<string | null>('GET', tokenKey(token));
    if (trace === null) return undefined;
    const [id, user] = trace.split(' ') as [SessionId, UserId];
    const [session, found] = await Promise.all([this.find(user, id), findUser(this.redis, user)]);
    return session && found && { session, user: found };
  }

  async of(user: UserId, now: Instant): Promise<readonly Session[]> {
    const records = await this.redis.command<string[]>('HVALS', userKeys(user).sessions);
    return records
      .map(toSession)
      .filter(({ expiresAt }) => expiresAt > now)
      .toSorted((a, b) => b.seenAt - a.seenAt || b.createdAt - a.createdAt);
  }

  async end(id: SessionId): Promise<boolean> {
    const user = await this.redis.command<UserId | null>('GET', sessionKey(id));
    const session = user === null ? undefined : await this.find(user, id);
    return session !== undefined && this.remove(session);
  }

  async endAll(user: UserId, but?: SessionId): Promise<readonly SessionId[]> {
    const records = await this.redis.command<string[]>('HVALS', userKeys(user).sessions);
    const others = records.map(toSession).filter(({ id }) => id !== but);
    const ended = await Promise.all(others.map((session) => this.remove(session)));
    return others.flatMap(({ id }, i) => (ended[i] ? [id] : []));
  }

  private async find(user: UserId, id: SessionId): Promise<Session | undefined> {
    const record = await this.redis.command<string | null>('HGET', userKeys(user).sessions, id);
    return record === null ? undefined : toSession(record);
  }

  /** False where it was removed before. */
  private async remove({ id, user, token }: Pick<Session, 'id' | 'user' | 'token'>): Promise<boolean> {
    const removed = await this.redis.command<number>('HDEL', userKeys(user).sessions, id);
    await Promise.all([
      this.redis.command('DEL', tokenKey(token)),
      this.redis.command('DEL', sessionKey(id)),
      endSubscription(this.redis, user, id),
      this.redis.command('ZREM', everywhere.ends, traceOf({ id, user, token })),
    ]);
    return removed === 1;
  }

  private async sweep(now: Instant): Promise<void> {
    const { ends } = everywhere;
    const due = await this.redis.command<string[]>('ZRANGE', ends, '-inf', now, 'BYSCORE', 'LIMIT', 0, SWEPT);
    await Promise.all(
      due.map(async (trace) => {
        const [id, user, token] = trace.split(' ') as [SessionId, UserId, string];
        const session = await this.find(user, id);
        // It was used since, and ends later.
        if (session && session.expiresAt > now)
          await this.redis.command('ZADD', ends, session.expiresAt, trace);
        else await this.remove({ id, user, token });
      }),
    );
  }
}

/** All that leads to a session. */
const traceOf = ({ id, user, token }: Pick<Session, 'id' | 'user' | 'token'>): string =>
  `${id} ${user} ${token}`;

/** What changes stands in front, where scripts find it. */
const toRecord = ({ expiresAt, seenAt, ...rest }: Session): string =>
  `${expiresAt} ${seenAt} ${JSON.stringify(rest)}`;

function toSession(record: string): Session {
  const [, expiresAt, seenAt, rest = ''] = /^(\d+) (\d+) (.*)$/s.exec(record) ?? [];
  const { id, user, token, device, createdAt } = JSON.parse(rest) as Omit<Session, 'seenAt' | 'expiresAt'>;
  return { id, user, token, device, createdAt, seenAt: Number(seenAt), expiresAt: Number(expiresAt) };
}

const TOUCH = script(`
  local session = redis.call('HGET', KEYS[1], ARGV[1])
  if not session then return end
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ' ' .. ARGV[3] .. ' ' .. string.match(session, '^%d+ %d+ (.*)$'))`);

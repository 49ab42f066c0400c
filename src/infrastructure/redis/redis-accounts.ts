import type { Account, Accounts, Claimed } from '../../application/ports/accounts.js';
import { skeleton } from '../../domain/skeleton.js';
import type { UserId } from '../../domain/user.js';
import { FIRST_NUMBER, type Login, type Username } from '../../domain/username.js';
import { newEpoch } from '../new-epoch.js';
import { everywhere, userKeys } from './keys.js';
import type { Redis } from './redis.js';
import { script } from './script.js';
import { toUser, USER_FIELDS, type UserRecord } from './user-record.js';

/**
 * Names and numbers lie on one server, users each on one of many. So a guest says first that it claims, takes the name and
 * the number then, and becomes an account last, unless it has said otherwise meanwhile. A claim that was broken off leaves
 * a name and a number to its guest, who takes them along to the next.
 */
export class RedisAccounts implements Accounts {
  constructor(private readonly redis: Redis) {}

  async claim(id: UserId, username: Username, password: string): Promise<Claimed> {
    const { redis } = this;
    const { user } = userKeys(id);
    const nonce = newEpoch();
    if ((await redis.run<number>(BEGIN, [user], [nonce])) === 0) return { status: 'no_guest' };

    const { names, numbers, claims } = everywhere;
    const number = await redis.run<number>(
      TAKE,
      [names, numbers, claims],
      [id, skeleton(username), FIRST_NUMBER],
    );
    if (number === 0) return { status: 'username_taken' };

    const fields = ['kind', 'account', 'username', username, 'number', number, 'password', password];
    if ((await redis.run<number>(BECOME, [user], [nonce, ...fields])) === 0) return { status: 'no_guest' };
    await redis.command('HDEL', claims, id);
    await redis.command('ZREM', everywhere.guests, id);
    return { status: 'claimed', user: (await this.find({ id }))!.user };
  }

  async find(by: Login | { readonly id: UserId }): Promise<Account | undefined> {
    const id = await this.idOf(by);
    if (id === null) return undefined;
    const [password, ...record] = await this.redis.command<[string | null, ...UserRecord]>(
      ...(['HMGET', userKeys(id).user, 'password', ...USER_FIELDS] as const),
    );
    const user = toUser(record);
    if (!user || password === null) return undefined;
    // A name leads to whoever has only begun to claim it, and so do all that look like it.
    return 'username' in by && user.username !== by.username ? undefined : { user, password };
  }

  async changePassword(user: UserId, password: string): Promise<boolean> {
    return (await this.redis.run<number>(CHANGE, [userKeys(user).user], [password])) === 1;
  }

  private async idOf(by: Login | { readonly id: UserId }): Promise<UserId | null> {
    if ('id' in by) return by.id;
    return 'number' in by
      ? this.redis.command<UserId | null>('HGET', everywhere.numbers, by.number)
      : this.redis.command<UserId | null>('HGET', everywhere.names, skeleton(by.username));
  }
}

const BEGIN = script(`
  if redis.call('HGET', KEYS[1], 'kind') ~= 'guest' then return 0 end
  redis.call('HSET', KEYS[1], 'claiming', ARGV[1])
  return 1`);

/** Takes the name, and the number of a claim that was broken off, or the next. */
const TAKE = script(`
  local id, name, first = ARGV[1], ARGV[2], tonumber(ARGV[3])
  local holder = redis.call('HGET', KEYS[1], name)
  if holder and holder ~= id then return 0 end
  local number, former = string.match(redis.call('HGET', KEYS[3], id) or '', '^(%d+) (.*)$')
  if former and former ~= name then redis.call('HDEL', KEYS[1], former) end
  number = number or (first + redis.call('HLEN', KEYS[2]))
  redis.call('HSET', KEYS[1], name, id)
  redis.call('HSET', KEYS[2], number, id)
  redis.call('HSET', KEYS[3], id, number .. ' ' .. name)
  return tonumber(number)`);

const BECOME = script(`
  local kind, claiming = unpack(redis.call('HMGET', KEYS[1], 'kind', 'claiming'))
  if kind ~= 'guest' or claiming ~= ARGV[1] then return 0 end
  redis.call('HSET', KEYS[1], unpack(ARGV, 2))
  redis.call('HDEL', KEYS[1], 'claiming')
  return 1`);

const CHANGE = script(`
  if redis.call('HEXISTS', KEYS[1], 'password') == 0 then return 0 end
  redis.call('HSET', KEYS[1], 'password', ARGV[1])
  return 1`);

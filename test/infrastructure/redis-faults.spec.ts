import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { StartupError } from '../../src/infrastructure/startup-error.js';
import { ids, said, say, seat, ann, bob, epochOf, hear, tea, calm } from '../contract/stores.js';
import { openRedisAt } from '../support/redis-backend.js';
import { describeRedis, RedisServer } from '../support/redis-server.js';

type Opened = Awaited<ReturnType<typeof openRedisAt>>;

const UNAVAILABLE = { code: 'unavailable', cause: expect.anything() as unknown };

describeRedis('A backend on a Redis (needs apt-get install redis-server)', () => {
  let redis: RedisServer;
  const opened: Opened[] = [];

  const open = async (...options: string[]): Promise<Opened> => {
    redis = await RedisServer.start(...options);
    return again();
  };
  /** As another process opens it. */
  const again = async (options = {}): Promise<Opened> => {
    const backend = await openRedisAt(redis.url, options);
    opened.push(backend);
    return backend;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((backend) => backend.close()));
    await redis.stop();
  });

  const saved = async (status: 'ok' | 'err'): Promise<void> => {
    await redis.say('BGSAVE');
    while (!(await redis.say('INFO persistence')).includes(`rdb_last_bgsave_status:${status}`));
  };

  it('that evicts what it was given does not start', async () => {
    redis = await RedisServer.start('--maxmemory-policy', 'allkeys-lru');
    const refusal = openRedisAt(redis.url);
    await expect(refusal).rejects.toThrow(StartupError);
    await expect(refusal).rejects.toThrow('set its maxmemory-policy to noeviction');
  });

  it('that is gone is unavailable at once, and is there again when it is back, with all of it', async () => {
    const stores = await open('--appendonly', 'yes', '--appendfsync', 'always');
    await seat(stores, tea, ann);
    await say(stores, 'tea', ann, 'a');
    const epoch = await epochOf(stores, 'tea');
    await redis.kill();
    await expect(stores.log.after('tea', 0, 1)).rejects.toMatchObject(UNAVAILABLE);
    expect(await stores.health.trouble()).toBeDefined();
    await redis.up();
    await healthy(stores);
    expect(await say(stores, 'tea', ann, 'a')).toMatchObject({ status: 'duplicate', epoch, seq: 1 });
    expect(await say(stores, 'tea', ann, 'b')).toMatchObject({ status: 'appended', epoch, seq: 2 });
  });

  it('that kept nothing over a restart begins new epochs', async () => {
    const stores = await open();
    await seat(stores, tea, ann);
    await say(stores, 'tea', ann, 'a');
    const epoch = await epochOf(stores, 'tea');
    await redis.kill();
    await redis.up();
    await healthy(stores);
    await seat(stores, tea, ann);
    expect(await say(stores, 'tea', ann, 'a')).toMatchObject({ status: 'appended', seq: 1 });
    expect(await epochOf(stores, 'tea')).not.toBe(epoch);
  });

  it('tells what others wrote while its own connection was cut', async () => {
    const stores = await open();
    const other = await again();
    await seat(stores, tea, ann);
    await say(stores, 'tea', ann, 'a');
    await calm(stores, 'tea');
    const heard = hear(stores.bus, 1);
    await redis.say('CLIENT KILL TYPE pubsub');
    await say(other, 'tea', ann, 'b');
    expect(await heard).toMatchObject([{ type: 'entries', entries: [{ seq: 2 }] }]);
  });

  it('tells of no entries, when its connection was cut, before it is known who may hear them', async () => {
    const stores = await open();
    const other = await again();
    await seat(stores, tea, ann);
    await say(stores, 'tea', ann, 'a');
    await calm(stores, 'tea');
    const happened: string[] = [];
    stores.bus.onMissed(async () => {
      await say(other, 'tea', ann, 'b');
      await ids(stores, 'tea');
      happened.push('looked');
    });
    stores.bus.subscribe(({ type }) => void happened.push(type));
    const heard = hear(stores.bus, 1);
    await redis.say('CLIENT KILL TYPE pubsub');
    expect(await heard).toMatchObject([{ entries: [{ seq: 2 }] }]);
    expect(happened).toEqual(['looked', 'entries']);
  });

  it('passes over what no process of this chat has said', async () => {
    const stores = await open();
    await seat(stores, tea, ann);
    for (const channel of ['{notices}:all', '{r:tea}:entries'])
      await redis.say(`SPUBLISH ${channel} nonsense`);
    const heard = hear(stores.bus, 1);
    await say(stores, 'tea', ann, 'a');
    expect(await heard).toMatchObject([{ entries: [{ seq: 1 }] }]);
  });

  it('renews the epoch of a room of which less came back than was heard', async () => {
    const stores = await open();
    await seat(stores, tea, ann);
    await redis.say('SAVE');
    const heard = hear(stores.bus, 1);
    await say(stores, 'tea', ann, 'lost');
    await heard;
    const epoch = await epochOf(stores, 'tea');
    await redis.kill();
    await redis.up();
    await healthy(stores);
    while ((await epochOf(stores, 'tea')) === epoch);
    expect(await say(stores, 'tea', ann, 'b')).toMatchObject({ status: 'appended', seq: 1 });
  });

  it.each([
    ['may have lost', ['--appendonly', 'yes', '--appendfsync', 'no']],
    ['has lost', []],
  ])('that %s what it answered last gives no number of an epoch twice', async (_, options) => {
    const stores = await open(...options);
    await seat(stores, tea, ann);
    await redis.say('SAVE');
    await say(stores, 'tea', ann, 'a');
    const epoch = await epochOf(stores, 'tea');
    await redis.kill();
    await redis.up();
    // A process that has heard nothing, before those that have.
    const other = await again();
    const appended = await say(other, 'tea', ann, 'b');
    expect(appended).toMatchObject({ status: 'appended' });
    expect(appended).not.toMatchObject({ epoch });
    expect(await say(other, 'tea', ann, 'c')).toMatchObject({ epoch: await epochOf(other, 'tea') });
  });

  it('that was given an older copy begins new epochs, even where it keeps all', async () => {
    const stores = await open('--appendonly', 'yes', '--appendfsync', 'always');
    await seat(stores, tea, ann);
    const epoch = await epochOf(stores, 'tea');
    await redis.say('SET {server}:restored 1');
    await redis.kill();
    await redis.up();
    await healthy(stores);
    expect(await epochOf(stores, 'tea')).not.toBe(epoch);
  });

  it('stores once what is repeated because connections are killed', async () => {
    const stores = await open();
    await seat(stores, tea, ann);
    const guard = { room: 1, member: (await stores.memberships.find('tea', 'ann'))!.version };
    const sent = Array.from({ length: 200 }, (_, n) => `m${n}`);
    const until = async (id: string): Promise<void> => {
      for (;;) {
        const append = { room: 'tea', entry: said(ann, id), guard, digest: id };
        if (await stores.log.append(append).then(Boolean, () => false)) return;
        await healthy(stores);
      }
    };
    const killing = (async () => {
      for (let n = 0; n < 5; n += 1) {
        await redis.say('CLIENT KILL TYPE normal');
        await healthy(stores);
      }
    })();
    for (const id of sent) await until(id);
    await killing;
    expect(await ids(stores, 'tea')).toEqual(sent);
  });

  it('that is full says so, keeps nothing by halves, and goes on when there is room', async () => {
    const stores = await open();
    await seat(stores, tea, ann);
    await redis.say('CONFIG SET maxmemory 1mb');
    await expect(say(stores, 'tea', ann, 'a')).rejects.toMatchObject(UNAVAILABLE);
    expect(await stores.health.trouble()).toContain('OOM');
    await redis.say('CONFIG SET maxmemory 0');
    expect(await stores.health.trouble()).toBeUndefined();
    expect(await ids(stores, 'tea')).toEqual([]);
    expect(await say(stores, 'tea', ann, 'a')).toMatchObject({ status: 'appended', seq: 1 });
  });

  it('that cannot save takes no message, says so, is read from, and goes on when it can', async () => {
    const stores = await open('--save', '3600 1');
    await seat(stores, tea, ann);
    await say(stores, 'tea', ann, 'a');
    const [, folder] = /^(\/.*)\r$/m.exec(await redis.say('CONFIG GET dir')) ?? [];
    const inTheWay = join(folder!, 'dump.rdb');
    mkdirSync(inTheWay);
    await saved('err');
    await expect(say(stores, 'tea', ann, 'b')).rejects.toMatchObject(UNAVAILABLE);
    expect(await stores.health.trouble()).toContain('MISCONF');
    expect(await ids(stores, 'tea')).toEqual(['a']);

    rmdirSync(inTheWay);
    await saved('ok');
    expect(await stores.health.trouble()).toBeUndefined();
    expect(await say(stores, 'tea', ann, 'b')).toMatchObject({ status: 'appended', seq: 2 });
  });

  it('that lacks the replicas it asks for takes no message', async () => {
    const stores = await open();
    await seat(stores, tea, ann);
    await redis.say('CONFIG SET min-replicas-to-write 1');
    await expect(say(stores, 'tea', ann, 'a')).rejects.toMatchObject(UNAVAILABLE);
  });

  it('confirms nothing that has not reached as many replicas as it must', async () => {
    const stores = await open();
    await seat(stores, tea, ann);
    const careful = await again({ redisWait: 1 });
    await expect(say(careful, 'tea', ann, 'a')).rejects.toMatchObject(UNAVAILABLE);
    const replica = await RedisServer.start('--replicaof', `127.0.0.1 ${redis.port}`);
    while (!(await redis.say('INFO replication')).includes('state=online'));
    expect(await say(careful, 'tea', ann, 'a')).toMatchObject({ status: 'duplicate', seq: 1 });
    expect(await say(careful, 'tea', ann, 'b')).toMatchObject({ status: 'appended', seq: 2 });
    await replica.stop();
    await expect(say(careful, 'tea', ann, 'c')).rejects.toMatchObject(UNAVAILABLE);
  });

  it('goes on with the replica that takes the place of its primary', async () => {
    redis = await RedisServer.start();
    const replica = await RedisServer.start('--replicaof', `127.0.0.1 ${redis.port}`);
    while (!(await redis.say('INFO replication')).includes('state=online'));
    const sentinel = await RedisServer.watch('main', redis.port);
    while (!(await sentinel.say('SENTINEL replicas main')).includes(String(replica.port)));
    const stores = await openRedisAt(`redis+sentinel://127.0.0.1:1,127.0.0.1:${sentinel.port}/main`, {
      redisWait: 1,
    });
    opened.push(stores);
    await seat(stores, tea, ann);
    await say(stores, 'tea', ann, 'a');

    await redis.kill();
    await expect(say(stores, 'tea', ann, 'b')).rejects.toMatchObject(UNAVAILABLE);
    const careless = await openRedisAt(`redis+sentinel://127.0.0.1:${sentinel.port}/main`);
    opened.push(careless);
    await healthy(careless);
    const heard = hear(careless.bus, 1);
    await careless.bus.follow(['tea']);
    expect(await say(careless, 'tea', ann, 'b')).toMatchObject({ status: 'appended', seq: 2 });
    expect(await ids(careless, 'tea')).toEqual(['a', 'b']);
    expect(await heard).toMatchObject([{ entries: [{ seq: 2 }] }]);
    for (const server of [sentinel, replica]) await server.stop();
  }, 40_000);

  it('that does not answer is unavailable in a few seconds', async () => {
    const stores = await open();
    await seat(stores, tea, ann);
    redis.signal('SIGSTOP');
    const began = performance.now();
    await expect(say(stores, 'tea', ann, 'a')).rejects.toMatchObject(UNAVAILABLE);
    expect(performance.now() - began).toBeLessThan(5000);
    redis.signal('SIGCONT');
    await healthy(stores);
    await say(stores, 'tea', ann, 'a');
    expect(await ids(stores, 'tea')).toEqual(['a']);
  });

  it('counts out, when it is back, whose connection ended while it was gone', async () => {
    const stores = await open('--appendonly', 'yes', '--appendfsync', 'always');
    await seat(stores, tea, ann);
    await stores.presence.beat();
    await stores.presence.arrive('c1', 'ann', ['tea'], 'online');
    await redis.kill();
    await expect(stores.presence.depart('c1')).rejects.toMatchObject(UNAVAILABLE);
    await redis.up();
    await healthy(stores);
    expect(await stores.presence.beat()).toEqual([{ user: 'ann', rooms: ['tea'], here: false }]);
    expect([...(await stores.presence.here('tea')).keys()]).toEqual([]);
    expect(await stores.presence.beat()).toEqual([]);
  });

  it('that has lost who came and went last learns it from the processes', async () => {
    const stores = await open();
    await seat(stores, tea, ann, bob);
    await stores.presence.beat();
    const [, , former] = (await redis.say('ZRANGE {processes}:beats 0 -1')).split('\r\n');
    await stores.presence.arrive('c1', 'ann', ['tea'], 'online');
    await redis.say('SAVE');
    await stores.presence.depart('c1');
    await stores.presence.arrive('c2', 'bob', ['tea'], 'online');
    await redis.kill();
    await redis.up();
    await healthy(stores);
    const other = await again();
    expect([...(await other.presence.here('tea')).keys()]).toEqual(['ann']);
    expect(await stores.presence.beat()).toEqual([{ user: 'bob', rooms: ['tea'], here: true }]);
    expect([...(await other.presence.here('tea')).keys()]).toEqual(['ann', 'bob']);
    await redis.say(`ZADD {processes}:beats 0 ${former}`);
    expect(await other.presence.beat()).toEqual([{ user: 'ann', rooms: ['tea'], here: false }]);
    expect([...(await other.presence.here('tea')).keys()]).toEqual(['bob']);
  });

  it('counts out who was connected to a process that ended without a word', async () => {
    const here = await open();
    const there = await again();
    await seat(here, tea, ann, bob);
    for (const { presence } of [here, there]) await presence.beat();
    await here.presence.arrive('c1', 'ann', ['tea'], 'online');
    await there.presence.arrive('c2', 'ann', ['tea'], 'online');
    await there.presence.arrive('c3', 'bob', ['tea'], 'online');
    const beats = await redis.say('ZRANGE {processes}:beats 0 -1');
    const [, first, second] = beats.split('\r\n').filter((line) => !line.startsWith('$'));
    for (const process of [first, second]) await redis.say(`ZADD {processes}:beats 0 ${process}`);

    expect(await here.presence.beat()).toEqual([{ user: 'bob', rooms: ['tea'], here: false }]);
    expect([...(await here.presence.here('tea')).keys()]).toEqual(['ann']);
    expect(await here.presence.beat()).toEqual([]);
    // It was only paused.
    expect(await there.presence.beat()).toEqual([{ user: 'bob', rooms: ['tea'], here: true }]);
    expect([...(await here.presence.here('tea')).keys()]).toEqual(['ann', 'bob']);
    expect(await there.presence.depart('c3')).toEqual(['tea']);
    expect(await there.presence.depart('c2')).toEqual([]);
    expect(await here.presence.depart('c1')).toEqual(['tea']);
  });
});

/** Looks until all is well: who waits for that is told by nothing. */
async function healthy({ health }: Opened): Promise<void> {
  while ((await health.trouble()) !== undefined) await setImmediate();
}

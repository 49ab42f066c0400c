import { setImmediate } from 'node:timers/promises';
import { connect } from '@nats-io/transport-node';
import { changesContract } from '../contract/changes.contract.js';
import { eventBusContract } from '../contract/event-bus.contract.js';
import { noticesContract } from '../contract/notices.contract.js';
import { roomLogContract } from '../contract/room-log.contract.js';
import { ann, bob, calm, hear, say, seat, tea } from '../contract/stores.js';
import { verify } from '../support/contract.js';
import { describeNats, NatsServer } from '../support/nats-server.js';
import { openNatsAt } from '../support/redis-backend.js';
import { RedisServer } from '../support/redis-server.js';

const NOBODY = 'nats://127.0.0.1:1';

describeNats('On Redis and NATS (needs apt-get install redis-server nats-server)', () => {
  let redis: RedisServer;
  let nats: NatsServer;
  const opened: Awaited<ReturnType<typeof openNatsAt>>[] = [];

  beforeAll(async () => {
    [redis, nats] = await Promise.all([RedisServer.start(), NatsServer.start()]);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((backend) => backend.close()));
    await redis.empty();
  });
  afterAll(() => Promise.all([redis.stop(), nats.kill()]));

  /** As another process opens it. */
  const open = async (address = nats.url) => {
    const backend = await openNatsAt(address, redis.url);
    opened.push(backend);
    return backend;
  };
  const fresh = async () => ({ subject: await open(), close: async () => {} });

  verify('the event bus', eventBusContract, async () => ({
    subject: { near: (await open()).bus, far: (await open()).bus },
    close: async () => {},
  }));
  verify('the room log', roomLogContract, fresh);
  verify('the room log, of notices', noticesContract, fresh);
  verify('the room log, of changes', changesContract, fresh);

  it('passes over what no process of this chat has said', async () => {
    const [here, there] = [await open(), await open()];
    await seat(here, tea, ann);
    const stranger = await connect({ servers: nats.url });
    for (const text of ['nonsense', 'null']) stranger.publish('parley.room.tea', text);
    await stranger.flush();
    await stranger.close();
    const heard = hear(here.bus, 1);
    // What the log does not tell.
    there.bus.publish({ type: 'typing', typing: { room: 'tea', users: [] } });
    expect(await heard).toMatchObject([{ type: 'typing' }]);
  });

  it('tells what was written by a process that NATS does not reach', async () => {
    const stores = await open();
    const alone = await open(NOBODY);
    expect(alone.health.concern()).toContain('NATS');
    expect(await alone.health.trouble()).toBeUndefined();
    await seat(stores, tea, ann);
    const heard = hear(stores.bus, 1);
    expect(await say(alone, 'tea', ann, 'a')).toMatchObject({ status: 'appended' });
    expect(await heard).toMatchObject([{ type: 'entries', entries: [{ seq: 1 }] }]);
  });

  it('tells its own process at once what NATS does not', async () => {
    const alone = await open(NOBODY);
    await seat(alone, tea, ann);
    const heard = hear(alone.bus, 1);
    const first = await Promise.race([heard, say(alone, 'tea', ann, 'a')]);
    expect(first).toMatchObject([{ entries: [{ seq: 1 }] }]);
  });

  it('is well again when NATS is back, and tells what was written meanwhile', async () => {
    const [here, there] = [await open(), await open()];
    await seat(here, tea, ann, bob);
    await there.bus.follow(['tea']);
    await nats.kill();
    while (here.health.concern() === undefined) await setImmediate();
    const ended = hear(there.bus, 1, 'session-ended');
    here.bus.publish({ type: 'session-ended', session: 's', code: 'user.banned' });
    const heard = hear(there.bus, 1, 'entries');
    await say(here, 'tea', ann, 'a');
    await nats.up();
    expect(await heard).toMatchObject([{ entries: [{ seq: 1 }] }]);
    expect(await ended).toMatchObject([{ session: 's' }]);
    while ((here.health.concern() ?? there.health.concern()) !== undefined) await setImmediate();
    await calm(there, 'tea');
    const next = hear(there.bus, 1);
    await say(here, 'tea', bob, 'b');
    expect(await next).toMatchObject([{ entries: [{ seq: 2 }] }]);
  });

  it('that has frozen keeps nobody waiting', async () => {
    const stores = await open();
    await seat(stores, tea, ann);
    nats.signal('SIGSTOP');
    const heard = hear(stores.bus, 1);
    await stores.bus.follow(['zoo']);
    await say(stores, 'tea', ann, 'a');
    expect(await heard).toMatchObject([{ entries: [{ seq: 1 }] }]);
    nats.signal('SIGCONT');
  });
});

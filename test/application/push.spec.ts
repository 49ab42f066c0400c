import { RunJobs, BACK_OFF, TRIES } from '../../src/application/use-cases/run-jobs.js';
import { PushMessages } from '../../src/application/use-cases/push-messages.js';
import { PUSH, PUSH_AFTER, PushNews } from '../../src/application/use-cases/push-news.js';
import { SubscribePush } from '../../src/application/use-cases/subscribe-push.js';
import { UnsubscribePush } from '../../src/application/use-cases/unsubscribe-push.js';
import type { Alert, PushSender } from '../../src/application/ports/push-sender.js';
import type { Queue } from '../../src/application/ports/queue.js';
import type { Caller } from '../../src/application/use-cases/caller.js';
import { LOBBY } from '../../src/domain/room.js';
import { MemoryQueue } from '../../src/infrastructure/memory/memory-queue.js';
import { ManualClock } from '../support/manual-clock.js';
import { changed, memoryWorld } from '../support/memory-world.js';

/** Longer than it takes until who is not there is told. */
const SOON = PUSH_AFTER + 5000;

/** A push service that notes what it is to bring, and fails as told. */
class Service implements PushSender {
  readonly brought: [device: string, alert: Alert][] = [];
  readonly gone = new Set<string>();
  readonly down = new Set<string>();

  async publicKey(): Promise<string> {
    return 'key';
  }

  accepts(endpoint: string): boolean {
    return endpoint.startsWith('https:');
  }

  async send({ endpoint }: { endpoint: string }, alert: Alert): Promise<'sent' | 'gone'> {
    if (this.down.has(endpoint)) throw new Error(`${endpoint} is down`);
    if (this.gone.has(endpoint)) return 'gone';
    this.brought.push([endpoint, alert]);
    return 'sent';
  }

  get texts(): string[] {
    return this.brought.map(([, { text }]) => text);
  }
}

/** A chat that tells who is not there. */
async function pushing() {
  const service = new Service();
  const puts: unknown[] = [];
  const disk = { full: false };
  const counted = (queue: Queue): Queue =>
    changed(queue, {
      put: async (job) => {
        if (disk.full) throw new Error('the disk is full');
        puts.push(job);
        return queue.put(job);
      },
    });
  const world = await memoryWorld(({ queue }) => ({ queue: counted(queue) }));
  const { subscriptions, queue, rooms, log } = world.ground;
  const { pushNews, clock } = world;
  const reported: unknown[] = [];
  const run = (news: PushNews): void => {
    const messages = new PushMessages(subscriptions, service, rooms, log, news, clock);
    const jobs = new RunJobs(queue, clock, (error) => reported.push(error));
    jobs.execute(PUSH, (payload) => messages.execute(payload));
  };
  run(pushNews);
  const subscribe = new SubscribePush(subscriptions, service, pushNews);
  return {
    ...world,
    service,
    puts,
    disk,
    reported,
    /** Another process of the chat. */
    process: (): PushNews => {
      const news = new PushNews(subscriptions, counted(queue), clock);
      run(news);
      return news;
    },
    unsubscribe: (caller: Caller) => new UnsubscribePush(subscriptions).execute({ caller }),
    subscribe: (caller: Caller, name: string) =>
      subscribe.execute({
        caller,
        subscription: { endpoint: `https://push.example.org/${name}`, p256dh: 'p', auth: 'a' },
      }),
  };
}

describe('PushMessages', () => {
  it('tells the devices of others, some seconds later, of the newest message of a room', async () => {
    const { guest, say, subscribe, service, clock } = await pushing();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    await subscribe(ann, 'ann');
    await subscribe(ben, 'ben');
    const { epoch } = await say(ann, 'one');
    await clock.advance(PUSH_AFTER - 1);
    await say(ann, 'two');
    expect(service.brought).toEqual([]);
    await clock.advance(SOON);
    expect(service.brought).toEqual([
      [
        'https://push.example.org/ben',
        {
          room: LOBBY,
          kind: 'public',
          name: 'Lobby',
          epoch,
          seq: 2,
          author: 'Ann',
          text: 'two',
          mention: false,
        },
      ],
    ]);
    await say(ann, 'three');
    await clock.advance(SOON);
    expect(service.texts).toEqual(['two', 'three']);
  });

  it('puts one job for all that is said in a room at once, and none where nobody has subscribed', async () => {
    const { guest, room, say, subscribe, service, puts, clock } = await pushing();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const tea = await room(ann, 'Tea');
    for (let n = 0; n < 50; n += 1) await say(ann, `unheard ${n}`);
    await clock.advance(120_000);
    expect(puts).toEqual([]);
    await subscribe(ben, 'ben');
    for (let n = 0; n < 50; n += 1) await say(ann, `heard ${n}`);
    await say(ann, 'elsewhere', tea.id);
    expect(puts).toHaveLength(2);
    await clock.advance(SOON);
    expect(service.texts).toEqual(['heard 49']);
  });

  it('has the next message noted where one could not be', async () => {
    const { guest, say, subscribe, service, disk, clock } = await pushing();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    await subscribe(ben, 'ben');
    disk.full = true;
    await say(ann, 'one');
    await clock.advance(0);
    disk.full = false;
    await say(ann, 'two');
    await clock.advance(SOON);
    expect(service.texts).toEqual(['two']);
  });

  it('tells once of what several processes write, whichever somebody subscribed at', async () => {
    const { guest, say, subscribe, process, service, puts, clock } = await pushing();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const there = process();
    await subscribe(ben, 'ben');
    await say(ann, 'one');
    there.said(LOBBY, await say(ann, 'two'));
    await clock.advance(SOON);
    expect(service.texts).toEqual(['two']);
    expect(puts).toHaveLength(2);
    there.said(LOBBY, await say(ann, 'three'));
    await clock.advance(SOON);
    expect(service.texts).toEqual(['two', 'three']);
  });

  it('tells nothing to who has read it meanwhile, or does not want to be told', async () => {
    const { guest, say, subscribe, markRead, setNotifyLevel, updateProfile, service, clock } =
      await pushing();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    await subscribe(ben, 'ben');
    const { epoch, seq } = await say(ann, 'read');
    await markRead.execute({ caller: ben, room: LOBBY, epoch, seq });
    await clock.advance(SOON);

    await setNotifyLevel.execute({ caller: ben, room: LOBBY, level: 'mentions' });
    await say(ann, 'not for you');
    await clock.advance(SOON);

    const now = new Date(clock.now()).toISOString().slice(11, 16);
    const quiet = { from: now, to: now === '00:00' ? '23:59' : '00:00', zone: 'UTC' };
    await setNotifyLevel.execute({ caller: ben, room: LOBBY, level: 'all' });
    await updateProfile.execute({ caller: ben, quiet });
    await say(ann, 'quiet');
    await clock.advance(SOON);
    expect(service.brought).toEqual([]);

    await updateProfile.execute({ caller: ben, quiet: null });
    await say(ann, 'loud');
    await clock.advance(SOON);
    expect(service.texts).toEqual(['loud']);
  });

  it('tells of a mention where only mentions are wanted', async () => {
    const { guest, sendMessage, say, subscribe, setNotifyLevel, service, clock } = await pushing();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    await subscribe(ben, 'ben');
    await setNotifyLevel.execute({ caller: ben, room: LOBBY, level: 'mentions' });
    const mentions = [ben.user.id];
    await sendMessage.execute({ caller: ann, room: LOBBY, id: 'm', text: 'Ben!', mentions });
    await say(ann, 'and so on');
    await clock.advance(SOON);
    expect(service.brought).toMatchObject([[{}, { text: 'Ben!', mention: true }]]);
  });

  it('tells nothing of what was recalled meanwhile, and takes back what was told', async () => {
    const { guest, say, recallMessage, markRead, subscribe, service, clock } = await pushing();
    const [ann, ben, cem] = [await guest('Ann'), await guest('Ben'), await guest('Cem')];
    await subscribe(ben, 'ben');
    const early = await say(ann, 'secret');
    await recallMessage.execute({ caller: ann, room: LOBBY, epoch: early.epoch, seq: early.seq });
    await clock.advance(2 * SOON);
    expect(service.texts.filter((text) => text !== '')).toEqual([]);

    service.brought.length = 0;
    await subscribe(cem, 'cem');
    const late = await say(ann, 'oops');
    await clock.advance(SOON);
    await markRead.execute({ caller: cem, room: LOBBY, epoch: late.epoch, seq: late.seq });
    service.brought.length = 0;
    await recallMessage.execute({ caller: ann, room: LOBBY, epoch: late.epoch, seq: late.seq });
    await clock.advance(SOON);
    expect(service.brought).toMatchObject([
      ['https://push.example.org/ben', { seq: late.seq, text: '', recalled: true }],
    ]);
  });

  it('tells nothing of a room that one is not in, or left meanwhile, or after signing out', async () => {
    const { guest, room, joinRoom, leaveRoom, say, subscribe, unsubscribe, endSession, service, clock } =
      await pushing();
    const [ann, ben, cem, dan] = await Promise.all(['Ann', 'Ben', 'Cem', 'Dan'].map((name) => guest(name)));
    for (const [who, name] of [
      [ben!, 'ben'],
      [cem!, 'cem'],
      [dan!, 'dan'],
    ] as const)
      await subscribe(who, name);
    const tea = await room(ann!, 'Tea');
    await joinRoom.execute({ caller: ben!, room: tea.id });
    await say(ann!, 'in tea', tea.id);
    await leaveRoom.execute({ caller: ben!, room: tea.id });
    await clock.advance(SOON);
    expect(service.brought).toEqual([]);

    await endSession.execute({ caller: cem! });
    await unsubscribe(dan!);
    await say(ann!, 'in the lobby');
    await clock.advance(SOON);
    expect(service.brought.map(([device]) => device)).toEqual(['https://push.example.org/ben']);
  });

  it('forgets a device that is gone, and tries again one that is not reached, alone', async () => {
    const { guest, say, subscribe, service, clock, ground, reported } = await pushing();
    const [ann, ben, cem, dan] = await Promise.all(['Ann', 'Ben', 'Cem', 'Dan'].map((name) => guest(name)));
    for (const [who, name] of [
      [ben!, 'ben'],
      [cem!, 'cem'],
      [dan!, 'dan'],
    ] as const)
      await subscribe(who, name);
    service.gone.add('https://push.example.org/ben');
    service.down.add('https://push.example.org/cem');
    await say(ann!, 'one');
    await clock.advance(SOON);
    expect(service.texts).toEqual(['one']);
    const left = await ground.subscriptions.inRoom(LOBBY, clock.now(), '', 9);
    expect(left.map(({ user }) => user).toSorted()).toEqual([cem!.user.id, dan!.user.id].toSorted());

    service.down.clear();
    await clock.advance(60_000);
    expect(service.brought.map(([device]) => device)).toEqual([
      'https://push.example.org/dan',
      'https://push.example.org/cem',
    ]);
    expect(reported).toEqual([]);
  });

  it('refuses an address that nothing is sent to', async () => {
    const { guest, ground } = await pushing();
    const ann = await guest('Ann');
    const subscribe = new SubscribePush(ground.subscriptions, new Service(), { want: () => {} } as never);
    const subscription = { endpoint: 'http://router.local/', p256dh: 'p', auth: 'a' };
    await expect(subscribe.execute({ caller: ann, subscription })).rejects.toEqual(
      expect.objectContaining({ code: 'push.endpoint_invalid' }),
    );
    expect(await ground.subscriptions.any()).toBe(false);
  });
});

describe('RunJobs', () => {
  it('tries again what fails, later and later, and reports what it gives up', async () => {
    const [queue, clock, reported] = [new MemoryQueue(), new ManualClock(), [] as unknown[]];
    const tried: number[] = [];
    const began = clock.now();
    new RunJobs(queue, clock, (error) => reported.push(error)).execute('work', async () => {
      tried.push(clock.now() - began);
      throw new Error('not now');
    });
    await queue.put({ topic: 'work', payload: 'x', due: began });
    await clock.advance(24 * 60 * 60 * 1000);
    expect(tried).toHaveLength(TRIES);
    const pauses = tried.slice(1).map((at, n) => at - tried[n]!);
    pauses.forEach((pause, n) => expect(pause).toBeGreaterThanOrEqual(BACK_OFF * 2 ** n));
    expect(reported).toEqual([new Error('not now')]);
    expect(await queue.take('work', Number.MAX_SAFE_INTEGER, 1, 9)).toEqual([]);
  });

  it('does all that is due, goes on when the store is back, and ends', async () => {
    const [queue, clock, done] = [new MemoryQueue(), new ManualClock(), [] as string[]];
    let down = true;
    const shaky = changed(queue, {
      take: async (...args) => {
        if (down) throw new Error('the disk is gone');
        return queue.take(...args);
      },
    });
    const end = new RunJobs(shaky, clock, () => {}).execute(
      'work',
      async (payload) => void done.push(payload),
    );
    for (let n = 0; n < 25; n += 1) await queue.put({ topic: 'work', payload: `${n}`, due: clock.now() });
    await clock.advance(10_000);
    expect(done).toEqual([]);
    down = false;
    await clock.advance(10_000);
    expect(done).toHaveLength(25);
    end();
    await queue.put({ topic: 'work', payload: 'late', due: clock.now() });
    await clock.advance(10_000);
    expect(done).toHaveLength(25);
  });
});

import type { NewJob, Queue } from '../../src/application/ports/queue.js';
import type { Contract } from '../support/contract.js';
import { ALL, type Stores } from './stores.js';

const NOON = 1_700_000_000_000;
const LEASE = 1000;

const job = (payload: string, given: Partial<NewJob> = {}): NewJob => ({
  topic: 'push',
  payload,
  due: NOON,
  ...given,
});

const take = (queue: Queue, now = NOON, limit = ALL) => queue.take('push', now, LEASE, limit);
const payloads = async (queue: Queue, now?: number, limit?: number) =>
  (await take(queue, now, limit)).map(({ payload }) => payload).toSorted();

export const queueContract: Contract<Stores> = {
  'gives each job to one taker, until it is done': async ({ queue }) => {
    for (const payload of ['a', 'b', '丙']) await queue.put(job(payload));
    const [here, there] = await Promise.all([take(queue), take(queue)]);
    expect([...here, ...there].map(({ payload }) => payload).toSorted()).toEqual(['a', 'b', '丙']);
    for (const taken of [...here, ...there]) await queue.done(taken);
    expect(await take(queue, NOON + 10 * LEASE)).toEqual([]);
  },

  'gives no job before it is due, and of its topic alone': async ({ queue }) => {
    await queue.put(job('later', { due: NOON + 1 }));
    await queue.put(job('other', { topic: 'mail' }));
    expect(await payloads(queue)).toEqual([]);
    expect(await payloads(queue, NOON + 1)).toEqual(['later']);
    expect((await queue.take('mail', NOON, LEASE, ALL)).map(({ payload }) => payload)).toEqual(['other']);
  },

  'gives at most as many as are asked for, and the others next': async ({ queue }) => {
    for (let n = 0; n < 5; n += 1) await queue.put(job(`${n}`));
    const taken = [await payloads(queue, NOON, 2), await payloads(queue, NOON, 2), await payloads(queue)];
    expect(taken.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(new Set(taken.flat()).size).toBe(5);
  },

  'gives a job again whose taker did not come back, and counts': async ({ queue }) => {
    await queue.put(job('a'));
    const [first] = await take(queue);
    expect(first!.tries).toBe(1);
    expect(await take(queue, NOON + LEASE - 1)).toEqual([]);
    expect(await take(queue, NOON + LEASE)).toMatchObject([{ payload: 'a', tries: 2 }]);
  },

  'heeds nobody whom another has followed': async ({ queue }) => {
    await queue.put(job('a'));
    const [late] = await take(queue);
    const [now] = await take(queue, NOON + LEASE);
    await queue.done(late!);
    await queue.putOff(late!, NOON);
    expect(await take(queue, NOON + LEASE)).toEqual([]);
    const [last] = await take(queue, NOON + 2 * LEASE);
    expect(last).toMatchObject({ payload: 'a', tries: 3 });
    await queue.done(now!);
    await queue.done(last!);
    await queue.done(last!);
    // What comes next is not taken for what was done.
    await queue.put(job('b'));
    await take(queue, NOON);
    await queue.done({ ...last!, tries: 1 });
    expect(await payloads(queue, NOON + LEASE)).toEqual(['b']);
  },

  'gives a job again when it was put off to': async ({ queue }) => {
    await queue.put(job('a'));
    const [taken] = await take(queue);
    await queue.putOff(taken!, NOON + 5 * LEASE);
    expect(await take(queue, NOON + 5 * LEASE - 1)).toEqual([]);
    expect(await take(queue, NOON + 5 * LEASE)).toMatchObject([{ payload: 'a', tries: 2 }]);
  },

  'keeps one job of a key that waits, and another where that is taken already': async ({ queue }) => {
    const puts = ['first', 'second'].map((payload) => queue.put(job(payload, { key: 'tea' })));
    await Promise.all(puts);
    await queue.put(job('zoo', { key: 'zoo' }));
    await queue.put(job('mail', { key: 'tea', topic: 'mail' }));
    for (const payload of ['one', 'two']) await queue.put(job(payload));
    expect(await payloads(queue)).toEqual(['first', 'one', 'two', 'zoo']);
    await queue.put(job('third', { key: 'tea' }));
    expect(await payloads(queue)).toEqual(['third']);
  },
};

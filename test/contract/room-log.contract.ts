import type { Notice } from '../../src/application/ports/event-bus.js';
import type { Appended } from '../../src/application/ports/room-log.js';
import { placed } from '../../src/domain/entry.js';
import type { Contract } from '../support/contract.js';
import {
  AT,
  ALL,
  ann,
  bob,
  calm,
  epochOf,
  hear,
  ids,
  said,
  say,
  seat,
  type Stores,
  tea,
  zoo,
} from './stores.js';
import { messageOf } from '../support/message-of.js';

const seqs = (answers: readonly Appended[]) => answers.map((answer) => ('seq' in answer ? answer.seq : 0));
const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, n) => first + n);

/** A room in which Ann has said so many things: m1, m2 … */
async function filled(stores: Stores, count: number): Promise<(options: object) => Promise<number[]>> {
  await seat(stores, tea, ann);
  await Promise.all(upTo(count).map((n) => say(stores, 'tea', ann, `m${n}`)));
  return async (options) => {
    const slice = await stores.log.window('tea', { limit: 4, ...options });
    return slice!.entries.map(({ seq }) => seq);
  };
}

export const roomLogContract: Contract<Stores> = {
  'numbers what concurrent writers append 1, 2, 3 … without a hole': async (stores) => {
    await seat(stores, tea, ann, bob);
    const answers = await Promise.all(upTo(50).map((n) => say(stores, 'tea', n % 2 ? ann : bob, `m${n}`)));
    expect(seqs(answers).toSorted((a, b) => a - b)).toEqual(upTo(50));
    const slice = await stores.log.after('tea', 0, ALL);
    expect(slice!.entries.map(({ seq }) => seq)).toEqual(upTo(50));
  },

  'keeps rooms apart': async (stores) => {
    await seat(stores, tea, ann);
    await seat(stores, zoo, ann);
    const answers = [
      await say(stores, 'tea', ann, 'a'),
      await say(stores, 'zoo', ann, 'a', 'something else'),
      await say(stores, 'tea', ann, 'b'),
    ];
    expect(seqs(answers)).toEqual([1, 1, 2]);
    expect(await ids(stores, 'tea')).toEqual(['a', 'b']);
    expect(await ids(stores, 'zoo')).toEqual(['a']);
  },

  'stores an entry exactly as given': async (stores) => {
    await seat(stores, tea, ann);
    const text = '茶 🫖\n\t"\'; DROP TABLE entry; -- 👩‍👩‍👧 é ' + 'x'.repeat(3900);
    const answer = await say(stores, 'tea', ann, 'a', text);
    const entry = said(ann, 'a', text);
    const epoch = await epochOf(stores, 'tea');
    expect(answer).toEqual({ status: 'appended', epoch, seq: 1, at: entry.at });
    const { entries } = (await stores.log.after('tea', 0, ALL))!;
    expect(entries).toEqual([placed(entry, 1)]);
  },

  'keeps whom a message mentions': async (stores) => {
    await seat(stores, tea, ann, bob);
    await say(stores, 'tea', ann, 'a', 'To whom it concerns', 'bob', 'ann');
    await say(stores, 'tea', ann, 'b');
    const { entries } = (await stores.log.after('tea', 0, ALL))!;
    expect(entries.map((entry) => messageOf(entry).mentions)).toEqual([['bob', 'ann'], undefined]);
  },

  'answers a repeat with the first result and stores nothing': async (stores) => {
    await seat(stores, tea, ann);
    const first = await say(stores, 'tea', ann, 'a');
    await say(stores, 'tea', ann, 'b');
    const entry = { ...said(ann, 'a'), at: 2_000_000_000_000 };
    const member = (await stores.memberships.find('tea', 'ann'))!.version;
    const guard = { room: tea.version, member };
    const repeat = { room: 'tea', entry, guard, digest: 'digest of a by Ann' };
    expect(await stores.log.append(repeat)).toEqual({ ...first, status: 'duplicate' });
    expect(await ids(stores, 'tea')).toEqual(['a', 'b']);
  },

  'stores once what is repeated at the same time': async (stores) => {
    await seat(stores, tea, ann);
    const answers = await Promise.all(upTo(20).map(() => say(stores, 'tea', ann, 'a')));
    expect(answers.filter(({ status }) => status === 'appended')).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 'duplicate')).toHaveLength(19);
    expect(seqs(answers)).toEqual(upTo(20).map(() => 1));
  },

  'answers a repeat whatever its guard': async (stores) => {
    await seat(stores, tea, ann);
    const first = await say(stores, 'tea', ann, 'a');
    await stores.memberships.leave('tea', 'ann');
    const repeat = { room: 'tea', entry: said(ann, 'a'), digest: 'digest of a by Ann' };
    const answer = await stores.log.append({ ...repeat, guard: { room: 99, member: 99 } });
    expect(answer).toEqual({ ...first, status: 'duplicate' });
  },

  'refuses an id that the author used in the room for something else': async (stores) => {
    await seat(stores, tea, ann);
    await say(stores, 'tea', ann, 'a');
    expect(await say(stores, 'tea', ann, 'a', 'something else')).toEqual({ status: 'id_reused' });
    expect(await ids(stores, 'tea')).toEqual(['a']);
  },

  'keeps the ids of two authors apart': async (stores) => {
    await seat(stores, tea, ann, bob);
    await say(stores, 'tea', ann, 'a');
    expect(await say(stores, 'tea', bob, 'a')).toMatchObject({ status: 'appended', seq: 2 });
  },

  'writes nothing on a guard that no longer holds': async (stores) => {
    await seat(stores, tea, ann, bob);
    const old = (await stores.memberships.find('tea', 'ann'))!.version;
    const append = (guard: object, room = 'tea') =>
      stores.log.append({
        room,
        entry: said(ann, 'a'),
        guard: { room: tea.version, member: old, ...guard },
        digest: '',
      });
    expect(await append({ room: tea.version + 1 })).toEqual({ status: 'stale' });
    expect(await append({ member: old + 1 })).toEqual({ status: 'stale' });
    expect(await append({}, 'nowhere')).toEqual({ status: 'stale' });
    await stores.memberships.leave('tea', 'ann');
    expect(await append({})).toEqual({ status: 'stale' });
    await stores.memberships.join('tea', 'ann', AT);
    expect(await append({})).toEqual({ status: 'stale' });
    expect(await ids(stores, 'tea')).toEqual([]);
    expect(await say(stores, 'tea', ann, 'a')).toMatchObject({ status: 'appended', seq: 1 });
  },

  'stores in the order in which one caller began': async (stores) => {
    await seat(stores, tea, ann);
    const guard = { room: tea.version, member: (await stores.memberships.find('tea', 'ann'))!.version };
    const order = upTo(100).map((n) => `m${n}`);
    await Promise.all(
      order.map((id) => stores.log.append({ room: 'tea', entry: said(ann, id), guard, digest: id })),
    );
    expect(await ids(stores, 'tea')).toEqual(order);
  },

  'reads entries by the author’s avatar of today': async (stores) => {
    await seat(stores, tea, ann);
    await stores.users.update('ann', { avatar: 'before' });
    await say(stores, 'tea', ann, 'a');
    const author = async () => messageOf((await stores.log.after('tea', 0, ALL))!.entries[0]!).author;
    expect(await author()).toEqual({ id: 'ann', nickname: 'Ann', avatar: 'before' });
    await stores.users.update('ann', { avatar: 'now' });
    expect(await author()).toEqual({ id: 'ann', nickname: 'Ann', avatar: 'now' });
    await stores.users.update('ann', { avatar: '' });
    expect(await author()).toStrictEqual({ id: 'ann', nickname: 'Ann' });
  },

  'reads entries by the author’s nickname of today': async (stores) => {
    await seat(stores, tea, ann);
    await say(stores, 'tea', ann, 'a');
    await stores.users.update('ann', { nickname: 'Anna' });
    const author = { id: 'ann', nickname: 'Anna' };
    expect(messageOf((await stores.log.after('tea', 0, 1))!.entries[0]!).author).toEqual(author);
    expect(messageOf((await stores.log.window('tea', { limit: 1 }))!.entries[0]!).author).toEqual(author);
  },

  'reads what follows a seq, oldest first, up to the limit': async (stores) => {
    await filled(stores, 10);
    const after = async (seq: number, limit: number) =>
      (await stores.log.after('tea', seq, limit))!.entries.map((entry) => entry.seq);
    expect(await after(0, 3)).toEqual([1, 2, 3]);
    expect(await after(7, ALL)).toEqual([8, 9, 10]);
    expect(await after(10, ALL)).toEqual([]);
    expect(await after(Number.MAX_SAFE_INTEGER, ALL)).toEqual([]);
  },

  'reads the newest entries': async (stores) => {
    const window = await filled(stores, 10);
    expect(await window({})).toEqual([7, 8, 9, 10]);
    expect(await window({ limit: ALL })).toEqual(upTo(10));
  },

  'reads the entries just below a seq': async (stores) => {
    const window = await filled(stores, 10);
    expect(await window({ before: 7 })).toEqual([3, 4, 5, 6]);
    expect(await window({ before: 3 })).toEqual([1, 2]);
    expect(await window({ before: 1 })).toEqual([]);
    expect(await window({ before: 99 })).toEqual([7, 8, 9, 10]);
  },

  'reads the entries just above a seq': async (stores) => {
    const window = await filled(stores, 10);
    expect(await window({ after: 3 })).toEqual([4, 5, 6, 7]);
    expect(await window({ after: 9 })).toEqual([10]);
    expect(await window({ after: 10 })).toEqual([]);
  },

  'reads a seq with the nearest on both sides': async (stores) => {
    const window = await filled(stores, 10);
    expect(await window({ around: 5, limit: 5 })).toEqual([3, 4, 5, 6, 7]);
    expect(await window({ around: 5, limit: 1 })).toEqual([5]);
    expect(await window({ around: 1 })).toEqual([1, 2, 3, 4]);
    expect(await window({ around: 10 })).toEqual([7, 8, 9, 10]);
    expect(await window({ around: 99 })).toEqual([7, 8, 9, 10]);
  },

  'tells the head and the oldest with every slice': async (stores) => {
    await seat(stores, zoo, ann);
    expect(await stores.log.after('zoo', 0, ALL)).toMatchObject({ head: 0, oldest: 1, entries: [] });
    expect(await stores.log.window('zoo', { limit: 1 })).toMatchObject({ head: 0, oldest: 1, entries: [] });
    await filled(stores, 3);
    expect(await stores.log.after('tea', 2, ALL)).toMatchObject({ head: 3, oldest: 1 });
    expect(await stores.log.window('tea', { limit: 1 })).toMatchObject({ head: 3, oldest: 1 });
  },

  'stays in one epoch while it lives': async (stores) => {
    await seat(stores, tea, ann);
    const before = await epochOf(stores, 'tea');
    const answer = await say(stores, 'tea', ann, 'a');
    expect(before).toMatch(/^[\w-]{1,64}$/);
    expect(answer).toMatchObject({ epoch: before });
    expect((await stores.log.window('tea', { limit: 1 }))!.epoch).toBe(before);
  },

  'begins a new epoch when someone has seen more than it holds': async (stores) => {
    await seat(stores, tea, ann);
    await seat(stores, zoo, ann);
    for (const id of ['a', 'b']) await say(stores, 'tea', ann, id);
    const [epoch, other] = [await epochOf(stores, 'tea'), await epochOf(stores, 'zoo')];
    await stores.log.renewEpoch('tea', { epoch, seq: 3 });

    const renewed = await epochOf(stores, 'tea');
    expect(renewed).toMatch(/^[\w-]{1,64}$/);
    expect(renewed).not.toBe(epoch);
    expect(await epochOf(stores, 'zoo')).toBe(other);
    expect(await ids(stores, 'tea')).toEqual(['a', 'b']);
    expect((await stores.directory.mine('ann'))[0]).toMatchObject({ epoch: renewed, head: 2 });
    expect(await stores.memberships.mark('tea', 'ann', epoch, 1)).toBe('epoch_changed');
    await calm(stores, 'tea');
    const heard = hear(stores.bus, 1);
    expect(await say(stores, 'tea', ann, 'a')).toMatchObject({ status: 'duplicate', epoch: renewed, seq: 1 });
    expect(await say(stores, 'tea', ann, 'c')).toMatchObject({ status: 'appended', epoch: renewed, seq: 3 });
    expect(await heard).toMatchObject([{ epoch: renewed, entries: [{ seq: 3 }] }]);
  },

  'begins one new epoch, however many have seen more than it holds': async (stores) => {
    await seat(stores, tea, ann);
    const epoch = await epochOf(stores, 'tea');
    await stores.log.renewEpoch('tea', { epoch, seq: 9 });
    const renewed = await epochOf(stores, 'tea');
    await Promise.all(upTo(5).map((seq) => stores.log.renewEpoch('tea', { epoch, seq })));
    expect(await epochOf(stores, 'tea')).toBe(renewed);
  },

  'keeps its epoch where nobody has seen more than it holds': async (stores) => {
    await seat(stores, tea, ann);
    await say(stores, 'tea', ann, 'a');
    const epoch = await epochOf(stores, 'tea');
    await stores.log.renewEpoch('tea', { epoch, seq: 1 });
    await stores.log.renewEpoch('tea', { epoch: 'another', seq: 9 });
    await stores.log.renewEpoch('nowhere', { epoch, seq: 9 });
    expect(await epochOf(stores, 'tea')).toBe(epoch);
  },

  'reads an unknown room as nothing': async ({ log }) => {
    expect(await log.after('nowhere', 0, ALL)).toBeUndefined();
    expect(await log.window('__proto__', { limit: ALL })).toBeUndefined();
  },

  'announces what it has written, once it can be read': async (stores) => {
    await seat(stores, tea, ann);
    const readable: Promise<readonly unknown[]>[] = [];
    stores.bus.subscribe((notice) => {
      if (notice.type !== 'entries') return;
      const last = notice.entries.at(-1)!.seq;
      readable.push(stores.log.after('tea', last - 1, 1).then((slice) => slice!.entries));
    });
    const heard = hear(stores.bus, 2);
    const guard = { room: tea.version, member: (await stores.memberships.find('tea', 'ann'))!.version };
    for (const id of ['a', 'b']) {
      await stores.log.append({ room: 'tea', entry: said(ann, id), guard, digest: id });
    }
    const epoch = await epochOf(stores, 'tea');
    const entries = [placed(said(ann, 'a'), 1), placed(said(ann, 'b'), 2)];
    expect(await heard).toEqual(
      entries.map((entry) => ({ type: 'entries', room: 'tea', epoch, entries: [entry] })),
    );
    expect(await Promise.all(readable)).toEqual(entries.map((entry) => [entry]));
  },

  'announces nothing that it has not written': async (stores) => {
    await seat(stores, tea, ann);
    await say(stores, 'tea', ann, 'a');
    await calm(stores, 'tea');
    const heard: Notice[] = [];
    stores.bus.subscribe((notice) => heard.push(notice));
    const end = hear(stores.bus, 1);
    await say(stores, 'tea', ann, 'a');
    await say(stores, 'tea', ann, 'a', 'something else');
    await say(stores, 'tea', bob, 'b');
    await say(stores, 'tea', ann, 'c');
    await end;
    expect(heard).toMatchObject([{ type: 'entries', entries: [{ message: { id: 'c' } }] }]);
  },
};

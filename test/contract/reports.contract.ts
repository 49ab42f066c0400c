import type { NewReport } from '../../src/domain/report.js';
import { Room } from '../../src/domain/room.js';
import { User } from '../../src/domain/user.js';
import type { Contract } from '../support/contract.js';
import { ALL, ann, bob, seat, type Stores, tea, zoo } from './stores.js';

const talk = Room.among('talk', ['ann', 'bob']);

const report = (id: string, given: Partial<NewReport> = {}): NewReport => ({
  ...{ id, room: 'tea', seq: 1, by: 'ann', reason: `why ${id}`, at: 1_700_000_000_123 },
  ...given,
});

const people = { ann: { id: 'ann', nickname: 'Ann' }, bob: { id: 'bob', nickname: 'Bob' } };
const inTea = { room: 'tea' };

async function furnished(stores: Stores): Promise<Stores['reports']> {
  for (const room of [tea, zoo, talk]) await seat(stores, room, ann, bob);
  return stores.reports;
}

const ids = async (reports: Stores['reports'], of: Parameters<Stores['reports']['list']>[0], limit = ALL) =>
  (await reports.list(of, limit)).map(({ id }) => id);

export const reportsContract: Contract<Stores> = {
  'keeps a report as it was made': async (stores) => {
    const reports = await furnished(stores);
    await reports.add(report('a', { reason: '广告 📣', seq: 7 }));
    expect(await reports.list(inTea, ALL)).toEqual([
      { ...report('a', { reason: '广告 📣', seq: 7 }), by: people.ann, resolved: undefined },
    ]);
  },

  'keeps the first report of one person about one message': async (stores) => {
    const reports = await furnished(stores);
    for (const one of [report('a'), report('b'), report('c', { by: 'bob' }), report('d', { seq: 2 })])
      await reports.add(one);
    await reports.add(report('e', { room: 'zoo' }));
    expect((await ids(reports, inTea)).toSorted()).toEqual(['a', 'c', 'd']);
  },

  'lists the reports of a room, and those of all direct talks': async (stores) => {
    const reports = await furnished(stores);
    for (const room of ['tea', 'zoo', 'talk']) await reports.add(report(`in ${room}`, { room }));
    expect(await ids(reports, inTea)).toEqual(['in tea']);
    expect(await ids(reports, 'directs')).toEqual(['in talk']);
    expect(await ids(reports, { room: 'nowhere' })).toEqual([]);
  },

  'lists first what nobody has seen to, the newest of each first, up to the limit': async (stores) => {
    const reports = await furnished(stores);
    for (const id of ['z', 'b', 'y', 'd']) await reports.add(report(id, { seq: id.charCodeAt(0) }));
    for (const id of ['d', 'z']) await reports.resolve(inTea, id, 'bob', 5);
    expect(await ids(reports, inTea)).toEqual(['y', 'b', 'd', 'z']);
    expect(await ids(reports, inTea, 3)).toEqual(['y', 'b', 'd']);
  },

  'notes who saw to a report, the first to do so': async (stores) => {
    const reports = await furnished(stores);
    await reports.add(report('a'));
    await reports.add(report('b', { by: 'bob' }));
    expect(await reports.resolve(inTea, 'a', 'bob', 5)).toBe(true);
    expect(await reports.resolve(inTea, 'a', 'ann', 6)).toBe(true);
    expect((await reports.list(inTea, ALL)).map(({ id, resolved }) => [id, resolved])).toEqual([
      ['b', undefined],
      ['a', { by: people.bob, at: 5 }],
    ]);
  },

  'resolves nothing of another room, or that is not there': async (stores) => {
    const reports = await furnished(stores);
    await reports.add(report('a'));
    await reports.add(report('b', { room: 'talk' }));
    expect(await reports.resolve({ room: 'zoo' }, 'a', 'bob', 5)).toBe(false);
    expect(await reports.resolve('directs', 'a', 'bob', 5)).toBe(false);
    expect(await reports.resolve(inTea, 'b', 'bob', 5)).toBe(false);
    expect(await reports.resolve(inTea, 'c', 'bob', 5)).toBe(false);
    expect((await reports.list(inTea, ALL))[0]!.resolved).toBeUndefined();
    expect(await reports.resolve('directs', 'b', 'bob', 5)).toBe(true);
  },

  'keeps what somebody reported who is gone since': async (stores) => {
    const reports = await furnished(stores);
    await stores.users.add(User.guest('dan', 'Dan'));
    await reports.add(report('a', { by: 'dan' }));
    await stores.users.sweepGuests(0, await stores.users.sweepGuests(0, 0));
    expect(await stores.users.find('dan')).toBeUndefined();
    expect(await reports.list(inTea, ALL)).toMatchObject([{ id: 'a', by: { id: 'dan', nickname: '' } }]);
  },

  'names people by the nickname of today': async (stores) => {
    const reports = await furnished(stores);
    await reports.add(report('a'));
    await reports.resolve(inTea, 'a', 'bob', 5);
    await stores.users.update('ann', { nickname: 'Anna' });
    await stores.users.update('bob', { nickname: 'Bobby' });
    expect(await reports.list(inTea, ALL)).toMatchObject([
      { by: { id: 'ann', nickname: 'Anna' }, resolved: { by: { id: 'bob', nickname: 'Bobby' } } },
    ]);
  },
};

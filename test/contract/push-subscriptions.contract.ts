import type { PushSubscription } from '../../src/application/ports/push-subscriptions.js';
import type { Contract } from '../support/contract.js';
import { ALL, ann, AT, bob, cem, epochOf, say, seat, session, type Stores, tea, zoo } from './stores.js';

const LATE = AT + 1000;
const at = (name: string): PushSubscription => ({
  endpoint: `https://push.example.org/${name}`,
  p256dh: `key of ${name}`,
  auth: `secret of ${name}`,
});

/** Ann and Bob are in the room, Cem is not; Ann has two devices. */
async function furnished(stores: Stores): Promise<Stores['subscriptions']> {
  await seat(stores, tea, ann, bob);
  await seat(stores, zoo, cem);
  for (const [id, user] of [
    ['desk', 'ann'],
    ['phone', 'ann'],
    ['lap', 'bob'],
    ['pad', 'cem'],
  ] as const)
    await stores.sessions.add(session(id, `token of ${id}`, LATE, user), AT);
  return stores.subscriptions;
}

const ends = async ({ subscriptions }: Stores, room = 'tea') =>
  (await subscriptions.inRoom(room, AT, '', ALL)).map(({ user, subscription }) => [
    user,
    subscription.endpoint.split('/').at(-1),
  ]);

export const pushSubscriptionsContract: Contract<Stores> = {
  'finds the devices of members, with what is needed to decide': async (stores) => {
    const subscriptions = await furnished(stores);
    for (const [id, name] of [
      ['desk', 'a'],
      ['lap', 'b'],
      ['pad', 'c'],
    ] as const)
      await subscriptions.add(id, at(name));
    const quiet = { from: '22:00', to: '07:00', zone: 'UTC' };
    await stores.users.update('bob', { quiet });
    await stores.memberships.notify('tea', 'bob', 'mentions');
    await say(stores, 'tea', ann, 'm');
    await stores.memberships.mark('tea', 'bob', await epochOf(stores, 'tea'), 1);
    expect(await subscriptions.inRoom('tea', AT, '', ALL)).toEqual([
      { user: 'ann', notify: 'all', quiet: null, marker: 0, subscription: at('a') },
      { user: 'bob', notify: 'mentions', quiet, marker: 1, subscription: at('b') },
    ]);
    expect(await subscriptions.inRoom('nowhere', AT, '', ALL)).toEqual([]);
  },

  'takes what a member may not see for read': async (stores) => {
    const subscriptions = await furnished(stores);
    await subscriptions.add('pad', at('c'));
    await say(stores, 'tea', ann, 'm');
    const member = { id: 'cem', nickname: 'Cem' };
    await stores.log.append({
      room: 'tea',
      guard: { room: tea.version, member: 0 },
      entry: { type: 'member.changed', at: AT, by: member, member, change: 'added' },
      seats: [{ user: 'cem', version: 0, seat: { role: 'member', mutedUntil: 0 }, history: 'joined' }],
    });
    const [cems] = await subscriptions.inRoom('tea', AT, '', ALL);
    expect(cems!.marker).toBeGreaterThanOrEqual(1);
  },

  'lists them in order, a page at a time': async (stores) => {
    const subscriptions = await furnished(stores);
    await subscriptions.add('lap', at('a'));
    await subscriptions.add('phone', at('b'));
    await subscriptions.add('desk', at('c'));
    const first = await subscriptions.inRoom('tea', AT, '', 2);
    expect(first.map(({ subscription }) => subscription)).toEqual([at('a'), at('b')]);
    const next = await subscriptions.inRoom('tea', AT, at('b').endpoint, 2);
    expect(next.map(({ subscription }) => subscription)).toEqual([at('c')]);
  },

  'keeps one subscription a session, and one session an endpoint': async (stores) => {
    const subscriptions = await furnished(stores);
    await subscriptions.add('desk', at('old'));
    await subscriptions.add('desk', at('new'));
    expect(await ends(stores)).toEqual([['ann', 'new']]);
    await subscriptions.add('lap', at('new'));
    expect(await ends(stores)).toEqual([['bob', 'new']]);
  },

  'ends a subscription with its session, and keeps none for one that is over': async (stores) => {
    const subscriptions = await furnished(stores);
    await subscriptions.add('desk', at('a'));
    await subscriptions.add('phone', at('b'));
    await subscriptions.add('lap', at('c'));
    await stores.sessions.end('desk');
    await stores.sessions.endAll('bob');
    await subscriptions.add('desk', at('d'));
    expect(await ends(stores)).toEqual([['ann', 'b']]);
    expect(await subscriptions.inRoom('tea', LATE, '', ALL)).toEqual([]);
  },

  'knows whether there is any': async (stores) => {
    const subscriptions = await furnished(stores);
    expect(await subscriptions.any()).toBe(false);
    await subscriptions.add('desk', at('a'));
    expect(await subscriptions.any()).toBe(true);
    await stores.sessions.end('desk');
    expect(await subscriptions.any()).toBe(false);
  },

  'forgets the one of a session, or of an endpoint, once and again': async (stores) => {
    const subscriptions = await furnished(stores);
    await subscriptions.add('desk', at('a'));
    await subscriptions.add('phone', at('b'));
    await subscriptions.add('lap', at('c'));
    for (let n = 0; n < 2; n += 1) {
      await subscriptions.remove('desk');
      await subscriptions.drop(at('c').endpoint);
    }
    expect(await ends(stores)).toEqual([['ann', 'b']]);
  },
};

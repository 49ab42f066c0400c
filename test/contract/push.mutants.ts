import type { Keepsakes } from '../../src/application/ports/keepsakes.js';
import type { PushSubscriptions, Subscriber } from '../../src/application/ports/push-subscriptions.js';
import { instead, type Mutant, type Parts } from './mutants.js';
import { ALL } from './stores.js';

const subscriptions =
  (change: (parts: Parts) => Partial<PushSubscriptions>): Mutant =>
  (parts) => ({ subscriptions: instead<PushSubscriptions>(parts.subscriptions, change(parts)) });

const subscribers = (change: (one: Subscriber) => Subscriber): Mutant =>
  subscriptions(({ subscriptions }) => ({
    inRoom: async (...args) => (await subscriptions.inRoom(...args)).map(change),
  }));

const everywhere: Mutant = subscriptions(({ data, subscriptions }) => ({
  async inRoom(_room, ...rest) {
    const all = await Promise.all([...data.rooms.keys()].map((room) => subscriptions.inRoom(room, ...rest)));
    return all.flat();
  },
}));

export const pushSubscriptionsMutants: Record<string, Mutant> = {
  'tells everybody': everywhere,
  'knows no level': subscribers((one) => ({ ...one, notify: 'all' })),
  'knows no quiet hours': subscribers((one) => ({ ...one, quiet: null })),
  'takes nothing for read': subscribers((one) => ({ ...one, marker: 0 })),
  'begins anew for every page': subscriptions(({ subscriptions }) => ({
    inRoom: (room, now, _after, limit) => subscriptions.inRoom(room, now, '', limit),
  })),
  'lists all at once': subscriptions(({ subscriptions }) => ({
    inRoom: (room, now, after) => subscriptions.inRoom(room, now, after, ALL),
  })),
  'lists who came last first': subscriptions(({ subscriptions }) => ({
    inRoom: async (...args) => (await subscriptions.inRoom(...args)).toReversed(),
  })),
  'keeps the first of a session': subscriptions(({ subscriptions }) => {
    const known = new Set<string>();
    return {
      async add(session, subscription) {
        if (!known.has(session)) await subscriptions.add(session, subscription);
        known.add(session);
      },
    };
  }),
  'outlives sessions': subscriptions(({ subscriptions }) => ({
    inRoom: (room, _now, ...rest) => subscriptions.inRoom(room, 0, ...rest),
  })),
  'thinks that there is one': subscriptions(() => ({ any: async () => true })),
  'thinks that there is none': subscriptions(() => ({ any: async () => false })),
  'removes nothing': subscriptions(() => ({ remove: async () => {} })),
  'drops nothing': subscriptions(() => ({ drop: async () => {} })),
};

export const keepsakesMutants: Record<string, Mutant> = {
  'keeps the last': (parts) => ({
    keepsakes: instead<Keepsakes>(parts.keepsakes, { keep: async (_name, proposed) => proposed }),
  }),
  'keeps one thing': (parts) => ({
    keepsakes: instead<Keepsakes>(parts.keepsakes, {
      keep: (_name, proposed) => parts.keepsakes.keep('all', proposed),
    }),
  }),
};

import type { EventBus, Notice } from '../../src/application/ports/event-bus.js';
import { placed } from '../../src/domain/entry.js';
import type { Contract } from '../support/contract.js';
import { ann, hear, said } from './stores.js';

/** One bus, as two processes hold it; where it serves only one, both are the same. */
export interface Buses {
  readonly near: EventBus;
  readonly far: EventBus;
}

const member: Notice = { type: 'admitted', room: 'tea', user: 'ann', because: 'joined' };

const every: Notice[] = [
  { type: 'entries', room: 'tea', epoch: 'e', entries: [placed(said(ann, 'a', '茶 🫖'), 1)] },
  member,
  { type: 'evicted', room: '__proto__', user: 'ann', because: 'left' },
  { type: 'user-changed', user: ann },
  { type: 'session-ended', session: 's', code: 'session.signed_out' },
  { type: 'marker-moved', user: 'ann', moved: { room: 'tea', epoch: 'e', seq: 1, unread: 2, mentions: 1 } },
  {
    type: 'presence-changed',
    changed: {
      room: 'tea',
      joined: [{ id: 'ann', nickname: 'Ann', presence: 'away' }],
      left: ['bob'],
      total: 1,
      members: 2,
    },
  },
];

export const eventBusContract: Contract<Buses> = {
  'carries a notice to every subscriber of the publisher’s own process': async ({ near }) => {
    const heard = [hear(near, 1), hear(near, 1)];
    near.publish(member);
    expect(await Promise.all(heard)).toEqual([[member], [member]]);
  },

  'carries a notice to other processes': async ({ near, far }) => {
    const heard = hear(far, 1);
    near.publish(member);
    expect(await heard).toEqual([member]);
  },

  'brings every kind of notice as it was published': async ({ near, far }) => {
    await far.follow(['tea']);
    const heard = hear(far, every.length);
    for (const notice of every) near.publish(notice);
    // In whatever order.
    expect(await heard).toHaveLength(every.length);
    expect(await heard).toEqual(expect.arrayContaining(every));
  },

  'calls a listener no more once it has unsubscribed': async ({ near, far }) => {
    const heard: Notice[] = [];
    const stop = far.subscribe((notice) => heard.push(notice));
    const first = hear(far, 1);
    near.publish(member);
    await first;
    stop();
    stop();

    const second = hear(far, 1);
    near.publish(member);
    await second;
    expect(heard).toEqual([member]);
  },

  'brings nothing from before the subscription': async ({ near, far }) => {
    const passed = hear(far, 1);
    near.publish({ ...member, user: 'bob' });
    await passed;

    const heard = hear(far, 1);
    near.publish(member);
    expect(await heard).toEqual([member]);
  },

  'never throws, and lets no listener spoil another': async ({ near }) => {
    near.subscribe(() => {
      throw new Error('a listener that fails');
    });
    const heard = hear(near, 2);
    expect(() => near.publish(member)).not.toThrow();
    expect(() => near.publish(member)).not.toThrow();
    expect(await heard).toHaveLength(2);
  },

  'waits for no listener to finish': async ({ near }) => {
    const begun: Notice[] = [];
    const slow = (notice: Notice): unknown => {
      begun.push(notice);
      return new Promise(() => {});
    };
    near.subscribe(slow);
    const heard = hear(near, 2);
    near.publish(member);
    near.publish(member);
    await heard;
    expect(begun).toHaveLength(2);
  },
};

import type { Appended, InviteChange } from '../../src/application/ports/room-log.js';
import { newcomer, NO_MEMBER } from '../../src/application/ports/room-log.js';
import type { NewInvite } from '../../src/domain/invite.js';
import { Room } from '../../src/domain/room.js';
import type { User } from '../../src/domain/user.js';
import type { Contract } from '../support/contract.js';
import { ALL, ann, bob, cem, seat, type Stores } from './stores.js';

const den = Room.open('den', 'Den', '', 'private');
const lair = Room.open('lair', 'Lair', '', 'private');

const NOW = 1_700_000_000_000;

const invite = (id: string, terms: Partial<NewInvite> = {}): NewInvite => ({
  id,
  room: 'den',
  by: 'ann',
  createdAt: NOW,
  token: `digest of ${id}`,
  ...terms,
});

/** The invite, as it is found when nobody has used it. */
const unused = ({ id, room, createdAt, expiresAt, maxUses }: NewInvite) => ({
  ...{ id, room, createdAt, expiresAt, maxUses },
  by: { id: 'ann', nickname: 'Ann' },
  uses: 0,
});

async function peopled<S extends Stores>(stores: S): Promise<S> {
  for (const room of [den, lair]) await seat(stores, room, ann);
  for (const user of [bob, cem]) await stores.users.add(user);
  return stores;
}

/** Writes that an invite was made or revoked, by Ann. */
async function change({ log, memberships }: Stores, of: InviteChange, at = NOW): Promise<Appended> {
  const room = of.change === 'created' ? of.invite.room : 'den';
  const id = of.change === 'created' ? of.invite.id : of.id;
  const member = (await memberships.find(room, 'ann'))!.version;
  const by = { id: 'ann', nickname: 'Ann' };
  const said = of.change === 'created' ? 'created' : 'revoked';
  const entry = { type: 'invite.changed', at, by, change: said, invite: id } as const;
  return log.append({ room, entry, guard: { room: 1, member }, invite: of });
}

const make = (stores: Stores, made: NewInvite): Promise<Appended> =>
  change(stores, { change: 'created', invite: made }, made.createdAt);

/** Follows the invite into the room. */
function follow({ log }: Stores, { id: user, nickname }: User, id: string, at = NOW, room = den) {
  const by = { id: user, nickname };
  const entry = { type: 'member.changed', at, by, member: by, change: 'joined' } as const;
  const guard = { room: room.version, member: NO_MEMBER };
  return log.append({
    ...{ room: room.id, entry, guard, seats: [newcomer(user, room)] },
    invite: { change: 'used', id },
  });
}

const statuses = (answers: readonly Appended[]) => answers.map(({ status }) => status).toSorted();

export const invitesContract: Contract<Stores> = {
  'keeps an invite as it was made, with the entry that says so': async (stores) => {
    await peopled(stores);
    const limited = invite('a', { expiresAt: NOW + 1, maxUses: 3 });
    expect(await make(stores, limited)).toMatchObject({ status: 'appended', seq: 1 });
    await make(stores, invite('b'));
    expect(await stores.invites.findByToken('digest of a')).toEqual(unused(limited));
    expect(await stores.invites.findByToken('digest of b')).toEqual(unused(invite('b')));
    expect(await stores.invites.findByToken('a')).toBeUndefined();
    const { entries } = (await stores.log.after('den', 0, ALL))!;
    expect(entries).toMatchObject([{ invite: 'a' }, { invite: 'b' }]);
  },

  'keeps no invite whose entry is not written': async (stores) => {
    await peopled(stores);
    const by = { id: 'ann', nickname: 'Ann' };
    const entry = { type: 'invite.changed', at: NOW, by, change: 'created', invite: 'a' } as const;
    const made = { change: 'created', invite: invite('a') } as const;
    const guard = { room: 9, member: 9 };
    expect(await stores.log.append({ room: 'den', entry, guard, invite: made })).toEqual({ status: 'stale' });
    expect(await stores.invites.findByToken('digest of a')).toBeUndefined();
  },

  'lists the invites to a room, as they were made': async (stores) => {
    await peopled(stores);
    await make(stores, invite('z'));
    await make(stores, invite('elsewhere', { room: 'lair' }));
    await make(stores, invite('a'));
    expect((await stores.invites.list('den')).map(({ id }) => id)).toEqual(['z', 'a']);
    expect(await stores.invites.list('nowhere')).toEqual([]);
  },

  'names who made an invite by the nickname of today': async (stores) => {
    await peopled(stores);
    await make(stores, invite('a'));
    await stores.users.update('ann', { nickname: 'Anna' });
    const by = { id: 'ann', nickname: 'Anna' };
    expect(await stores.invites.findByToken('digest of a')).toMatchObject({ by });
    expect(await stores.invites.list('den')).toMatchObject([{ by }]);
  },

  'counts a use with the membership that comes of it': async (stores) => {
    await peopled(stores);
    await make(stores, invite('a'));
    expect(await follow(stores, bob, 'a')).toMatchObject({ status: 'appended', seq: 2 });
    expect(await stores.memberships.find('den', 'bob')).toMatchObject({ role: 'member', from: 1, marker: 2 });
    expect(await stores.invites.list('den')).toMatchObject([{ uses: 1 }]);
    // A member cannot begin again, and a use that gives nothing is none.
    expect(await follow(stores, bob, 'a')).toEqual({ status: 'stale' });
    expect(await stores.invites.list('den')).toMatchObject([{ uses: 1 }]);
  },

  'lets nobody in by an invite more often than it says, not even at once': async (stores) => {
    await peopled(stores);
    await make(stores, invite('a', { maxUses: 1 }));
    const answers = await Promise.all([follow(stores, bob, 'a'), follow(stores, cem, 'a')]);
    expect(statuses(answers)).toEqual(['appended', 'stale']);
    expect(await stores.memberships.count('den')).toBe(2);
  },

  'lets nobody in by an invite after its end': async (stores) => {
    await peopled(stores);
    await make(stores, invite('a', { expiresAt: NOW + 10 }));
    expect(await follow(stores, bob, 'a', NOW + 10)).toEqual({ status: 'stale' });
    expect(await stores.memberships.find('den', 'bob')).toBeUndefined();
    expect(await follow(stores, bob, 'a', NOW + 9)).toMatchObject({ status: 'appended' });
  },

  'lets nobody into another room, or by an invite that is not there': async (stores) => {
    await peopled(stores);
    await make(stores, invite('a', { room: 'lair' }));
    expect(await follow(stores, bob, 'a')).toEqual({ status: 'stale' });
    expect(await follow(stores, bob, 'b')).toEqual({ status: 'stale' });
    expect(await follow(stores, bob, 'a', NOW, lair)).toMatchObject({ status: 'appended' });
  },

  'forgets an invite that is revoked': async (stores) => {
    await peopled(stores);
    await make(stores, invite('a'));
    await make(stores, invite('b'));
    expect(await change(stores, { change: 'revoked', id: 'a' })).toMatchObject({
      status: 'appended',
      seq: 3,
    });
    expect(await change(stores, { change: 'revoked', id: 'a' })).toEqual({ status: 'stale' });
    expect(await follow(stores, bob, 'a')).toEqual({ status: 'stale' });
    expect((await stores.invites.list('den')).map(({ id }) => id)).toEqual(['b']);
    expect(await stores.invites.findByToken('digest of a')).toBeUndefined();
  },

  'forgets the invites to a room that let nobody in, when another is made': async (stores) => {
    await peopled(stores);
    await make(stores, invite('ended', { expiresAt: NOW + 1 }));
    await make(stores, invite('used', { maxUses: 1 }));
    await make(stores, invite('elsewhere', { room: 'lair', expiresAt: NOW + 1 }));
    await make(stores, invite('open', { expiresAt: NOW + 3, maxUses: 2 }));
    await follow(stores, bob, 'used');
    expect(await stores.invites.list('den')).toHaveLength(3);
    await make(stores, invite('next', { createdAt: NOW + 2 }));
    expect((await stores.invites.list('den')).map(({ id }) => id)).toEqual(['open', 'next']);
    expect(await stores.invites.list('lair')).toHaveLength(1);
  },
};

import {
  NO_MEMBER,
  type Appended,
  type AppendNotice,
  type SeatChange,
} from '../../src/application/ports/room-log.js';
import { placed, type NewNotice } from '../../src/domain/entry.js';
import type { Seat } from '../../src/domain/membership.js';
import { Room, type RoomId, type SettingsWanted } from '../../src/domain/room.js';
import type { User } from '../../src/domain/user.js';
import type { Contract } from '../support/contract.js';
import { messageOf } from '../support/message-of.js';
import { AT, ALL, ann, bob, cem, epochOf, hear, said, say, seat, type Stores, tea, zoo } from './stores.js';

const nameOf = ({ id, nickname }: User) => ({ id, nickname });
const retold = (by: User = ann): NewNotice => ({
  type: 'room.changed',
  at: 1_700_000_000_123,
  by: nameOf(by),
  change: { topic: 'Black' },
});
const about = (member: User): NewNotice => ({
  type: 'member.changed',
  at: 1_700_000_000_456,
  by: nameOf(ann),
  member: nameOf(member),
  change: 'muted',
  until: 1_800_000_000_789,
});

const MODERATOR: Seat = { role: 'moderator', mutedUntil: 1_800_000_000_000 };

/** Appends as `WriteNotice` does: with a guard that holds, by Ann unless told otherwise. */
async function note(
  stores: Stores,
  { entry = retold(), room = 'tea', ...more }: Partial<AppendNotice> = {},
): Promise<Appended> {
  const [found, member] = await Promise.all([
    stores.rooms.find(room),
    stores.memberships.find(room, entry.by.id),
  ]);
  const guard = { room: found?.version ?? 0, member: member?.version ?? NO_MEMBER };
  return stores.log.append({ room, entry, guard, ...more });
}

const versionOf = async ({ memberships }: Stores, { id }: User): Promise<number> =>
  (await memberships.find('tea', id))?.version ?? NO_MEMBER;

/** A change of a seat in the tea room, as decided on now. */
const seating = async (stores: Stores, user: User, given: Seat | undefined): Promise<SeatChange> => ({
  user: user.id,
  version: await versionOf(stores, user),
  seat: given,
});

const banning = (user: User, on: boolean) => ({ ban: { user: user.id, on } });

const settled = async ({ rooms }: Stores, wanted: SettingsWanted, room: RoomId = 'tea'): Promise<Room> =>
  (await rooms.find(room))!.change(wanted, 'owner').room;

const headOf = async ({ log }: Stores): Promise<number> => (await log.window('tea', { limit: 1 }))!.head;

const STALE = { status: 'stale' };

export const noticesContract: Contract<Stores> = {
  'writes a notice among the messages, exactly as given': async (stores) => {
    await seat(stores, tea, ann, bob);
    await say(stores, 'tea', ann, 'a');
    const epoch = await epochOf(stores, 'tea');
    const answer = await note(stores, { entry: about(bob) });
    expect(answer).toEqual({ status: 'appended', epoch, seq: 2, at: about(bob).at });
    await note(stores);
    await say(stores, 'tea', ann, 'b');
    const { entries } = (await stores.log.after('tea', 0, ALL))!;
    const all = [said(ann, 'a'), about(bob), retold(), said(ann, 'b')];
    expect(entries).toEqual(all.map((entry, i) => placed(entry, i + 1)));
  },

  'announces a notice once it can be read': async (stores) => {
    await seat(stores, tea, ann);
    const heard = hear(stores.bus, 1);
    await note(stores);
    const epoch = await epochOf(stores, 'tea');
    expect(await heard).toEqual([{ type: 'entries', room: 'tea', epoch, entries: [placed(retold(), 1)] }]);
  },

  'writes no notice on a guard that no longer holds': async (stores) => {
    await seat(stores, tea, ann);
    await stores.users.add(bob);
    const member = await versionOf(stores, ann);
    expect(await note(stores, { guard: { room: 2, member } })).toEqual(STALE);
    expect(await note(stores, { guard: { room: 1, member: member + 1 } })).toEqual(STALE);
    expect(await note(stores, { guard: { room: 1, member: NO_MEMBER } })).toEqual(STALE);
    expect(await note(stores, { room: 'nowhere' })).toEqual(STALE);
    expect(await headOf(stores)).toBe(0);
    expect(await note(stores, { guard: { room: 1, member } })).toMatchObject({ seq: 1 });
  },

  'lets somebody write a notice who is no member': async (stores) => {
    await seat(stores, tea, ann);
    await stores.users.add(bob);
    expect(await note(stores, { entry: retold(bob) })).toMatchObject({ status: 'appended' });
  },

  'begins a membership as the notice says, which has read all so far and sees it': async (stores) => {
    await seat(stores, tea, ann);
    await stores.users.add(bob);
    await say(stores, 'tea', ann, 'a');
    expect(await stores.memberships.find('tea', 'bob')).toBeUndefined();
    await note(stores, { entry: about(bob), seats: [await seating(stores, bob, MODERATOR)] });
    const found = await stores.memberships.find('tea', 'bob');
    expect(found).toMatchObject({ room: 'tea', user: 'bob', nickname: '', ...MODERATOR, from: 0, marker: 2 });
    expect(await stores.memberships.count('tea')).toBe(2);
    expect(await stores.memberships.roomsOf('bob')).toEqual(['tea']);
  },

  'lets a member begin who sees nothing older than the notice': async (stores) => {
    await seat(stores, tea, ann);
    await stores.users.add(bob);
    await say(stores, 'tea', ann, 'a');
    const begins = await seating(stores, bob, MODERATOR);
    await note(stores, { entry: about(bob), seats: [{ ...begins, history: 'joined' }] });
    expect(await stores.memberships.find('tea', 'bob')).toMatchObject({ from: 1, marker: 2 });
  },

  'changes a seat under a version higher than all before, and nothing else of it': async (stores) => {
    await seat(stores, tea, bob, ann, cem);
    await say(stores, 'tea', ann, 'a');
    await stores.memberships.mark('tea', 'bob', await epochOf(stores, 'tea'), 1);
    await stores.memberships.rename('tea', 'bob', 'Bobby');
    const before = (await stores.memberships.find('tea', 'bob'))!;
    const highest = await versionOf(stores, cem);
    await note(stores, { seats: [await seating(stores, bob, MODERATOR)] });
    const after = (await stores.memberships.find('tea', 'bob'))!;
    expect(after).toEqual({ ...before, ...MODERATOR, version: after.version });
    expect(after.version).toBeGreaterThan(highest);
    const members = await stores.memberships.page('tea', { after: 0, limit: ALL });
    expect(members.map(({ id, role }) => [id, role])).toEqual([
      ['bob', 'moderator'],
      ['ann', 'member'],
      ['cem', 'member'],
    ]);
    expect(members[0]!.number).toBe(before.version);
  },

  'writes no message on a seat that has changed since': async (stores) => {
    await seat(stores, tea, ann, bob);
    const guard = { room: 1, member: await versionOf(stores, bob) };
    await note(stores, { seats: [await seating(stores, bob, MODERATOR)] });
    expect(await stores.log.append({ room: 'tea', entry: said(bob, 'b'), guard, digest: '' })).toEqual(STALE);
  },

  'ends a membership with the notice': async (stores) => {
    await seat(stores, tea, ann, bob);
    await seat(stores, zoo, bob);
    await note(stores, { seats: [await seating(stores, bob, undefined)] });
    expect(await stores.memberships.find('tea', 'bob')).toBeUndefined();
    expect(await stores.memberships.count('tea')).toBe(1);
    expect(await stores.memberships.roomsOf('bob')).toEqual(['zoo']);
    expect(await note(stores, { seats: [await seating(stores, bob, undefined)] })).toMatchObject({ seq: 2 });
    expect(await stores.memberships.count('tea')).toBe(1);
  },

  'ends an owner’s membership only where nobody else is left': async (stores) => {
    await seat(stores, tea);
    await stores.users.add(ann);
    await stores.memberships.join('tea', 'ann', AT, 'owner');
    await seat(stores, tea, bob);
    const end = async (user: User) =>
      (await note(stores, { entry: about(user), seats: [await seating(stores, user, undefined)] })).status;
    expect(await end(ann)).toBe('stale');
    expect(await stores.memberships.find('tea', 'ann')).toBeDefined();
    expect(await end(bob)).toBe('appended');
    expect(await end(ann)).toBe('appended');
  },

  'changes several seats with one notice': async (stores) => {
    await seat(stores, tea, ann, bob);
    const seats = [
      await seating(stores, ann, MODERATOR),
      await seating(stores, bob, { ...MODERATOR, role: 'owner' }),
    ];
    await note(stores, { seats });
    expect(await stores.memberships.find('tea', 'ann')).toMatchObject({ role: 'moderator' });
    expect(await stores.memberships.find('tea', 'bob')).toMatchObject({ role: 'owner' });
  },

  'changes nothing at all where one seat is not what was decided on': async (stores) => {
    await seat(stores, tea, ann, bob);
    await stores.users.add(cem);
    const [good, stranger] = [await seating(stores, ann, MODERATOR), await seating(stores, cem, MODERATOR)];
    const { version } = await seating(stores, bob, undefined);
    const outdated: SeatChange[] = [
      { user: 'bob', version: version + 1, seat: MODERATOR },
      { user: 'bob', version: version + 1, seat: undefined },
      { user: 'bob', version: NO_MEMBER, seat: MODERATOR },
      { user: 'cem', version: 1, seat: MODERATOR },
      { user: 'nobody', version: NO_MEMBER, seat: MODERATOR },
    ];
    for (const one of outdated) {
      const settings = await settled(stores, { topic: 'Black' });
      const seats = [good, stranger, one];
      expect(await note(stores, { seats, settings, ...banning(bob, true) })).toEqual(STALE);
    }
    expect(await stores.rooms.find('tea')).toEqual(tea);
    expect(await stores.memberships.find('tea', 'ann')).toMatchObject({ role: 'member' });
    expect(await stores.memberships.find('tea', 'cem')).toBeUndefined();
    expect(await stores.memberships.banned('tea', 'bob')).toBe(false);
    expect(await headOf(stores)).toBe(0);
  },

  'gives a room its settings with the notice': async (stores) => {
    await seat(stores, tea, ann);
    const all = { name: 'Coffee', topic: '', archived: true, muted: true, slowMode: 30 };
    const settings = await settled(stores, all);
    expect(await note(stores, { settings })).toMatchObject({ status: 'appended' });
    expect(await stores.rooms.find('tea')).toEqual(settings);
    expect((await stores.directory.mine('ann'))[0]!.room).toEqual(settings);
    const den = Room.open('den', 'Den', '', 'private');
    await seat(stores, den, ann);
    const open = den.change({ history: 'all' }, 'owner').room;
    await note(stores, { room: 'den', settings: open });
    expect(await stores.rooms.find('den')).toEqual(open);
  },

  'writes nothing on settings that have changed since': async (stores) => {
    await seat(stores, tea, ann);
    const guard = { room: 1, member: await versionOf(stores, ann) };
    await note(stores, { settings: await settled(stores, { topic: 'Black' }) });
    expect(await note(stores, { guard })).toEqual(STALE);
    expect(await stores.log.append({ room: 'tea', entry: said(ann, 'a'), guard, digest: '' })).toEqual(STALE);
  },

  'takes no key of another room, and changes nothing then': async (stores) => {
    await seat(stores, tea, ann, bob);
    await seat(stores, zoo);
    const settings = await settled(stores, { name: 'ＺＯＯ' });
    const seats = [await seating(stores, bob, undefined)];
    expect(await note(stores, { settings, seats, ...banning(bob, true) })).toEqual({ status: 'name_taken' });
    expect(await stores.rooms.find('tea')).toEqual(tea);
    expect(await stores.memberships.find('tea', 'bob')).toBeDefined();
    expect(await stores.memberships.banned('tea', 'bob')).toBe(false);
    expect(await headOf(stores)).toBe(0);
  },

  'lets a room keep its key, and others have the one that it had': async (stores) => {
    await seat(stores, tea, ann);
    expect(await note(stores, { settings: await settled(stores, { name: 'TEA' }) })).toMatchObject({
      seq: 1,
    });
    await note(stores, { settings: await settled(stores, { name: 'Coffee' }) });
    const creation = { by: 'ann', id: 'c', digest: '', at: AT, members: [] };
    expect(await stores.rooms.create(Room.open('other', 'Tea'), creation)).toMatchObject({
      status: 'created',
    });
    const taken = await stores.rooms.create(Room.open('third', 'Coffee'), { ...creation, id: 'd' });
    expect(taken.status).toBe('key_taken');
  },

  'keeps out of the room who is banned from it, and nobody else': async (stores) => {
    await seat(stores, tea, ann);
    await seat(stores, zoo);
    for (const user of [bob, cem]) await stores.users.add(user);
    await note(stores, banning(bob, true));
    expect(await stores.memberships.banned('tea', 'bob')).toBe(true);
    expect(await stores.memberships.join('tea', 'bob', AT)).toBeUndefined();
    expect(await note(stores, { seats: [await seating(stores, bob, MODERATOR)] })).toEqual(STALE);
    expect(await stores.memberships.find('tea', 'bob')).toBeUndefined();
    expect(await stores.memberships.banned('zoo', 'bob')).toBe(false);
    expect(await stores.memberships.banned('tea', 'cem')).toBe(false);
    expect(await stores.memberships.join('zoo', 'bob', AT)).toMatchObject({ created: true });
    expect(await stores.memberships.join('tea', 'cem', AT)).toMatchObject({ created: true });
  },

  'lets in again whose ban ends': async (stores) => {
    await seat(stores, tea, ann);
    await stores.users.add(bob);
    for (const on of [true, true, false]) await note(stores, banning(bob, on));
    expect(await stores.memberships.banned('tea', 'bob')).toBe(false);
    expect(await stores.memberships.join('tea', 'bob', AT)).toMatchObject({ created: true });
  },

  'lists who is banned by their ids, a page at a time, as they are called today': async (stores) => {
    await seat(stores, tea, ann);
    for (const user of [cem, bob]) {
      await stores.users.add(user);
      await note(stores, banning(user, true));
    }
    await stores.users.update('cem', { nickname: 'Cemil' });
    const both = [nameOf(bob), { id: 'cem', nickname: 'Cemil' }];
    expect(await stores.memberships.bans('tea', '', ALL)).toEqual(both);
    expect(await stores.memberships.bans('tea', '', 1)).toEqual(both.slice(0, 1));
    expect(await stores.memberships.bans('tea', 'bob', ALL)).toEqual(both.slice(1));
    expect(await stores.memberships.bans('nowhere', '', ALL)).toEqual([]);
  },

  'reads everybody by the name that the room knows today': async (stores) => {
    await seat(stores, tea, ann, bob);
    await note(stores, { entry: about(bob) });
    await say(stores, 'tea', bob, 'b');
    await stores.memberships.rename('tea', 'bob', 'Bobby');
    await stores.users.update('ann', { nickname: 'Anna' });
    const read = async () => {
      const [first, second] = (await stores.log.after('tea', 0, ALL))!.entries;
      const { actor, member } = first as { actor?: unknown; member?: unknown };
      return [actor, member, messageOf(second!).author];
    };
    const bobby = { id: 'bob', nickname: 'Bobby' };
    expect(await read()).toEqual([{ id: 'ann', nickname: 'Anna' }, bobby, bobby]);
    await stores.memberships.leave('tea', 'bob');
    expect((await read())[1]).toEqual(nameOf(bob));
  },

  'reads the notices alone, the newest below a seq and beyond another': async (stores) => {
    await seat(stores, tea, ann);
    for (const id of ['a', 'b', 'c', 'd']) {
      await say(stores, 'tea', ann, id);
      await note(stores);
    }
    const read = async (page: object) => {
      const { epoch, entries } = (await stores.log.notices('tea', { limit: ALL, ...page }))!;
      expect(epoch).toBe(await epochOf(stores, 'tea'));
      expect(entries).toEqual(entries.map(({ seq }) => placed(retold(), seq)));
      return entries.map(({ seq }) => seq);
    };
    expect(await read({})).toEqual([2, 4, 6, 8]);
    expect(await read({ limit: 2 })).toEqual([6, 8]);
    expect(await read({ before: 6, limit: 1 })).toEqual([4]);
    expect(await read({ beyond: 4 })).toEqual([6, 8]);
    expect(await stores.log.notices('nowhere', { limit: ALL })).toBeUndefined();
  },

  'shows nothing in a window up to the seq that it begins beyond': async (stores) => {
    await seat(stores, tea, ann);
    for (let n = 1; n <= 10; n += 1) await say(stores, 'tea', ann, `m${n}`);
    const read = async (window: object) =>
      (await stores.log.window('tea', { limit: 4, beyond: 6, ...window }))!.entries.map(({ seq }) => seq);
    expect(await read({})).toEqual([7, 8, 9, 10]);
    expect(await read({ before: 9 })).toEqual([7, 8]);
    expect(await read({ before: 3 })).toEqual([]);
    expect(await read({ after: 2 })).toEqual([7, 8, 9, 10]);
    expect(await read({ around: 7 })).toEqual([7, 8, 9, 10]);
    expect(await read({ around: 3 })).toEqual([7, 8, 9, 10]);
  },

  'tells the head also where no entry is asked for': async (stores) => {
    await seat(stores, tea, ann);
    await say(stores, 'tea', ann, 'a');
    expect(await stores.log.window('tea', { limit: 0 })).toMatchObject({ head: 1, entries: [] });
  },
};

import { Room } from '../../src/domain/room.js';
import type { Contract } from '../support/contract.js';
import { AT, ALL, ann, bob, cem, epochOf, say, seat, type Stores, tea, zoo } from './stores.js';
import { messageOf } from '../support/message-of.js';

const [art, bar] = [Room.open('1', 'Art'), Room.open('0', 'Bar')];
const newcomer = { role: 'member', notify: 'all', mutedUntil: 0, joinedAt: AT, marker: 0 } as const;
const idsOf = (summaries: readonly { room: Room }[]) => summaries.map(({ room }) => room.id);

export const roomDirectoryContract: Contract<Stores> = {
  'lists the rooms of a user, and no others, in order of their keys': async (stores) => {
    for (const room of [zoo, bar, art]) await seat(stores, room, ann);
    await seat(stores, tea, bob);
    expect(idsOf(await stores.directory.mine('ann'))).toEqual(['1', '0', 'zoo']);
    expect(await stores.directory.mine('nobody')).toEqual([]);
  },

  'lists the other rooms in order of their keys': async (stores) => {
    for (const room of [zoo, bar, art]) await seat(stores, room, bob);
    await seat(stores, tea, ann, bob);
    expect(idsOf(await stores.directory.others('ann', '', ALL))).toEqual(['1', '0', 'zoo']);
    expect(idsOf(await stores.directory.others('nobody', '', ALL))).toEqual(['1', '0', 'tea', 'zoo']);
  },

  'continues after a key, up to the limit': async (stores) => {
    for (const room of [zoo, bar, art, tea]) await seat(stores, room);
    expect(idsOf(await stores.directory.others('ann', '', 2))).toEqual(['1', '0']);
    expect(idsOf(await stores.directory.others('ann', bar.key, 1))).toEqual(['tea']);
    expect(idsOf(await stores.directory.others('ann', bar.key, ALL))).toEqual(['tea', 'zoo']);
  },

  'shows a room as the rooms and the log know it': async (stores) => {
    await seat(stores, tea, ann, bob);
    await say(stores, 'tea', ann, 'a');
    await say(stores, 'tea', bob, 'b', 'Oolong? 🍵');
    const { epoch, head, entries } = (await stores.log.after('tea', 0, ALL))!;
    const shown = { room: tea, memberCount: 2, epoch, head, last: messageOf(entries[1]!) };
    expect(await stores.directory.mine('ann')).toEqual([
      { ...shown, reading: { ...newcomer, unread: 1, mentions: 0, firstUnread: 2 } },
    ]);
    expect(await stores.directory.others('nobody', '', ALL)).toEqual([shown]);
    expect((await stores.directory.mine('ann'))[0]!.room).toBeInstanceOf(Room);
  },

  'shows a room in which nobody has spoken': async (stores) => {
    await seat(stores, tea, ann);
    const epoch = await epochOf(stores, 'tea');
    expect(await stores.directory.mine('ann')).toEqual([
      {
        room: tea,
        memberCount: 1,
        epoch,
        head: 0,
        last: undefined,
        reading: { ...newcomer, unread: 0, mentions: 0 },
      },
    ]);
  },

  'shows the last author by the nickname and the avatar of today': async (stores) => {
    await seat(stores, tea, ann);
    await say(stores, 'tea', ann, 'a');
    await stores.users.update('ann', { nickname: 'Anna', avatar: 'digest' });
    const [summary] = await stores.directory.mine('ann');
    expect(summary!.last!.author).toEqual({ id: 'ann', nickname: 'Anna', avatar: 'digest' });
  },

  'shows how far the user has read, and how much is unread': async (stores) => {
    await seat(stores, tea, ann, bob);
    for (const id of ['a', 'b', 'c']) await say(stores, 'tea', ann, id);
    await stores.memberships.mark('tea', 'bob', await epochOf(stores, 'tea'), 1);
    const reading = async (user: string) => (await stores.directory.mine(user))[0]!.reading;
    expect(await reading('bob')).toMatchObject({ marker: 1, unread: 2 });
    expect(await reading('ann')).toMatchObject({ marker: 0, unread: 0 });
  },

  'shows the oldest message that is unread': async (stores) => {
    await seat(stores, tea, ann, bob);
    for (const [by, id] of [
      [ann, 'a'],
      [bob, 'b'],
      [bob, 'c'],
      [ann, 'd'],
      [ann, 'e'],
    ] as const)
      await say(stores, 'tea', by, id);
    const first = async (user: string) => (await stores.directory.mine(user))[0]!.reading!.firstUnread;
    expect(await first('bob')).toBe(1);
    expect(await first('ann')).toBe(2);
    const epoch = await epochOf(stores, 'tea');
    await stores.memberships.mark('tea', 'bob', epoch, 1);
    expect(await first('bob')).toBe(4);
    await stores.memberships.mark('tea', 'ann', epoch, 3);
    expect(await first('ann')).toBeUndefined();
  },

  'shows how many unread messages mention the user': async (stores) => {
    await seat(stores, tea, ann, bob);
    await seat(stores, zoo, ann, bob);
    await say(stores, 'tea', ann, 'a', 'x', 'bob');
    await say(stores, 'tea', ann, 'b');
    await say(stores, 'tea', ann, 'c', 'x', 'bob', 'ann');
    const mentions = async (user: string) =>
      (await stores.directory.mine(user)).map(({ reading }) => reading!.mentions);
    expect(await mentions('bob')).toEqual([2, 0]);
    expect(await mentions('ann')).toEqual([0, 0]);
    await stores.memberships.mark('tea', 'bob', await epochOf(stores, 'tea'), 1);
    expect(await mentions('bob')).toEqual([1, 0]);
  },

  'shows the role of the user': async (stores) => {
    await seat(stores, zoo, ann);
    const members = [
      { user: 'ann', role: 'owner' },
      { user: 'bob', role: 'moderator' },
    ] as const;
    await stores.users.add(bob);
    await stores.rooms.create(tea, { by: 'ann', id: 'c', digest: '', at: AT, members });
    const roles = async (user: string) =>
      (await stores.directory.mine(user)).map(({ reading }) => reading!.role);
    expect(await roles('ann')).toEqual(['owner', 'member']);
    expect(await roles('bob')).toEqual(['moderator']);
  },

  'shows since when the user is a member, and until when one may not speak': async (stores) => {
    await seat(stores, zoo);
    await stores.users.add(ann);
    await stores.users.add(bob);
    const members = [{ user: 'ann', role: 'owner' }] as const;
    await stores.rooms.create(tea, { by: 'ann', id: 'c', digest: '', at: AT + 1, members });
    await stores.memberships.join('zoo', 'ann', AT + 2);
    await stores.memberships.join('zoo', 'ann', AT + 3);
    const member = { id: 'bob', nickname: 'Bob' };
    await stores.log.append({
      room: 'tea',
      guard: { room: tea.version, member: 0 },
      entry: { type: 'member.changed', at: AT + 4, by: member, member, change: 'added' },
      seats: [{ user: 'bob', version: 0, seat: { role: 'member', mutedUntil: AT + 5 } }],
    });
    const reading = async (user: string) =>
      (await stores.directory.mine(user)).map(({ reading: found }) => [found!.joinedAt, found!.mutedUntil]);
    expect(await reading('ann')).toEqual([
      [AT + 1, 0],
      [AT + 2, 0],
    ]);
    expect(await reading('bob')).toEqual([[AT + 4, AT + 5]]);
  },

  'shows of what the user is notified': async (stores) => {
    await seat(stores, tea, ann, bob);
    await seat(stores, zoo, ann);
    await stores.memberships.notify('tea', 'ann', 'mentions');
    const levels = async (user: string) =>
      (await stores.directory.mine(user)).map(({ reading }) => reading!.notify);
    expect(await levels('ann')).toEqual(['mentions', 'all']);
    expect(await levels('bob')).toEqual(['all']);
  },

  'shows with whom the user talks directly, by the nicknames of today': async (stores) => {
    const talk = Room.among('talk', ['ann', 'bob', 'cem']);
    await seat(stores, talk, cem, ann, bob);
    await seat(stores, tea, ann, bob);
    await stores.users.update('bob', { nickname: 'Bobby' });
    const people = async (user: string) => (await stores.directory.mine(user)).map((one) => one.people);
    expect(await people('ann')).toEqual([
      [
        { id: 'cem', nickname: 'Cem' },
        { id: 'bob', nickname: 'Bobby' },
      ],
      undefined,
    ]);
    expect(await people('cem')).toEqual([
      [ann, { ...bob, nickname: 'Bobby' }].map(({ id, nickname }) => ({ id, nickname })),
    ]);
  },

  'counts unread messages up to 999 in a list': async (stores) => {
    await seat(stores, tea, ann, bob);
    await Promise.all(Array.from({ length: 1001 }, (_, n) => say(stores, 'tea', ann, `m${n}`, 'x', 'bob')));
    const reading = { marker: 0, unread: 999, mentions: 999 };
    expect(await stores.directory.mine('bob')).toMatchObject([{ reading }]);
  },
};

import { Room } from '../../src/domain/room.js';
import type { Contract } from '../support/contract.js';
import { ALL, ann, bob, epochOf, say, seat, type Stores, tea, zoo } from './stores.js';
import { messageOf } from '../support/message-of.js';

const [art, bar] = [Room.open('1', 'Art'), Room.open('0', 'Bar')];
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
    expect(await stores.directory.mine('ann')).toEqual([{ ...shown, reading: { marker: 0, unread: 1 } }]);
    expect(await stores.directory.others('nobody', '', ALL)).toEqual([shown]);
    expect((await stores.directory.mine('ann'))[0]!.room).toBeInstanceOf(Room);
  },

  'shows a room in which nobody has spoken': async (stores) => {
    await seat(stores, tea, ann);
    const epoch = await epochOf(stores, 'tea');
    expect(await stores.directory.mine('ann')).toEqual([
      { room: tea, memberCount: 1, epoch, head: 0, last: undefined, reading: { marker: 0, unread: 0 } },
    ]);
  },

  'shows the last author by the nickname of today': async (stores) => {
    await seat(stores, tea, ann);
    await say(stores, 'tea', ann, 'a');
    await stores.users.update('ann', { nickname: 'Anna' });
    const [summary] = await stores.directory.mine('ann');
    expect(summary!.last!.author).toEqual({ id: 'ann', nickname: 'Anna' });
  },

  'shows how far the user has read, and how much is unread': async (stores) => {
    await seat(stores, tea, ann, bob);
    for (const id of ['a', 'b', 'c']) await say(stores, 'tea', ann, id);
    await stores.memberships.mark('tea', 'bob', await epochOf(stores, 'tea'), 1);
    const reading = async (user: string) => (await stores.directory.mine(user))[0]!.reading;
    expect(await reading('bob')).toEqual({ marker: 1, unread: 2 });
    expect(await reading('ann')).toEqual({ marker: 0, unread: 0 });
  },

  'counts unread messages up to 999 in a list': async (stores) => {
    await seat(stores, tea, ann, bob);
    await Promise.all(Array.from({ length: 1001 }, (_, n) => say(stores, 'tea', ann, `m${n}`)));
    expect((await stores.directory.mine('bob'))[0]!.reading).toEqual({ marker: 0, unread: 999 });
  },
};

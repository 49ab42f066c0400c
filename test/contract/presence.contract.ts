import type { Presence } from '../../src/application/ports/presence.js';
import type { Contract } from '../support/contract.js';

const here = async (presence: Presence, room: string) => [...(await presence.here(room)).keys()].toSorted();

export const presenceContract: Contract<Presence> = {
  'tells the first connection of a user from the later ones': async (presence) => {
    expect(await presence.arrive('c1', 'ann', ['tea'], 'online')).toBe(true);
    expect(await presence.arrive('c2', 'ann', ['tea'], 'online')).toBe(false);
    expect(await presence.arrive('c3', 'bob', ['tea'], 'online')).toBe(true);
  },

  'shows in a room exactly its members who are connected': async (presence) => {
    await presence.arrive('c1', 'ann', ['tea', 'zoo'], 'online');
    await presence.arrive('c2', 'bob', ['tea'], 'online');
    await presence.arrive('c3', 'cem', [], 'online');
    expect(await here(presence, 'tea')).toEqual(['ann', 'bob']);
    expect(await here(presence, 'zoo')).toEqual(['ann']);
    expect(await here(presence, '__proto__')).toEqual([]);
  },

  'counts a user with several connections once': async (presence) => {
    await presence.arrive('c1', 'ann', ['tea'], 'online');
    await presence.arrive('c2', 'ann', ['tea'], 'online');
    expect((await presence.here('tea')).size).toBe(1);
  },

  'keeps a user here while another connection lives': async (presence) => {
    await presence.arrive('c1', 'ann', ['tea'], 'online');
    await presence.arrive('c2', 'ann', ['tea'], 'online');
    expect(await presence.depart('c1')).toEqual([]);
    expect(await here(presence, 'tea')).toEqual(['ann']);
  },

  'answers the rooms that the last connection leaves behind': async (presence) => {
    await presence.arrive('c1', 'ann', ['tea', 'zoo'], 'online');
    await presence.arrive('c2', 'ann', ['tea', 'zoo'], 'online');
    await presence.depart('c1');
    expect((await presence.depart('c2')).toSorted()).toEqual(['tea', 'zoo']);
    expect(await here(presence, 'tea')).toEqual([]);
    expect(await presence.arrive('c3', 'ann', ['tea'], 'online')).toBe(true);
  },

  'lets a connection depart twice': async (presence) => {
    await presence.arrive('c1', 'ann', ['tea'], 'online');
    await presence.arrive('c2', 'ann', ['tea'], 'online');
    await presence.depart('c1');
    expect(await presence.depart('c1')).toEqual([]);
    expect(await presence.depart('never came')).toEqual([]);
    expect(await here(presence, 'tea')).toEqual(['ann']);
  },

  'shows who joins while connected': async (presence) => {
    await presence.arrive('c1', 'ann', [], 'online');
    expect(await presence.joined('ann', 'tea')).toBe(true);
    expect(await here(presence, 'tea')).toEqual(['ann']);
    expect(await presence.depart('c1')).toEqual(['tea']);
  },

  'shows nobody who joins without a connection': async (presence) => {
    expect(await presence.joined('ann', 'tea')).toBe(false);
    expect(await here(presence, 'tea')).toEqual([]);
  },

  'shows no more who leaves a room': async (presence) => {
    await presence.arrive('c1', 'ann', ['tea', 'zoo'], 'online');
    expect(await presence.left('ann', 'tea')).toBe(true);
    expect(await presence.left('ann', 'tea')).toBe(false);
    expect(await presence.left('bob', 'tea')).toBe(false);
    expect(await here(presence, 'tea')).toEqual([]);
    expect(await here(presence, 'zoo')).toEqual(['ann']);
    expect(await presence.depart('c1')).toEqual(['zoo']);
  },

  'shows those who are here as they want to be seen, in the order in which they came': async (presence) => {
    await presence.arrive('c1', 'bob', ['tea'], 'busy');
    await presence.arrive('c2', 'ann', ['tea'], 'online');
    await presence.arrive('c3', 'bob', ['tea'], 'online');
    expect([...(await presence.here('tea'))]).toEqual([
      ['bob', 'busy'],
      ['ann', 'online'],
    ]);
  },

  'lets a user be seen otherwise in all rooms, and nobody else': async (presence) => {
    await presence.arrive('c1', 'ann', ['tea', 'zoo'], 'online');
    await presence.arrive('c2', 'bob', ['tea'], 'online');
    expect((await presence.show('ann', 'away')).toSorted()).toEqual(['tea', 'zoo']);
    expect([...(await presence.here('tea'))]).toEqual([
      ['ann', 'away'],
      ['bob', 'online'],
    ]);
    expect((await presence.here('zoo')).get('ann')).toBe('away');
    expect(await presence.show('ann', 'away')).toEqual([]);
    expect(await presence.show('cem', 'busy')).toEqual([]);
    expect(await here(presence, 'tea')).toEqual(['ann', 'bob']);
  },

  'lets nobody see who is invisible come, join, leave or go': async (presence) => {
    expect(await presence.arrive('c1', 'ann', ['tea'], 'invisible')).toBe(false);
    expect(await presence.joined('ann', 'zoo')).toBe(false);
    expect(await here(presence, 'tea')).toEqual([]);
    expect(await here(presence, 'zoo')).toEqual([]);
    expect(await presence.left('ann', 'tea')).toBe(false);
    expect(await presence.depart('c1')).toEqual([]);
  },

  'lets a user vanish, and appear again': async (presence) => {
    await presence.arrive('c1', 'ann', ['tea'], 'online');
    expect(await presence.show('ann', 'invisible')).toEqual(['tea']);
    expect(await here(presence, 'tea')).toEqual([]);
    expect(await presence.arrive('c2', 'ann', ['tea'], 'online')).toBe(false);
    expect(await here(presence, 'tea')).toEqual([]);
    await presence.joined('ann', 'zoo');
    expect((await presence.show('ann', 'online')).toSorted()).toEqual(['tea', 'zoo']);
    expect(await here(presence, 'tea')).toEqual(['ann']);
    expect(await here(presence, 'zoo')).toEqual(['ann']);
    await presence.depart('c1');
    expect((await presence.depart('c2')).toSorted()).toEqual(['tea', 'zoo']);
  },

  'counts out nobody of a process that lives': async (presence) => {
    await presence.arrive('c1', 'ann', ['tea'], 'online');
    for (let n = 0; n < 3; n += 1) expect(await presence.beat()).toEqual([]);
    expect(await here(presence, 'tea')).toEqual(['ann']);
    expect(await presence.depart('c1')).toEqual(['tea']);
  },
};

import type { Presence } from '../../src/application/ports/presence.js';
import type { Contract } from '../support/contract.js';

const here = async (presence: Presence, room: string) => [...(await presence.here(room))].toSorted();

export const presenceContract: Contract<Presence> = {
  'tells the first connection of a user from the later ones': async (presence) => {
    expect(await presence.arrive('c1', 'ann', ['tea'])).toBe(true);
    expect(await presence.arrive('c2', 'ann', ['tea'])).toBe(false);
    expect(await presence.arrive('c3', 'bob', ['tea'])).toBe(true);
  },

  'shows in a room exactly its members who are connected': async (presence) => {
    await presence.arrive('c1', 'ann', ['tea', 'zoo']);
    await presence.arrive('c2', 'bob', ['tea']);
    await presence.arrive('c3', 'cem', []);
    expect(await here(presence, 'tea')).toEqual(['ann', 'bob']);
    expect(await here(presence, 'zoo')).toEqual(['ann']);
    expect(await here(presence, '__proto__')).toEqual([]);
  },

  'counts a user with several connections once': async (presence) => {
    await presence.arrive('c1', 'ann', ['tea']);
    await presence.arrive('c2', 'ann', ['tea']);
    expect((await presence.here('tea')).size).toBe(1);
  },

  'keeps a user here while another connection lives': async (presence) => {
    await presence.arrive('c1', 'ann', ['tea']);
    await presence.arrive('c2', 'ann', ['tea']);
    expect(await presence.depart('c1')).toEqual([]);
    expect(await here(presence, 'tea')).toEqual(['ann']);
  },

  'answers the rooms that the last connection leaves behind': async (presence) => {
    await presence.arrive('c1', 'ann', ['tea', 'zoo']);
    await presence.arrive('c2', 'ann', ['tea', 'zoo']);
    await presence.depart('c1');
    expect((await presence.depart('c2')).toSorted()).toEqual(['tea', 'zoo']);
    expect(await here(presence, 'tea')).toEqual([]);
    expect(await presence.arrive('c3', 'ann', ['tea'])).toBe(true);
  },

  'lets a connection depart twice': async (presence) => {
    await presence.arrive('c1', 'ann', ['tea']);
    await presence.arrive('c2', 'ann', ['tea']);
    await presence.depart('c1');
    expect(await presence.depart('c1')).toEqual([]);
    expect(await presence.depart('never came')).toEqual([]);
    expect(await here(presence, 'tea')).toEqual(['ann']);
  },

  'shows who joins while connected': async (presence) => {
    await presence.arrive('c1', 'ann', []);
    expect(await presence.joined('ann', 'tea')).toBe(true);
    expect(await here(presence, 'tea')).toEqual(['ann']);
    expect(await presence.depart('c1')).toEqual(['tea']);
  },

  'shows nobody who joins without a connection': async (presence) => {
    expect(await presence.joined('ann', 'tea')).toBe(false);
    expect(await here(presence, 'tea')).toEqual([]);
  },

  'shows no more who leaves a room': async (presence) => {
    await presence.arrive('c1', 'ann', ['tea', 'zoo']);
    expect(await presence.left('ann', 'tea')).toBe(true);
    expect(await presence.left('ann', 'tea')).toBe(false);
    expect(await presence.left('bob', 'tea')).toBe(false);
    expect(await here(presence, 'tea')).toEqual([]);
    expect(await here(presence, 'zoo')).toEqual(['ann']);
    expect(await presence.depart('c1')).toEqual(['zoo']);
  },
};

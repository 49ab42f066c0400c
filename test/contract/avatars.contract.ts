import type { Avatar } from '../../src/application/ports/avatars.js';
import type { Contract } from '../support/contract.js';
import { ann, bob, type Stores } from './stores.js';

const red: Avatar = { type: 'image/png', bytes: Uint8Array.from([0, 255, 1, 254]) };
const blue: Avatar = { type: 'image/webp', bytes: Uint8Array.from([7]) };

export const avatarsContract: Contract<Stores> = {
  'finds an image as put, as often as it is put': async ({ avatars }) => {
    await avatars.put('red', red);
    await avatars.put('blue', blue);
    await avatars.put('red', red);
    expect(await avatars.find('red')).toEqual(red);
    expect(await avatars.find('blue')).toEqual(blue);
  },

  'finds nothing under another digest': async ({ avatars }) => {
    await avatars.put('red', red);
    expect(await avatars.find('Red')).toBeUndefined();
    expect(await avatars.find('__proto__')).toBeUndefined();
  },

  'drops an image by which nobody is shown, and no other': async ({ avatars }) => {
    await avatars.put('red', red);
    await avatars.put('blue', blue);
    await avatars.drop('red');
    await avatars.drop('red');
    expect(await avatars.find('red')).toBeUndefined();
    expect(await avatars.find('blue')).toEqual(blue);
  },

  'keeps an image as long as somebody is shown by it': async ({ users, avatars }) => {
    for (const { id } of [ann, bob]) {
      await users.add(id === 'ann' ? ann : bob);
      await users.update(id, { avatar: 'red' });
    }
    await avatars.put('red', red);
    await users.update('ann', { avatar: '' });
    await avatars.drop('red');
    expect(await avatars.find('red')).toEqual(red);
    await users.update('bob', { avatar: '' });
    await avatars.drop('red');
    expect(await avatars.find('red')).toBeUndefined();
  },
};

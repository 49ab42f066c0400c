import { Audiences } from '../../src/application/audiences.js';
import { EarAudience } from '../support/memory-world-audience.js';

const changed = { room: 'tea', joined: [], left: [], total: 1, members: 1 };

describe('Audiences', () => {
  it('keep nothing from a transport because another one throws, and report it', () => {
    const reported: unknown[] = [];
    const audiences = new Audiences((error) => reported.push(error));
    const broken = new EarAudience();
    broken.presenceChanged = () => {
      throw new Error('this transport is broken');
    };
    const heard: unknown[] = [];
    const sound = new EarAudience();
    sound.presenceChanged = (change) => void heard.push(change);
    audiences.add(broken);
    audiences.add(sound);

    audiences.presenceChanged(changed);
    expect(heard).toEqual([changed]);
    expect(reported).toEqual([new Error('this transport is broken')]);
  });
});

import type { Moved } from '../../src/application/ports/presence.js';
import { KeepPresence } from '../../src/application/use-cases/keep-presence.js';
import { LOBBY } from '../../src/domain/room.js';
import { changed, memoryWorld } from '../support/memory-world.js';
import type { ManualClock } from '../support/manual-clock.js';

const BEAT = 5000;

describe('KeepPresence', () => {
  it('tells a room whom the end of a process has moved', async () => {
    const ended: Moved[] = [];
    const { ground, news, guest, connect, clock } = await memoryWorld();
    const presence = changed(ground.presence, { beat: async () => ended.splice(0) });
    const end = new KeepPresence(presence, news, clock).execute();
    const [ann, ben] = [await connect(await guest('Ann')), await connect(await guest('Ben'))];
    await clock.advance(1000);
    ann.presence.length = 0;

    const { id } = ben.caller.user;
    await ground.presence.depart(ben.id);
    ended.push({ user: id, rooms: [LOBBY], here: false });
    await clock.advance(BEAT + 1000);
    expect(ann.presence).toMatchObject([{ room: LOBBY, left: [id], total: 1 }]);
    end();
  });

  it('goes on after a beat that failed, and stops when it is ended', async () => {
    const { ground, news, clock } = await memoryWorld();
    let beats = 0;
    const presence = changed(ground.presence, {
      beat: async () => {
        if ((beats += 1) === 2) throw new Error('the store is away');
        return [];
      },
    });
    const end = new KeepPresence(presence, news, clock).execute();
    await passing(clock, 3);
    expect(beats).toBe(4);
    end();
    await passing(clock, 3);
    expect(beats).toBe(4);
  });
});

const passing = (clock: ManualClock, beats: number): Promise<void> => clock.advance(beats * BEAT);

import type { EventBus } from '../../src/application/ports/event-bus.js';
import { FollowRooms } from '../../src/application/use-cases/follow-rooms.js';
import { User } from '../../src/domain/user.js';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { ManualClock } from '../support/manual-clock.js';
import { changed } from '../support/memory-world.js';
import { Ear, EarAudience } from '../support/memory-world-audience.js';

const MINUTE = 60_000;

/** A process, and which rooms its bus follows. */
function following() {
  const clock = new ManualClock();
  const ears = new EarAudience();
  const ear = new Ear('c1', { session: 's1', user: User.guest('u1', 'Ann') });
  ears.ears.add(ear);
  const followed = new Set<string>();
  const bus = changed<EventBus>(new MemoryEventBus(), {
    follow: async (rooms) => rooms.forEach((room) => void followed.add(room)),
    unfollow: (rooms) => rooms.forEach((room) => void followed.delete(room)),
  });
  const followRooms = new FollowRooms(bus, ears, clock);
  return { clock, ear, followed, followRooms, end: followRooms.begin() };
}

describe('FollowRooms', () => {
  it('follows what somebody is about to listen to', async () => {
    const { followRooms, followed } = following();
    await followRooms.execute(['tea', 'zoo']);
    expect([...followed]).toEqual(['tea', 'zoo']);
  });

  it('lets go of rooms that nobody listens to, and of no others', async () => {
    const { clock, ear, followRooms, followed } = following();
    ear.rooms.add('tea');
    await followRooms.execute(['tea', 'zoo']);
    await clock.advance(MINUTE);
    expect([...followed]).toEqual(['tea']);
    ear.rooms.delete('tea');
    await clock.advance(MINUTE);
    expect([...followed]).toEqual([]);
  });

  it('leaves time to begin to listen', async () => {
    const { clock, followRooms, followed } = following();
    await clock.advance(MINUTE - 1);
    await followRooms.execute(['tea']);
    await clock.advance(1);
    expect([...followed]).toEqual(['tea']);
    await clock.advance(MINUTE);
    expect([...followed]).toEqual([]);
  });

  it('lets go of nothing once it has ended', async () => {
    const { clock, followRooms, followed, end } = following();
    await followRooms.execute(['tea']);
    end();
    await clock.advance(2 * MINUTE);
    expect([...followed]).toEqual(['tea']);
  });
});

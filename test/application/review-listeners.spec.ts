import type { EventBus } from '../../src/application/ports/event-bus.js';
import { FollowRooms } from '../../src/application/use-cases/follow-rooms.js';
import { ReviewListeners } from '../../src/application/use-cases/review-listeners.js';
import { LOBBY } from '../../src/domain/room.js';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { changed, memoryWorld } from '../support/memory-world.js';
import { Ear, EarAudience } from '../support/memory-world-audience.js';

/** Ann is connected to another process, which is told of nothing, and may learn that it was. */
async function deafProcess() {
  const { ground, guest, clock } = await memoryWorld();
  const { users, sessions, memberships } = ground;
  const { session, user } = await guest('Ann');
  const ears = new EarAudience();
  const ann = new Ear('c1', { session, user });
  ann.rooms.add(LOBBY);
  ears.ears.add(ann);
  let missed = async (): Promise<void> => {};
  const bus = changed<EventBus>(new MemoryEventBus(), { onMissed: (listener) => void (missed = listener) });
  const followRooms = new FollowRooms(bus, ears, clock);
  new ReviewListeners(bus, ears, users, sessions, memberships, followRooms, clock).execute();
  return { ann, ground, clock, learn: () => missed() };
}

describe('ReviewListeners', () => {
  it('leaves as they are those whom nothing befell', async () => {
    const { ann, learn } = await deafProcess();
    await learn();
    expect([[...ann.rooms], ann.memberships, ann.ended]).toEqual([[LOBBY], [], undefined]);
  });

  it('puts out of a room whoever is no member any more', async () => {
    const { ann, ground, learn } = await deafProcess();
    await ground.memberships.leave(LOBBY, ann.caller.user.id);
    await learn();
    expect(ann.memberships).toEqual([[LOBBY, 'removed']]);
  });

  it('has those hear a room who came into it', async () => {
    const { ann, learn } = await deafProcess();
    ann.rooms.clear();
    await learn();
    expect(ann.memberships).toEqual([[LOBBY, 'joined']]);
  });

  it('ends the connections of a session that has ended', async () => {
    const { ann, ground, learn } = await deafProcess();
    await ground.sessions.end(ann.caller.session);
    await learn();
    expect(ann.ended).toBe('session.replaced');
  });

  it('knows whoever became another as that', async () => {
    const { ann, ground, learn } = await deafProcess();
    const now = await ground.users.update(ann.caller.user.id, { nickname: 'Anna' });
    await learn();
    expect(ann.caller.user).toEqual(now);
  });
});

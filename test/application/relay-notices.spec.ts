import type { Notice } from '../../src/application/ports/event-bus.js';
import { FollowRooms } from '../../src/application/use-cases/follow-rooms.js';
import { RelayNotices } from '../../src/application/use-cases/relay-notices.js';
import { User } from '../../src/domain/user.js';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { ManualClock } from '../support/manual-clock.js';
import { Ear, EarAudience } from '../support/memory-world-audience.js';

/** A connection of Ann’s to a process that hears of everything by its bus alone. */
function otherProcess() {
  const bus = new MemoryEventBus();
  const ears = new EarAudience();
  const ann = new Ear('c1', { session: 's1', user: User.guest('u1', 'Ann') });
  ears.ears.add(ann);
  const end = new RelayNotices(bus, ears, new FollowRooms(bus, ears, new ManualClock())).execute();
  return { ann, end, tell: (notice: Notice) => bus.publish(notice) };
}

const marker = { room: 'r', epoch: 'e', seq: 3, mentions: 0, unread: 0 };
const changed = { room: 'r', joined: [], left: ['u2'], total: 1, members: 1 };

describe('RelayNotices', () => {
  it('admits and evicts', () => {
    const { ann, tell } = otherProcess();
    tell({ type: 'admitted', room: 'r', user: 'u1', because: 'joined' });
    tell({ type: 'admitted', room: 'q', user: 'u2', because: 'joined' });
    expect([...ann.rooms]).toEqual(['r']);
    tell({ type: 'evicted', room: 'r', user: 'u2', because: 'left' });
    expect([...ann.rooms]).toEqual(['r']);
    tell({ type: 'evicted', room: 'r', user: 'u1', because: 'left' });
    expect([...ann.rooms]).toEqual([]);
  });

  it('renames', () => {
    const { ann, tell } = otherProcess();
    tell({ type: 'user-changed', user: User.guest('u1', 'Anna') });
    expect(ann.caller).toEqual({ session: 's1', user: User.guest('u1', 'Anna') });
  });

  it('ends the connections of a session', () => {
    const { ann, tell } = otherProcess();
    tell({ type: 'session-ended', session: 's2', code: 'session.signed_out' });
    expect(ann.ended).toBeUndefined();
    tell({ type: 'session-ended', session: 's1', code: 'session.signed_out' });
    expect(ann.ended).toBe('session.signed_out');
  });

  it('brings markers to their user, and presence to its room', () => {
    const { ann, tell } = otherProcess();
    tell({ type: 'marker-moved', user: 'u1', moved: marker });
    tell({ type: 'marker-moved', user: 'u2', moved: marker });
    tell({ type: 'presence-changed', changed });
    tell({ type: 'admitted', room: 'r', user: 'u1', because: 'joined' });
    tell({ type: 'presence-changed', changed });
    expect([ann.markers, ann.presence]).toEqual([[marker], [changed]]);
  });

  it('brings to a room who writes there and who was nudged, and levels to their user', () => {
    const { ann, tell } = otherProcess();
    const ben = { id: 'u2', nickname: 'Ben' };
    const [typing, nudged, level] = [
      { room: 'r', users: [ben] },
      { room: 'r', by: ben, user: { id: 'u1', nickname: 'Ann' } },
      { room: 'r', level: 'none' },
    ] as const;
    tell({ type: 'typing', typing });
    tell({ type: 'admitted', room: 'r', user: 'u1', because: 'joined' });
    tell({ type: 'typing', typing });
    tell({ type: 'nudged', nudged });
    tell({ type: 'notify-changed', user: 'u2', changed: level });
    tell({ type: 'notify-changed', user: 'u1', changed: level });
    expect([ann.typing, ann.nudges, ann.levels]).toEqual([[typing], [nudged], [level]]);
  });

  it('leaves entries to those who keep their order', () => {
    const { ann, tell } = otherProcess();
    tell({ type: 'admitted', room: 'r', user: 'u1', because: 'joined' });
    tell({ type: 'entries', room: 'r', epoch: 'e', entries: [] });
    expect(ann.runs).toEqual([]);
  });

  it('says nothing after its end', () => {
    const { ann, end, tell } = otherProcess();
    end();
    tell({ type: 'marker-moved', user: 'u1', moved: marker });
    expect(ann.markers).toEqual([]);
  });
});

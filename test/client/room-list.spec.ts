import { heardIn, inOrder, joinedRooms, markedIn, unreadTotal } from '../../client/src/model/room-list.js';
import type { Entry, ListedRoom } from '../../client/src/protocol.js';

const room: ListedRoom = {
  id: 'r',
  name: 'Room',
  topic: '',
  kind: 'public',
  archived: false,
  muted: false,
  slowMode: 0,
  history: 'all',
  joined: true,
  memberCount: 2,
  epoch: 'e1',
  head: 10,
  marker: 8,
  unread: 2,
  mentions: 0,
};

const entry = (seq: number, by: string): Entry => ({
  seq,
  at: '2026-01-01T00:00:00.000Z',
  type: 'message.sent',
  by,
  message: {
    seq,
    rev: seq,
    id: `i${seq}`,
    author: { id: by, nickname: by },
    text: `t${seq}`,
    sentAt: '2026-01-01T00:00:00.000Z',
  },
});

const run = (...entries: Entry[]) => ({ room: 'r', epoch: 'e1', entries });

describe('the list of rooms', () => {
  it('counts what others say, and not what the user says', () => {
    const heard = heardIn(room, run(entry(11, 'ann'), entry(12, 'me')), 'me');
    expect(heard).toMatchObject({ head: 12, unread: 3, last: { seq: 12, text: 't12' } });
  });

  it('counts nothing twice', () => {
    const once = heardIn(room, run(entry(11, 'ann')), 'me')!;
    expect(heardIn(once, run(entry(10, 'ann'), entry(11, 'ann')), 'me')).toBe(once);
    expect(heardIn(once, run(entry(11, 'ann'), entry(12, 'ann')), 'me')).toMatchObject({ unread: 4 });
  });

  it('takes what changes about a room, and counts no notice', () => {
    const at = '2026-01-01T00:00:00.000Z';
    const renamed: Entry = {
      seq: 11,
      at,
      type: 'room.changed',
      by: 'ann',
      actor: { id: 'ann', nickname: 'Ann' },
      change: { name: 'Attic', muted: true },
    };
    const heard = heardIn(room, run(renamed), 'me')!;
    expect(heard).toMatchObject({ head: 11, unread: 2, name: 'Attic', muted: true, topic: '' });
    expect(heardIn({ ...heard, name: 'Cellar' }, run(renamed), 'me')).toMatchObject({ name: 'Cellar' });
  });

  it('does not guess over a hole or into another epoch', () => {
    expect(heardIn(room, run(entry(12, 'ann')), 'me')).toBeUndefined();
    expect(heardIn(room, { ...run(entry(11, 'ann')), epoch: 'e2' }, 'me')).toBeUndefined();
  });

  it('has nothing unread once all it heard was read', () => {
    expect(markedIn(room, { epoch: 'e1', seq: 10, unread: 1 })).toMatchObject({ marker: 10, unread: 0 });
    expect(markedIn(room, { epoch: 'e1', seq: 9, unread: 1 })).toMatchObject({ marker: 9, unread: 1 });
  });

  it('never moves a marker back', () => {
    expect(markedIn(room, { epoch: 'e1', seq: 7, unread: 9 })).toBe(room);
    expect(markedIn(room, { epoch: 'e2', seq: 9, unread: 9 })).toBe(room);
  });

  it('holds the user’s rooms, those with the latest word first', () => {
    const last = { seq: 1, author: { id: 'a', nickname: 'a' }, text: '' };
    const list = joinedRooms([
      { ...room, id: 'silent' },
      { ...room, id: 'early', last: { ...last, sentAt: '2026-01-01T00:00:00.000Z' } },
      { ...room, id: 'late', last: { ...last, sentAt: '2026-01-02T00:00:00.000Z' } },
      { ...room, id: 'other', joined: false },
    ]);
    expect(inOrder(list, 'en').map(({ id }) => id)).toEqual(['late', 'early', 'silent']);
    expect(unreadTotal(list.values())).toBe(6);
  });
});

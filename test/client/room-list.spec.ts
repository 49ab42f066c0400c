import {
  heardIn,
  inOrder,
  joinedRooms,
  knownIn,
  markedIn,
  calling,
  callingTotal,
} from '../../client/src/model/room-list.js';
import type { MemberChange } from '../../src/domain/entry.js';
import type { Entry, ListedRoom, Message } from '../../client/src/protocol.js';
import { listedRoom } from '../support/listed-room.js';

const room = listedRoom({ head: 10, marker: 8, unread: 2 });

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

const decided = (
  by: string,
  member: string,
  change: Omit<MemberChange, 'until'> & { until?: string },
): Entry => ({
  seq: 11,
  at: '2026-01-01T00:00:00.000Z',
  type: 'member.changed',
  by,
  actor: { id: by, nickname: by },
  member: { id: member, nickname: member },
  ...change,
});

const changed = (seq: number, type: 'edited' | 'recalled', message: Partial<Message> = {}): Entry => {
  const before = entry(10, 'ann');
  if (before.type !== 'message.sent') throw new Error('It is a message');
  return {
    ...{ seq, at: before.at, by: 'ann', type: 'message.changed', actor: before.message.author },
    ...{ change: { type }, target: 10, message: { ...before.message, rev: seq, ...message } },
  };
};

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

  it('counts no message of others that was recalled, and shows nothing of it', () => {
    const at = '2026-01-01T00:01:00.000Z';
    const recalled = changed(11, 'recalled', { text: '', recalledAt: at });
    const known = {
      ...room,
      last: { seq: 10, author: { id: 'ann', nickname: 'ann' }, text: 't10', sentAt: at },
    };
    expect(heardIn(known, run(recalled), 'me')).toMatchObject({
      head: 11,
      unread: 1,
      last: { seq: 10, text: '', recalled: true },
    });
    expect(heardIn(room, run(recalled), 'ann')).toMatchObject({ unread: 2 });
    expect(heardIn({ ...room, marker: 10, unread: 0 }, run(recalled), 'me')).toMatchObject({ unread: 0 });
    const said = run(entry(11, 'ann'), changed(12, 'recalled', { recalledAt: at }));
    expect(heardIn(room, said, 'me')).toMatchObject({ head: 12, unread: 2, last: { seq: 11 } });
  });

  it('shows what was said last as it was edited', () => {
    const known = {
      ...room,
      last: { seq: 10, author: { id: 'ann', nickname: 'ann' }, text: 't10', sentAt: '' },
    };
    const heard = heardIn(known, run(changed(11, 'edited', { text: 'other' })), 'me');
    expect(heard).toMatchObject({ head: 11, unread: 2, last: { seq: 10, text: 'other' } });
  });

  it('is read again where it cannot tell whom a message still mentions', () => {
    const recalled = run(changed(11, 'recalled'));
    expect(heardIn({ ...room, mentions: 1 }, recalled, 'me')).toBeUndefined();
    expect(heardIn({ ...room, unread: 999 }, recalled, 'me')).toBeUndefined();
    expect(heardIn(room, run(changed(11, 'edited', { mentions: ['me'] })), 'me')).toBeUndefined();
    const untold = changed(11, 'edited');
    if (untold.type === 'message.changed') delete untold.message;
    expect(heardIn(room, run(untold), 'me')).toBeUndefined();
  });

  it('counts what mentions the user, and takes it for read with the rest', () => {
    const heard = entry(11, 'ann');
    if (heard.type === 'message.sent') heard.message.mentions = ['me', 'bob'];
    const listed = heardIn(room, run(heard, entry(12, 'ann')), 'me')!;
    expect(listed).toMatchObject({ unread: 4, mentions: 1 });
    expect(markedIn(listed, { epoch: 'e1', seq: 12, unread: 1, mentions: 1 })).toMatchObject({ mentions: 0 });
    expect(heardIn(room, run(heard), 'cy')).toMatchObject({ mentions: 0 });
  });

  it('knows what the user is in a room, also after handing it over', () => {
    const role = (by: string, member: string, given: 'owner' | 'moderator'): Entry =>
      decided(by, member, { change: 'role', role: given });
    const mine: ListedRoom = { ...room, role: 'owner' };
    expect(heardIn(mine, run(role('me', 'ann', 'owner')), 'me')).toMatchObject({ role: 'moderator' });
    expect(heardIn(mine, run(role('me', 'ann', 'moderator')), 'me')).toMatchObject({ role: 'owner' });
    expect(heardIn({ ...room, role: 'member' }, run(role('ann', 'me', 'owner')), 'me')).toMatchObject({
      role: 'owner',
    });
  });

  it('knows until when the user may not speak, and that whoever gets more to say may', () => {
    const until = '2026-01-01T01:00:00.000Z';
    const muted = heardIn(room, run(decided('ann', 'me', { change: 'muted', until })), 'me')!;
    expect(muted.mutedUntil).toBe(until);
    expect(heardIn(room, run(decided('ann', 'bob', { change: 'muted', until })), 'me')!.mutedUntil).toBe(
      undefined,
    );
    const then = (change: Parameters<typeof decided>[2]) =>
      heardIn(muted, run({ ...decided('ann', 'me', change), seq: 12 }), 'me')!.mutedUntil;
    expect(then({ change: 'unmuted' })).toBeUndefined();
    expect(then({ change: 'role', role: 'moderator' })).toBeUndefined();
    expect(then({ change: 'role', role: 'member' })).toBe(until);
  });

  it('calls a direct talk by the newest names of its people', () => {
    const talk: ListedRoom = { ...room, kind: 'direct', people: [{ id: 'ann', nickname: 'Ann' }] };
    expect(knownIn(talk, [{ id: 'ann', nickname: 'Anna' }]).people).toEqual([
      { id: 'ann', nickname: 'Anna' },
    ]);
    expect(knownIn(talk, [{ id: 'bob', nickname: 'Bob' }])).toBe(talk);
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
    expect(markedIn(room, { epoch: 'e1', seq: 10, unread: 1, mentions: 0 })).toMatchObject({
      marker: 10,
      unread: 0,
    });
    expect(markedIn(room, { epoch: 'e1', seq: 9, unread: 1, mentions: 0 })).toMatchObject({
      marker: 9,
      unread: 1,
      mentions: 0,
    });
  });

  it('never moves a marker back', () => {
    expect(markedIn(room, { epoch: 'e1', seq: 7, unread: 9, mentions: 0 })).toBe(room);
    expect(markedIn(room, { epoch: 'e2', seq: 9, unread: 9, mentions: 0 })).toBe(room);
  });

  it('holds the user’s rooms, those first where something was said last, or the user came', () => {
    const last = { seq: 1, author: { id: 'a', nickname: 'a' }, text: '' };
    const list = joinedRooms([
      { ...room, id: 'b', name: 'b', joinedAt: '2025-12-01T00:00:00.000Z' },
      { ...room, id: 'a', name: 'a', joinedAt: '2025-12-01T00:00:00.000Z' },
      { ...room, id: 'new', joinedAt: '2026-01-01T12:00:00.000Z' },
      { ...room, id: 'early', last: { ...last, sentAt: '2026-01-01T00:00:00.000Z' } },
      {
        ...room,
        id: 'late',
        joinedAt: '2026-01-01T00:00:00.000Z',
        last: { ...last, sentAt: '2026-01-02T00:00:00.000Z' },
      },
      {
        ...room,
        id: 'came',
        joinedAt: '2026-01-03T00:00:00.000Z',
        last: { ...last, sentAt: '2025-01-01T00:00:00.000Z' },
      },
      { ...room, id: 'other', joined: false },
    ]);
    expect(inOrder(list, 'en').map(({ id }) => id)).toEqual(['came', 'late', 'new', 'early', 'a', 'b']);
    expect(callingTotal(list.values())).toBe(12);
  });

  it('call for as much attention as the reader wants to give them', () => {
    const rooms = (['all', 'mentions', 'none'] as const).map((notify) => ({
      ...room,
      notify,
      unread: 7,
      mentions: 2,
    }));
    expect(rooms.map(calling)).toEqual([7, 2, 0]);
    expect(callingTotal(rooms)).toBe(9);
  });
});

import { placed } from '../../src/domain/entry.js';
import type { Membership } from '../../src/domain/membership.js';
import { Room } from '../../src/domain/room.js';

const room = Room.open('r1', 'Tea room', 'All about tea');
const author = { id: 'u1', nickname: 'Ann' };
const seat: Membership = {
  room: 'r1',
  user: 'u1',
  nickname: '',
  notify: 'all',
  role: 'member',
  mutedUntil: 0,
  from: 0,
  marker: 0,
  version: 1,
};
const draft = { id: 'm1', author, text: ' Hello\n', mentions: [], at: 1000 };

describe('Room', () => {
  it('opens with its name and topic in their normal form, public, in its first version', () => {
    const settings = { archived: false, muted: false, slowMode: 0, history: 'all' } as const;
    expect(Room.open('r', '  Tea\u3000room ', ' e\u0301 ')).toEqual(
      new Room('r', 'public', 'tea room', { name: 'Tea room', topic: 'é', ...settings }, 1),
    );
    expect(Room.open('r', 'Tea').topic).toBe('');
  });

  it('does not open under a name nobody can read, or with a topic of two lines', () => {
    expect(() => Room.open('r', '\u200B')).toThrow(expect.objectContaining({ code: 'room.name_invalid' }));
    expect(() => Room.open('r', 'Tea', 'a\nb')).toThrow(
      expect.objectContaining({ code: 'room.topic_invalid' }),
    );
  });

  it('has the key of every room that it would be taken for', () => {
    expect(Room.open('a', 'TEA R00M').key).toBe(room.key);
    expect(Room.open('b', 'Теа room').key).toBe(room.key);
    expect(Room.open('c', 'Coffee room').key).not.toBe(room.key);
  });

  it('has a key that fits into the cursor of a list, even of letters that take eighteen units each', () => {
    expect(Room.open('r', '\uFDFA'.repeat(50)).key.length).toBeLessThanOrEqual(1024);
  });

  it('has a key for a room called __proto__', () => {
    expect(Room.open('r', '__proto__').key).toBe('__proto__');
  });

  it('makes an entry of what a member drafts, its text as it was written', () => {
    expect(room.post(draft, seat, 'member')).toEqual({
      type: 'message.sent',
      at: 1000,
      by: author,
      message: { id: 'm1', text: ' Hello\n' },
    });
  });

  it('names everybody once whom a draft mentions', () => {
    const { message } = room.post({ ...draft, mentions: ['bob', 'cem', 'bob'] }, seat, 'member');
    expect(message.mentions).toEqual(['bob', 'cem']);
  });

  it('lets nobody post who is no member', () => {
    expect(() => room.post(draft, undefined, 'stranger')).toThrow(
      expect.objectContaining({ code: 'room.not_member' }),
    );
  });

  it.each([
    ['message.blank', ' \u200B\n'],
    ['message.too_long', 'a'.repeat(4001)],
    ['message.malformed', 'a\0'],
  ])('answers %s for such a text', (code, text) => {
    expect(() => room.post({ ...draft, text }, seat, 'member')).toThrow(expect.objectContaining({ code }));
  });

  it('tells a stranger nothing about a text', () => {
    expect(() => room.post({ ...draft, text: '' }, undefined, 'stranger')).toThrow(
      expect.objectContaining({ code: 'room.not_member' }),
    );
  });
});

describe('placed', () => {
  it('gives entry and message their number, author and time', () => {
    expect(placed(room.post(draft, seat, 'member'), 7)).toEqual({
      seq: 7,
      at: 1000,
      type: 'message.sent',
      by: 'u1',
      message: { seq: 7, rev: 7, id: 'm1', text: ' Hello\n', author, sentAt: 1000 },
    });
  });
});

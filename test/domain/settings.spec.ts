import { Room, SLOW_LIMIT, type SettingsWanted } from '../../src/domain/room.js';
import type { Standing } from '../../src/domain/standing.js';

const tea = Room.open('r1', 'Tea', 'Green');
const den = Room.open('r2', 'Den', '', 'private');
const closed = tea.change({ archived: true }, 'owner').room;

const refusal = (room: Room, wanted: SettingsWanted, by: Standing = 'owner') => {
  try {
    room.change(wanted, by);
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('Room.change', () => {
  it('takes what is given in its normal form, leaves the rest, and counts the version up', () => {
    const { room, change } = tea.change({ name: ' Tea\u3000room ', slowMode: 10 }, 'owner');
    expect(change).toEqual({ name: 'Tea room', slowMode: 10 });
    expect(room).toEqual(
      new Room('r1', 'public', 'tea room', { ...tea.settings, name: 'Tea room', slowMode: 10 }, 2),
    );
  });

  it('tells nothing of what is as wanted already', () => {
    expect(
      tea.change({ name: ' Tea ', topic: 'Green', muted: false, archived: undefined }, 'owner').change,
    ).toEqual({});
  });

  it('keeps the key of a room that nobody finds by its name', () => {
    expect(den.change({ name: 'Tea' }, 'owner').room.key).toBe(den.key);
  });

  it('refuses what is no name, no topic and no wait', () => {
    expect(refusal(tea, { name: '\u200B' })).toBe('room.name_invalid');
    expect(refusal(tea, { topic: 'a\nb' })).toBe('room.topic_invalid');
    for (const slowMode of [-1, 0.5, NaN, SLOW_LIMIT + 1])
      expect(refusal(tea, { slowMode })).toBe('room.slow_mode_invalid');
    expect(refusal(tea, { slowMode: SLOW_LIMIT })).toBeUndefined();
  });

  it('leaves name, end and past to the owner, and the rest to moderators too', () => {
    expect(refusal(tea, { topic: 'Black', muted: true, slowMode: 5 }, 'moderator')).toBeUndefined();
    expect(refusal(tea, { name: 'Tea', archived: false, topic: 'Black' }, 'moderator')).toBeUndefined();
    expect(refusal(tea, { name: 'Coffee' }, 'moderator')).toBe('room.not_allowed');
    expect(refusal(tea, { archived: true }, 'moderator')).toBe('room.not_allowed');
    expect(refusal(den, { history: 'all' }, 'moderator')).toBe('room.not_allowed');
  });

  it('opens an archived room again, and changes nothing else of it', () => {
    expect(refusal(closed, { topic: 'Black' })).toBe('room.archived');
    expect(refusal(closed, { archived: true })).toBeUndefined();
    expect(closed.change({ archived: false, topic: 'Black' }, 'owner').change).toEqual({
      archived: false,
      topic: 'Black',
    });
  });

  it('hides nothing of the past of a room that all may read', () => {
    expect(refusal(tea, { history: 'joined' })).toBe('request.invalid');
    expect(den.change({ history: 'all' }, 'owner').change).toEqual({ history: 'all' });
  });
});

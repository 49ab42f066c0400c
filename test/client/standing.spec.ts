import { deedsOn, powersIn } from '../../client/src/model/standing.js';
import type { ListedRoom, Member } from '../../client/src/protocol.js';

type Placed = Pick<ListedRoom, 'kind' | 'role' | 'archived'>;

const me = { id: 'me', admin: false };
const now = new Date('2026-01-01T00:00:00.000Z');
const room = (kind: Placed['kind'], role: Placed['role'], archived = false): Placed => ({
  kind,
  role,
  archived,
});
const member = (role: Member['role'], id = 'ann'): Member => ({
  id,
  nickname: id,
  role,
  presence: 'online' as const,
});

const powers = (of: Placed, admin = false): string[] =>
  Object.entries(powersIn(of, { ...me, admin })).flatMap(([power, has]) => (has ? [power] : []));

describe('what is offered in a room', () => {
  it('follows how one stands in it', () => {
    expect(powers(room('public', 'member'))).toEqual(['rename', 'leave']);
    expect(powers(room('public', 'moderator'))).toEqual(['moderate', 'review', 'rename', 'leave']);
    expect(powers(room('private', 'moderator'))).toEqual(['moderate', 'review', 'invite', 'rename', 'leave']);
    expect(powers(room('public', 'owner'))).toEqual(['own', 'moderate', 'review', 'rename', 'leave']);
  });

  it('is little in an archived room, and nothing in a direct talk or in notes', () => {
    expect(powers(room('public', 'moderator', true))).toEqual(['review', 'leave']);
    expect(powers(room('private', 'owner', true))).toEqual(['own', 'review', 'leave']);
    expect(powers(room('direct', 'member'))).toEqual([]);
    expect(powers(room('notes', 'member'))).toEqual([]);
  });

  it('is everything to the administrator where everybody finds the room, and nothing more elsewhere', () => {
    expect(powers(room('public', undefined), true)).toEqual(['own', 'moderate', 'review']);
    expect(powers(room('private', 'member'), true)).toEqual(['rename', 'leave']);
  });

  it('is done only to those who stand below', () => {
    expect(deedsOn(room('public', 'moderator'), me, member('member'), now)).toEqual([
      'mute',
      'recall',
      'remove',
      'ban',
    ]);
    expect(deedsOn(room('public', 'moderator'), me, member('moderator'), now)).toEqual([]);
    expect(deedsOn(room('public', 'owner'), me, member('owner', 'me'), now)).toEqual([]);
    expect(deedsOn(room('public', 'member'), me, member('member'), now)).toEqual([]);
    expect(deedsOn(room('public', 'owner'), me, member('moderator'), now)).toEqual([
      'demote',
      'handOver',
      'mute',
      'recall',
      'remove',
      'ban',
    ]);
  });

  it('lets speak again who is muted, while the mute lasts', () => {
    const muted = { ...member('member'), mutedUntil: '2026-01-01T00:01:00.000Z' };
    expect(deedsOn(room('public', 'moderator'), me, muted, now)).toContain('unmute');
    expect(deedsOn(room('public', 'moderator'), me, muted, new Date('2026-01-01T00:02:00.000Z'))).toContain(
      'mute',
    );
  });
});

import { decided, presence } from '../../client/src/model/members.js';
import type { Notice } from '../../client/src/protocol.js';

const ann = { id: 'ann', nickname: 'Ann', role: 'member' as const, presence: 'online' as const };
const bob = { id: 'bob', nickname: 'Bob', role: 'member' as const, presence: 'offline' as const };

const about = (id: string, change: object): Notice =>
  ({
    seq: 1,
    at: '2026-01-01T00:00:00.000Z',
    type: 'member.changed',
    by: 'cy',
    actor: { id: 'cy', nickname: 'Cy' },
    member: { id, nickname: id },
    ...change,
  }) as Notice;

describe('the members of a room', () => {
  it('are what was decided about them', () => {
    const list = { total: 2, here: 1, members: [{ ...ann, role: 'owner' as const }, bob] };
    const roles = decided(list, [about('bob', { change: 'role', role: 'owner' })]).members;
    expect(roles.map(({ role }) => role)).toEqual(['moderator', 'owner']);
    const until = '2026-01-01T01:00:00.000Z';
    const muted = decided(list, [about('bob', { change: 'muted', until })]);
    expect(muted.members[1]).toEqual({ ...bob, mutedUntil: until });
    expect(decided(muted, [about('bob', { change: 'unmuted' })]).members[1]).toEqual(bob);
    expect(decided(list, [about('ann', { change: 'removed' })])).toEqual({
      total: 1,
      here: 0,
      members: [bob],
    });
  });

  it('are those who are here first', () => {
    const list = presence(
      { total: 2, here: 1, members: [ann, bob] },
      {
        joined: [
          { id: 'bob', nickname: 'Robert', presence: 'busy' },
          { id: 'cy', nickname: 'Cy', presence: 'online' },
        ],
        left: ['ann'],
        total: 2,
        members: 3,
      },
    );
    expect(list).toEqual({
      total: 3,
      here: 2,
      members: [
        { id: 'bob', nickname: 'Robert', role: 'member', presence: 'busy' },
        { id: 'cy', nickname: 'Cy', role: 'member', presence: 'online' as const },
        { ...ann, presence: 'offline' as const },
      ],
    });
  });
});

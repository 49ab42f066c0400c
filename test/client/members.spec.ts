import { presence } from '../../client/src/model/members.js';

const ann = { id: 'ann', nickname: 'Ann', role: 'member' as const, online: true };
const bob = { id: 'bob', nickname: 'Bob', role: 'member' as const, online: false };

describe('the members of a room', () => {
  it('are those who are here first', () => {
    const list = presence(
      { total: 2, here: 1, members: [ann, bob] },
      {
        joined: [
          { id: 'bob', nickname: 'Robert' },
          { id: 'cy', nickname: 'Cy' },
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
        { id: 'bob', nickname: 'Robert', role: 'member', online: true },
        { id: 'cy', nickname: 'Cy', role: 'member', online: true },
        { ...ann, online: false },
      ],
    });
  });
});

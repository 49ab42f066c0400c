import { forMany, toJson } from '../../src/interface/protocol/for-many.js';

describe('What is presented for many', () => {
  const list = { names: ['Ann', '"Ben"', '李'] };

  it('is presented once for each thing that is known', () => {
    let times = 0;
    const present = forMany(({ names }: typeof list) => ({ page: names, times: (times += 1) }));
    expect(present(list)).toBe(present(list));
    expect(present({ ...list })).toEqual({ page: list.names, times: 2 });
  });

  it('is said in the same JSON as if it were for one', () => {
    const present = forMany(({ names }: typeof list) => ({ total: names.length, page: names }));
    const answer = {
      room: { id: 'tea' },
      members: present(list),
      'of "many"': true,
      marker: null,
      absent: undefined,
    };
    expect(toJson(answer)).toBe(JSON.stringify(answer));
    expect(toJson({ members: present(list) })).toBe(JSON.stringify({ members: present(list) }));
    expect(toJson({ head: 1 })).toBe('{"head":1}');
  });
});

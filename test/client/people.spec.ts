import { facesOf, initials, met, type People } from '../../client/src/model/people.js';

const named = (nicknames: Record<string, string>): People =>
  new Map(Object.entries(nicknames).map(([id, nickname]) => [id, { id, nickname }]));

describe('people', () => {
  it('go by the newest name heard of', () => {
    const people = met(new Map(), 'r', [{ id: 'a', nickname: 'Ann' }]);
    expect(
      met(people, 'r', [{ id: 'a', nickname: 'Anna' }])
        .get('r')
        ?.get('a')?.nickname,
    ).toBe('Anna');
    expect(met(people, 'r', [{ id: 'a', nickname: 'Ann' }])).toBe(people);
    expect(
      met(people, 'r', [{ id: 'a', nickname: 'Ann', avatar: 'd1' }])
        .get('r')
        ?.get('a')?.avatar,
    ).toBe('d1');
  });

  it('go by another name in another room', () => {
    const people = met(met(new Map(), 'r', [{ id: 'a', nickname: 'Ann' }]), 's', [
      { id: 'a', nickname: 'Dr. A' },
    ]);
    expect(people.get('r')?.get('a')?.nickname).toBe('Ann');
    expect(people.get('s')?.get('a')?.nickname).toBe('Dr. A');
  });

  it('are told apart by tag and colour where their names look alike', () => {
    const people = named({ one: 'paypal', two: 'раураl', three: 'Ann' });
    const faces = facesOf(people.keys(), people);
    expect(faces.get('three')?.tag).toBeUndefined();
    expect(faces.get('one')?.tag).toMatch(/^[0-9a-f]{4}$/);
    expect(faces.get('two')?.tag).not.toBe(faces.get('one')?.tag);
    expect(faces.get('two')?.hue).not.toBe(faces.get('one')?.hue);
  });

  it('keep their colour, whoever else is met, in whatever order', () => {
    const people = named({ a: 'Same', b: 'Same', c: 'Same', d: 'Same' });
    expect(new Map(facesOf(['d', 'b', 'a', 'c'], people))).toEqual(new Map(facesOf(people.keys(), people)));
    expect(new Set([...facesOf(people.keys(), people).values()].map(({ hue }) => hue)).size).toBe(4);
  });

  it.each([
    ['王小明', '明'],
    ['Ann Lee', 'AL'],
    ['ann', 'A'],
    ['Release 1.0', 'R'],
    ['Élodie d’Arc', 'ÉD'],
    ['👩‍👩‍👧 family', 'F'],
    ['🎉', '🎉'],
    ['さくら', 'ら'],
  ])('are drawn by what names them: %s is %s', (name, sign) => {
    expect(initials(name)).toBe(sign);
  });
});

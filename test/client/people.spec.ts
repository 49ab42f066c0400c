import { facesOf, initials, met } from '../../client/src/model/people.js';

describe('people', () => {
  it('go by the newest name heard of', () => {
    const people = met(new Map(), [{ id: 'a', nickname: 'Ann' }]);
    expect(met(people, [{ id: 'a', nickname: 'Anna' }]).get('a')?.nickname).toBe('Anna');
    expect(met(people, [{ id: 'a', nickname: 'Ann' }])).toBe(people);
    expect(met(people, [{ id: 'a', nickname: 'Ann', avatar: 'd1' }]).get('a')?.avatar).toBe('d1');
  });

  it('are told apart by tag and colour where their names look alike', () => {
    const people = met(new Map(), [
      { id: 'one', nickname: 'paypal' },
      { id: 'two', nickname: 'раураl' },
      { id: 'three', nickname: 'Ann' },
    ]);
    const faces = facesOf(people.keys(), people);
    expect(faces.get('three')?.tag).toBeUndefined();
    expect(faces.get('one')?.tag).toMatch(/^[0-9a-f]{4}$/);
    expect(faces.get('two')?.tag).not.toBe(faces.get('one')?.tag);
    expect(faces.get('two')?.hue).not.toBe(faces.get('one')?.hue);
  });

  it('keep their colour, whoever else is met, in whatever order', () => {
    const people = met(
      new Map(),
      ['a', 'b', 'c', 'd'].map((id) => ({ id, nickname: 'Same' })),
    );
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

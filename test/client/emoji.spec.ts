import { emojiCalled, emojiOf, findEmoji, toned } from '../../client/src/model/emoji.js';
import { emojiRows } from '../../scripts/emoji.mjs';

const all = emojiRows().map(emojiOf);
const find = (query: string): string[] => findEmoji(all, query, 16).map(({ emoji }) => emoji);
const named = (name: string) => all.find(({ names }) => names.includes(name))!;

describe('emoji', () => {
  it.each([
    ['tada', '🎉'],
    ['+1', '👍'],
    ['Thumbs', '👍'],
    ['red heart', '❤️'],
    ['庆祝', '🎉'],
    ['红心', '❤️'],
    ['笑哭了', '😂'],
    ['太阳', '☀️'],
    ['china', '🇨🇳'],
    ['中国', '🇨🇳'],
  ])('are found by %j', (query, emoji) => expect(find(query)).toContain(emoji));

  it('are found best first: what is called so before what it is said of', () => {
    expect(find('smile')[0]).toBe('😄');
    expect(find('狗').slice(0, 2).sort()).toEqual(['🐕', '🐶']);
  });

  it('are called one thing each: no beginning of a name, and no word', () => {
    expect(emojiCalled(all, 'Smile')?.emoji).toBe('😄');
    expect(emojiCalled(all, '+1')?.emoji).toBe('👍');
    expect(emojiCalled(all, 'smil')).toBeUndefined();
  });

  it('are not all found by nothing, and none by what none is called', () => {
    expect(find(' ')).toEqual([]);
    expect(find('qqqqq')).toEqual([]);
  });

  it('are what Unicode recommends, each once, with a name and a Chinese one', () => {
    expect(all.length).toBeGreaterThan(1800);
    expect(new Set(all.map(({ emoji }) => emoji)).size).toBe(all.length);
    for (const { emoji, names, called } of all) {
      expect(emoji).toMatch(/^\p{RGI_Emoji}$/v);
      expect(names[0]).toMatch(/^[a-z0-9_+-]+$/);
      expect(called.zh).not.toBe('');
    }
  });

  it('take a tone where they have them, in a way that Unicode recommends', () => {
    expect(toned(named('wave'), 5)).toBe('👋🏿');
    expect(toned(named('wave'), 0)).toBe('👋');
    expect(toned(named('tada'), 5)).toBe('🎉');
    for (const one of all) expect(toned(one, 3)).toMatch(/^\p{RGI_Emoji}$/v);
  });
});

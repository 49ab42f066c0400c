import fc from 'fast-check';
import { excerpt } from '../../client/src/model/excerpt.js';
import { parseQuery } from '../../src/domain/query.js';

const shown = (text: string, typed: string): string =>
  excerpt(text, parseQuery(typed).terms)
    .map((piece) => (piece.found ? `[${piece.text}]` : piece.text))
    .join('');

describe('an excerpt', () => {
  it.each([
    ['我家在上海东边', '上海', '我家在[上海]东边'],
    ['Hello, hello shell', 'hel', '[Hel]lo, [hel]lo shell'],
    ['ＰＡＲＬＥＹ and Cafe\u0301 bar', 'parley café', '[ＰＡＲＬＥＹ] and [Cafe\u0301] bar'],
    ['green tea', 'green tea gre', '[green] [tea]'],
    ['a\n\nb', 'b', 'a [b]'],
    ['🎉🎉', '🎉', '[🎉][🎉]'],
    ['no word', '', 'no word'],
  ])('of %j for %j is %j', (text, typed, expected) => {
    expect(shown(text, typed)).toBe(expected);
  });

  it('of a long text shows what is around the first place', () => {
    const text = `${'很长的话'.repeat(100)}上海${'东'.repeat(500)}`;
    const line = shown(text, '上海');
    expect(line).toContain('[上海]');
    expect(line.length).toBeLessThan(200);
    expect(line).toMatch(/^….*…$/);
  });

  it('shows a part of the text, and nothing else, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 400 }),
        fc.string({ unit: 'binary' }),
        (text, typed) => {
          const pieces = excerpt(text, parseQuery(typed).terms);
          const line = pieces.map((piece) => piece.text).join('');
          expect(text.trim().replace(/\s+/gu, ' ')).toContain(line.replace(/^…|…$/g, ''));
        },
      ),
    );
  });
});

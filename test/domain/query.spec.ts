import fc from 'fast-check';
import {
  FEATURES,
  fold,
  holds,
  isBlank,
  isFrom,
  isNamed,
  parseQuery,
  runsOf,
} from '../../src/domain/query.js';

const NOTHING = { terms: [], from: [], in: [], has: [] };

describe('a query', () => {
  it.each([
    ['  Green\tTEA ', { terms: ['green', 'tea'] }],
    ['tea tea', { terms: ['tea'] }],
    [
      'from:Ann in:茶 has:link has:image tea',
      { from: ['ann'], in: ['茶'], has: ['link', 'image'], terms: ['tea'] },
    ],
    ['ｆｒｏｍ：ａｎｎ', { from: ['ann'] }],
    ['from:ann from:bob', { from: ['ann', 'bob'] }],
    ['from: has:tea before:lunch FROM', { terms: ['from:', 'has:tea', 'before:lunch', 'from'] }],
    ['"green tea" *bread*', { terms: ['green', 'tea', 'bread'] }],
    ['“茶” 「水」', { terms: ['茶', '水'] }],
    ['c++ #tag -no', { terms: ['c++', '#tag', '-no'] }],
    ['tea\0pot', { terms: ['tea', 'pot'] }],
    ['http://a.b', { terms: ['http://a.b'] }],
  ])('of %j is read', (typed, expected) => {
    expect(parseQuery(typed)).toEqual({ ...NOTHING, ...expected });
  });

  it.each(['', '  ', '"', '*', '***', '" "', '+ - ?', '\0', '\u200b'])('of %j is blank', (typed) => {
    expect(isBlank(parseQuery(typed))).toBe(true);
  });

  it.each(['tea', '茶', '🫖', 'from:a', 'in:a', 'has:file', 'after:2026', 'before:2026'])(
    'of %j is not blank',
    (typed) => {
      expect(isBlank(parseQuery(typed))).toBe(false);
    },
  );

  it.each([
    ['2026-11-23', 0, '2026-11-23T00:00:00Z'],
    ['2026-11-23', 480, '2026-11-22T16:00:00Z'],
    ['2026-11-23', -300, '2026-11-23T05:00:00Z'],
    ['2026-1-2', 0, '2026-01-02T00:00:00Z'],
    ['2026-11', 0, '2026-11-01T00:00:00Z'],
    ['2026', 0, '2026-01-01T00:00:00Z'],
  ])('knows when %s begins %i minutes east', (day, minutesEast, at) => {
    expect(parseQuery(`after:${day}`, minutesEast)).toEqual({ ...NOTHING, after: Date.parse(at) });
    expect(parseQuery(`before:${day}`, minutesEast)).toEqual({ ...NOTHING, before: Date.parse(at) });
  });

  it.each(['2026-02-30', '2026-13', '2026-00', '2026-11-00', '26-11-23', '2026-11-23x'])(
    'takes what is no day, as %s, for a word',
    (day) => {
      expect(parseQuery(`after:${day}`)).toEqual({ ...NOTHING, terms: [`after:${day}`] });
    },
  );

  it('keeps to the narrowest of several times', () => {
    const { after, before } = parseQuery('after:2025 after:2026 before:2028 before:2027');
    expect([after, before]).toEqual([Date.parse('2026'), Date.parse('2027')]);
  });

  it('is read whatever was typed', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'from:',
        'in:',
        'has:',
        'after:',
        'before:',
        '"',
        '*',
        ' ',
        ':',
        '2026-11',
        '上海',
        '\ud800',
        '\0',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.integer({ min: -840, max: 840 }), (pieces, minutesEast) => {
        const { terms, has, after, before } = parseQuery(pieces.join(''), minutesEast);
        for (const term of terms) {
          expect(term).toBe(fold(term));
          expect(term).not.toMatch(/[\s\p{Cc}]/u);
          expect(runsOf(term)).not.toEqual([]);
        }
        for (const feature of has) expect(FEATURES).toContain(feature);
        for (const time of [after, before]) expect(Number.isNaN(time)).toBe(false);
      }),
    );
  });

  it('has no operators but its filters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const { terms: _terms, ...rest } = parseQuery(typed.replaceAll(/[:：]/gu, ' '));
        expect(rest).toEqual({ from: [], in: [], has: [] });
      }),
    );
  });

  it('finds every text by each of its words, and by each beginning of one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        for (const { text: run } of runsOf(fold(text))) {
          const characters = Array.from(run);
          for (let length = 1; length <= characters.length; length += 1) {
            const { terms } = parseQuery(characters.slice(0, length).join(''));
            expect(holds(fold(text), terms)).toBe(true);
          }
        }
      }),
    );
  });
});

describe('a name', () => {
  it.each([
    ['Ann Lee', 'an', true],
    ['Ann Lee', 'lee', true],
    ['Ann Lee', 'annl', true],
    ['Joanna', 'ann', false],
    ['张伟', '伟', true],
    ['', 'a', false],
  ])('%j is meant by %j: %s', (name, wanted, meant) => {
    expect(isNamed([name], [wanted])).toBe(meant);
  });

  it('is any where none is wanted, and one’s own where oneself is', () => {
    expect(isNamed(['Ann'], [])).toBe(true);
    expect(isFrom(['Ann'], true, ['me'])).toBe(true);
    expect(isFrom(['Ann'], false, ['我'])).toBe(false);
  });
});

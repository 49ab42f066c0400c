import fc from 'fast-check';
import { skeleton } from '../../src/domain/skeleton.js';

describe('skeleton', () => {
  it.each([
    ['case', 'Lobby', 'lobby', 'LOBBY'],
    ['case within a word', 'OpenID', 'openid', 'OPENID'],
    ['width', 'Lobby', 'Ｌｏｂｂｙ'],
    ['Katakana of half width', 'サクラ', 'ｻｸﾗ'],
    ['styled letters', 'Lobby', '𝐋𝐨𝐛𝐛𝐲', '𝓛𝓸𝓫𝓫𝔂', 'Ⓛⓞⓑⓑⓨ', 'ʟᴏʙʙʏ'],
    ['a capital I for an l', 'lobby', 'Iobby', '1obby', '|obby', 'ӏobby', 'ⅼobby'],
    ['a capital I after a small letter', 'PayPal', 'PayPaI', 'PayPaІ', 'PayPaΙ'],
    ['zero for o', 'Lobby', 'L0bby', 'Lοbby', 'Lоbby', 'Lօbby'],
    ['Cyrillic', 'scope', 'ѕсоре', 'SCOPE', 'ЅСОРЕ'],
    ['Cyrillic of either case', 'НЕТ', 'нет', 'HET'],
    ['Greek capitals', 'ZENITH', 'ΖΕΝΙΤΗ'],
    ['Greek of either case', 'Νίκη', 'ΝΊΚΗ', 'νίκη'],
    ['a final sigma', 'ΟΔΟΣ', 'οδος', 'οδοσ'],
    ['Armenian', 'hou', 'հօս'],
    ['Cherokee', 'MAC', 'ᎷᎪᏟ'],
    ['Lisu', 'LISP', 'ꓡꓲꓢꓑ'],
    ['accents of another script', 'ёлка', 'ëлка'],
    ['composed and decomposed', 'café', 'cafe\u0301'],
    ['Turkish dots', 'İstanbul', 'istanbul', 'ıstanbul', 'ISTANBUL'],
    ['rn for m', 'modern', 'modem'],
    ['vv for w', 'vvindow', 'window'],
    ['ligatures', 'office', 'oﬃce'],
    ['dashes', 'a-b', 'a‐b', 'a–b', 'a—b', 'a−b'],
    ['quotes', "Ann's", 'Ann’s', 'Ann`s', 'Annʼs'],
    ['double quotes', '"Ann"', '“Ann”'],
    ['spaces', 'tea room', 'tea  room', 'tea\u3000room', ' tea room '],
    ['invisible characters', 'Ann', 'A\u200Bnn', 'Ann\uFE0F', 'A\u00ADnn', 'Ann\u{E0041}'],
    ['Katakana for Han', '二八力卜口夕工', 'ニハカトロタエ'],
    ['a long-vowel mark for one', '一', 'ー'],
    ['Hiragana for Katakana', 'へべぺ', 'ヘベペ'],
    ['Kangxi radicals', '山水', '⼭⽔'],
    ['Persian and Arabic letters', 'علي', 'علی', 'على'],
    ['Arabic and Persian kaf', 'كتاب', 'کتاب'],
    ['presentation forms', 'سلام', 'ﺳﻼﻡ'],
  ])('sees no difference in %s', (_, ...names) => {
    expect(new Set(names.map(skeleton)).size).toBe(1);
  });

  it.each([
    ['words', 'tea', 'coffee'],
    ['accents', 'resume', 'résumé'],
    ['digits', 'Room 2', 'Room 3'],
    ['Chinese', '技术', '美术'],
    ['traditional Chinese', '国', '國'],
    ['Japanese with and without a voice mark', 'ハス', 'バス'],
    ['Korean', '가', '각'],
    ['Russian', 'дом', 'дым'],
    ['soft sign', 'брат', 'брать'],
    ['Greek', 'νόμος', 'δρόμος'],
    ['Arabic', 'كتاب', 'كاتب'],
    ['Hindi', 'कल', 'काल'],
    ['Thai', 'ไก่', 'ไข่'],
    ['emoji', '🦊', '🐺'],
    ['flags', '🇨🇳', '🇯🇵'],
    ['spacing', 'therapist', 'the rapist'],
    ['order', 'ab', 'ba'],
    ['inner names of objects', '__proto__', 'constructor', 'toString', 'hasOwnProperty'],
  ])('tells apart %s', (_, ...names) => {
    expect(new Set(names.map(skeleton)).size).toBe(names.length);
  });

  it('is a string for inner names of objects', () => {
    expect(skeleton('__proto__')).toBe('__proto__');
    expect(skeleton('constructor')).toBe('constructor');
  });

  /** Letters that have exactly one other case, and come back from it. */
  const cased = fc
    .oneof(
      fc.integer({ min: 0x41, max: 0x24f }),
      fc.integer({ min: 0x370, max: 0x587 }),
      fc.integer({ min: 0x13a0, max: 0x13fd }),
      fc.integer({ min: 0x1e00, max: 0x1eff }),
    )
    .map((point) => String.fromCodePoint(point))
    .filter((c) => c.toUpperCase().length === 1 && c.toUpperCase().toLowerCase() === c.toLowerCase());

  it('does not depend on case', () => {
    fc.assert(
      fc.property(fc.string({ unit: cased }), (name) => {
        expect(skeleton(name.toUpperCase())).toBe(skeleton(name));
        expect(skeleton(name.toLowerCase())).toBe(skeleton(name));
      }),
      { numRuns: 100 },
    );
  });

  it('does not depend on width', () => {
    const wide = (name: string): string =>
      name
        .replace(/[!-~]/g, (c) => String.fromCodePoint(c.codePointAt(0)! + 0xfee0))
        .replaceAll(' ', '\u3000');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (name) =>
        expect(skeleton(wide(name))).toBe(skeleton(name)),
      ),
    );
  });

  it('does not depend on the form of normalisation', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) {
          expect(skeleton(name.normalize(form))).toBe(skeleton(name));
        }
      }),
    );
  });

  it('has a skeleton of its own that is itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) =>
        expect(skeleton(skeleton(name))).toBe(skeleton(name)),
      ),
    );
  });
});

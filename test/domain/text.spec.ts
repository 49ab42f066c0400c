import fc from 'fast-check';
import { codePoints, isVisible, messageText, TEXT_LIMIT, utf8Length } from '../../src/domain/text.js';

const anyString = fc.string({ unit: 'binary' });
const wellFormed = anyString.filter((text) => text.isWellFormed());

describe('messageText', () => {
  it.each([
    ['words', 'Good morning'],
    ['Chinese', '你好，世界'],
    ['Arabic with marks', 'السَّلَامُ عَلَيْكُمْ'],
    ['lines and tabs', 'first\n\tsecond\n'],
    ['spaces around', '  kept as sent  '],
    ['a decomposed letter', 'cafe\u0301'],
    ['an emoji family', '👨‍👩‍👧‍👦'],
    ['direction marks among words', 'a \u202Bשלום\u202C b'],
    ['one plain sign', '.'],
  ])('keeps %s exactly as sent', (_, text) => {
    expect(messageText(text)).toBe(text);
  });

  it.each([
    ['nothing', ''],
    ['spaces of all widths', ' \u00A0\u2003\u3000'],
    ['empty lines', '\n\n\t'],
    ['zero-width characters', '\u200B\u200C\u200D\u2060\uFEFF'],
    ['direction marks', '\u200E\u200F\u202E\u2066\u2069'],
    ['the Hangul filler', '\u3164'],
    ['the Hangul jamo fillers', '\u115F\u1160\uFFA0'],
    ['the blank Braille pattern', '\u2800'],
    ['variation selectors', '\uFE0F\uFE0E\u{E0100}'],
    ['tags', '\u{E0061}\u{E007F}'],
    ['a note without a head', '\u{1D159}'],
    ['blank hieroglyphs', '\u{13441}\u{13442}'],
    ['soft hyphens', '\u00AD\u034F'],
  ])('refuses %s as blank', (_, text) => {
    expect(() => messageText(text)).toThrow(expect.objectContaining({ code: 'message.blank' }));
  });

  it.each([
    ['a lone high surrogate', 'a\uD83D'],
    ['a lone low surrogate', '\uDE00a'],
    ['surrogates the wrong way round', '\uDE00\uD83D'],
    ['NUL', 'a\0b'],
    ['a carriage return', 'a\r\nb'],
    ['an escape sequence', '\u001B[31mred'],
    ['a backspace', 'a\bb'],
    ['DEL', 'a\u007F'],
    ['a C1 control', 'a\u0085b'],
  ])('refuses %s as malformed', (_, text) => {
    expect(() => messageText(text)).toThrow(expect.objectContaining({ code: 'message.malformed' }));
  });

  it('takes as many code points as the limit says, however many units they take', () => {
    const most = '😀'.repeat(TEXT_LIMIT.codePoints);
    expect(utf8Length(most)).toBe(TEXT_LIMIT.bytes);
    expect(messageText(most)).toBe(most);
    expect(messageText('a'.repeat(TEXT_LIMIT.codePoints))).toHaveLength(TEXT_LIMIT.codePoints);
    expect(messageText('字'.repeat(TEXT_LIMIT.codePoints))).toHaveLength(TEXT_LIMIT.codePoints);
  });

  it.each(['a', '字', '😀', ' '])('refuses one code point more of %j as too long', (character) => {
    const long = character.repeat(TEXT_LIMIT.codePoints + 1);
    expect(() => messageText(long)).toThrow(expect.objectContaining({ code: 'message.too_long' }));
  });

  it('keeps only what is within both limits, visible and well-formed, and refuses all else by a code', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const good =
          codePoints(text) <= TEXT_LIMIT.codePoints &&
          utf8Length(text) <= TEXT_LIMIT.bytes &&
          isVisible(text) &&
          text.isWellFormed() &&
          !Array.from(text).some((c) => /\p{Cc}/u.test(c) && c !== '\n' && c !== '\t');
        expect(outcome(text)).toBe(good ? text : 'ChatError');
      }),
    );
  });
});

function outcome(text: string): string {
  try {
    return messageText(text);
  } catch (error) {
    return (error as Error).name;
  }
}

describe('codePoints', () => {
  it('counts what Array.from lists', () => {
    fc.assert(fc.property(anyString, (text) => expect(codePoints(text)).toBe(Array.from(text).length)));
  });
});

describe('utf8Length', () => {
  it('counts what TextEncoder writes', () => {
    const encoder = new TextEncoder();
    fc.assert(fc.property(wellFormed, (text) => expect(utf8Length(text)).toBe(encoder.encode(text).length)));
  });
});

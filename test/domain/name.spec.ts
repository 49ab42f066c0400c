import fc from 'fast-check';
import { NAME_LIMIT, nickname, roomName, roomTopic, searchable } from '../../src/domain/name.js';
import { codePoints } from '../../src/domain/text.js';

const england = '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}';

describe('nickname', () => {
  it.each([
    ['Latin', 'Ann'],
    ['one letter', 'x'],
    ['accents', 'Zoë Ångström'],
    ['Vietnamese', 'Nguyễn Thị Ngọc'],
    ['Turkish', 'İlkay Işık'],
    ['Chinese', '王小明'],
    ['rare Chinese', '𠮷野'],
    ['Japanese', 'さくら・ハルカ'],
    ['a Japanese family name in its own variant', '葛\u{E0100}城'],
    ['Korean', '김민준'],
    ['Korean letters', 'ㅋㅋㅋ'],
    ['Arabic', 'محمد'],
    ['Arabic with marks', 'مُحَمَّد'],
    ['Persian with a non-joiner', 'علی\u200Cرضا'],
    ['Hebrew', 'שָׁלוֹם'],
    ['Hindi', 'श्रीमती शर्मा'],
    ['Hindi with a joiner', 'क\u094D\u200Dष'],
    ['Sinhala with a joiner', 'ශ\u0DCA\u200Dරී'],
    ['Malayalam of old keyboards', 'സുനില\u0D4D\u200D'],
    ['Tamil', 'தமிழ்'],
    ['Thai', 'น้ำผึ้ง'],
    ['Khmer', 'ខ្មែរ'],
    ['Tibetan', 'བོད་ཡིག'],
    ['Russian', 'Алёна'],
    ['Greek', 'Ελένη'],
    ['Georgian', 'გიორგი'],
    ['an emoji', '🦊'],
    ['an emoji in its coloured form', '❤️'],
    ['an emoji in its plain form', '☎︎'],
    ['a family', '👨‍👩‍👧‍👦'],
    ['people of two skin tones', '🧑🏽‍🤝‍🧑🏻'],
    ['a detective with a gender', '🕵🏻‍♂️'],
    ['a flag', '🇨🇳'],
    ['a joined flag', '🏳️‍🌈'],
    ['the flag of England', england],
    ['keycaps', '1️⃣#️⃣'],
    ['emoji among words', 'Ann 🌸 Lee'],
    ['punctuation', "O'Brien-Smith, Jr."],
    ['an object’s inner name', '__proto__'],
    ['mark-up', '<b>Ann</b>'],
    ['digits', '42'],
  ])('takes %s', (_, name) => {
    expect(nickname(name)).toBe(name.normalize('NFC'));
  });

  it.each([
    ['nothing', ''],
    ['spaces', ' \u00A0\u3000'],
    ['zero-width characters only', '\u200B\u2060'],
    ['a zero-width space within', 'A\u200Bnn'],
    ['a byte order mark within', 'A\uFEFFnn'],
    ['a word joiner', 'Ann\u2060'],
    ['a soft hyphen', 'A\u00ADnn'],
    ['a joiner between Latin letters', 'A\u200Dnn'],
    ['a non-joiner after Latin letters', 'Ann\u200C'],
    ['two joiners in a row', 'علی\u200C\u200Cرضا'],
    ['a joiner at the end of an Arabic name', 'علی\u200C'],
    ['a joiner after an emoji', '🦊\u200D'],
    ['a direction override', '\u202Egnp.exe'],
    ['a direction mark', 'Ann\u200F'],
    ['an isolate', '\u2066Ann\u2069'],
    ['an Arabic letter mark', 'Ann\u061C'],
    ['a line feed', 'Ann\nLee'],
    ['a carriage return', 'Ann\rLee'],
    ['a line separator', 'Ann\u2028Lee'],
    ['NUL', 'Ann\0'],
    ['an escape', 'Ann\u001B[0m'],
    ['a C1 control', 'Ann\u0085Lee'],
    ['the Hangul filler', '\u3164'],
    ['a jamo filler after letters', 'Ann\u1160'],
    ['the blank Braille pattern', '\u2800'],
    ['a blank Braille pattern after letters', 'Ann\u2800'],
    ['a note without a head', '\u{1D159}'],
    ['blank hieroglyphs', '\u{13441}'],
    ['a lone variation selector', '\uFE0F'],
    ['a variation selector after a letter', 'A\uFE0Fnn'],
    ['a variation selector of Han after a letter', 'A\u{E0100}'],
    ['tags', 'Ann\u{E0041}\u{E007F}'],
    ['tags that spell no flag', '🏴\u{E0061}\u{E0062}\u{E007F}'],
    ['a lone surrogate', 'Ann\uD800'],
    ['private use', '\uF8FF'],
    ['an unassigned character', '\u0378'],
    ['a noncharacter', 'Ann\uFFFF'],
    ['a mark without a letter', '\u0301'],
    ['a mark on a space', 'Ann \u0301'],
    ['an enclosing keycap alone', '\u20E3'],
    ['a pile of marks', `x${'\u0301\u0302\u0303\u0304\u0306'}`],
    ['a pile of marks on an emoji', `🦊${'\u0335'.repeat(8)}`],
    ['a pile of marks with joiners between', 'क\u0901\u0901\u0901\u200C\u0901\u0901'],
    ['an interlinear annotation', 'Ann\uFFF9'],
    ['a combining grapheme joiner', 'Ann\u034F'],
    ['a Mongolian vowel separator', 'Ann\u180E'],
    ['a musical beam', '\u{1D173}Ann'],
    ['25 letters', 'a'.repeat(25)],
    ['25 emoji', '🦊'.repeat(25)],
  ])('refuses %s', (_, name) => {
    expect(() => nickname(name)).toThrow(expect.objectContaining({ code: 'nickname.invalid' }));
  });

  it('counts code points after normalisation', () => {
    expect(nickname('e\u0301'.repeat(24))).toBe('é'.repeat(24));
    expect(nickname('🦊'.repeat(24))).toBe('🦊'.repeat(24));
    expect(nickname('한'.normalize('NFD').repeat(24))).toBe('한'.repeat(24));
  });

  it('makes one space of many, whatever their width, and none at the ends', () => {
    expect(nickname('\t Ann\u3000\u00A0 Lee \n')).toBe('Ann Lee');
  });

  it('refuses a name far too long without normalising it, which would take minutes', () => {
    expect(() => nickname(`a${'\u0315\u0334'.repeat(300_000)}`)).toThrow('24');
  });

  const raw = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.string({
      unit: fc.constantFrom('a', ' ', '\u00A0', '\n', '\u0301', '\u200D', '🦊', '\uFE0F', 'ि', 'क', '\u20E3'),
    }),
  );
  const accepted = raw.map(nicknameOrNone).filter((name) => name !== undefined);

  it('stays as it is when it is given again', () => {
    fc.assert(
      fc.property(accepted, (name) => expect(nickname(name)).toBe(name)),
      { numRuns: 100 },
    );
  });

  it('is never longer than its limit, and in form NFC', () => {
    fc.assert(
      fc.property(accepted, (name) => {
        expect(codePoints(name)).toBeLessThanOrEqual(NAME_LIMIT.nickname);
        expect(name).toBe(name.normalize('NFC'));
      }),
    );
  });

  it('never begins or ends with a space, and holds no line break', () => {
    fc.assert(
      fc.property(accepted, (name) => {
        expect(name).toMatch(/^\S(.*\S)?$/u);
      }),
    );
  });
});

function nicknameOrNone(raw: string): string | undefined {
  try {
    return nickname(raw);
  } catch {
    return undefined;
  }
}

describe('roomName', () => {
  it('takes 50 code points and refuses one more', () => {
    expect(roomName('室'.repeat(50))).toBe('室'.repeat(50));
    expect(() => roomName('室'.repeat(51))).toThrow(expect.objectContaining({ code: 'room.name_invalid' }));
  });

  it('refuses what nobody sees', () => {
    expect(() => roomName('\u2800\u3164')).toThrow(expect.objectContaining({ code: 'room.name_invalid' }));
  });
});

describe('roomTopic', () => {
  it('may be empty', () => {
    expect(roomTopic('')).toBe('');
    expect(roomTopic('  ')).toBe('');
  });

  it('takes 250 code points on one line and refuses more', () => {
    expect(roomTopic('题'.repeat(250))).toBe('题'.repeat(250));
    for (const topic of ['题'.repeat(251), 'a\nb', 'a\u202Eb']) {
      expect(() => roomTopic(topic)).toThrow(expect.objectContaining({ code: 'room.topic_invalid' }));
    }
  });
});

describe('searchable', () => {
  it('finds a name whatever the case and width it is looked for in', () => {
    expect(searchable('ＡＮＮ')).toBe(searchable('ann'));
    expect(searchable('ｻｸﾗ')).toBe(searchable('サクラ'));
    expect(searchable('Zoe\u0308')).toBe(searchable('ZOË'));
  });
});

import { newPassword, passwordForm } from '../../src/domain/password.js';
import { login, username } from '../../src/domain/username.js';

const refusal = (code: string): Error => expect.objectContaining({ code }) as Error;

describe('A username', () => {
  it.each([
    ['ann', 'ann'],
    ['  Ann.Lee ', 'ann.lee'],
    ['Ａｎｎ', 'ann'],
    ['小明', '小明'],
    ['李_2', '李_2'],
    ['ann-lee-3', 'ann-lee-3'],
    ['e\u0301ve', 'éve'],
    ['İstanbul', 'i̇stanbul'],
    ['कमल', 'कमल'],
    ['x'.repeat(24), 'x'.repeat(24)],
    ['1a', '1a'],
  ])('%j has the normal form %j', (raw, normal) => {
    expect(username(raw)).toBe(normal);
    expect(username(normal)).toBe(normal);
  });

  it.each([
    ['too short', 'a'],
    ['nothing', ''],
    ['blank', '   '],
    ['too long', 'x'.repeat(25)],
    ['far too long', 'x'.repeat(1_000_000)],
    ['too long when written out', 'ﷺ'.repeat(2)],
    ['digits only', '10001'],
    ['digits only, wide ones', '１０００１'],
    ['digits only, of another script', '١٢٣٤٥'],
    ['a space within', 'ann lee'],
    ['a dot at the end', 'ann.'],
    ['a dot at the beginning', '.ann'],
    ['two dots', 'ann..lee'],
    ['a sign', 'ann@lee'],
    ['an emoji', 'ann😀'],
    ['something invisible', 'an\u200bn'],
    ['a letter that shows nothing', 'an\u3164n'],
    ['a filler', 'a\uFFA0n'],
    ['a mark first', '\u0301nn'],
    ['a pile of marks', `an${'\u0301'.repeat(6)}n`],
    ['a variant of a letter', '葛\uFE00飾'],
    ['a control', 'an\u0000n'],
    ['half a character', 'an\ud83d'],
    ['a private sign', 'an\uE000n'],
  ])('is none with %s', (_what, raw) => {
    expect(() => username(raw)).toThrow(refusal('account.username_invalid'));
  });
});

describe('What one signs in by', () => {
  it.each([
    ['10001', { number: 10_001 }],
    [' １０００１ ', { number: 10_001 }],
    ['Ann.Lee', { username: 'ann.lee' }],
    ['a', undefined],
    ['', undefined],
    ['9'.repeat(16), undefined],
    ['__proto__', undefined],
  ])('%j is %j', (raw, expected) => {
    expect(login(raw)).toEqual(expected);
  });
});

describe('A password', () => {
  it.each([
    'correct horse',
    'a1b2c3d4',
    '我的密码很长很安全',
    ' spaces count ',
    '😀😁😂🤣😃😄😅😆',
    'x1y2'.repeat(64),
  ])('can be %j', (raw) => {
    expect(newPassword(raw, 'ann')).toBe(raw);
  });

  it.each([
    ['too short', 'a1b2c3d'],
    ['too short, though long in units', '😀😁😂🤣'],
    ['too long', 'x1y2'.repeat(64) + 'z'],
    ['one key held down', '88888888'],
    ['three keys', 'abcabcabcabc'],
    ['a row of digits', '12345678'],
    ['a row of digits, down', '987654321'],
    ['a row of keys', 'qwertyuiop'],
    ['a row of letters', 'ABCDEFGHIJ'],
    ['a column of keys', '1qaz2wsx'],
    ['the word itself', 'Password1'],
    ['a well-known date', 'woaini1314'],
    ['a control', 'correct\u0000horse'],
    ['half a character', 'correct horse\ud83d'],
  ])('is none if it is %s', (_what, raw) => {
    expect(() => newPassword(raw, 'ann')).toThrow(refusal('account.password_invalid'));
  });

  it('is none if it is the username, or looks like it', () => {
    expect(() => newPassword('Annabelle', 'annabelle')).toThrow(refusal('account.password_invalid'));
    expect(() => newPassword('annabe11e', 'annabelle')).toThrow(refusal('account.password_invalid'));
    expect(newPassword('annabelle and I', 'annabelle')).toBe('annabelle and I');
  });

  it('is the same however its accents are written', () => {
    expect(newPassword('pa\u0301sswort', 'ann')).toBe('p\u00e1sswort');
    expect(passwordForm('pa\u0301sswort')).toBe('p\u00e1sswort');
  });
});

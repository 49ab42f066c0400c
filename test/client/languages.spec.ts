import { dictionary as en } from '../../client/src/i18n/en.js';
import { texts as windowEn } from '../../client/src/i18n/window/window-en.js';
import { texts as windowZh } from '../../client/src/i18n/window/window-zh-cn.js';
import { pickLanguage } from '../../client/src/i18n/language.js';
import { dayName, shortly } from '../../client/src/i18n/when.js';
import { dictionary as zhCN } from '../../client/src/i18n/zh-cn.js';
import { situations } from '../../src/domain/chat-error.js';

const languages = { 'zh-CN': zhCN, en };

describe('the languages', () => {
  it.each([
    [['zh-TW', 'en'], 'zh-CN'],
    [['de', 'en-GB'], 'en'],
    [['fr'], 'en'],
    [[], 'en'],
  ])('for a browser that wants %j it is %s', (wanted, picked) => {
    expect(pickLanguage(wanted)).toBe(picked);
  });

  it.each([
    ['at first', en, zhCN, []],
    ['in windows', windowEn, windowZh, ['sendKeyCtrlEnter', 'sendKeyEnter']],
  ])('say the same things %s, and leave nothing untranslated', (_, english, chinese, alike) => {
    const known = new Map(Object.entries(chinese));
    expect([...known.keys()].sort()).toEqual(Object.keys(english).sort());
    const same = Object.entries(english).filter(([key, text]) => known.get(key) === text);
    expect(same.map(([key]) => key).sort()).toEqual(alike);
  });

  it.each(['en', 'zh-CN'] as const)('explain every refusal of the server in %s', (language) => {
    for (const code of Object.keys(situations)) expect(languages[language].errors).toHaveProperty([code]);
  });

  it('count as each language does', () => {
    expect(languages.en.unread(1)).toBe('1 unread message');
    expect(languages.en.unread(2)).toBe('2 unread messages');
    expect(languages['zh-CN'].unread(1)).toBe('1 条未读消息');
  });

  it('name days as people do', () => {
    const now = new Date(2026, 2, 1, 0, 30);
    const yesterday = new Date(2026, 1, 28, 23, 50);
    expect(dayName(languages.en, now, now)).toBe('Today');
    expect(dayName(languages['zh-CN'], yesterday, now)).toBe('昨天');
    expect(dayName(languages['zh-CN'], new Date(2025, 11, 31), now)).toBe('2025年12月31日星期三');
    expect(shortly(languages.en, yesterday, now)).toBe('Yesterday');
    expect(shortly(languages.en, now, now)).toBe('00:30');
  });
});

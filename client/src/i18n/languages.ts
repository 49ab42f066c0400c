import type { Dictionary } from './dictionary.js';
import { en } from './en.js';
import { zhCN } from './zh-cn.js';

export const languages = { 'zh-CN': zhCN, en } as const satisfies Record<string, Dictionary>;

export type Language = keyof typeof languages;

/** How each language calls itself, so that its speakers find it in a page they cannot read. */
export const ownNames: Readonly<Record<Language, string>> = { 'zh-CN': '简体中文', en: 'English' };

/** The first of the wanted languages that there is; English where there is none. */
export function pickLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0];
    if (base === 'zh') return 'zh-CN';
    if (base === 'en') return 'en';
  }
  return 'en';
}

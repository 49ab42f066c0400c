import type { Language } from '../language.js';
import type { WindowTexts } from './window-texts.js';

export const fetchWindowTexts: Readonly<Record<Language, () => Promise<WindowTexts>>> = {
  en: async () => (await import('./window-en.js')).texts,
  'zh-CN': async () => (await import('./window-zh-cn.js')).texts,
};

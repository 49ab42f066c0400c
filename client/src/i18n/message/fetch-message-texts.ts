import type { Language } from '../language.js';
import type { MessageTexts } from './message-texts.js';

export const fetchMessageTexts: Readonly<Record<Language, () => Promise<MessageTexts>>> = {
  en: async () => (await import('./message-en.js')).texts,
  'zh-CN': async () => (await import('./message-zh-cn.js')).texts,
};

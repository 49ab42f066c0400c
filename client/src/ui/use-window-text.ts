import { useMemo } from 'preact/hooks';
import type { Dictionary } from '../i18n/dictionary.js';
import type { Language } from '../i18n/language.js';
import { fetchWindowTexts } from '../i18n/window/fetch-window-texts.js';
import type { WindowTexts } from '../i18n/window/window-texts.js';
import { useText } from './context.js';
import { Part, usePart } from './part.js';

const parts: Readonly<Record<Language, Part<WindowTexts>>> = {
  en: new Part(fetchWindowTexts.en),
  'zh-CN': new Part(fetchWindowTexts['zh-CN']),
};

export const windowText = (locale: string): Part<WindowTexts> => parts[locale as Language];

/** In the language that was read last, until those of another one are there. */
let latest: WindowTexts;

/** Everything the page says, also in windows, for whose words whatever opens one waits. */
export function useWindowText(): Dictionary & WindowTexts {
  const t = useText();
  const words = (latest = usePart(windowText(t.locale)) ?? latest);
  return useMemo(() => ({ ...t, ...words }), [t, words]);
}

import { languages, pickLanguage } from './i18n/language.js';

// Runs before the first paint, and on browsers too old for the rest. It sets the chosen theme, so that no other one
// flashes, asks early for the words of the reader's language, and shows at once that the page's script did not load,
// which otherwise shows after some seconds.

const root = document.documentElement;

const kept = (key: string): string | null => {
  try {
    return localStorage.getItem(`parley:${key}`);
  } catch {
    // Storage is refused: all is as the system has it.
    return null;
  }
};

const theme = kept('theme');
if (theme) root.dataset['theme'] = theme;

const chosen = kept('language');
root.lang = languages.find((language) => language === chosen) || pickLanguage(navigator.languages || []);
const words = document.createElement('link');
words.rel = 'modulepreload';
words.href = document.currentScript!.getAttribute(`data-${root.lang}`)!;
document.head.append(words);

addEventListener(
  'error',
  (event) => {
    if (event.target instanceof HTMLScriptElement) root.dataset['boot'] = 'failed';
  },
  true,
);

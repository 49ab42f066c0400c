import { languages, pickLanguage, type Language } from '../i18n/language.js';
import { shelf } from '../io/shelf.js';
import type { Preferences } from '../model/chat-state.js';

const oneOf = <T extends string>(value: string | undefined, choices: readonly T[], otherwise: T): T =>
  choices.find((choice) => choice === value) ?? otherwise;

/** On a touch keyboard Enter makes a new line, unless the user wants otherwise. */
const usualSendKey = (): Preferences['sendKey'] =>
  matchMedia('(pointer: coarse)').matches ? 'ctrl-enter' : 'enter';

export function readPreferences(): Preferences {
  return {
    language: oneOf(shelf.get('language'), ['auto', ...languages], 'auto'),
    theme: oneOf(shelf.get('theme'), ['auto', 'light', 'dark'], 'auto'),
    sendKey: oneOf(shelf.get('send-key'), ['enter', 'ctrl-enter'], usualSendKey()),
  };
}

export function keepPreferences({ language, theme, sendKey }: Preferences): void {
  shelf.set('language', language === 'auto' ? '' : language);
  shelf.set('theme', theme === 'auto' ? '' : theme);
  shelf.set('send-key', sendKey);
}

export const languageOf = ({ language }: Preferences): Language =>
  language === 'auto' ? pickLanguage(navigator.languages) : language;

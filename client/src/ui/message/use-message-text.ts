import type { Language } from '../../i18n/language.js';
import { fetchMessageTexts } from '../../i18n/message/fetch-message-texts.js';
import type { MessageTexts } from '../../i18n/message/message-texts.js';
import { useText } from '../context.js';
import { Part, usePart } from '../part.js';

const parts: Readonly<Record<Language, Part<MessageTexts>>> = {
  en: new Part(fetchMessageTexts.en),
  'zh-CN': new Part(fetchMessageTexts['zh-CN']),
};

export const messageText = (locale: string): Part<MessageTexts> => parts[locale as Language];

/** What is said about doing something with a message, once it is there. */
export const useMessageText = (): MessageTexts | undefined => usePart(messageText(useText().locale));

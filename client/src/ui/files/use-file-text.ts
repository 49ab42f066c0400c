import { fileTexts } from '../../i18n/file-texts.js';
import type { Language } from '../../i18n/language.js';
import { useText } from '../context.js';

export const useFileText = () => fileTexts[useText().locale as Language];

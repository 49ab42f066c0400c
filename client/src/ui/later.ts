import { Part } from './part.js';

/** What is not needed to read and to write: windows, and what is done with messages, with the words for it. */
export const later = new Part(async () => {
  const module = await import('./windows.js');
  const { lang } = document.documentElement;
  await Promise.all([module.windowText(lang).fetch(), module.messageText(lang).fetch()]);
  return module;
});

import { Part } from './part.js';
import type { windowText } from './use-window-text.js';

/** What is there once the words for it are there as well. */
async function withWords<M extends { windowText: typeof windowText }>(loading: Promise<M>): Promise<M> {
  const module = await loading;
  await module.windowText(document.documentElement.lang).fetch();
  return module;
}

/** What is not needed to read and to write: windows, and what is done with messages. */
export const later = new Part(() => withWords(import('./windows.js')));

/** What stands beside the room, where there is space for it. */
export const details = new Part(() => withWords(import('./details.js')));

import { importPart } from '../io/import-part.js';
import type { Dictionary } from './dictionary.js';
import type { Language } from './language.js';

/**
 * What the page says in a language. Nobody loads a language that he does not read: the page's address book, in
 * index.html, says where each is, and the first script asks for the reader's own early.
 */
export async function fetchDictionary(language: Language): Promise<Dictionary> {
  const address = document.querySelector(`script[data-${language}]`)!.getAttribute(`data-${language}`)!;
  const { dictionary } = (await importPart(address)) as { dictionary: Dictionary };
  return dictionary;
}

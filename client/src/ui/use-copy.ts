import { copy } from '../io/copy.js';
import { useChat } from './context.js';

/** Puts a text where it can be pasted from, and says whether that worked. */
export function useCopy(): (text: string) => void {
  const chat = useChat();
  return (text) =>
    void copy(text).then(
      () => chat.toast('copied'),
      () => chat.toast('notCopied'),
    );
}

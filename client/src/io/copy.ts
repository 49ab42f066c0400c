/**
 * Puts a text where it can be pasted from, or throws. On a plain http address browsers lend no clipboard, but copy a
 * selection.
 */
export async function copy(text: string): Promise<void> {
  if (isSecureContext) return navigator.clipboard.writeText(text);
  const holder = document.createElement('textarea');
  holder.value = text;
  holder.className = 'unseen';
  // Within an open dialog, because nothing outside it can be selected.
  (document.querySelector('dialog[open]') ?? document.body).append(holder);
  holder.select();
  const copied = document.execCommand('copy');
  holder.remove();
  if (!copied) throw new Error('The browser copies nothing.');
}

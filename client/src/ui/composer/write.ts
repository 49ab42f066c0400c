/** Writes into the box as if it were typed, in the place of what is selected or stands between the two places. */
export function write(
  box: HTMLTextAreaElement,
  text: string,
  from = box.selectionStart,
  to = box.selectionEnd,
): void {
  box.focus();
  box.setSelectionRange(from, to);
  // This one way of writing can be undone by whoever sits there. Where it is refused, what happened is told as well.
  if (document.execCommand('insertText', false, text)) return;
  box.setRangeText(text, from, to, 'end');
  box.dispatchEvent(new Event('input', { bubbles: true }));
}

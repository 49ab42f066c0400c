import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useChat, useText } from '../context.js';
import { SmileIcon } from '../icons.js';
import { Part, usePart } from '../part.js';
import { write } from './write.js';

const picker = new Part(async () => (await import('../emoji/emoji-picker.js')).EmojiPicker);

/** Writes an emoji into the box. */
export function EmojiButton({ box }: { box: RefObject<HTMLTextAreaElement | null> }) {
  const chat = useChat();
  const t = useText();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const EmojiPicker = usePart(picker, open, () => {
    chat.toast('missing');
    setOpen(false);
  });

  return (
    <>
      <button
        ref={button}
        type="button"
        class="icon-button"
        aria-label={t.emoji}
        title={t.emoji}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <SmileIcon />
      </button>
      {EmojiPicker && (
        <EmojiPicker
          anchor={button.current}
          onPick={(emoji) => write(box.current!, emoji)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

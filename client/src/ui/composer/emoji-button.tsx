import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useText } from '../context.js';
import { EmojiPicker } from '../emoji/emoji-picker.js';
import { SmileIcon } from '../icons.js';
import { write } from './write.js';

/** Writes an emoji into the box. */
export function EmojiButton({ box }: { box: RefObject<HTMLTextAreaElement | null> }) {
  const t = useText();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);

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
      {open && (
        <EmojiPicker
          anchor={button.current}
          onPick={(emoji) => write(box.current!, emoji)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

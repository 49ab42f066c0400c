import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { emojiHabits } from '../../chat/emoji-habits.js';
import { useChat, useText } from '../context.js';
import { Part, usePart } from '../part.js';

const board = new Part(async () => (await import('./emoji-board.js')).EmojiBoard);

/** Between the picker and what opened it, and the edges of the window, in pixels. */
const GAP = 8;

interface EmojiPickerProps {
  /** What opened it: on a wide screen it opens beside that. */
  readonly anchor: Element | null;
  readonly onPick: (emoji: string) => void;
  readonly onClose: () => void;
}

/** Lets one choose an emoji. It asks to be closed once one is chosen. */
export function EmojiPicker({ anchor, onPick, onClose }: EmojiPickerProps) {
  const t = useText();
  const chat = useChat();
  const dialog = useRef<HTMLDialogElement>(null);
  const [place, setPlace] = useState<Record<string, string>>({});
  const Board = usePart(board, true, () => {
    chat.toast('missing');
    onClose();
  });

  useLayoutEffect(() => {
    const element = dialog.current!;
    element.showModal();
    if (anchor) setPlace(beside(anchor.getBoundingClientRect(), element.getBoundingClientRect()));
    return () => element.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      autofocus
      class="emoji-picker"
      style={place}
      aria-label={t.emoji}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      {Board && (
        <Board
          onPick={(emoji) => {
            emojiHabits.used(emoji);
            // It gives the focus back before anything else is done with it.
            dialog.current!.close();
            onClose();
            onPick(emoji);
          }}
        />
      )}
    </dialog>
  );
}

/** Above the anchor if there is room, else below; never out of the window. Read by the style of wide screens only. */
function beside(anchor: DOMRect, { width, height }: DOMRect): Record<string, string> {
  const above = anchor.top - height - GAP;
  const top = above >= GAP ? above : Math.min(anchor.bottom + GAP, innerHeight - height - GAP);
  const left = Math.min(Math.max(GAP, anchor.right - width), innerWidth - width - GAP);
  return { '--top': `${Math.max(GAP, top)}px`, '--left': `${left}px` };
}

import { useLayoutEffect, useRef } from 'preact/hooks';
import { useChat, useSelect, useText } from './context.js';
import { roomTitle } from './room-title.js';

/** Short notes that go by themselves. */
export function Toasts() {
  const chat = useChat();
  const t = useText();
  const toasts = useSelect((state) => state.toasts);
  const list = useRef<HTMLDivElement>(null);

  // Put on top anew: a window that was opened since would cover it.
  useLayoutEffect(() => {
    list.current!.hidePopover();
    list.current!.showPopover();
  }, [toasts]);

  return (
    <div class="toasts" role="status" popover="manual" ref={list}>
      {toasts.map(({ key, what }) => (
        <button key={key} type="button" class="toast" onClick={() => chat.dismiss(key)}>
          {typeof what !== 'object'
            ? { ...t.errors, ...t.told }[what]
            : 'by' in what
              ? t.nudgedIn(what.by, roomTitle(t, what.room))
              : t.expelled[what.because](roomTitle(t, what.room))}
        </button>
      ))}
    </div>
  );
}

import { useEffect, useRef } from 'preact/hooks';
import { useChat, useSelect, useText } from './context.js';
import type { Toast } from '../model/chat-state.js';
import { useCovered } from './open-dialogs.js';
import { roomTitle } from './room-title.js';

const NONE: readonly Toast[] = [];

/**
 * Short notes that go by themselves. A modal window has its own: what lies outside of one is under it, cannot be
 * pressed, and is not read out.
 */
export function Toasts({ inWindow = false }) {
  const chat = useChat();
  const t = useText();
  const all = useSelect((state) => state.toasts);
  const covered = useCovered();
  const toasts = covered && !inWindow ? NONE : all;
  const list = useRef<HTMLDivElement>(null);

  // Put on top anew, also of the window that it belongs to, which is opened before effects run.
  useEffect(() => {
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

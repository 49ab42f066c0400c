import { useChat, useSelect, useText } from './context.js';
import { roomTitle } from './room-title.js';

/** Short notes that go by themselves. */
export function Toasts() {
  const chat = useChat();
  const t = useText();
  const toasts = useSelect((state) => state.toasts);
  return (
    <div class="toasts" role="status">
      {toasts.map(({ key, what }) => (
        <button key={key} type="button" class="toast" onClick={() => chat.dismiss(key)}>
          {typeof what === 'object'
            ? t.expelled[what.because](roomTitle(t, what.room))
            : { ...t.errors, ...t.told }[what]}
        </button>
      ))}
    </div>
  );
}

import { useEffect } from 'preact/hooks';
import { useChat, useSelect } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { CloseIcon } from '../icons.js';
import { useShow } from '../show.js';
import { ForwardIcon } from './icons.js';

/** In place of the box: how many messages are chosen, and what can be done with them. */
export function SelectionBar() {
  const chat = useChat();
  const show = useShow();
  const t = useWindowText();
  const selected = useSelect((state) => state.selected);
  const end = (): void => chat.messages.select(undefined);

  useEffect(() => {
    const press = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape' && !document.querySelector('dialog[open]')) end();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  if (!selected) return null;

  const seqs = [...selected].sort((a, b) => a - b);
  return (
    <div class="selection">
      <button type="button" class="icon-button" aria-label={t.cancel} title={t.cancel} onClick={end}>
        <CloseIcon />
      </button>
      <p role="status">{t.chosenMessages(seqs.length)}</p>
      <button
        type="button"
        class="button primary"
        aria-disabled={seqs.length === 0}
        onClick={() => seqs.length > 0 && show({ forward: seqs })}
      >
        <ForwardIcon />
        {t.forward}
      </button>
    </div>
  );
}

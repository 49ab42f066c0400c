import { useWindowText } from './use-window-text.js';
import { Dialog } from './dialog.js';

export function Shortcuts({ onClose }: { onClose: () => void }) {
  const t = useWindowText();
  return (
    <Dialog title={t.shortcuts} onClose={onClose}>
      <dl class="shortcuts">
        {Object.entries(t.shortcutList).map(([keys, meaning]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

import { useChat, useSelect } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { useShow } from '../show.js';
import { useAction } from '../use-action.js';

export function SignOut() {
  const chat = useChat();
  const t = useWindowText();
  const show = useShow();
  const guest = useSelect((state) => state.me?.kind === 'guest');
  const unsent = useSelect((state) => state.parcels.length);
  const action = useAction();

  return (
    <Dialog title={t.signOutQuestion} onClose={() => show(undefined)} onBack={() => show('settings')}>
      <p class="hint">{guest ? t.signOutGuest : t.signOutAccount}</p>
      {unsent > 0 && <p class="problem">{guest ? t.unsentLost(unsent) : t.unsentKept(unsent)}</p>}
      {action.trouble && (
        <p class="problem" role="alert">
          {t.errors[action.trouble]}
        </p>
      )}
      <div class="actions">
        <button type="button" class="button" onClick={() => show(undefined)}>
          {t.cancel}
        </button>
        <button type="button" class="button danger" onClick={() => action.run(() => chat.identity.signOut())}>
          {t.signOut}
        </button>
        {guest && (
          <button type="button" class="button primary" autofocus onClick={() => show('keep')}>
            {t.keepTitle}
          </button>
        )}
      </div>
    </Dialog>
  );
}

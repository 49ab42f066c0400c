import { useState } from 'preact/hooks';
import { useChat } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { Field } from '../field.js';
import { useShow } from '../show.js';
import { useAction } from '../use-action.js';

/** Whoever started the server shows it by the token that the server printed. */
export function ClaimServer() {
  const chat = useChat();
  const t = useWindowText();
  const show = useShow();
  const [token, setToken] = useState('');
  const action = useAction();

  const claim = async (): Promise<void> => {
    // Who the user is now comes to all his pages.
    await chat.request('server:claim', { token: token.trim() });
    show('server');
  };

  return (
    <Dialog title={t.claimServer} onClose={() => show(undefined)} onBack={() => show('profile')}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          action.run(claim);
        }}
      >
        <p class="hint">{t.claimServerHint}</p>
        <Field
          label={t.claimToken}
          value={token}
          onInput={setToken}
          autoFocus
          error={action.trouble && t.errors[action.trouble]}
        />
        <div class="actions">
          <button type="submit" class="button primary" aria-disabled={action.busy || token.trim() === ''}>
            {t.claim}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

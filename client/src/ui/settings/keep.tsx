import { useState } from 'preact/hooks';
import { newPassword } from '../../../../src/domain/password.js';
import { username as asUsername } from '../../../../src/domain/username.js';
import { useChat } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { Field } from '../field.js';
import { useShow } from '../show.js';
import { useAction } from '../use-action.js';

/** A guest becomes an account: the same user, from now on by a username and a password, too. */
export function Keep() {
  const chat = useChat();
  const t = useWindowText();
  const show = useShow();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const action = useAction();
  const error = action.trouble && t.errors[action.trouble];
  const aboutPassword = action.trouble === 'account.password_invalid';

  const claim = async (): Promise<void> => {
    const wanted = asUsername(username);
    await chat.identity.claim(wanted, newPassword(password, wanted));
    show('settings');
    chat.toast('kept');
  };

  return (
    <Dialog title={t.keepTitle} onClose={() => show(undefined)} onBack={() => show('settings')}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          action.run(claim);
        }}
      >
        <p class="hint">{t.keepHint}</p>
        <Field
          label={t.username}
          value={username}
          onInput={setUsername}
          hint={t.usernameHint}
          autoFocus
          autoComplete="username"
          error={aboutPassword ? undefined : error}
        />
        <Field
          label={t.password}
          value={password}
          onInput={setPassword}
          hint={t.passwordHint}
          secret
          autoComplete="new-password"
          error={aboutPassword ? error : undefined}
        />
        <div class="actions">
          <button type="submit" class="button primary" aria-disabled={action.busy}>
            {t.keep}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

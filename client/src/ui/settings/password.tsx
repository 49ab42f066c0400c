import { useState } from 'preact/hooks';
import { newPassword } from '../../../../src/domain/password.js';
import { useChat, useSelect } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { Field } from '../field.js';
import { useShow } from '../show.js';
import { useAction } from '../use-action.js';

export function ChangePassword() {
  const chat = useChat();
  const t = useWindowText();
  const show = useShow();
  const username = useSelect((state) => state.me?.username) ?? '';
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const action = useAction();
  const error = action.trouble && t.errors[action.trouble];
  const aboutNext = action.trouble === 'account.password_invalid';

  const change = async (): Promise<void> => {
    await chat.request('account:password', { current, next: newPassword(next, username) });
    show('settings');
    chat.toast('saved');
  };

  return (
    <Dialog title={t.changePassword} onClose={() => show(undefined)} onBack={() => show('settings')}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          action.run(change);
        }}
      >
        <p class="hint">{t.changePasswordHint}</p>
        <input type="text" autocomplete="username" value={username} readOnly hidden />
        <Field
          label={t.currentPassword}
          value={current}
          onInput={setCurrent}
          secret
          autoFocus
          autoComplete="current-password"
          error={aboutNext ? undefined : error}
        />
        <Field
          label={t.newPassword}
          value={next}
          onInput={setNext}
          hint={t.passwordHint}
          secret
          autoComplete="new-password"
          error={aboutNext ? error : undefined}
        />
        <div class="actions">
          <button type="submit" class="button primary" aria-disabled={action.busy}>
            {t.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

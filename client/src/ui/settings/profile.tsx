import { useState } from 'preact/hooks';
import { nickname, statusLine } from '../../../../src/domain/name.js';
import { useChat, useSelect } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { Field } from '../field.js';
import { useShow } from '../show.js';
import { useAction } from '../use-action.js';
import { OwnAvatar } from './own-avatar.js';

/** What others see of me. */
export function Profile() {
  const chat = useChat();
  const t = useWindowText();
  const show = useShow();
  const me = useSelect((state) => state.me)!;
  const [name, setName] = useState(me.nickname);
  const [status, setStatus] = useState(me.status);
  const action = useAction();
  const error = action.trouble && t.errors[action.trouble];
  const aboutStatus = action.trouble === 'profile.status_invalid';

  const save = async (): Promise<void> => {
    await chat.identity.changeProfile({ nickname: nickname(name), status: statusLine(status) });
    chat.toast('saved');
  };

  return (
    <Dialog title={t.profile} onClose={() => show(undefined)} onBack={() => show('settings')}>
      <OwnAvatar />
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          action.run(save);
        }}
      >
        <Field
          label={t.nickname}
          value={name}
          onInput={setName}
          autoComplete="nickname"
          error={aboutStatus ? undefined : error}
        />
        <Field
          label={t.statusLine}
          value={status}
          onInput={setStatus}
          hint={t.statusHint}
          error={aboutStatus ? error : undefined}
        />
        <div class="actions">
          <button
            type="submit"
            class="button primary"
            aria-disabled={action.busy || (name.trim() === me.nickname && status.trim() === me.status)}
          >
            {t.save}
          </button>
        </div>
      </form>
      {me.kind === 'account' && !me.admin && (
        <button type="button" class="link quiet" onClick={() => show('claim-server')}>
          {t.claimServer}
        </button>
      )}
    </Dialog>
  );
}

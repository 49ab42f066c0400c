import { useState } from 'preact/hooks';
import { nickname } from '../../../src/domain/name.js';
import { shelf } from '../io/shelf.js';
import { useChat, useText } from './context.js';
import { Field } from './field.js';
import { useAction } from './use-action.js';

/** In by a nickname. */
export function NicknameForm() {
  const chat = useChat();
  const t = useText();
  const [name, setName] = useState(() => shelf.get('nickname') ?? '');
  const action = useAction();

  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        action.run(async () => chat.identity.enter(nickname(name)));
      }}
    >
      <Field
        label={t.nickname}
        value={name}
        autoFocus
        autoComplete="nickname"
        error={action.trouble && t.errors[action.trouble]}
        onInput={(value) => {
          action.clear();
          setName(value);
        }}
      />
      <button type="submit" class="button primary" aria-disabled={action.busy}>
        {action.busy ? t.entering : t.enter}
      </button>
    </form>
  );
}

/** In by an account. */
export function SignInForm({ onDone }: { onDone?: () => void }) {
  const chat = useChat();
  const t = useText();
  const [login, setLogin] = useState(() => shelf.get('login') ?? '');
  const [password, setPassword] = useState('');
  const [known] = useState(login !== '');
  const action = useAction();

  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        action.run(async () => {
          await chat.identity.signIn(login.trim(), password);
          onDone?.();
        });
      }}
    >
      <Field label={t.login} value={login} onInput={setLogin} autoFocus={!known} autoComplete="username" />
      <Field
        label={t.password}
        value={password}
        secret
        autoFocus={known}
        autoComplete="current-password"
        error={action.trouble && t.errors[action.trouble]}
        onInput={(value) => {
          action.clear();
          setPassword(value);
        }}
      />
      <button type="submit" class="button primary" aria-disabled={action.busy}>
        {action.busy ? t.signingIn : t.signIn}
      </button>
    </form>
  );
}

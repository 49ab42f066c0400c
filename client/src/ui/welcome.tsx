import { useState } from 'preact/hooks';
import { nickname } from '../../../src/domain/name.js';
import { languages, ownNames, type Language } from '../i18n/languages.js';
import { shelf } from '../io/shelf.js';
import { useChat, useSelect, useText } from './context.js';
import { Field } from './field.js';
import { Logo } from './logo.js';
import { useAction } from './use-action.js';

/** The first visit: one field, and one is in. */
export function Welcome() {
  const chat = useChat();
  const t = useText();
  const ousted = useSelect((state) => state.ousted);
  const [name, setName] = useState(() => shelf.get('nickname') ?? '');
  const action = useAction();

  return (
    <main class="welcome">
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          action.run(async () => chat.signIn(nickname(name)));
        }}
      >
        <Logo />
        <h1>{t.welcome}</h1>
        <p class="hint">{ousted ? t.signedOutElsewhere : t.welcomeHint}</p>
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
      <p class="tongues">
        {(Object.keys(languages) as Language[]).map((language) => (
          <button
            key={language}
            type="button"
            class="link"
            lang={language}
            aria-pressed={t.locale === language}
            onClick={() => chat.prefer({ language })}
          >
            {ownNames[language]}
          </button>
        ))}
      </p>
    </main>
  );
}

/** Before it is known who sits here. */
export function Starting({ failed }: { failed: boolean }) {
  const chat = useChat();
  const t = useText();
  return (
    <main class="welcome">
      <div class={failed ? 'card' : 'card late'}>
        <Logo />
        <p role="status">{failed ? t.startFailed : t.starting}</p>
        {failed && (
          <button type="button" class="button primary" onClick={() => void chat.start()}>
            {t.tryAgain}
          </button>
        )}
      </div>
    </main>
  );
}

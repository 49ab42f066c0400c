import { useState } from 'preact/hooks';
import { languages, ownNames } from '../i18n/language.js';
import { shelf } from '../io/shelf.js';
import { useChat, useText } from './context.js';
import { NicknameForm, SignInForm } from './entrance.js';
import { Logo } from './logo.js';

/** The first visit: one field, and one is in. Who had an account here is asked for it first. */
export function Welcome() {
  const chat = useChat();
  const t = useText();
  const [asGuest, setAsGuest] = useState(() => shelf.get('login') === undefined);

  return (
    <main class="welcome">
      <div class="card">
        <Logo />
        <h1>{asGuest ? t.welcome : t.signInTitle}</h1>
        <p class="hint">{asGuest ? t.welcomeHint : t.signInHint}</p>
        {asGuest ? <NicknameForm /> : <SignInForm />}
        <button type="button" class="link" onClick={() => setAsGuest(!asGuest)}>
          {asGuest ? t.haveAccount : t.asGuest}
        </button>
      </div>
      <p class="tongues">
        {languages.map((language) => (
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
          <button type="button" class="button primary" onClick={() => void chat.identity.start()}>
            {t.tryAgain}
          </button>
        )}
      </div>
    </main>
  );
}

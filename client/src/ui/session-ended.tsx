import { useState } from 'preact/hooks';
import type { Ended } from '../protocol.js';
import { useChat, useSelect, useText } from './context.js';
import { Dialog } from './dialog.js';
import { NicknameForm, SignInForm } from './entrance.js';

/** Stands over the rooms when the session is over: the same user goes on where he was. */
export function SessionEnded({ why }: { why: Ended }) {
  const chat = useChat();
  const t = useText();
  const guest = useSelect((state) => state.me?.kind === 'guest');
  const [asGuest, setAsGuest] = useState(guest);

  return (
    <Dialog title={t.endedTitle}>
      <p class="hint">{t.ended[why]}</p>
      {why !== 'user.banned' && <p class="hint">{t.endedHint}</p>}
      {asGuest ? <NicknameForm /> : <SignInForm />}
      <div class="actions">
        {guest && (
          <button type="button" class="link" onClick={() => setAsGuest(!asGuest)}>
            {asGuest ? t.haveAccount : t.asGuest}
          </button>
        )}
        <button type="button" class="link" onClick={() => chat.identity.goAway()}>
          {t.startPage}
        </button>
      </div>
    </Dialog>
  );
}

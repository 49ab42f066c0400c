import type { ContactState, UserId } from '../protocol.js';
import { useChat } from './context.js';
import { useWindowText } from './use-window-text.js';
import { useAction } from './use-action.js';

interface ContactActionsProps {
  readonly user: UserId;
  readonly contact: ContactState | undefined;
  readonly onChange: (contact: ContactState | undefined) => void;
}

/** How one stands to somebody: a contact, blocked, or neither. */
export function ContactActions({ user, contact, onChange }: ContactActionsProps) {
  const chat = useChat();
  const t = useWindowText();
  const action = useAction();
  const toggle = (state: ContactState): void =>
    action.run(async () => {
      const next = contact === state ? undefined : state;
      await chat.request('contact:set', { user, state: next ?? 'none' });
      onChange(next);
    });

  return (
    <>
      <div class="choices">
        {contact !== 'blocked' && (
          <button type="button" class="button" onClick={() => toggle('accepted')}>
            {contact === 'accepted' ? t.removeContact : t.addContact}
          </button>
        )}
        <button
          type="button"
          class={contact === 'blocked' ? 'button' : 'button danger'}
          onClick={() => toggle('blocked')}
        >
          {contact === 'blocked' ? t.unblock : t.block}
        </button>
      </div>
      {contact === 'blocked' && <p class="hint">{t.blockHint}</p>}
      {action.trouble && (
        <p class="problem" role="alert">
          {t.errors[action.trouble]}
        </p>
      )}
    </>
  );
}

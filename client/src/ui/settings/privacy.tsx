import { useEffect, useState } from 'preact/hooks';
import { hueOf } from '../../model/people.js';
import type { Contact, User } from '../../protocol.js';
import { Avatar } from '../avatar.js';
import { Choice } from '../choice.js';
import { useChat, useSelect } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { useShow } from '../show.js';
import { useAction } from '../use-action.js';
import { useTold } from './use-told.js';

/** Who may write to me, whom I accepted and whom I do not want to hear. */
export function Privacy() {
  const chat = useChat();
  const t = useWindowText();
  const show = useShow();
  const directs = useSelect((state) => state.me!.directs);
  const [contacts, setContacts] = useState<readonly Contact[]>();
  const told = useTold(directs, (value) => chat.identity.changeProfile({ directs: value }));
  const action = useAction();

  useEffect(() => action.run(async () => setContacts((await chat.request('contact:list', {})).contacts)), []);
  const forget = async (user: string): Promise<void> => {
    await chat.request('contact:set', { user, state: 'none' });
    setContacts(contacts?.filter((contact) => contact.user.id !== user));
  };
  const trouble = told.action.trouble ?? action.trouble;
  const accepted = contacts?.filter(({ state }) => state === 'accepted') ?? [];
  const blocked = contacts?.filter(({ state }) => state === 'blocked') ?? [];

  return (
    <Dialog title={t.privacy} onClose={() => show(undefined)} onBack={() => show('settings')}>
      <Choice<User['directs']>
        label={t.directs}
        value={told.value}
        choices={t.directsFrom}
        onChange={told.choose}
      />
      {trouble && (
        <p class="problem" role="alert">
          {t.errors[trouble]}
        </p>
      )}
      <section class="people">
        <h3>{t.contacts}</h3>
        {contacts && accepted.length === 0 && <p class="hint">{t.noContacts}</p>}
        <ul class="found">
          {accepted.map(({ user }) => (
            <Person
              key={user.id}
              user={user}
              undo={t.remove}
              label={t.removeNamed(user.nickname)}
              onUndo={() => action.run(() => forget(user.id))}
            />
          ))}
        </ul>
      </section>
      {blocked.length > 0 && (
        <section class="people">
          <h3>{t.blocked}</h3>
          <ul class="found">
            {blocked.map(({ user }) => (
              <Person
                key={user.id}
                user={user}
                undo={t.unblock}
                label={t.unblockNamed(user.nickname)}
                onUndo={() => action.run(() => forget(user.id))}
              />
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  );
}

interface PersonProps {
  readonly user: Contact['user'];
  readonly undo: string;
  readonly label: string;
  readonly onUndo: () => void;
}

function Person({ user, undo, label, onUndo }: PersonProps) {
  const t = useWindowText();
  return (
    <li>
      <Avatar name={user.nickname} hue={hueOf(user.id)} avatar={user.avatar} />
      <bdi class="name">{user.nickname}</bdi>
      <span class="line">{user.number === undefined ? t.guest : t.number(user.number)}</span>
      <button type="button" class="button" aria-label={label} onClick={onUndo}>
        {undo}
      </button>
    </li>
  );
}

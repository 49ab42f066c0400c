import { useState } from 'preact/hooks';
import { copy } from '../../io/copy.js';
import { hueOf } from '../../model/people.js';
import type { KnownUser } from '../../protocol.js';
import { account } from '../account.js';
import { Avatar } from '../avatar.js';
import { useChat, useText } from '../context.js';
import { useAction } from '../use-action.js';

interface UserDeedsProps {
  readonly user: KnownUser;
  readonly onChange: (user: KnownUser) => void;
}

/** What an administrator may do to a user. What signs somebody out everywhere is asked for twice. */
export function UserDeeds({ user, onChange }: UserDeedsProps) {
  const chat = useChat();
  const t = useText();
  const [asked, setAsked] = useState<'ban' | 'password'>();
  const [password, setPassword] = useState<string>();
  const action = useAction();

  const ban = async (on: boolean): Promise<void> => {
    await chat.request('admin:ban', { user: user.id, on });
    setAsked(undefined);
    onChange({ ...user, banned: on });
  };
  const reset = async (): Promise<void> => {
    setPassword((await chat.request('admin:password', { user: user.id })).password);
    setAsked(undefined);
  };

  return (
    <>
      <div class="self">
        <Avatar name={user.nickname} hue={hueOf(user.id)} avatar={user.avatar} />
        <p class="hint">{account(t, user)}</p>
        {user.status !== '' && <p dir="auto">{user.status}</p>}
        {user.banned && <p class="problem">{t.bannedTag}</p>}
        {user.admin && <p class="hint">{t.administrator}</p>}
      </div>
      {password !== undefined && (
        <div class="secret" role="status">
          <span>{t.temporaryPassword}</span>
          <code>{password}</code>
          <button
            type="button"
            class="button"
            onClick={() => void copy(password).then(() => chat.toast('copied'))}
          >
            {t.copyPassword}
          </button>
        </div>
      )}
      {asked !== undefined && (
        <p class="hint" role="alert">
          {asked === 'ban' ? t.banUserHint : t.resetPasswordHint}
        </p>
      )}
      {action.trouble && (
        <p class="problem" role="alert">
          {t.errors[action.trouble]}
        </p>
      )}
      <div class="actions">
        {asked !== undefined ? (
          <>
            <button type="button" class="button" onClick={() => setAsked(undefined)}>
              {t.cancel}
            </button>
            <button
              type="button"
              class="button danger"
              onClick={() => action.run(asked === 'ban' ? () => ban(true) : reset)}
            >
              {asked === 'ban' ? t.banUser : t.resetPassword}
            </button>
          </>
        ) : (
          <>
            {user.kind === 'account' && (
              <button type="button" class="button" onClick={() => setAsked('password')}>
                {t.resetPassword}
              </button>
            )}
            {user.banned ? (
              <button type="button" class="button" onClick={() => action.run(() => ban(false))}>
                {t.unbanUser}
              </button>
            ) : (
              !user.admin && (
                <button type="button" class="button danger" onClick={() => setAsked('ban')}>
                  {t.banUser}
                </button>
              )
            )}
          </>
        )}
      </div>
    </>
  );
}

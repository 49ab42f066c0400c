import { useState } from 'preact/hooks';
import { hueOf } from '../../model/people.js';
import type { KnownUser } from '../../protocol.js';
import { account } from '../account.js';
import { Avatar } from '../avatar.js';
import { useChat } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { useAction } from '../use-action.js';
import { useCopy } from '../use-copy.js';

interface UserDeedsProps {
  readonly user: KnownUser;
  readonly onChange: (user: KnownUser) => void;
}

type Deed = 'password' | 'appoint' | 'dismiss' | 'ban' | 'unban';

/** What an administrator may do to a user. What weighs more than it looks is asked for twice. */
export function UserDeeds({ user, onChange }: UserDeedsProps) {
  const chat = useChat();
  const t = useWindowText();
  const copy = useCopy();
  const [asked, setAsked] = useState<Deed>();
  const [password, setPassword] = useState<string>();
  const action = useAction();

  const ban = async (on: boolean): Promise<void> => {
    await chat.request('admin:ban', { user: user.id, on });
    onChange({ ...user, banned: on });
  };
  const appoint = async (on: boolean): Promise<void> =>
    onChange((await chat.request('admin:appoint', { user: user.id, on })).user);
  const runs: Record<Deed, () => Promise<void>> = {
    password: async () => setPassword((await chat.request('admin:password', { user: user.id })).password),
    appoint: () => appoint(true),
    dismiss: () => appoint(false),
    ban: () => ban(true),
    unban: () => ban(false),
  };
  const run = (deed: Deed): void =>
    action.run(async () => {
      await runs[deed]();
      setAsked(undefined);
    });
  const ask = (deed: Deed): void => {
    action.clear();
    setAsked(deed);
  };

  const isAccount = user.kind === 'account';
  const offered: readonly Deed[] = [
    ...(isAccount ? (['password'] as const) : []),
    ...(user.admin ? (['dismiss'] as const) : isAccount && !user.banned ? (['appoint'] as const) : []),
    ...(user.banned ? (['unban'] as const) : user.admin ? [] : (['ban'] as const)),
  ];
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
          <button type="button" class="button" onClick={() => copy(password)}>
            {t.copyPassword}
          </button>
        </div>
      )}
      {asked !== undefined && asked !== 'unban' && (
        <p class="hint" role="alert">
          {t.userDeedHints[asked]}
        </p>
      )}
      {action.trouble && (
        <p class="problem" role="alert">
          {t.errors[action.trouble]}
        </p>
      )}
      <div class={asked === undefined ? 'choices' : 'actions'}>
        {asked !== undefined ? (
          <>
            <button type="button" class="button" onClick={() => setAsked(undefined)}>
              {t.cancel}
            </button>
            <button
              type="button"
              class={asked === 'appoint' ? 'button primary' : 'button danger'}
              aria-disabled={action.busy}
              onClick={() => run(asked)}
            >
              {t.userDeeds[asked]}
            </button>
          </>
        ) : (
          offered.map((deed) => (
            <button
              key={deed}
              type="button"
              class={deed === 'ban' ? 'button danger' : 'button'}
              onClick={() => (deed === 'unban' ? run(deed) : ask(deed))}
            >
              {t.userDeeds[deed]}
            </button>
          ))
        )}
      </div>
    </>
  );
}

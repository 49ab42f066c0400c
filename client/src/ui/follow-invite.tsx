import { useEffect, useState } from 'preact/hooks';
import type { RequestOutput } from '../protocol.js';
import { useChat, useSelect } from './context.js';
import { useWindowText } from './use-window-text.js';
import { Dialog } from './dialog.js';
import { LinkIcon } from './later-icons.js';
import { goTo, leaveInvite } from './route.js';
import { useShow } from './show.js';
import { useAction } from './use-action.js';

/** Where an invite leads; following it makes one a member. */
export function FollowInvite({ token }: { token: string }) {
  const chat = useChat();
  const show = useShow();
  const t = useWindowText();
  const online = useSelect(({ link }) => link.state === 'online');
  const [invite, setInvite] = useState<RequestOutput<'invite:show'>>();
  const action = useAction();
  const close = (): void => {
    leaveInvite();
    show(undefined);
  };

  useEffect(() => {
    if (online) action.run(async () => setInvite(await chat.request('invite:show', { token })));
  }, [online, token]);
  const follow = async (): Promise<void> => {
    const room = await chat.useInvite(token);
    leaveInvite();
    goTo(room);
  };
  return (
    <Dialog title={t.inviteTitle} onClose={close}>
      <div class="note">
        <LinkIcon />
        {invite ? (
          <>
            <h3 dir="auto">{invite.name}</h3>
            <p>{t.invitedBy(invite.by.nickname)}</p>
            <p>{t.memberCount(invite.memberCount)}</p>
            {invite.topic && <p dir="auto">{invite.topic}</p>}
          </>
        ) : (
          !action.trouble && <p>{t.connecting}</p>
        )}
        <p class="problem" role="alert">
          {action.trouble && t.errors[action.trouble]}
        </p>
        {invite && (
          <button
            type="button"
            class="button primary"
            autofocus
            aria-disabled={action.busy}
            onClick={() => action.run(follow)}
          >
            {action.busy ? t.joining : t.joinRoom}
          </button>
        )}
      </div>
    </Dialog>
  );
}

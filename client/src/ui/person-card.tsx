import { useEffect, useState } from 'preact/hooks';
import { hueOf } from '../model/people.js';
import type { Profile, UserId } from '../protocol.js';
import { Avatar } from './avatar.js';
import { useChat, usePeople, useSelect, useText } from './context.js';
import { Dialog } from './dialog.js';
import { TalkIcon } from './icons.js';
import { MemberActions } from './room/member-actions.js';
import { goTo } from './route.js';
import { useShow } from './show.js';
import { useAction } from './use-action.js';

/** Who someone is, and what one may do about it. */
export function PersonCard({ user }: { user: UserId }) {
  const chat = useChat();
  const show = useShow();
  const t = useText();
  const me = useSelect((state) => state.me?.id);
  const known = usePeople(useSelect((state) => state.open?.id)).get(user);
  const [profile, setProfile] = useState<Profile>();
  const looking = useAction();
  const talking = useAction();
  const close = (): void => show(undefined);

  useEffect(
    () => looking.run(async () => setProfile((await chat.request('user:show', { user })).user)),
    [user],
  );
  const name = known?.nickname ?? profile?.nickname ?? '';
  const trouble = looking.trouble ?? talking.trouble;
  const talk = async (): Promise<void> => {
    const room = await chat.openDirect([user]);
    close();
    goTo(room);
  };
  return (
    <Dialog title={name} onClose={close}>
      <div class="self">
        <Avatar name={name} hue={hueOf(user)} avatar={profile?.avatar ?? known?.avatar} />
        {profile && profile.nickname !== name && <p dir="auto">{profile.nickname}</p>}
        {profile && <p class="hint">{profile.number === undefined ? t.guest : t.number(profile.number)}</p>}
        {profile?.status && <p dir="auto">{profile.status}</p>}
      </div>
      {user !== me && (
        <button type="button" class="button primary" onClick={() => talking.run(talk)}>
          <TalkIcon />
          {t.writeTo}
        </button>
      )}
      <p class="problem" role="alert">
        {trouble && t.errors[trouble]}
      </p>
      <MemberActions user={user} onDone={close} />
    </Dialog>
  );
}

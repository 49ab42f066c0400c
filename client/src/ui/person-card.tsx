import { useEffect, useState } from 'preact/hooks';
import { hueOf } from '../model/people.js';
import type { ContactState, Profile, UserId } from '../protocol.js';
import { account } from './account.js';
import { Avatar } from './avatar.js';
import { useChat, usePeople, useSelect } from './context.js';
import { useWindowText } from './use-window-text.js';
import { ContactActions } from './contact-actions.js';
import { Dialog } from './dialog.js';
import { TalkIcon } from './icons.js';
import { NudgeIcon } from './later-icons.js';
import { MemberActions } from './room/member-actions.js';
import { useOpenRoom } from './room/use-open-room.js';
import { goTo } from './route.js';
import { useShow } from './show.js';
import { useAction } from './use-action.js';

/** Who someone is, and what one may do about it. */
export function PersonCard({ user }: { user: UserId }) {
  const chat = useChat();
  const show = useShow();
  const t = useWindowText();
  const me = useSelect((state) => state.me?.id);
  const known = usePeople(useSelect((state) => state.open?.id)).get(user);
  const [profile, setProfile] = useState<Profile>();
  const [contact, setContact] = useState<ContactState>();
  const looking = useAction();
  const talking = useAction();
  const room = useOpenRoom();
  const close = (): void => show(undefined);

  const look = async (): Promise<void> => {
    const shown = await chat.request('user:show', { user });
    setProfile(shown.user);
    setContact(shown.contact);
  };
  useEffect(() => looking.run(look), [user]);
  const name = known?.nickname ?? profile?.nickname ?? '';
  const trouble = looking.trouble ?? talking.trouble;
  const talk = async (): Promise<void> => {
    const room = await chat.openDirect([user]);
    close();
    goTo(room);
  };
  const nudge = async (): Promise<void> => {
    await chat.request('user:nudge', { room: room!.id, user });
    close();
  };
  return (
    <Dialog title={name} onClose={close}>
      <div class="self">
        <Avatar name={name} hue={hueOf(user)} avatar={profile?.avatar ?? known?.avatar} />
        {profile && profile.nickname !== name && <p dir="auto">{profile.nickname}</p>}
        {profile && <p class="hint">{account(t, profile)}</p>}
        {profile?.status && <p dir="auto">{profile.status}</p>}
      </div>
      {user === me ? (
        <button type="button" class="button" onClick={() => show('profile')}>
          {t.editProfile}
        </button>
      ) : (
        contact !== 'blocked' && (
          <div class="choices">
            <button type="button" class="button primary" onClick={() => talking.run(talk)}>
              <TalkIcon />
              {t.writeTo}
            </button>
            {room && known && (
              <button type="button" class="button" onClick={() => talking.run(nudge)}>
                <NudgeIcon />
                {t.nudge}
              </button>
            )}
          </div>
        )
      )}
      <p class="problem" role="alert">
        {trouble && t.errors[trouble]}
      </p>
      {profile && user !== me && <ContactActions user={user} contact={contact} onChange={setContact} />}
      <MemberActions user={user} onDone={close} />
    </Dialog>
  );
}

import { hueOf } from '../../model/people.js';
import type { Author, UserId } from '../../protocol.js';
import { Avatar } from '../avatar.js';
import { useChat } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { useShow } from '../show.js';
import { PageList } from './page-list.js';
import { useOpenRoom } from './use-open-room.js';
import { usePages } from '../use-pages.js';

/** Who is kept out of the room. */
export function Bans() {
  const chat = useChat();
  const show = useShow();
  const t = useWindowText();
  const room = useOpenRoom();
  const pages = usePages<Author, string>(async (cursor) => {
    if (!room) return { items: [], next: undefined };
    const page = await chat.request('ban:list', { room: room.id, ...(cursor !== undefined && { cursor }) });
    return { items: page.users, next: page.cursor };
  });
  if (!room) return null;

  const lift = async (user: UserId): Promise<void> => {
    await chat.request('ban:set', { room: room.id, user, on: false });
    await pages.again();
  };
  return (
    <Dialog title={t.bans} onClose={() => show(undefined)}>
      <PageList pages={pages} none={t.noBans}>
        {({ id, nickname, avatar }) => (
          <li key={id}>
            <Avatar name={nickname} hue={hueOf(id)} avatar={avatar} />
            <bdi class="name">{nickname}</bdi>
            {!room.archived && (
              <button type="button" class="button" onClick={() => pages.action.run(() => lift(id))}>
                {t.unban}
                <span class="unseen"> {nickname}</span>
              </button>
            )}
          </li>
        )}
      </PageList>
    </Dialog>
  );
}

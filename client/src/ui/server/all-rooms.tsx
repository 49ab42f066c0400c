import { useChat } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { RoomAvatar } from '../room-avatar.js';
import { roomTitle } from '../room-title.js';
import { usePages } from '../use-pages.js';

export function AllRooms() {
  const chat = useChat();
  const t = useWindowText();
  const pages = usePages(async (cursor: string | undefined) => {
    const { rooms, cursor: next } = await chat.request('admin:rooms', cursor === undefined ? {} : { cursor });
    return { items: rooms, next };
  });

  return (
    <>
      {pages.action.trouble && (
        <p class="problem" role="alert">
          {t.errors[pages.action.trouble]}
        </p>
      )}
      <ul class="found whole">
        {pages.items?.map((room) => (
          <li key={room.id}>
            <RoomAvatar room={room} name={roomTitle(t, room)} />
            <span class="name" dir="auto">
              {roomTitle(t, room)}
            </span>
            <span class="line">{t.memberCount(room.memberCount)}</span>
          </li>
        ))}
      </ul>
      {pages.more && (
        <button type="button" class="button" onClick={pages.more}>
          {t.showMore}
        </button>
      )}
    </>
  );
}

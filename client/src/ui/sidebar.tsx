import { inOrder } from '../model/room-list.js';
import { hueOf } from '../model/people.js';
import { shortly } from '../i18n/when.js';
import { Avatar, RoomAvatar } from './avatar.js';
import { useSelect, useText } from './context.js';
import { FindIcon, GearIcon, PlusIcon } from './icons.js';
import { memo } from './memo.js';
import { roomTitle } from './room-title.js';
import { useShow } from './show.js';

/** Who I am, and my rooms. */
export function Sidebar() {
  const t = useText();
  const show = useShow();
  const me = useSelect((state) => state.me)!;
  const rooms = useSelect((state) => state.rooms);
  const people = useSelect((state) => state.people);
  const drafts = useSelect((state) => state.drafts);
  const open = useSelect((state) => state.open?.id);
  const now = new Date();

  return (
    <nav class="sidebar" aria-label={t.rooms}>
      <header class="sidebar-head">
        <h1>{t.rooms}</h1>
        <button
          type="button"
          class="icon-button"
          aria-label={t.findRooms}
          title={t.findRooms}
          onClick={() => show('find')}
        >
          <FindIcon />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={t.newRoom}
          title={t.newRoom}
          onClick={() => show('create')}
        >
          <PlusIcon />
        </button>
      </header>
      {rooms ? (
        <ul class="room-list">
          {inOrder(rooms, t.locale).map((room) => {
            const draft = room.id === open ? undefined : drafts.get(room.id);
            const { last } = room;
            const author =
              last &&
              (last.author.id === me.id
                ? t.you
                : (people.get(room.id)?.get(last.author.id) ?? last.author).nickname);
            return (
              <RoomItem
                key={room.id}
                id={room.id}
                name={roomTitle(t, room)}
                unread={room.unread}
                current={room.id === open}
                draft={draft !== undefined}
                line={
                  draft ?? (last && author !== undefined ? t.lastMessage(author, last.text) : t.nothingSaid)
                }
                when={last ? shortly(t, new Date(last.sentAt), now) : ''}
              />
            );
          })}
          {rooms.size === 0 && <li class="hint">{t.noRooms}</li>}
        </ul>
      ) : (
        <ul class="room-list" aria-hidden="true">
          {[0, 1, 2].map((line) => (
            <li key={line} class="skeleton late" />
          ))}
        </ul>
      )}
      <button type="button" class="me" onClick={() => show('settings')} title={t.settings}>
        <Avatar name={me.nickname} hue={hueOf(me.id)} avatar={me.avatar} />
        <span class="name" dir="auto">
          {me.nickname}
        </span>
        <GearIcon />
        <span class="unseen">{t.settings}</span>
      </button>
    </nav>
  );
}

interface RoomItemProps {
  readonly id: string;
  readonly name: string;
  readonly unread: number;
  readonly current: boolean;
  readonly draft: boolean;
  readonly line: string;
  readonly when: string;
}

const RoomItem = memo(({ id, name, unread, current, draft, line, when }: RoomItemProps) => {
  const t = useText();
  return (
    <li>
      <a class="room-item" href={`#/room/${id}`} aria-current={current ? 'page' : undefined}>
        <RoomAvatar id={id} name={name} />
        <span class="name" dir="auto">
          {name}
        </span>
        <span class="when">{when}</span>
        <span class="line" dir="auto">
          {draft && <b class="draft">[{t.draft}] </b>}
          {line}
        </span>
        {unread > 0 && (
          <span class="badge">
            <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
            <span class="unseen">{t.unread(unread)}</span>
          </span>
        )}
      </a>
    </li>
  );
});

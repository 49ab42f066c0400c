import { useState } from 'preact/hooks';
import type { Dictionary } from '../i18n/dictionary.js';
import { shortly } from '../i18n/when.js';
import { hueOf, nobody, type People } from '../model/people.js';
import { plain } from '../model/plain.js';
import { calling, inOrder, isIn, type Part } from '../model/room-list.js';
import type { ListedRoom, UserId } from '../protocol.js';
import { Avatar } from './avatar.js';
import { Badge } from './badge.js';
import { useChat, useSelect, useText } from './context.js';
import { BellOffIcon, CompassIcon, FindIcon, GearIcon, PlusIcon, TalkIcon } from './icons.js';
import { memo } from './memo.js';
import { RoomAvatar } from './room-avatar.js';
import { RoomParts } from './room-parts.js';
import { roomTitle } from './room-title.js';
import { useShow } from './show.js';

/** Who I am, and my rooms. */
export function Sidebar() {
  const t = useText();
  const chat = useChat();
  const show = useShow();
  const keepHint = useSelect((state) => state.keepHint);
  const me = useSelect((state) => state.me)!;
  const rooms = useSelect((state) => state.rooms);
  const people = useSelect((state) => state.people);
  const drafts = useSelect((state) => state.drafts);
  const open = useSelect((state) => state.open?.id);
  const [part, setPart] = useState<Part>('all');
  const now = new Date();
  // Narrowed only while there is something to leave out.
  const parted = [...(rooms?.values() ?? [])].some((room) => isIn('people', room));
  const shown = inOrder(rooms ?? new Map(), t.locale).filter((room) => !parted || isIn(part, room));

  return (
    <nav class="sidebar" aria-label={t.rooms}>
      <header class="sidebar-head">
        <h1>{t.rooms}</h1>
        <button
          type="button"
          class="icon-button"
          aria-label={t.searchAll}
          title={t.searchAll}
          onClick={() => show('search')}
        >
          <FindIcon />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={t.findRooms}
          title={t.findRooms}
          onClick={() => show('find')}
        >
          <CompassIcon />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={t.newTalk}
          title={t.newTalk}
          onClick={() => show('new-talk')}
        >
          <TalkIcon />
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
      {rooms && parted && <RoomParts rooms={rooms} part={part} onPart={setPart} />}
      {rooms ? (
        <ul class="room-list">
          {shown.map((room) => {
            const draft = room.id === open ? undefined : drafts.get(room.id);
            return (
              <RoomItem
                key={room.id}
                room={room}
                name={roomTitle(t, room)}
                current={room.id === open}
                draft={draft !== undefined}
                line={draft ?? lastLine(t, room, me.id, people.get(room.id) ?? nobody)}
                when={room.last ? shortly(t, new Date(room.last.sentAt), now) : ''}
              />
            );
          })}
          {shown.length === 0 && <li class="hint">{part === 'people' && parted ? t.noTalks : t.noRooms}</li>}
        </ul>
      ) : (
        <ul class="room-list" aria-hidden="true">
          {[0, 1, 2].map((line) => (
            <li key={line} class="skeleton late" />
          ))}
        </ul>
      )}
      {keepHint && (
        <aside class="keep-hint">
          <p>{t.keepSuggestion}</p>
          <div class="actions">
            <button type="button" class="link" onClick={chat.identity.dismissKeepHint}>
              {t.notNow}
            </button>
            <button type="button" class="link" onClick={() => show('keep')}>
              {t.keep}
            </button>
          </div>
        </aside>
      )}
      <button type="button" class="me" onClick={() => show('settings')} title={t.settings}>
        <Avatar
          name={me.nickname}
          hue={hueOf(me.id)}
          avatar={me.avatar}
          presence={me.availability === 'invisible' ? 'offline' : me.availability}
        />
        <span class="name" dir="auto">
          {me.nickname}
        </span>
        <GearIcon />
        <span class="unseen">{t.settings}</span>
      </button>
    </nav>
  );
}

/** What was said last, and by whom: in a talk of two, the other’s name stands above it already. */
function lastLine(t: Dictionary, { kind, people, last }: ListedRoom, me: UserId, known: People): string {
  if (!last) return t.nothingSaid;
  const { author, recalled } = last;
  const text = plain(last.text);
  if (recalled)
    return t.recalled(author.id === me ? t.notices.you : (known.get(author.id) ?? author).nickname);
  if (author.id === me) return t.lastMessage(t.you, text);
  if (kind === 'direct' && people?.length === 1) return text;
  return t.lastMessage((known.get(author.id) ?? author).nickname, text);
}

interface RoomItemProps {
  readonly room: ListedRoom;
  readonly name: string;
  readonly current: boolean;
  readonly draft: boolean;
  readonly line: string;
  readonly when: string;
}

const RoomItem = memo(({ room, name, current, draft, line, when }: RoomItemProps) => {
  const t = useText();
  const { id, unread, mentions, notify } = room;
  return (
    <li>
      <a class="room-item" href={`#/room/${id}`} aria-current={current ? 'page' : undefined}>
        <RoomAvatar room={room} name={name} />
        <span class="name" dir="auto">
          {name}
        </span>
        <span class="when">
          {notify === 'none' && (
            <span class="mark" role="img" aria-label={t.notifyLevels.none}>
              <BellOffIcon />
            </span>
          )}
          {when}
        </span>
        <span class="line" dir="auto">
          {draft && <b class="draft">[{t.draft}] </b>}
          {line}
        </span>
        {unread > 0 && (
          <span class="badges">
            {mentions > 0 && (
              <span class="badge">
                <span aria-hidden="true">@</span>
                <span class="unseen">{t.mentioned(mentions)}</span>
              </span>
            )}
            <Badge count={unread} quiet={calling(room) === 0} />
          </span>
        )}
      </a>
    </li>
  );
});

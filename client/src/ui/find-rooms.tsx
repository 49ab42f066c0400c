import { useEffect, useState } from 'preact/hooks';
import { searchable } from '../../../src/domain/name.js';
import type { ListedRoom, RoomId } from '../protocol.js';
import { useChat } from './context.js';
import { useWindowText } from './use-window-text.js';
import { Dialog } from './dialog.js';
import { Field } from './field.js';
import { RoomAvatar } from './room-avatar.js';
import { roomTitle } from './room-title.js';
import { goTo } from './route.js';
import { useAction } from './use-action.js';

interface Found {
  readonly rooms: readonly ListedRoom[];
  readonly cursor?: string | undefined;
}

/** The public rooms that one is not in yet. */
export function FindRooms({ onClose, onCreate }: { onClose: () => void; onCreate: () => void }) {
  const chat = useChat();
  const t = useWindowText();
  const [found, setFound] = useState<Found>();
  const [filter, setFilter] = useState('');
  const action = useAction();

  const load = async (cursor?: string): Promise<void> => {
    const page = await chat.otherRooms(cursor);
    setFound((before) => ({
      ...page,
      rooms: [...(cursor === undefined ? [] : (before?.rooms ?? [])), ...page.rooms],
    }));
  };
  useEffect(() => action.run(load), []);

  const join = async (id: RoomId): Promise<void> => {
    await chat.join(id);
    onClose();
    goTo(id);
  };
  const wanted = searchable(filter.trim());
  const rooms = found?.rooms.filter((room) => searchable(roomTitle(t, room)).includes(wanted)) ?? [];

  return (
    <Dialog title={t.findTitle} onClose={onClose}>
      <Field
        label={t.filter}
        value={filter}
        onInput={setFilter}
        autoFocus
        error={action.trouble && t.errors[action.trouble]}
      />
      <ul class="found">
        {rooms.map((room) => (
          <li key={room.id}>
            <RoomAvatar room={room} name={roomTitle(t, room)} />
            <span class="name" dir="auto">
              {roomTitle(t, room)}
            </span>
            <span class="line" dir="auto">
              {t.memberCount(room.memberCount)}
              {room.topic && ` · ${room.topic}`}
            </span>
            <button type="button" class="button" onClick={() => action.run(() => join(room.id))}>
              {t.join}
              <span class="unseen"> {roomTitle(t, room)}</span>
            </button>
          </li>
        ))}
      </ul>
      {found && rooms.length === 0 && <p class="hint">{found.rooms.length === 0 ? t.noOthers : t.noMatch}</p>}
      <div class="actions">
        {found?.cursor !== undefined && (
          <button type="button" class="button" onClick={() => action.run(() => load(found.cursor))}>
            {t.showMore}
          </button>
        )}
        <button type="button" class="button primary" onClick={onCreate}>
          {t.newRoom}
        </button>
      </div>
    </Dialog>
  );
}

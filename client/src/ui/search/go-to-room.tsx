import { useId, useState } from 'preact/hooks';
import type { Language } from '../../i18n/language.js';
import { searchTexts } from '../../i18n/search.js';
import { byName } from '../../model/room-finder.js';
import { inOrder } from '../../model/room-list.js';
import type { RoomId } from '../../protocol.js';
import { Badge } from '../badge.js';
import { useSelect, useText } from '../context.js';
import { Dialog } from '../dialog.js';
import { RoomAvatar } from '../room-avatar.js';
import { roomTitle } from '../room-title.js';
import { goTo } from '../route.js';
import { useShow } from '../show.js';

/** So many rooms are offered. */
const OFFERED = 8;

/** Goes to one of one's rooms by a few letters of its name. */
export function GoToRoom() {
  const t = useText();
  const show = useShow();
  const texts = searchTexts[t.locale as Language];
  const rooms = useSelect((state) => state.rooms);
  const open = useSelect((state) => state.open?.id);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const others = inOrder(rooms ?? new Map(), t.locale).filter((room) => typed !== '' || room.id !== open);
  const found = byName(others, (room) => roomTitle(t, room), typed).slice(0, OFFERED);
  const current = found[Math.min(chosen, found.length - 1)];

  const go = (room: RoomId): void => {
    show(undefined);
    goTo(room);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.isComposing || event.keyCode === 229 || found.length === 0) return;
    const at = found.findIndex((room) => room === current);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1 }[event.key];
    if (to !== undefined) setChosen((to + found.length) % found.length);
    else if (event.key === 'Enter' && current) go(current.id);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={texts.goTo} onClose={() => show(undefined)}>
      <div class="field">
        <label for={id}>{texts.room}</label>
        <input
          id={id}
          dir="auto"
          value={typed}
          autofocus
          autocomplete="off"
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={`${id}-rooms`}
          aria-activedescendant={current && `${id}-${current.id}`}
          onKeyDown={press}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setChosen(0);
          }}
        />
      </div>
      <ul class="offers" id={`${id}-rooms`} role="listbox" aria-label={t.rooms}>
        {found.map((room) => (
          <li
            key={room.id}
            id={`${id}-${room.id}`}
            role="option"
            aria-selected={room === current}
            onClick={() => go(room.id)}
          >
            <RoomAvatar room={room} name={roomTitle(t, room)} />
            <span class="name" dir="auto">
              {roomTitle(t, room)}
            </span>
            {room.unread > 0 && <Badge count={room.unread} />}
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <>
          <p class="hint" role="status">
            {typed === '' ? texts.noOther : texts.noRoom}
          </p>
          <button type="button" class="button" onClick={() => show('find')}>
            {t.findRooms}
          </button>
        </>
      )}
    </Dialog>
  );
}

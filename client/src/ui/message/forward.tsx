import { useRef, useState } from 'preact/hooks';
import { searchable } from '../../../../src/domain/name.js';
import { newId } from '../../io/new-id.js';
import { inOrder } from '../../model/room-list.js';
import type { ClientId, ListedRoom } from '../../protocol.js';
import { useChat, useSelect } from '../context.js';
import { Dialog } from '../dialog.js';
import { Field } from '../field.js';
import { RoomAvatar } from '../room-avatar.js';
import { roomTitle } from '../room-title.js';
import { useShow } from '../show.js';
import { useAction } from '../use-action.js';
import { useWindowText } from '../use-window-text.js';

/** Says messages of the open room again in another, in their order. */
export function Forward({ seqs }: { seqs: readonly number[] }) {
  const chat = useChat();
  const show = useShow();
  const t = useWindowText();
  const open = useSelect((state) => state.open);
  const rooms = useSelect((state) => state.rooms);
  const [filter, setFilter] = useState('');
  const action = useAction();
  /** Whoever tries again says nothing twice. */
  const ids = useRef(new Map<string, ClientId>());
  if (!rooms || !open?.log) return null;

  const { id: from, log } = open;
  const forward = async (room: ListedRoom): Promise<void> => {
    for (const seq of seqs) {
      const key = `${room.id}:${seq}`;
      const id = ids.current.get(key) ?? newId();
      ids.current.set(key, id);
      await chat.request('message:forward', {
        room: room.id,
        id,
        from: { room: from, epoch: log.epoch, seq },
      });
    }
    chat.messages.select(undefined);
    show(undefined);
    chat.toast('forwarded');
  };
  const wanted = searchable(filter.trim());
  const found = inOrder(rooms, t.locale).filter(
    (room) => !room.archived && searchable(roomTitle(t, room)).includes(wanted),
  );
  return (
    <Dialog title={t.forwardTitle(seqs.length)} onClose={() => show(undefined)}>
      <Field
        label={t.findRoom}
        value={filter}
        onInput={setFilter}
        autoFocus
        error={action.trouble && t.errors[action.trouble]}
      />
      <ul class="found">
        {found.map((room) => {
          const name = roomTitle(t, room);
          return (
            <li key={room.id}>
              <RoomAvatar room={room} name={name} />
              <span class="name" dir="auto">
                {name}
              </span>
              <button
                type="button"
                class="button"
                aria-label={t.forwardTo(name)}
                aria-disabled={action.busy}
                onClick={() => action.run(() => forward(room))}
              >
                {t.forward}
              </button>
            </li>
          );
        })}
      </ul>
      {found.length === 0 && <p class="hint">{t.noRoom}</p>}
    </Dialog>
  );
}

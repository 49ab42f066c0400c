import { useState } from 'preact/hooks';
import { nickname } from '../../../../src/domain/name.js';
import { useChat, usePeople, useSelect } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { Field } from '../field.js';
import { roomTitle } from '../room-title.js';
import { useShow } from '../show.js';
import { useAction } from '../use-action.js';
import { useOpenRoom } from './use-open-room.js';

/** By what name one goes in this room alone. */
export function RoomNickname() {
  const chat = useChat();
  const show = useShow();
  const t = useWindowText();
  const room = useOpenRoom();
  const me = useSelect((state) => state.me)!;
  const now = usePeople(room?.id).get(me.id)?.nickname ?? me.nickname;
  const [name, setName] = useState(now === me.nickname ? '' : now);
  const action = useAction();
  if (!room) return null;

  const save = async (): Promise<void> => {
    // Empty for the name that one has everywhere.
    const wanted = name.trim() === '' ? '' : nickname(name);
    await chat.request('member:nickname', { room: room.id, nickname: wanted });
    show(undefined);
    chat.toast('saved');
  };
  return (
    <Dialog title={t.roomNickname} onClose={() => show(undefined)}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          action.run(save);
        }}
      >
        <Field
          label={t.roomNicknameIn(roomTitle(t, room))}
          hint={t.roomNicknameHint(me.nickname)}
          value={name}
          onInput={setName}
          autoFocus
          error={action.trouble && t.errors[action.trouble]}
        />
        <div class="actions">
          <button type="submit" class="button primary" aria-disabled={action.busy}>
            {t.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

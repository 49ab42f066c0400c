import { Choice } from '../choice.js';
import { useChat } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { useTold } from '../settings/use-told.js';
import { useShow } from '../show.js';
import { roomTitle } from '../room-title.js';
import { useOpenRoom } from './use-open-room.js';

/** Of what in the open room one wants to be notified, on all devices. */
export function NotifyLevel() {
  const chat = useChat();
  const show = useShow();
  const t = useWindowText();
  const room = useOpenRoom();
  const told = useTold(room?.notify ?? 'all', (level) =>
    chat.request('room:notify', { room: room!.id, level }),
  );
  if (!room) return null;

  return (
    <Dialog title={t.notifications} onClose={() => show(undefined)}>
      <Choice
        label={t.notifyIn(roomTitle(t, room))}
        value={told.value}
        choices={t.notifyLevels}
        onChange={told.choose}
      />
      <p class="hint">{t.notifyHints[told.value]}</p>
      {told.action.trouble && (
        <p class="problem" role="alert">
          {t.errors[told.action.trouble]}
        </p>
      )}
    </Dialog>
  );
}

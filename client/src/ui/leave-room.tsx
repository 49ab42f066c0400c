import { LOBBY } from '../../../src/domain/room.js';
import { useChat, useSelect } from './context.js';
import { useWindowText } from './use-window-text.js';
import { Dialog } from './dialog.js';
import { roomTitle } from './room-title.js';
import { goTo } from './route.js';
import { useAction } from './use-action.js';

export function LeaveRoom({ onClose }: { onClose: () => void }) {
  const chat = useChat();
  const t = useWindowText();
  const room = useSelect((state) => state.open && state.rooms?.get(state.open.id));
  const action = useAction();
  if (!room) return null;

  const last = room.memberCount === 1;
  const mustHandOver = room.role === 'owner' && !last;
  const hint =
    room.kind === 'private'
      ? last
        ? t.leavePrivateLastHint
        : t.leavePrivateHint
      : last && room.id !== LOBBY
        ? t.leaveLastHint
        : t.leaveHint;
  const leave = async (): Promise<void> => {
    await chat.leave(room.id);
    onClose();
    goTo(undefined);
  };
  return (
    <Dialog title={t.leaveQuestion(roomTitle(t, room))} onClose={onClose}>
      <p class="hint">{mustHandOver ? t.handOverFirst : hint}</p>
      {action.trouble && <p class="problem">{t.errors[action.trouble]}</p>}
      <div class="actions">
        <button type="button" class="button" autofocus onClick={onClose}>
          {t.cancel}
        </button>
        {!mustHandOver && (
          <button type="button" class="button danger" onClick={() => action.run(leave)}>
            {t.leaveRoom}
          </button>
        )}
      </div>
    </Dialog>
  );
}

import { useState } from 'preact/hooks';
import type { Profile, UserId } from '../../protocol.js';
import { useChat } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { FindPerson } from '../find-person.js';
import { useShow } from '../show.js';
import { useAction } from '../use-action.js';
import { useOpenRoom } from './use-open-room.js';

/** Takes people into a private room. */
export function AddPeople() {
  const chat = useChat();
  const show = useShow();
  const t = useWindowText();
  const room = useOpenRoom();
  const [added, setAdded] = useState<ReadonlySet<UserId>>(new Set());
  const action = useAction();
  if (!room) return null;

  const add = ({ id }: Profile): void =>
    action.run(async () => {
      await chat.request('member:add', { room: room.id, user: id });
      setAdded(new Set(added).add(id));
    });
  return (
    <Dialog title={t.addPeople} onClose={() => show(undefined)}>
      <FindPerson>
        {(person) =>
          added.has(person.id) ? (
            <span class="done">{t.added}</span>
          ) : (
            <button type="button" class="button" aria-disabled={action.busy} onClick={() => add(person)}>
              {t.add}
              <span class="unseen"> {person.nickname}</span>
            </button>
          )
        }
      </FindPerson>
      <p class="problem" role="alert">
        {action.trouble && t.errors[action.trouble]}
      </p>
      <div class="actions">
        <button type="button" class="button quiet" onClick={() => show('invites')}>
          {t.inviteInstead}
        </button>
      </div>
    </Dialog>
  );
}

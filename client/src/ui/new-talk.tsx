import { useState } from 'preact/hooks';
import { DIRECT_LIMIT } from '../../../src/domain/room.js';
import type { Profile } from '../protocol.js';
import { useChat } from './context.js';
import { useWindowText } from './use-window-text.js';
import { Dialog } from './dialog.js';
import { FindPerson } from './find-person.js';
import { BookmarkIcon } from './icons.js';
import { goTo } from './route.js';
import { useShow } from './show.js';
import { useAction } from './use-action.js';

/** Begins a direct talk with one or some, or opens one's notes. */
export function NewTalk() {
  const chat = useChat();
  const show = useShow();
  const t = useWindowText();
  const [chosen, setChosen] = useState<readonly Profile[]>([]);
  const action = useAction();

  const open = (users: readonly Profile[]): void =>
    action.run(async () => {
      const room = await chat.openDirect(users.map(({ id }) => id));
      show(undefined);
      goTo(room);
    });
  const isChosen = ({ id }: Profile): boolean => chosen.some((one) => one.id === id);
  const toggle = (person: Profile): void =>
    setChosen(isChosen(person) ? chosen.filter(({ id }) => id !== person.id) : [...chosen, person]);

  return (
    <Dialog title={t.newTalk} onClose={() => show(undefined)}>
      <FindPerson>
        {(person) => (
          <button
            type="button"
            class="button"
            aria-pressed={isChosen(person)}
            aria-disabled={!isChosen(person) && chosen.length === DIRECT_LIMIT - 1}
            onClick={() => toggle(person)}
          >
            {isChosen(person) ? t.chosen : t.choose}
            <span class="unseen"> {person.nickname}</span>
          </button>
        )}
      </FindPerson>
      <p class="problem" role="alert">
        {action.trouble && t.errors[action.trouble]}
      </p>
      <div class="actions">
        <button type="button" class="button quiet" onClick={() => open([])}>
          <BookmarkIcon />
          {t.notes}
        </button>
        <button
          type="button"
          class="button primary"
          aria-disabled={chosen.length === 0 || action.busy}
          onClick={() => chosen.length > 0 && open(chosen)}
        >
          {chosen.length < 2 ? t.startTalk : t.startGroup(chosen.length + 1)}
        </button>
      </div>
    </Dialog>
  );
}

import { useState } from 'preact/hooks';
import type { KnownUser } from '../../protocol.js';
import { Choice } from '../choice.js';
import { useText } from '../context.js';
import { Dialog } from '../dialog.js';
import { useShow } from '../show.js';
import { AllRooms } from './all-rooms.js';
import { AllUsers } from './all-users.js';
import { UserDeeds } from './user-deeds.js';

/** For whoever runs the server: everybody, and every room that has a name. */
export function Server() {
  const t = useText();
  const show = useShow();
  const [part, setPart] = useState<'users' | 'rooms'>('users');
  const [chosen, setChosen] = useState<KnownUser>();

  if (chosen) {
    return (
      <Dialog title={chosen.nickname} onClose={() => show(undefined)} onBack={() => setChosen(undefined)}>
        <UserDeeds user={chosen} onChange={setChosen} />
      </Dialog>
    );
  }
  return (
    <Dialog title={t.server} kind="tall" onClose={() => show(undefined)} onBack={() => show('settings')}>
      <Choice
        label={t.server}
        value={part}
        choices={{ users: t.users, rooms: t.rooms }}
        onChange={(value) => setPart(value)}
      />
      {part === 'users' ? <AllUsers onChoose={setChosen} /> : <AllRooms />}
    </Dialog>
  );
}

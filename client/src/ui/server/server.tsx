import { useEffect, useState } from 'preact/hooks';
import type { KnownUser } from '../../protocol.js';
import { Choice } from '../choice.js';
import { useSelect } from '../context.js';
import { useWindowText } from '../use-window-text.js';
import { Dialog } from '../dialog.js';
import { useShow } from '../show.js';
import { AllRooms } from './all-rooms.js';
import { AllUsers } from './all-users.js';
import { DirectReports } from './direct-reports.js';
import { UserDeeds } from './user-deeds.js';

/** For whoever runs the server: everybody, every room that has a name, and what nobody else sees to. */
export function Server() {
  const t = useWindowText();
  const show = useShow();
  const [part, setPart] = useState<'users' | 'rooms' | 'reports'>('users');
  const [chosen, setChosen] = useState<KnownUser>();
  const admin = useSelect((state) => state.me?.admin);

  useEffect(() => {
    if (!admin) show('settings');
  }, [admin]);

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
        plain
        value={part}
        choices={{ users: t.users, rooms: t.rooms, reports: t.reports }}
        onChange={(value) => setPart(value)}
      />
      {part === 'users' && <AllUsers onChoose={setChosen} />}
      {part === 'rooms' && <AllRooms />}
      {part === 'reports' && <DirectReports />}
    </Dialog>
  );
}

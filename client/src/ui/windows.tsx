import { CreateRoom } from './create-room.js';
import { FindRooms } from './find-rooms.js';
import { LeaveRoom } from './leave-room.js';
import { Settings } from './settings.js';
import { Shortcuts } from './shortcuts.js';
import { useShow, type Window } from './show.js';

/** The windows that one opens on purpose: fetched apart from what the first sight of the page needs. */
export function Windows({ shown }: { shown: Window }) {
  const show = useShow();
  const close = (): void => show(undefined);
  switch (shown) {
    case 'create':
      return <CreateRoom onClose={close} />;
    case 'find':
      return <FindRooms onClose={close} onCreate={() => show('create')} />;
    case 'settings':
      return <Settings onClose={close} onShortcuts={() => show('shortcuts')} />;
    case 'leave':
      return <LeaveRoom onClose={close} />;
    case 'shortcuts':
      return <Shortcuts onClose={close} />;
  }
}

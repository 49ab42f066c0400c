import { isIn, callingTotal, type Part, type RoomList } from '../model/room-list.js';
import { Badge } from './badge.js';
import { useText } from './context.js';

interface RoomPartsProps {
  readonly rooms: RoomList;
  readonly part: Part;
  readonly onPart: (part: Part) => void;
}

/** Narrows the list of rooms to a kind, and tells where something is unread. */
export function RoomParts({ rooms, part, onPart }: RoomPartsProps) {
  const t = useText();
  return (
    <div class="parts" role="group" aria-label={t.rooms}>
      {(['all', 'rooms', 'people'] as const).map((one) => {
        const unread =
          one === 'all' ? 0 : callingTotal([...rooms.values()].filter((room) => isIn(one, room)));
        return (
          <button key={one} type="button" aria-pressed={one === part} onClick={() => onPart(one)}>
            {t.parts[one]}
            {unread > 0 && <Badge count={unread} />}
          </button>
        );
      })}
    </div>
  );
}

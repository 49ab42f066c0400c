import { useMemo, useRef } from 'preact/hooks';
import { facesOf } from '../model/people.js';
import { messagesOf } from '../model/room-log.js';
import { AttentionLine } from './attention-line.js';
import { Banner } from './banner.js';
import { Composer } from './composer/composer.js';
import { usePeople, useSelect, useText } from './context.js';
import { BackIcon, FindIcon, PeopleIcon } from './icons.js';
import { Outside } from './outside.js';
import { later } from './later.js';
import { usePart } from './part.js';
import { RoomAvatar } from './room-avatar.js';
import { composerHint, roomTitle } from './room-title.js';
import { useShow } from './show.js';
import { Timeline } from './timeline.js';

interface RoomViewProps {
  readonly detailsShown: boolean;
  readonly onDetails: () => void;
}

/** The room that is open: its head, what was said, and where to write. */
export function RoomView({ detailsShown, onDetails }: RoomViewProps) {
  const t = useText();
  const show = useShow();
  const open = useSelect((state) => state.open)!;
  const listed = useSelect((state) => state.rooms?.get(open.id));
  // A room that was taken off the list is still called as it was.
  const last = useRef(listed);
  last.current = listed ?? last.current;
  const room = last.current;
  const people = usePeople(open.id);
  const { log, members } = open;
  const faces = useMemo(() => {
    const seen = new Set(members?.members.map(({ id }) => id));
    for (const { author } of messagesOf(log?.entries ?? [])) seen.add(author.id);
    return facesOf(seen, people);
  }, [log?.entries, members, people]);
  const name = room ? roomTitle(t, room) : '';
  const selecting = useSelect((state) => state.selected !== undefined);
  const { SelectionBar } = usePart(later, selecting) ?? {};

  return (
    <main class="room">
      <header class="room-head">
        <a class="icon-button back" href="#/rooms" aria-label={t.back} title={t.back}>
          <BackIcon />
        </a>
        {room && <RoomAvatar room={room} name={name} />}
        <div class="room-name">
          <h2 dir="auto">{name}</h2>
          <p>
            {members && (room?.kind === 'notes' ? t.onlyYou : t.people(members.total, members.here))}
            {room?.topic && <span dir="auto"> · {room.topic}</span>}
          </p>
        </div>
        {members && (
          <button
            type="button"
            class="icon-button"
            aria-label={t.searchHere}
            title={t.searchHere}
            onClick={() => show('search-here')}
          >
            <FindIcon />
          </button>
        )}
        {members && (
          <button
            type="button"
            class="icon-button"
            aria-label={t.details}
            title={t.details}
            aria-expanded={detailsShown}
            onClick={onDetails}
          >
            <PeopleIcon />
          </button>
        )}
      </header>
      <Banner />
      {open.status !== 'open' && open.status !== 'loading' ? (
        <Outside />
      ) : (
        <>
          <Timeline faces={faces} name={name} />
          <AttentionLine room={open.id} />
          {selecting ? (
            SelectionBar && <SelectionBar />
          ) : (
            <Composer room={open.id} hint={composerHint(t, room)} />
          )}
        </>
      )}
    </main>
  );
}

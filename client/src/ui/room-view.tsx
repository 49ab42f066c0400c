import { useMemo } from 'preact/hooks';
import { facesOf } from '../model/people.js';
import { messagesOf } from '../model/room-log.js';
import { Banner } from './banner.js';
import { Composer } from './composer.js';
import { useChat, usePeople, useSelect, useText } from './context.js';
import { BackIcon, PeopleIcon, SpeechIcon } from './icons.js';
import { RoomAvatar } from './room-avatar.js';
import { composerHint, roomTitle } from './room-title.js';
import { goTo } from './route.js';
import { Timeline } from './timeline.js';
import { useAction } from './use-action.js';

interface RoomViewProps {
  readonly detailsShown: boolean;
  readonly onDetails: () => void;
}

/** The room that is open: its head, what was said, and where to write. */
export function RoomView({ detailsShown, onDetails }: RoomViewProps) {
  const t = useText();
  const open = useSelect((state) => state.open)!;
  const room = useSelect((state) => state.rooms?.get(open.id));
  const people = usePeople(open.id);
  const { log, members } = open;
  const faces = useMemo(() => {
    const seen = new Set(members?.members.map(({ id }) => id));
    for (const { author } of messagesOf(log?.entries ?? [])) seen.add(author.id);
    return facesOf(seen, people);
  }, [log?.entries, members, people]);
  const name = room ? roomTitle(t, room) : '';

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
            {members && t.people(members.total, members.here)}
            {room?.topic && <span dir="auto"> · {room.topic}</span>}
          </p>
        </div>
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
      {open.status === 'gone' || open.status === 'not-member' ? (
        <Outside />
      ) : (
        <>
          <Timeline faces={faces} name={name} />
          <Composer room={open.id} hint={composerHint(t, room)} />
        </>
      )}
    </main>
  );
}

/** For a room that one is not in, or that is not there. */
function Outside() {
  const chat = useChat();
  const t = useText();
  const { id, status } = useSelect((state) => state.open)!;
  const action = useAction();
  const gone = status === 'gone' || action.trouble === 'room.not_found';
  return (
    <div class="note">
      <SpeechIcon />
      <h3>{gone ? t.roomGone : t.notMember}</h3>
      <p>{gone ? t.roomGoneHint : t.notMemberHint}</p>
      {gone ? (
        <button type="button" class="button" onClick={() => goTo(undefined)}>
          {t.back}
        </button>
      ) : (
        <button type="button" class="button primary" onClick={() => action.run(() => chat.join(id))}>
          {action.busy ? t.joining : t.join}
        </button>
      )}
      {action.trouble && !gone && <p class="problem">{t.errors[action.trouble]}</p>}
    </div>
  );
}

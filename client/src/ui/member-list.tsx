import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { MemberList as List } from '../model/chat-state.js';
import { isHere } from '../model/members.js';
import { facesOf, hueOf, type Face } from '../model/people.js';
import type { Member } from '../protocol.js';
import { Avatar } from './avatar.js';
import { useChat, usePeople, useSelect } from './context.js';
import { MutedIcon } from './later-icons.js';
import { useShow } from './show.js';
import { useWindowText } from './use-window-text.js';
import { useWindow } from './use-window.js';

/** As high as `.member` is drawn. */
const ROW = 48;

/** Who belongs to the open room: those who are here, then the others. */
export function MemberList({ list }: { list: List }) {
  const t = useWindowText();
  const people = usePeople(useSelect((state) => state.open?.id));
  const faces = useMemo(
    () =>
      facesOf(
        list.members.map(({ id }) => id),
        people,
      ),
    [list.members, people],
  );
  const here = list.members.filter(isHere);
  const away = list.members.filter((member) => !isHere(member));
  // Those not fetched yet stand at the end, in whichever part that is.
  const last = away.length > 0 || list.here <= here.length ? 'away' : 'here';
  const more = list.cursor !== undefined;
  return (
    <>
      <Part title={t.here} count={list.here} members={here} faces={faces} more={more && last === 'here'} />
      {list.total > list.here && (
        <Part
          title={t.away}
          count={list.total - list.here}
          members={away}
          faces={faces}
          more={more && last === 'away'}
        />
      )}
    </>
  );
}

interface PartProps {
  readonly title: string;
  readonly count: number;
  readonly members: readonly Member[];
  readonly faces: ReadonlyMap<string, Face>;
  /** Whether others follow, who are fetched when their turn comes. */
  readonly more: boolean;
}

function Part({ title, count, members, faces, more }: PartProps) {
  const chat = useChat();
  const list = useRef<HTMLUListElement>(null);
  const { from, to } = useWindow(list, members.length, ROW);

  useEffect(() => {
    if (more && to === members.length) void chat.moreMembers();
  }, [chat, more, to, members.length]);

  return (
    <section class="part">
      <h3>
        {title} <span class="count">{count}</span>
      </h3>
      <ul ref={list} style={{ height: `${members.length * ROW}px`, paddingTop: `${from * ROW}px` }}>
        {members.slice(from, to).map((member, at) => (
          <MemberItem
            key={member.id}
            member={member}
            face={faces.get(member.id) ?? { name: member.nickname, hue: hueOf(member.id) }}
            place={from + at + 1}
            of={count}
          />
        ))}
      </ul>
    </section>
  );
}

interface MemberItemProps {
  readonly member: Member;
  readonly face: Face;
  readonly place: number;
  readonly of: number;
}

function MemberItem({ member, face, place, of }: MemberItemProps) {
  const { id, presence, role, mutedUntil } = member;
  const t = useWindowText();
  const show = useShow();
  const me = useSelect((state) => state.me?.id);
  const muted = mutedUntil !== undefined && new Date(mutedUntil) > new Date();
  return (
    <li aria-setsize={of} aria-posinset={place}>
      <button type="button" class="member" data-presence={presence} onClick={() => show({ person: id })}>
        <Avatar name={face.name} hue={face.hue} presence={presence} avatar={face.avatar} />
        <span class="name">
          <bdi>{face.name}</bdi>
          {face.tag !== undefined && <span class="tag">{face.tag}</span>}
          {id === me && <span class="tag">{t.you}</span>}
          {(presence === 'away' || presence === 'busy') && (
            <span class="unseen"> {t.presences[presence]}</span>
          )}
        </span>
        {muted && (
          <span class="mark" role="img" aria-label={t.mutedMark} title={t.mutedMark}>
            <MutedIcon />
          </span>
        )}
        {role !== 'member' && (
          <span class="role" data-role={role}>
            {t.roles[role]}
          </span>
        )}
      </button>
    </li>
  );
}

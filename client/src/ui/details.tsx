import { useMemo } from 'preact/hooks';
import { facesOf, hueOf, type Face } from '../model/people.js';
import type { Member } from '../protocol.js';
import { Avatar } from './avatar.js';
import { useChat, usePeople, useSelect, useText } from './context.js';
import { DoorIcon, MutedIcon } from './icons.js';
import { useShow } from './show.js';

/** What the room is about, who belongs to it and who is here. */
export function Details() {
  const chat = useChat();
  const show = useShow();
  const t = useText();
  const list = useSelect((state) => state.open?.members);
  const people = usePeople(useSelect((state) => state.open?.id));
  const topic = useSelect((state) => (state.open ? state.rooms?.get(state.open.id)?.topic : undefined));
  const faces = useMemo(
    () => facesOf(list?.members.map(({ id }) => id) ?? [], people),
    [list?.members, people],
  );
  if (!list) return null;
  const here = list.members.filter(({ online }) => online);
  const away = list.members.filter(({ online }) => !online);

  return (
    <div class="details-content">
      {topic && (
        <p class="topic" dir="auto">
          {topic}
        </p>
      )}
      <Part title={t.here} count={list.here} members={here} faces={faces} />
      {away.length > 0 && <Part title={t.away} count={list.total - list.here} members={away} faces={faces} />}
      {list.cursor !== undefined && (
        <button type="button" class="button" onClick={() => void chat.moreMembers()}>
          {t.showMore}
        </button>
      )}
      <button type="button" class="button quiet leave" onClick={() => show('leave')}>
        <DoorIcon />
        {t.leaveRoom}
      </button>
    </div>
  );
}

interface PartProps {
  readonly title: string;
  readonly count: number;
  readonly members: readonly Member[];
  readonly faces: ReadonlyMap<string, Face>;
}

function Part({ title, count, members, faces }: PartProps) {
  const t = useText();
  const me = useSelect((state) => state.me?.id);
  return (
    <section class="part">
      <h3>
        {title} <span class="count">{count}</span>
      </h3>
      <ul>
        {members.map(({ id, nickname, online, role, mutedUntil }) => {
          const { name, tag, hue, avatar }: Face = faces.get(id) ?? { name: nickname, hue: hueOf(id) };
          return (
            <li key={id} class="member" data-online={online}>
              <Avatar name={name} hue={hue} online={online} avatar={avatar} />
              <span class="name">
                <bdi>{name}</bdi>
                {tag !== undefined && <span class="tag">{tag}</span>}
                {id === me && <span class="tag">{t.you}</span>}
              </span>
              {mutedUntil !== undefined && new Date(mutedUntil) > new Date() && (
                <span class="mark" role="img" aria-label={t.mutedMark} title={t.mutedMark}>
                  <MutedIcon />
                </span>
              )}
              {role !== 'member' && (
                <span class="role" data-role={role}>
                  {t.roles[role]}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

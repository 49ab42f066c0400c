import type { ComponentType } from 'preact';
import { hueOf, initials } from '../model/people.js';
import type { ListedRoom } from '../protocol.js';
import { Avatar } from './avatar.js';
import { BookmarkIcon, LockIcon, MegaphoneIcon, PeopleIcon } from './icons.js';

type Kind = ListedRoom['kind'];

/** Drawn in place of the initials that a room without a name has none of. */
const FIGURES: Partial<Record<Kind, ComponentType>> = { direct: PeopleIcon, notes: BookmarkIcon };

/** Tells what is not a room for everyone. */
const SIGNS: Partial<Record<Kind, ComponentType>> = { private: LockIcon, announcement: MegaphoneIcon };

interface RoomAvatarProps {
  readonly room: Pick<ListedRoom, 'id' | 'kind' | 'people'>;
  readonly name: string;
}

/** A coloured sign for a room. A direct talk of two wears the face of the other. */
export function RoomAvatar({ room: { id, kind, people = [] }, name }: RoomAvatarProps) {
  const [other, another] = people;
  if (kind === 'direct' && other && !another) {
    return <Avatar name={other.nickname} hue={hueOf(other.id)} avatar={other.avatar} />;
  }
  const Figure = FIGURES[kind];
  const Sign = SIGNS[kind];
  return (
    <span class="avatar" data-kind="room" style={{ '--hue': hueOf(id) }} aria-hidden="true">
      {Figure ? <Figure /> : initials(name)}
      {Sign && (
        <span class="sign">
          <Sign />
        </span>
      )}
    </span>
  );
}

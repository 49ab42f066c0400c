import { hueOf, initials } from '../model/people.js';
import { memo } from './memo.js';

interface AvatarProps {
  readonly name: string;
  readonly hue: number;
  readonly kind?: 'person' | 'room';
  readonly online?: boolean;
  /** Names a picture that was uploaded. */
  readonly avatar?: string | undefined;
}

/** A coloured sign for a person or a room. The name stands beside it, so it says nothing itself. */
export const Avatar = memo(({ name, hue, kind = 'person', online = false, avatar }: AvatarProps) => (
  <span class="avatar" data-kind={kind} style={{ '--hue': hue }} aria-hidden="true">
    {avatar ? <img src={`/api/avatars/${avatar}`} alt="" draggable={false} /> : initials(name)}
    {online && <span class="online" />}
  </span>
));

export const RoomAvatar = ({ id, name }: { id: string; name: string }) => (
  <Avatar name={name} hue={hueOf(id)} kind="room" />
);

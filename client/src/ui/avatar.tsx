import { initials } from '../model/people.js';
import type { Member } from '../protocol.js';
import { memo } from './memo.js';

interface AvatarProps {
  readonly name: string;
  readonly hue: number;
  readonly presence?: Member['presence'];
  /** Names a picture that was uploaded. */
  readonly avatar?: string | undefined;
}

/** A coloured sign for a person. The name stands beside it, so it says nothing itself. */
export const Avatar = memo(({ name, hue, presence = 'offline', avatar }: AvatarProps) => (
  <span
    class="avatar"
    style={{ '--hue': hue }}
    data-initials={avatar ? undefined : initials(name)}
    aria-hidden="true"
  >
    {avatar && <img src={`/api/avatars/${avatar}`} alt="" draggable={false} />}
    {presence !== 'offline' && <span class="presence" data-presence={presence} />}
  </span>
));

import { EVERYONE } from '../model/pieces.js';
import type { UserId } from '../protocol.js';
import { useSelect } from './context.js';

/** What leads out of a message. */
export const Address = ({ href, name }: { href: string; name: string }) => (
  <a href={href} title={href === name ? undefined : href} target="_blank" rel="noopener noreferrer nofollow">
    {name}
  </a>
);

/** Who is called in a message. */
export function Mention({ user, name }: { user: UserId; name: string }) {
  const me = useSelect((state) => state.me?.id);
  return (
    <bdi class="mention" data-me={user === me || user === EVERYONE}>
      {name}
    </bdi>
  );
}

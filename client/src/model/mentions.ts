import { MENTION_LIMIT } from '../../../src/domain/room.js';
import type { Said } from '../outbox/outbox-store.js';
import type { Member, UserId } from '../protocol.js';
import { EVERYONE, EVERYONE_NAMES, piecesOf } from './pieces.js';

interface Callable {
  readonly members: readonly Pick<Member, 'id' | 'nickname'>[];
  /** Who was chosen, by name. */
  readonly chosen: ReadonlyMap<string, UserId>;
  /** All may be called at once. */
  readonly all: boolean;
}

/**
 * Those whom the text mentions: whoever was chosen under that name, else the one member who is called so. Of several
 * with one name nobody is meant who was not chosen.
 */
export function mentionsIn(
  text: string,
  { members, chosen, all }: Callable,
): Pick<Said, 'mentions' | 'everyone'> {
  if (!text.includes('@')) return {};
  const named = new Map<string, UserId>();
  const several = new Set<string>();
  for (const { id, nickname } of members) {
    if (named.has(nickname)) several.add(nickname);
    named.set(nickname, id);
  }
  for (const name of several) named.delete(name);
  for (const [name, id] of chosen) named.set(name, id);
  if (all) for (const name of EVERYONE_NAMES) named.set(name, EVERYONE);
  const found = new Set(
    piecesOf(text, named).flatMap(({ mention }) => (mention === undefined ? [] : [mention])),
  );
  const everyone = found.delete(EVERYONE);
  return {
    ...(found.size > 0 && { mentions: [...found].slice(0, MENTION_LIMIT) }),
    ...(everyone && { everyone }),
  };
}

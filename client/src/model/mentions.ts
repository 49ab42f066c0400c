import { MENTION_LIMIT } from '../../../src/domain/room.js';
import type { Member, UserId } from '../protocol.js';
import { piecesOf } from './pieces.js';

/**
 * Those whom the text mentions: whoever was chosen under that name, else the one member who is called so. Of several
 * with one name nobody is meant who was not chosen.
 */
export function mentionsIn(
  text: string,
  members: readonly Pick<Member, 'id' | 'nickname'>[],
  chosen: ReadonlyMap<string, UserId>,
): UserId[] {
  if (!text.includes('@')) return [];
  const named = new Map<string, UserId>();
  const several = new Set<string>();
  for (const { id, nickname } of members) {
    if (named.has(nickname)) several.add(nickname);
    named.set(nickname, id);
  }
  for (const name of several) named.delete(name);
  for (const [name, id] of chosen) named.set(name, id);
  const found = piecesOf(text, named).flatMap(({ mention }) => (mention === undefined ? [] : [mention]));
  return [...new Set(found)].slice(0, MENTION_LIMIT);
}

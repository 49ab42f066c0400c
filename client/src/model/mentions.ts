import { MENTION_LIMIT } from '../../../src/domain/room.js';
import type { Said } from '../outbox/outbox-store.js';
import type { Member, UserId } from '../protocol.js';
import type { People } from './people.js';
import { EVERYONE, EVERYONE_NAMES, nobodyNamed, piecesOf, type Named } from './pieces.js';

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

/** What may be a name that nobody has now. */
const FORMER = /(?<![\w.+-])@([\p{L}\p{N}_.-]+)/gu;

/**
 * By what names a text calls those whom it mentions. Whoever goes by another name since is taken to be meant by what
 * else stands behind an @, in the order of both, if there are as many of one as of the other.
 */
export function namedIn(
  text: string,
  mentions: readonly UserId[] | undefined,
  everyone: boolean | undefined,
  people: People,
): Named {
  if (!mentions && !everyone) return nobodyNamed;
  const named = new Map((everyone ? EVERYONE_NAMES : []).map((name) => [name, EVERYONE]));
  for (const id of mentions ?? []) if (people.has(id)) named.set(people.get(id)!.nickname, id);
  const pieces = piecesOf(text, named);
  const renamed = (mentions ?? []).filter((id) => !pieces.some(({ mention }) => mention === id));
  if (renamed.length === 0) return named;
  const plain = piecesOf(text, named).filter(
    ({ href, mention }) => href === undefined && mention === undefined,
  );
  const former = new Set(
    plain.flatMap((piece) => Array.from(piece.text.matchAll(FORMER), ([, name]) => name!)),
  );
  if (former.size === renamed.length) for (const name of former) named.set(name, renamed.shift()!);
  return named;
}

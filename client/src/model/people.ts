import { skeleton } from '../../../src/domain/skeleton.js';
import type { Author, RoomId, UserId } from '../protocol.js';

/** How those who were met in one room are called there now. */
export type People = ReadonlyMap<UserId, Author>;

/** The people of each room: someone may go by another name in each. */
export type PeopleOf = ReadonlyMap<RoomId, People>;

export const nobody: People = new Map();

export function met(peopleOf: PeopleOf, room: RoomId, authors: Iterable<Author>): PeopleOf {
  const before = peopleOf.get(room) ?? nobody;
  let known: Map<UserId, Author> | undefined;
  for (const { id, nickname, avatar } of authors) {
    const last = (known ?? before).get(id);
    if (last?.nickname === nickname && last.avatar === avatar) continue;
    known ??= new Map(before);
    known.set(id, { id, nickname, ...(avatar !== undefined && { avatar }) });
  }
  return known ? new Map(peopleOf).set(room, known) : peopleOf;
}

/** How a person is drawn. */
export interface Face {
  readonly name: string;
  /** Only where another in the same room has a name that looks like this one. */
  readonly tag?: string;
  /** Hue of the avatar, in degrees. */
  readonly hue: number;
  /** Names the uploaded picture, where there is one. */
  readonly avatar?: string | undefined;
}

/** FNV-1a: any spread will do, as long as every page draws the same. */
function hash(id: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) sum = Math.imul(sum ^ id.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}

/** 24 hues, so that two people differ visibly or not at all. */
export const hueOf = (id: string): number => (hash(id) % 24) * 15;

const tagOf = (id: UserId): string => hash(id).toString(16).padStart(8, '0').slice(-4);

/** Faces of those who are seen in one room, told apart where their names look alike. */
export function facesOf(users: Iterable<UserId>, people: People): ReadonlyMap<UserId, Face> {
  const groups = new Map<string, UserId[]>();
  for (const id of new Set(users)) {
    const look = skeleton(people.get(id)?.nickname ?? '');
    const group = groups.get(look);
    if (group) group.push(id);
    else groups.set(look, [id]);
  }

  const faces = new Map<UserId, Face>();
  for (const group of groups.values()) {
    // In an order of their own, so that nobody's colour depends on who was met first.
    const taken = new Set<number>();
    for (const id of group.sort()) {
      let hue = hueOf(id);
      while (taken.has(hue) && taken.size < 4) hue = (hue + 90) % 360;
      taken.add(hue);
      const { nickname = '', avatar } = people.get(id) ?? {};
      faces.set(id, { name: nickname, hue, avatar, ...(group.length > 1 && { tag: tagOf(id) }) });
    }
  }
  return faces;
}

const segments = new Intl.Segmenter();

/** What an avatar shows: the last character of a Chinese, Japanese or Korean name, else the initials. */
export function initials(name: string): string {
  const characters = Array.from(segments.segment(name), ({ segment }) => segment);
  const last = characters.at(-1) ?? '';
  if (/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u.test(last)) return last;
  const words = name.split(/[\s_-]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return characters[0] ?? '';
  const first = (word: string): string => segments.segment(word).containing(0)?.segment ?? '';
  const second = words.slice(1).findLast((word) => /^\p{L}/u.test(word));
  return (first(words[0]!) + (second === undefined ? '' : first(second))).toUpperCase();
}

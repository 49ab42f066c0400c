import type { Chat } from '../../chat/chat.js';
import type { Dictionary } from '../../i18n/dictionary.js';
import type { ChatState } from '../../model/chat-state.js';
import { OFFERED, type Suggestion } from '../../model/completion.js';
import { EVERYONE, EVERYONE_NAMES } from '../../model/pieces.js';
import { mayCallAll } from '../../model/standing.js';
import { initials } from '../../model/pinyin.js';
import type { Author } from '../../protocol.js';
import type { Source } from './use-completion.js';

/** How well a name answers to what is written: 0 is best. Chinese names answer to the first letters of their reading. */
function rank(name: string, query: string): number {
  const lower = name.toLowerCase();
  if (lower.startsWith(query)) return 0;
  if (initials(lower).startsWith(query)) return 1;
  return lower.includes(query) ? 2 : Infinity;
}

/** Everyone, where one may, and the members of the open room, those first who are here. */
function suggest(
  query: string,
  { open, me, rooms }: ChatState,
  { locale }: Dictionary,
  found: readonly Author[],
): readonly Suggestion[] {
  const wanted = query.toLowerCase();
  const room = open && rooms?.get(open.id);
  const all = me && room && mayCallAll(room, me) && EVERYONE_NAMES.some((name) => rank(name, wanted) < 2);
  const name = EVERYONE_NAMES[locale === 'zh-CN' ? 0 : 1]!;
  const members: readonly Author[] = open?.members?.members ?? [];
  const loaded = new Set(members.map(({ id }) => id));
  const people = [...members, ...found.filter(({ id }) => !loaded.has(id))]
    .map((member) => ({ member, at: member.id === me?.id ? Infinity : rank(member.nickname, wanted) }))
    .filter(({ at }) => at < Infinity)
    .sort((a, b) => a.at - b.at)
    .map(({ member: { id, nickname, avatar } }) => ({
      key: id,
      text: `@${nickname} `,
      label: nickname,
      person: { id, avatar },
    }));
  return [...(all ? [{ key: EVERYONE, text: `@${name} `, label: name }] : []), ...people].slice(0, OFFERED);
}

/** So many members are looked at for the first letters of Chinese names, which the server does not know; first who is here. */
const LOOKED_AT = 1000;

/** Of a room of which not all members are loaded, the server is asked as well. */
async function find(query: string, chat: Chat): Promise<readonly Author[]> {
  const { open } = chat.store.get();
  if (query === '' || open?.members?.cursor === undefined) return [];
  const [{ members }] = await Promise.all([
    chat.request('room:members', { room: open.id, query }),
    /^[a-z]+$/i.test(query) && load(chat),
  ]);
  return members;
}

let loading: Promise<void> | undefined;

/** Each letter that is written waits for the same. */
const load = (chat: Chat): Promise<void> => (loading ??= loadMore(chat).finally(() => (loading = undefined)));

async function loadMore({ store, moreMembers }: Pick<Chat, 'store' | 'moreMembers'>): Promise<void> {
  const { open } = store.get();
  const list = open?.members;
  if (list?.cursor === undefined || list.members.length >= LOOKED_AT) return;
  await moreMembers();
  const { open: now } = store.get();
  if (now?.id === open!.id && now.members?.cursor !== list.cursor) return loadMore({ store, moreMembers });
}

export const people: Source = { suggest, find };

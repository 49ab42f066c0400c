import type { ChatState } from '../../model/chat-state.js';
import { OFFERED, type Suggestion } from '../../model/completion.js';
import { initials } from '../../model/pinyin.js';

/** How well a name answers to what is written: 0 is best. Chinese names answer to the first letters of their reading. */
function rank(name: string, query: string): number {
  const lower = name.toLowerCase();
  if (lower.startsWith(query)) return 0;
  if (initials(lower).startsWith(query)) return 1;
  return lower.includes(query) ? 2 : Infinity;
}

/** Members of the open room, those first who are here. */
export function suggestPeople(query: string, { open, me }: ChatState): readonly Suggestion[] {
  const wanted = query.toLowerCase();
  return (open?.members?.members ?? [])
    .map((member) => ({ member, at: member.id === me?.id ? Infinity : rank(member.nickname, wanted) }))
    .filter(({ at }) => at < Infinity)
    .sort((a, b) => a.at - b.at)
    .slice(0, OFFERED)
    .map(({ member: { id, nickname, avatar } }) => ({
      key: id,
      text: `@${nickname} `,
      label: nickname,
      person: { id, avatar },
    }));
}

import type { EventData, Member } from '../protocol.js';
import type { MemberList } from './chat-state.js';

/** Those who are here first, each part in the order in which it was. */
const hereFirst = (members: readonly Member[]): readonly Member[] => [
  ...members.filter(({ online }) => online),
  ...members.filter(({ online }) => !online),
];

/** Notes who came and went. */
export function presence(
  list: MemberList,
  { joined, left, total, members }: Omit<EventData<'presence:changed'>, 'room'>,
): MemberList {
  const came = new Map(
    joined.map(({ id, nickname }) => [id, { id, nickname, role: 'member' as const, online: true }]),
  );
  const gone = new Set(left);
  const known = list.members.map((member) => {
    const here = came.get(member.id);
    came.delete(member.id);
    if (here) return { ...member, nickname: here.nickname, online: true };
    return gone.has(member.id) ? { ...member, online: false } : member;
  });
  return { ...list, total: members, here: total, members: hereFirst([...known, ...came.values()]) };
}

import type { EventData, Member, Notice } from '../protocol.js';
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

/** Notes what was decided about members. Who comes anew is not in it: that takes another look at the server. */
export function decided(list: MemberList, notices: readonly Notice[]): MemberList {
  let { members, total, here } = list;
  for (const notice of notices) {
    if (notice.type !== 'member.changed') continue;
    const { member, change, role, until } = notice;
    if (change === 'left' || change === 'removed' || change === 'banned') {
      const gone = members.find(({ id }) => id === member.id);
      if (!gone) continue;
      members = members.filter((one) => one !== gone);
      total -= 1;
      if (gone.online) here -= 1;
    } else {
      members = members.map((one) => {
        if (one.id !== member.id) return role === 'owner' ? dethroned(one) : one;
        const { mutedUntil: _before, ...rest } = one;
        if (change === 'muted') return { ...rest, mutedUntil: until };
        if (change === 'unmuted') return rest;
        return change === 'role' && role ? { ...one, role } : one;
      });
    }
  }
  return { ...list, members, total, here };
}

/** There is one owner: whoever was it is a moderator from then on. */
const dethroned = (member: Member): Member =>
  member.role === 'owner' ? { ...member, role: 'moderator' } : member;

import type { EventData, Member, Notice } from '../protocol.js';
import type { MemberList } from './chat-state.js';

export const isHere = ({ presence }: Member): boolean => presence !== 'offline';

/** Those who are here first, each part in the order in which it was. */
const hereFirst = (members: readonly Member[]): readonly Member[] => [
  ...members.filter(isHere),
  ...members.filter((member) => !isHere(member)),
];

/** Notes who came and went. */
export function presence(
  list: MemberList,
  { joined, left, total, members }: Omit<EventData<'presence:changed'>, 'room'>,
): MemberList {
  const came = new Map(joined.map((present) => [present.id, { ...present, role: 'member' as const }]));
  const gone = new Set(left);
  const known = list.members.map((member) => {
    const here = came.get(member.id);
    came.delete(member.id);
    if (here) return { ...member, nickname: here.nickname, presence: here.presence };
    return gone.has(member.id) ? { ...member, presence: 'offline' as const } : member;
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
      if (isHere(gone)) here -= 1;
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

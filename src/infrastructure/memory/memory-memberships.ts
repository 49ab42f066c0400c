import type { Marked, Member, MemberPage, Memberships } from '../../application/ports/memberships.js';
import type { Epoch } from '../../domain/entry.js';
import { knownAs, type Membership, type NotifyLevel, type Role } from '../../domain/membership.js';
import { searchable } from '../../domain/name.js';
import type { Author, Instant } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { MemoryData, Seated } from './memory-data.js';

export class MemoryMemberships implements Memberships {
  constructor(private readonly data: MemoryData) {}

  async find(room: RoomId, user: UserId): Promise<Membership | undefined> {
    const member = this.data.rooms.get(room)?.members.get(user);
    return member && toMembership(member);
  }

  current(room: RoomId, user: UserId): Promise<Membership | undefined> {
    return this.find(room, user);
  }

  async owner(room: RoomId): Promise<Membership | undefined> {
    const owner = [...this.members(room)].find(({ role }) => role === 'owner');
    return owner && toMembership(owner);
  }

  async join(
    room: RoomId,
    user: UserId,
    at: Instant,
    alone: Role = 'member',
  ): Promise<{ membership: Membership; created: boolean } | undefined> {
    const record = this.data.rooms.get(room);
    if (!record) return undefined;

    const known = record.members.get(user);
    if (known) return { membership: toMembership(known), created: false };
    if (record.banned.has(user)) return undefined;
    return {
      membership: toMembership(record.join(user, at, { role: record.members.size === 0 ? alone : 'member' })),
      created: true,
    };
  }

  async banned(room: RoomId, user: UserId): Promise<boolean> {
    return this.data.rooms.get(room)?.banned.has(user) ?? false;
  }

  async bans(room: RoomId, after: UserId, limit: number): Promise<readonly Author[]> {
    const ids = [...(this.data.rooms.get(room)?.banned ?? [])].filter((id) => id > after).toSorted();
    return ids.slice(0, limit).flatMap((id) => {
      const user = this.data.users.get(id);
      return user ? [knownAs(user, undefined)] : [];
    });
  }

  async rename(room: RoomId, user: UserId, nickname: string): Promise<boolean> {
    return this.change(room, user, { nickname });
  }

  async notify(room: RoomId, user: UserId, level: NotifyLevel): Promise<boolean> {
    return this.change(room, user, { notify: level });
  }

  async leave(room: RoomId, user: UserId): Promise<boolean | 'owner_needed'> {
    const record = this.data.rooms.get(room);
    return record?.needs(user) ? 'owner_needed' : (record?.members.delete(user) ?? false);
  }

  async roomsOf(user: UserId): Promise<readonly RoomId[]> {
    return [...this.data.rooms.values()]
      .filter(({ members }) => members.has(user))
      .map(({ room }) => room.id);
  }

  async count(room: RoomId): Promise<number> {
    return this.data.rooms.get(room)?.members.size ?? 0;
  }

  async page(room: RoomId, { after, limit, query }: MemberPage): Promise<readonly Member[]> {
    const wanted = query === undefined ? undefined : searchable(query);
    const members: Member[] = [];
    for (const membership of this.members(room)) {
      if (members.length === limit) break;
      if (membership.number <= after) continue;
      const member = this.seen(membership);
      const names = [member.nickname, this.data.users.get(member.id)?.nickname ?? ''];
      if (wanted === undefined || names.some((name) => searchable(name).includes(wanted)))
        members.push(member);
    }
    return members;
  }

  async among(room: RoomId, users: readonly UserId[]): Promise<readonly Member[]> {
    const asked = new Set(users);
    return [...this.members(room)].filter(({ user }) => asked.has(user)).map((member) => this.seen(member));
  }

  async mark(
    room: RoomId,
    user: UserId,
    epoch: Epoch,
    seq: number,
  ): Promise<Marked | 'epoch_changed' | undefined> {
    const record = this.data.rooms.get(room);
    const membership = record?.members.get(user);
    if (!record || !membership) return undefined;
    if (record.epoch !== epoch) return 'epoch_changed';

    const marker = Math.max(membership.marker, Math.min(seq, record.head));
    record.members.set(user, { ...membership, marker });
    const { unread, mentions } = record.unread(user, marker);
    return { epoch, marker, unread, mentions };
  }

  private change(room: RoomId, user: UserId, change: Partial<Seated>): boolean {
    const members = this.data.rooms.get(room)?.members;
    const known = members?.get(user);
    if (known) members?.set(user, { ...known, ...change });
    return known !== undefined;
  }

  private members(room: RoomId): Iterable<Seated> {
    return this.data.rooms.get(room)?.members.values() ?? [];
  }

  private seen(seated: Seated): Member {
    const { user: id, nickname, role, mutedUntil, number } = seated;
    const user = this.data.users.get(id);
    const author = user ? knownAs(user, seated) : { id, nickname };
    return { ...author, role, mutedUntil, number };
  }
}

const toMembership = ({
  room,
  user,
  nickname,
  notify,
  role,
  mutedUntil,
  from,
  marker,
  version,
}: Seated): Membership => ({ room, user, nickname, notify, role, mutedUntil, from, marker, version });

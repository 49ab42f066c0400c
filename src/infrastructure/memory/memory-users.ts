import type { Users } from '../../application/ports/users.js';
import type { Entry } from '../../domain/entry.js';
import type { Instant } from '../../domain/message.js';
import { LOBBY } from '../../domain/room.js';
import type { User, UserChange, UserId } from '../../domain/user.js';
import type { MemoryData } from './memory-data.js';

export class MemoryUsers implements Users {
  constructor(private readonly data: MemoryData) {}

  async find(id: UserId): Promise<User | undefined> {
    return this.data.users.get(id);
  }

  async add(user: User): Promise<void> {
    if (!this.data.users.has(user.id)) this.data.users.set(user.id, user);
  }

  async update(id: UserId, change: UserChange): Promise<User | undefined> {
    const user = this.data.users.get(id);
    if (!user) return undefined;
    const changed = { ...user, ...change };
    this.data.users.set(id, changed);
    return changed;
  }

  async appoint(id: UserId, on: boolean): Promise<User | 'last' | undefined> {
    const others = [...this.data.users.values()].some((user) => user.id !== id && user.admin && !user.banned);
    if (!on && !others && this.data.users.get(id)?.admin) return 'last';
    return this.update(id, { admin: on });
  }

  async sweepGuests(now: Instant, before: number): Promise<number> {
    for (const { id } of [...this.data.users.values()].slice(0, Math.max(before - 1, 0))) {
      if (this.leftSomething(id, now)) continue;
      this.data.users.delete(id);
      this.data.rooms.get(LOBBY)?.members.delete(id);
      this.data.contacts.delete(id);
      for (const contacts of this.data.contacts.values()) contacts.delete(id);
    }
    return this.data.users.size + 1;
  }

  private leftSomething(id: UserId, now: Instant): boolean {
    const { users, sessions, rooms } = this.data;
    if (users.get(id)?.kind !== 'guest') return true;
    for (const { user, expiresAt } of sessions.values()) if (user === id && expiresAt > now) return true;
    return [...rooms.values()].some(
      ({ room, members, entries }) =>
        (room.id !== LOBBY && members.has(id)) || entries.some((entry) => concerns(entry, id)),
    );
  }
}

const concerns = (entry: Entry, user: UserId): boolean =>
  entry.by === user || (entry.type === 'member.changed' && entry.member.id === user);

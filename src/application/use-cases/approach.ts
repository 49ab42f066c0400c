import { ChatError } from '../../domain/chat-error.js';
import { LOBBY, Room } from '../../domain/room.js';
import type { User, UserId } from '../../domain/user.js';
import type { Contacts } from '../ports/contacts.js';
import type { Memberships } from '../ports/memberships.js';
import type { Rooms } from '../ports/rooms.js';
import type { Users } from '../ports/users.js';
import type { Caller } from './caller.js';

/** Whom people let come near: to talk to them directly, or to bring them into a room. */
export class Approach {
  constructor(
    private readonly users: Users,
    private readonly contacts: Contacts,
    private readonly memberships: Memberships,
    private readonly rooms: Rooms,
  ) {}

  /** The user, whom the caller may come near. Throws `user.not_found`, or `user.unavailable` without saying why. */
  async user(id: UserId, { user: caller }: Caller): Promise<User> {
    const user = await this.users.find(id);
    if (!user) throw new ChatError('user.not_found');
    if (user.banned || !(await this.lets(user, caller.id))) throw new ChatError('user.unavailable');
    return user;
  }

  /** Throws `user.unavailable` where the only other one in a direct talk does not want to hear from the caller. */
  async heard({ people }: Room, { user: caller }: Caller): Promise<void> {
    const [other, ...more] = people.filter((id) => id !== caller.id);
    if (other === undefined || more.length > 0) return;
    if ((await this.contacts.find(other, caller.id)) === 'blocked') throw new ChatError('user.unavailable');
  }

  private async lets({ id, directs }: User, caller: UserId): Promise<boolean> {
    const state = await this.contacts.find(id, caller);
    if (state) return state === 'accepted';
    return directs === 'everyone' || this.meet(id, caller, directs);
  }

  /** Whether they talk directly already, or, where that is enough, share a room that not everybody is in. */
  private async meet(id: UserId, caller: UserId, directs: User['directs']): Promise<boolean> {
    if (await this.rooms.findByKey(Room.among('', [id, caller]).key)) return true;
    if (directs === 'accepted') return false;
    const [theirs, own] = await Promise.all([id, caller].map((user) => this.memberships.roomsOf(user)));
    return theirs!.some((room) => room !== LOBBY && own!.includes(room));
  }
}

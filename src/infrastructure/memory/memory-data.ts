import { UNREAD_LIMIT } from '../../application/ports/memberships.js';
import type { Session, SessionId } from '../../application/ports/sessions.js';
import type { Entry, Epoch } from '../../domain/entry.js';
import type { Membership } from '../../domain/membership.js';
import type { Room, RoomId } from '../../domain/room.js';
import type { User, UserId } from '../../domain/user.js';
import { newEpoch } from '../new-epoch.js';

/** All that is kept of one room. */
export class RoomRecord {
  readonly key: string;
  epoch: Epoch = newEpoch();
  /** The entry of seq n stands at n - 1; its author has the nickname of the time of writing. */
  readonly entries: Entry[] = [];
  /** By author and message id. */
  readonly sent = new Map<string, { readonly entry: Entry; readonly digest: string }>();
  /** In order of joining. */
  readonly members = new Map<UserId, Membership>();
  /** The version of the youngest membership there ever was. */
  memberVersion = 0;

  constructor(readonly room: Room) {
    this.key = room.key;
  }

  get head(): number {
    return this.entries.length;
  }

  join(user: UserId): Membership {
    this.memberVersion += 1;
    const membership = { room: this.room.id, user, from: 0, marker: this.head, version: this.memberVersion };
    this.members.set(user, membership);
    return membership;
  }

  unread(user: UserId, marker: number): number {
    let count = 0;
    for (let seq = marker + 1; seq <= this.head && count < UNREAD_LIMIT; seq += 1) {
      if (this.entries[seq - 1]!.by !== user) count += 1;
    }
    return count;
  }
}

/** What the stores of one memory backend share. */
export class MemoryData {
  readonly rooms = new Map<RoomId, RoomRecord>();
  /** Rooms by the author and id of their creation. */
  readonly creations = new Map<string, { readonly room: Room; readonly digest: string }>();
  readonly users = new Map<UserId, User>();
  readonly sessions = new Map<SessionId, Session>();

  /** The entry in the state of now. */
  current(entry: Entry): Entry {
    const { message } = entry;
    const nickname = this.users.get(entry.by)?.nickname ?? message.author.nickname;
    if (nickname === message.author.nickname) return entry;
    return { ...entry, message: { ...message, author: { id: message.author.id, nickname } } };
  }
}

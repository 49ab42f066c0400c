import { UNREAD_LIMIT, type Unread } from '../../application/ports/memberships.js';
import type { SeatChange } from '../../application/ports/room-log.js';
import type { KeptFile } from '../../application/ports/files.js';
import type { ContactState } from '../../application/ports/contacts.js';
import type { Session, SessionId } from '../../application/ports/sessions.js';
import type { Entry, Epoch } from '../../domain/entry.js';
import type { FileId } from '../../domain/file.js';
import type { InviteId, NewInvite } from '../../domain/invite.js';
import { knownAs, type Membership, type Role } from '../../domain/membership.js';
import {
  EXCERPT,
  gist,
  REACTION_LIMIT,
  type Author,
  type Instant,
  type Message,
  type Quote,
  type Version,
} from '../../domain/message.js';
import type { NewReport, ReportId } from '../../domain/report.js';
import type { Room, RoomId } from '../../domain/room.js';
import { excerpt } from '../../domain/text.js';
import type { User, UserId } from '../../domain/user.js';
import { newEpoch } from '../new-epoch.js';

/** A membership, and the how manieth of its room it is. */
export interface Seated extends Membership {
  readonly number: number;
  readonly joinedAt: Instant;
}

export interface KeptInvite extends NewInvite {
  readonly uses: number;
}

export interface KeptReport extends NewReport {
  readonly resolved?: { readonly by: UserId; readonly at: Instant };
}

/** All that is kept of one room. */
export class RoomRecord {
  epoch: Epoch = newEpoch();
  /**
   * The entry of seq n stands at n - 1; people have the nicknames of the time of writing. A message is kept once, with
   * the entry of its sending.
   */
  readonly entries: Entry[] = [];
  /** By author and message id. Of a recalled message there is no digest. */
  readonly sent = new Map<string, { readonly seq: number; readonly at: Instant; readonly digest?: string }>();
  /** The message that another answers, by the seq of the other. */
  readonly quotes = new Map<number, number>();
  /** What messages said before, by their seq. */
  readonly versions = new Map<number, readonly Version[]>();
  /** The seqs of pinned messages, the last pinned last. */
  pins: readonly number[] = [];
  /** In order of joining. */
  readonly members = new Map<UserId, Seated>();
  readonly banned = new Set<UserId>();
  /** The youngest version that a membership ever had. */
  memberVersion = 0;

  constructor(public room: Room) {}

  get head(): number {
    return this.entries.length;
  }

  /** The member sees entries whose seq is greater than `from`, and has read everything so far. */
  join(user: UserId, joinedAt: Instant, { role = 'member' as Role, mutedUntil = 0, from = 0 } = {}): Seated {
    this.memberVersion += 1;
    const { memberVersion: version, head } = this;
    const place = {
      room: this.room.id,
      user,
      nickname: '',
      notify: 'all',
      role,
      mutedUntil,
      joinedAt,
    } as const;
    const member = { ...place, from, marker: head, version, number: version };
    this.members.set(user, member);
    return member;
  }

  /** Others would be left without their owner. */
  needs(user: UserId): boolean {
    return this.members.get(user)?.role === 'owner' && this.members.size > 1;
  }

  /** What an entry brings about that was written just now. */
  change({ user, seat, history }: SeatChange, at: Instant): void {
    const known = this.members.get(user);
    if (!seat) this.members.delete(user);
    else if (!known) this.join(user, at, { ...seat, from: history === 'joined' ? this.head - 1 : 0 });
    else {
      this.memberVersion += 1;
      this.members.set(user, { ...known, ...seat, version: this.memberVersion });
    }
  }

  /** What others said after the marker. */
  unread(user: UserId, marker: number): Unread & { readonly firstUnread?: number } {
    let [unread, mentions, firstUnread] = [0, 0, 0];
    for (let seq = marker + 1; seq <= this.head; seq += 1) {
      const entry = this.entries[seq - 1]!;
      if (entry.type !== 'message.sent' || entry.by === user) continue;
      const { message } = entry;
      if (message.recalledAt !== undefined) continue;
      unread += 1;
      if (message.everyone || message.mentions?.includes(user)) mentions += 1;
      firstUnread ||= seq;
    }
    return {
      unread: Math.min(unread, UNREAD_LIMIT),
      mentions: Math.min(mentions, UNREAD_LIMIT),
      ...(firstUnread > 0 && { firstUnread }),
    };
  }
}

/** What the stores of one memory backend share. */
export class MemoryData {
  readonly rooms = new Map<RoomId, RoomRecord>();
  /** Where each message is, in the order in which they were said. */
  readonly said: { readonly record: RoomRecord; readonly seq: number }[] = [];
  /** Rooms by the author and id of their creation. */
  readonly creations = new Map<string, { readonly record: RoomRecord; readonly digest: string }>();
  readonly users = new Map<UserId, User>();
  /** What is kept of the passwords of accounts. */
  readonly passwords = new Map<UserId, string>();
  readonly contacts = new Map<UserId, Map<UserId, ContactState>>();
  /** In the order in which they were made. */
  readonly invites = new Map<InviteId, KeptInvite>();
  /** In the order in which they came. */
  readonly reports = new Map<ReportId, KeptReport>();
  readonly files = new Map<FileId, KeptFile>();
  readonly sessions = new Map<SessionId, Session>();

  /** The entry in the state of now, as the reader sees it. */
  current(record: RoomRecord, entry: Entry, reader?: UserId): Entry {
    if (entry.type === 'message.sent') {
      return { ...entry, message: this.message(record, entry.message, reader) };
    }
    const actor = this.now(record, entry.actor);
    if (entry.type === 'message.changed') {
      const message =
        reader === undefined
          ? this.shownToAll(record, entry.target)
          : this.messageAt(record, entry.target, reader);
      return { ...entry, actor, ...(message && { message }) };
    }
    return entry.type === 'member.changed'
      ? { ...entry, actor, member: this.now(record, entry.member) }
      : { ...entry, actor };
  }

  /** The message, unless some member may not see it. Of a recalled one there is nothing that is to be hidden. */
  shownToAll(record: RoomRecord, seq: number): Message | undefined {
    const message = this.messageAt(record, seq);
    const hidden = [...record.members.values()].some(({ from }) => from >= seq);
    return hidden && message?.recalledAt === undefined ? undefined : message;
  }

  messageAt(record: RoomRecord, seq: number, reader?: UserId): Message | undefined {
    const entry = record.entries[seq - 1];
    return entry?.type === 'message.sent' ? this.message(record, entry.message, reader) : undefined;
  }

  private message(record: RoomRecord, message: Message, reader: UserId | undefined): Message {
    const { author, reactions, recalledBy, pinnedBy } = message;
    const quoted = record.quotes.get(message.seq);
    return {
      ...message,
      author: this.now(record, author),
      ...(recalledBy && { recalledBy: this.now(record, recalledBy) }),
      ...(pinnedBy && { pinnedBy: this.now(record, pinnedBy) }),
      ...(quoted !== undefined && { replyTo: this.quote(record, quoted) }),
      ...(reactions && {
        reactions: reactions.map(({ by, ...reaction }) => ({
          ...reaction,
          by: by.slice(0, REACTION_LIMIT.named),
          ...(reader !== undefined && by.includes(reader) && { mine: true as const }),
        })),
      }),
    };
  }

  private quote(record: RoomRecord, seq: number): Quote | undefined {
    const entry = record.entries[seq - 1];
    if (entry?.type !== 'message.sent') return undefined;
    const { author, recalledAt } = entry.message;
    const recalled = recalledAt !== undefined && { recalled: true as const };
    return {
      seq,
      author: this.now(record, author),
      text: excerpt(gist(entry.message), EXCERPT),
      ...recalled,
    };
  }

  private now({ members }: RoomRecord, author: Author): Author {
    return this.known(author.id, members) ?? author;
  }

  /** The user as the members know one of theirs. */
  known(id: UserId, members: RoomRecord['members']): Author | undefined {
    const user = this.users.get(id);
    return user && knownAs(user, members.get(id));
  }

  keyTaken(room: Room): RoomRecord | undefined {
    return [...this.rooms.values()].find(({ room: { id, key } }) => key === room.key && id !== room.id);
  }
}

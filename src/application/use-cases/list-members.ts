import type { Role } from '../../domain/membership.js';
import type { Author, Instant } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { Shown, UserId } from '../../domain/user.js';
import { ChatError } from '../../domain/chat-error.js';
import type { Member, Memberships } from '../ports/memberships.js';
import type { Presence } from '../ports/presence.js';
import type { Caller } from './caller.js';
import type { RoomAccess } from './room-access.js';

const PAGE = 100;

export interface MembersWanted {
  readonly room: RoomId;
  readonly cursor?: string | undefined;
  /** Only members whose nickname holds this, whatever its case and width. */
  readonly query?: string | undefined;
}

export interface ListMembersInput extends MembersWanted {
  readonly caller: Caller;
}

export interface ListedMember extends Author {
  readonly role: Role;
  readonly mutedUntil: Instant;
  readonly presence: Shown | 'offline';
}

export interface MemberList {
  readonly members: readonly ListedMember[];
  readonly total: number;
  readonly cursor?: string | undefined;
}

/**
 * The members of a room, a page at a time: first those who are connected, as they came, then the others,
 * in order of joining.
 * Who comes or goes between two pages may be listed twice or not at all. Throws as `Rules.enter` does
 * or, for a cursor that was not given out, `request.invalid`.
 */
export class ListMembers {
  private readonly beginnings = new Map<RoomId, Promise<MemberList>>();

  constructor(
    private readonly access: RoomAccess,
    private readonly memberships: Memberships,
    private readonly presence: Presence,
  ) {}

  async execute({ caller, ...wanted }: ListMembersInput): Promise<MemberList> {
    return this.access.reading(ListMembers, wanted.room, caller, () => this.read(wanted));
  }

  /**
   * The same for one who is known to be a member. Whoever wants the beginning of a room’s list while that is being
   * read gets the same, so that it costs no more when thousands return at once.
   */
  read(wanted: MembersWanted): Promise<MemberList> {
    const { room, cursor, query } = wanted;
    if (cursor !== undefined || query !== undefined) return this.list(wanted);

    const known = this.beginnings.get(room);
    if (known) return known;
    const beginning = this.list(wanted).finally(() => this.beginnings.delete(room));
    this.beginnings.set(room, beginning);
    return beginning;
  }

  private async list({ room, cursor, query }: MembersWanted): Promise<MemberList> {
    const [here, total] = await Promise.all([this.presence.here(room), this.memberships.count(room)]);

    const members: Member[] = [];
    let at: Place | undefined =
      cursor === undefined ? START[query === undefined ? 'here' : 'all'] : parse(cursor);
    while (at && members.length < PAGE) {
      const place: Place = at;
      const limit = PAGE - members.length;
      if (place.phase === 'here') {
        // By arrival, so that no page costs more where thousands are connected.
        const asked = slice(here.keys(), place.after, limit);
        members.push(...(await this.memberships.among(room, asked)));
        const after = place.after + asked.length;
        at = after < here.size ? { phase: 'here', after } : START.rest;
      } else {
        // A whole page, however few are wanted: where most are connected, most of it is passed over.
        const page = await this.memberships.page(room, { after: place.after, limit: PAGE, query });
        const listed = place.phase === 'rest' ? page.filter(({ id }) => !here.has(id)) : page;
        members.push(...listed.slice(0, limit));
        const end = listed.length > limit ? members.at(-1) : page.length === PAGE ? page.at(-1) : undefined;
        at = end && { phase: place.phase, after: end.number };
      }
    }
    return {
      members: members.map(({ id, nickname, avatar, role, mutedUntil }) => ({
        id,
        nickname,
        ...(avatar !== undefined && { avatar }),
        role,
        mutedUntil,
        presence: here.get(id) ?? 'offline',
      })),
      total,
      cursor: at && `${at.phase}:${at.after}`,
    };
  }
}

/** Where the next page begins: after so many of those connected, or after a number among the rest, or, in a search, all. */
interface Place {
  readonly phase: 'here' | 'rest' | 'all';
  readonly after: number;
}

const START = {
  here: { phase: 'here', after: 0 },
  rest: { phase: 'rest', after: 0 },
  all: { phase: 'all', after: 0 },
} as const satisfies Record<string, Place>;

function parse(cursor: string): Place {
  const [, phase, after] = /^(here|rest|all):(\d{1,15})$/.exec(cursor) ?? [];
  if (!phase)
    throw new ChatError('request.invalid', { detail: 'This cursor was not given out by room:members.' });
  return { phase: phase as Place['phase'], after: Number(after) };
}

/** So many behind the first `after`, looking at no more than these. */
function slice(users: Iterable<UserId>, after: number, limit: number): UserId[] {
  const found: UserId[] = [];
  let at = 0;
  for (const user of users) {
    if (found.length === limit) break;
    if (at >= after) found.push(user);
    at += 1;
  }
  return found;
}

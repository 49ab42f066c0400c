import type { Author } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Memberships } from '../ports/memberships.js';
import type { Caller } from './caller.js';
import type { RoomAccess } from './room-access.js';

const PAGE = 100;

export interface ListBansInput {
  readonly caller: Caller;
  readonly room: RoomId;
  readonly cursor?: UserId | undefined;
}

export interface BanPage {
  readonly users: readonly Author[];
  readonly cursor?: UserId | undefined;
}

/** Who is kept out of a room, a page at a time. Throws as `Rules.enter` does. */
export class ListBans {
  constructor(
    private readonly access: RoomAccess,
    private readonly memberships: Memberships,
  ) {}

  async execute({ caller, room, cursor = '' }: ListBansInput): Promise<BanPage> {
    await this.access.enter(ListBans, room, caller);
    const found = await this.memberships.bans(room, cursor, PAGE + 1);
    const users = found.slice(0, PAGE);
    return { users, cursor: found.length > PAGE ? users.at(-1)!.id : undefined };
  }
}

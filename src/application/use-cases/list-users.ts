import { ChatError } from '../../domain/chat-error.js';
import type { User } from '../../domain/user.js';
import type { Overview } from '../ports/overview.js';

const PAGE = 100;

export interface ListUsersInput {
  readonly query?: string | undefined;
  readonly cursor?: string | undefined;
}

export interface UserPage {
  readonly users: readonly User[];
  readonly cursor?: string | undefined;
}

/** All users there are, a page at a time, newest first. Throws `request.invalid` for a cursor that was not given out. */
export class ListUsers {
  constructor(private readonly overview: Overview) {}

  async execute({ query, cursor }: ListUsersInput): Promise<UserPage> {
    if (cursor !== undefined && !/^\d{1,15}$/.test(cursor))
      throw new ChatError('request.invalid', { detail: 'This cursor was not given out by admin:users.' });
    const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);
    const found = await this.overview.users({ before, query, limit: PAGE + 1 });
    const page = found.slice(0, PAGE);
    return {
      users: page.map(({ user }) => user),
      cursor: found.length > PAGE ? String(page.at(-1)!.place) : undefined,
    };
  }
}

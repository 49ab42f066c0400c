import type { AppendNotice } from '../../application/ports/room-log.js';
import { isOpen, type InviteId } from '../../domain/invite.js';
import { inviteKey } from './keys.js';
import { findInvite, keptInvites } from './redis-invites.js';
import type { Redis } from './redis.js';

/** What a script is to do with the invites of its room, if the one that is used has still been used as often. */
export interface InviteStep {
  readonly made?: { readonly id: InviteId; readonly text: string };
  /** Lets nobody in any more, and never will. */
  readonly closed?: readonly InviteId[];
  /** Which is used, where it says how often it was, or else revoked. */
  readonly id?: InviteId;
  readonly uses?: number;
}

/** Decides on the invites as they are; `stale` where the notice does not hold for them. */
export async function inviteStep(
  redis: Redis,
  { room, entry, invite: change }: AppendNotice,
): Promise<InviteStep | 'stale' | undefined> {
  if (!change) return undefined;
  if ('id' in change) {
    if (change.change === 'revoked') return { id: change.id };
    const found = await findInvite(redis, room, change.id);
    return found && isOpen(found, entry.at) ? { id: change.id, uses: found.uses } : 'stale';
  }
  const { invite } = change;
  await redis.command('SET', inviteKey(invite.token), `${invite.id} ${room}`);
  const closed = (await keptInvites(redis, room)).filter((old) => !isOpen(old, invite.createdAt));
  return {
    made: { id: invite.id, text: JSON.stringify(invite) },
    ...(closed.length > 0 && { closed: closed.map(({ id }) => id) }),
  };
}

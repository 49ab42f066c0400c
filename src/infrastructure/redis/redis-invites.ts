import type { Invites } from '../../application/ports/invites.js';
import type { Invite, InviteId, NewInvite } from '../../domain/invite.js';
import type { RoomId } from '../../domain/room.js';
import { authors } from './people.js';
import { inviteKey, roomKeys } from './keys.js';
import type { Redis } from './redis.js';

/** An invite lies with its room: `uses seq invite`, where the seq is that of the entry that it was made by. */
export interface KeptInvite extends NewInvite {
  readonly uses: number;
  readonly seq: number;
}

export class RedisInvites implements Invites {
  constructor(private readonly redis: Redis) {}

  async findByToken(token: string): Promise<Invite | undefined> {
    // Written before the invite, so it may lead nowhere.
    const trace = await this.redis.command<string | null>('GET', inviteKey(token));
    if (trace === null) return undefined;
    const [id, room] = trace.split(' ') as [InviteId, RoomId];
    const invite = await findInvite(this.redis, room, id);
    return invite?.token === token ? (await this.shown(room, [invite]))[0] : undefined;
  }

  async list(room: RoomId): Promise<readonly Invite[]> {
    return this.shown(room, await keptInvites(this.redis, room));
  }

  private async shown(room: RoomId, invites: readonly KeptInvite[]): Promise<Invite[]> {
    const named = await authors(
      this.redis,
      room,
      invites.map(({ by }) => by),
    );
    return invites.map(({ id, by, createdAt, expiresAt, maxUses, uses }) => ({
      ...{ id, room, by: named.get(by) ?? { id: by, nickname: '' }, createdAt },
      ...(expiresAt !== undefined && { expiresAt }),
      ...(maxUses !== undefined && { maxUses }),
      uses,
    }));
  }
}

export async function findInvite(redis: Redis, room: RoomId, id: InviteId): Promise<KeptInvite | undefined> {
  const record = await redis.command<string | null>('HGET', roomKeys(room).invites, id);
  return record === null ? undefined : toInvite(record);
}

/** In the order in which they were made. */
export async function keptInvites(redis: Redis, room: RoomId): Promise<KeptInvite[]> {
  const records = await redis.command<string[]>('HVALS', roomKeys(room).invites);
  return records.map(toInvite).toSorted((a, b) => a.seq - b.seq);
}

function toInvite(record: string): KeptInvite {
  const [, uses, seq, invite = ''] = /^(\d+) (\d+) (.*)$/s.exec(record) ?? [];
  return { ...(JSON.parse(invite) as NewInvite), uses: Number(uses), seq: Number(seq) };
}

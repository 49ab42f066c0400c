import { ChatError } from '../../domain/chat-error.js';
import { INVITE_LIMIT, isOpen, type NewInvite } from '../../domain/invite.js';
import type { RoomId } from '../../domain/room.js';
import type { Invites } from '../ports/invites.js';
import type { Secrets } from '../ports/secrets.js';
import type { Caller } from './caller.js';
import type { WriteNotice } from './write-notice.js';

export interface CreateInviteInput {
  readonly caller: Caller;
  readonly room: RoomId;
  /** For how long it lets people in; absent: for ever. */
  readonly seconds?: number | undefined;
  /** How many; absent: any number. */
  readonly maxUses?: number | undefined;
}

/** The token is said once; the store knows only its digest. */
export type CreatedInvite = Pick<NewInvite, 'id' | 'token' | 'expiresAt' | 'maxUses'>;

/** Makes an invite to a private room. Throws as `WriteNotice` does, or `invite.too_many`. */
export class CreateInvite {
  constructor(
    private readonly writeNotice: WriteNotice,
    private readonly invites: Invites,
    private readonly secrets: Secrets,
  ) {}

  async execute({ caller, room, seconds, maxUses }: CreateInviteInput): Promise<CreatedInvite> {
    const id = this.secrets.id();
    const token = this.secrets.token();
    let expiresAt: number | undefined;
    await this.writeNotice.execute(CreateInvite, { caller, room }, async ({ deed }) => {
      const open = (await this.invites.list(room)).filter((invite) => isOpen(invite, deed.at));
      if (open.length >= INVITE_LIMIT.open) throw new ChatError('invite.too_many');
      expiresAt = seconds === undefined ? undefined : deed.at + seconds * 1000;
      const made = { id, room, by: caller.user.id, createdAt: deed.at, expiresAt, maxUses };
      return {
        entry: { ...deed, type: 'invite.changed', change: 'created', invite: id },
        invite: { change: 'created', invite: { ...made, token: this.secrets.digest(token) } },
      };
    });
    return { id, token, expiresAt, maxUses };
  }
}

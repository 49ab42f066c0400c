import { ChatError } from '../../domain/chat-error.js';
import { nickname as asNickname } from '../../domain/name.js';
import type { RoomId } from '../../domain/room.js';
import type { Memberships } from '../ports/memberships.js';
import type { Caller } from './caller.js';
import type { PresenceNews } from './presence-news.js';
import type { RoomAccess } from './room-access.js';

export interface SetRoomNicknameInput {
  readonly caller: Caller;
  readonly room: RoomId;
  /** Empty for the one that the caller has everywhere. */
  readonly nickname: string;
}

/**
 * Lets the caller be known by another nickname in one room, and answers it in its normal form. Throws as
 * `Rules.enter` does, `room.not_member` or `nickname.invalid`.
 */
export class SetRoomNickname {
  constructor(
    private readonly access: RoomAccess,
    private readonly memberships: Memberships,
    private readonly news: PresenceNews,
  ) {}

  async execute({ caller, room, nickname }: SetRoomNicknameInput): Promise<string> {
    const { membership } = await this.access.enter(SetRoomNickname, room, caller);
    const wanted = nickname === '' ? '' : asNickname(nickname);
    if (membership?.nickname === wanted) return wanted;

    const renamed = await this.memberships.rename(room, caller.user.id, wanted);
    if (!renamed) throw new ChatError('room.not_member');
    this.news.came(room, caller.user.id);
    return wanted;
  }
}

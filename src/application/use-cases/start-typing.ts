import { knownAs } from '../../domain/membership.js';
import type { RoomId } from '../../domain/room.js';
import type { Caller } from './caller.js';
import type { Throttle } from './throttle.js';
import type { TypingNews } from './typing-news.js';
import type { Voice } from './voice.js';

/**
 * Lets a room see that the caller writes. What comes too often is not told, and nothing is told of who is invisible.
 * Throws as `Voice.in` does.
 */
export class StartTyping {
  constructor(
    private readonly voice: Voice,
    private readonly throttle: Throttle,
    private readonly news: TypingNews,
  ) {}

  async execute({ caller, room }: { readonly caller: Caller; readonly room: RoomId }): Promise<void> {
    const { membership } = await this.voice.in(StartTyping, room, caller);
    if (caller.user.availability === 'invisible') return;
    if (await this.throttle.allows('typing', caller.user.id)) {
      this.news.began(room, knownAs(caller.user, membership));
    }
  }
}

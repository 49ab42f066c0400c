import { ChatError } from '../../domain/chat-error.js';
import type { Avatar, Avatars } from '../ports/avatars.js';

/** The image of this digest, for anyone who knows it. Throws `avatar.not_found`. */
export class ShowAvatar {
  constructor(private readonly avatars: Avatars) {}

  async execute({ digest }: { digest: string }): Promise<Avatar> {
    const avatar = await this.avatars.find(digest);
    if (!avatar) throw new ChatError('avatar.not_found');
    return avatar;
  }
}

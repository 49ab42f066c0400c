import { ChatError } from '../../domain/chat-error.js';
import { avatarType } from '../../domain/image.js';
import type { User } from '../../domain/user.js';
import type { Avatars } from '../ports/avatars.js';
import type { EventBus } from '../ports/event-bus.js';
import type { Memberships } from '../ports/memberships.js';
import type { Secrets } from '../ports/secrets.js';
import type { Users } from '../ports/users.js';
import type { Caller } from './caller.js';
import type { PresenceNews } from './presence-news.js';
import type { Throttle } from './throttle.js';

export interface SetAvatarInput {
  readonly caller: Caller;
  /** Undefined takes the avatar away. */
  readonly image: Uint8Array | undefined;
}

/** Shows the caller by another image from now on, everywhere at once. Throws `avatar.invalid` or `rate_limited`. */
export class SetAvatar {
  constructor(
    private readonly users: Users,
    private readonly avatars: Avatars,
    private readonly memberships: Memberships,
    private readonly secrets: Secrets,
    private readonly bus: EventBus,
    private readonly news: PresenceNews,
    private readonly throttle: Throttle,
  ) {}

  async execute({ caller, image }: SetAvatarInput): Promise<User> {
    const { id } = caller.user;
    await this.throttle.pass('avatars', id);
    const avatar = image ? await this.keep(image) : '';
    const before = await this.users.find(id);
    const user = await this.users.update(id, { avatar });
    if (!before || !user) throw new ChatError('unauthenticated');
    if (before.avatar === avatar) return user;

    if (before.avatar !== '') await this.avatars.drop(before.avatar);
    this.bus.publish({ type: 'user-changed', user });
    for (const room of await this.memberships.roomsOf(id)) this.news.came(room, id);
    return user;
  }

  private async keep(bytes: Uint8Array): Promise<string> {
    const type = avatarType(bytes);
    const digest = this.secrets.digest(bytes);
    await this.avatars.put(digest, { type, bytes });
    return digest;
  }
}

import { ChatError } from '../../domain/chat-error.js';
import type { User } from '../../domain/user.js';
import type { EventBus } from '../ports/event-bus.js';
import type { ServerClaim } from '../ports/server-claim.js';
import type { Caller } from './caller.js';

/** Makes the account that brings the token the administrator of the server. Throws `administrator.token_wrong`. */
export class ClaimServer {
  constructor(
    private readonly serverClaim: ServerClaim,
    private readonly bus: EventBus,
  ) {}

  async execute({ caller, token }: { caller: Caller; token: string }): Promise<User> {
    const user = await this.serverClaim.claim(token, caller.user.id);
    if (!user) throw new ChatError('administrator.token_wrong');
    this.bus.publish({ type: 'user-changed', user });
    return user;
  }
}

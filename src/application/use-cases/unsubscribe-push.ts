import type { PushSubscriptions } from '../ports/push-subscriptions.js';
import type { Caller } from './caller.js';

/** The caller's device is told of nothing any more while it is not connected. Safe to repeat. */
export class UnsubscribePush {
  constructor(private readonly subscriptions: PushSubscriptions) {}

  async execute({ caller }: { readonly caller: Caller }): Promise<void> {
    await this.subscriptions.remove(caller.session);
  }
}

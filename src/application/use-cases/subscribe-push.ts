import { ChatError } from '../../domain/chat-error.js';
import type { PushSender } from '../ports/push-sender.js';
import type { PushSubscription, PushSubscriptions } from '../ports/push-subscriptions.js';
import type { Caller } from './caller.js';
import type { PushNews } from './push-news.js';

/** Has the caller's device told of messages while it is not connected. Throws `push.endpoint_invalid`. */
export class SubscribePush {
  constructor(
    private readonly subscriptions: PushSubscriptions,
    private readonly sender: PushSender,
    private readonly pushNews: PushNews,
  ) {}

  async execute({
    caller,
    subscription,
  }: {
    readonly caller: Caller;
    readonly subscription: PushSubscription;
  }): Promise<void> {
    if (!this.sender.accepts(subscription.endpoint)) throw new ChatError('push.endpoint_invalid');
    await this.subscriptions.add(caller.session, subscription);
    this.pushNews.want();
  }
}

import type { PushSender } from '../ports/push-sender.js';

/** By what a browser knows that alerts come from this server. */
export class ShowPushKey {
  constructor(private readonly sender: PushSender) {}

  execute(): Promise<string> {
    return this.sender.publicKey();
  }
}

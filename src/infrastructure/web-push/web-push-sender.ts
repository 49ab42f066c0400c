import { createHash } from 'node:crypto';
import webPush from 'web-push';
import type { Keepsakes } from '../../application/ports/keepsakes.js';
import type { Alert, PushSender } from '../../application/ports/push-sender.js';
import type { PushSubscription } from '../../application/ports/push-subscriptions.js';
import { ChatError } from '../../domain/chat-error.js';
import { mayLead, NotPublic, publicPost, type Post } from './public-post.js';

/** How long a push service keeps what it cannot bring at once, in seconds: a day. */
const KEPT = 24 * 60 * 60;

type Keys = ReturnType<typeof webPush.generateVAPIDKeys>;

/** Web Push: RFC 8030, encrypted as RFC 8291 says, and signed with keys that are this server's for ever (RFC 8292). */
export class WebPushSender implements PushSender {
  private keys: Promise<Keys> | undefined;

  /** `contact`: where who runs the push services finds who runs this server. */
  constructor(
    private readonly keepsakes: Keepsakes,
    private readonly contact: string,
    private readonly post: Post = publicPost,
  ) {}

  async publicKey(): Promise<string> {
    return (await this.vapid()).publicKey;
  }

  accepts(endpoint: string): boolean {
    return mayLead(endpoint);
  }

  async send({ endpoint, p256dh, auth }: PushSubscription, alert: Alert): Promise<'sent' | 'gone'> {
    const keys = await this.vapid();
    const { headers, body } = webPush.generateRequestDetails(
      { endpoint, keys: { p256dh, auth } },
      JSON.stringify(alert),
      {
        vapidDetails: { subject: this.contact, ...keys },
        contentEncoding: 'aes128gcm',
        TTL: KEPT,
        urgency: alert.mention ? 'high' : 'normal',
        // Of what waits at the push service for one room, the last does.
        topic: createHash('sha256').update(alert.room).digest('base64url').slice(0, 32),
      },
    );
    try {
      const status = await this.post(endpoint, headers as Record<string, string>, body);
      if (status === 404 || status === 410) return 'gone';
      if (status >= 200 && status < 300) return 'sent';
      throw new ChatError('unavailable', { cause: new Error(`the push service answered ${status}`) });
    } catch (error) {
      if (error instanceof NotPublic) return 'gone';
      throw error;
    }
  }

  private vapid(): Promise<Keys> {
    this.keys ??= this.keepsakes
      .keep('push-keys', JSON.stringify(webPush.generateVAPIDKeys()))
      .then((kept) => JSON.parse(kept) as Keys);
    // A store that cannot answer now is asked again.
    this.keys.catch(() => (this.keys = undefined));
    return this.keys;
  }
}

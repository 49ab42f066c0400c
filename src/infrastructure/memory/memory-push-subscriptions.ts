import type {
  PushSubscription,
  PushSubscriptions,
  Subscriber,
} from '../../application/ports/push-subscriptions.js';
import type { SessionId } from '../../application/ports/sessions.js';
import type { Instant } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { MemoryData } from './memory-data.js';

export class MemoryPushSubscriptions implements PushSubscriptions {
  private readonly kept = new Map<SessionId, PushSubscription>();

  constructor(private readonly data: MemoryData) {}

  async add(session: SessionId, subscription: PushSubscription): Promise<void> {
    if (!this.data.sessions.has(session)) return;
    await this.drop(subscription.endpoint);
    this.kept.set(session, subscription);
  }

  async remove(session: SessionId): Promise<void> {
    this.kept.delete(session);
  }

  async drop(endpoint: string): Promise<void> {
    for (const [session, kept] of this.kept) if (kept.endpoint === endpoint) this.kept.delete(session);
  }

  async any(): Promise<boolean> {
    return this.alive().length > 0;
  }

  async inRoom(room: RoomId, now: Instant, after: string, limit: number): Promise<readonly Subscriber[]> {
    const members = this.data.rooms.get(room)?.members;
    const found = this.alive().flatMap(([session, subscription]): Subscriber[] => {
      const { user, expiresAt } = this.data.sessions.get(session)!;
      const member = members?.get(user);
      if (!member || expiresAt <= now || subscription.endpoint <= after) return [];
      const { notify, marker, from } = member;
      const quiet = this.data.users.get(user)?.quiet ?? null;
      return [{ user, notify, quiet, marker: Math.max(marker, from), subscription }];
    });
    return found
      .toSorted((a, b) => (a.subscription.endpoint < b.subscription.endpoint ? -1 : 1))
      .slice(0, limit);
  }

  private alive(): [SessionId, PushSubscription][] {
    return [...this.kept].filter(([session]) => this.data.sessions.has(session));
  }
}

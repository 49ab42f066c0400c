import { newId } from './new-id.js';

type Topic = 'outbox' | 'rooms' | 'session';

const KEY = 'parley:tab';

/** The tabs of this browser, which tell each other what has changed. */
export class Tabs {
  /**
   * Names this tab, also after a reload. It is put away only while the page is left, so that a tab made by
   * duplicating this one gets a name of its own.
   */
  readonly id: string;
  private readonly channel: BroadcastChannel | undefined;

  constructor(on: Record<Topic, () => void>) {
    this.id = this.reclaim() ?? newId();
    addEventListener('pagehide', () => this.putAway());
    this.channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('parley') : undefined;
    this.channel?.addEventListener('message', ({ data }: MessageEvent<Topic>) => on[data]?.());
  }

  tell(topic: Topic): void {
    this.channel?.postMessage(topic);
  }

  private reclaim(): string | undefined {
    try {
      const id = sessionStorage.getItem(KEY) ?? undefined;
      sessionStorage.removeItem(KEY);
      return id;
    } catch {
      return undefined;
    }
  }

  private putAway(): void {
    try {
      sessionStorage.setItem(KEY, this.id);
    } catch {
      // Without storage a reload waits until the lease of its former self is over.
    }
  }
}

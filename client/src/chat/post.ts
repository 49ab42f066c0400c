import { messageText } from '../../../src/domain/text.js';
import type { Connection } from '../io/connection.js';
import { newId } from '../io/new-id.js';
import type { Tabs } from '../io/tabs.js';
import type { ChatState } from '../model/chat-state.js';
import { Failure } from '../model/failure.js';
import type { Store } from '../model/store.js';
import { Outbox } from '../outbox/outbox.js';
import type { OutboxStore, Parcel, Said } from '../outbox/outbox-store.js';
import type { ClientId, RequestInput, RequestOutput, UserId } from '../protocol.js';
import type { Reader } from './reader.js';

/** What the user says, until the open room's log shows it. */
export class Post {
  private outbox: Outbox | undefined;

  constructor(
    private readonly store: Store<ChatState>,
    private readonly connection: Pick<Connection, 'request' | 'online'>,
    private readonly reader: Pick<Reader, 'undivide' | 'jumpToLatest'>,
    private readonly tabs: Pick<Tabs, 'id' | 'tell'>,
    private readonly outboxStore: OutboxStore,
    /** Called when a message of the user is safe. */
    private readonly wrote: () => void,
  ) {}

  /** Sends as this user from now on. */
  begin(user: UserId): void {
    this.outbox = new Outbox(user, this.tabs.id, this.outboxStore, {
      send: (parcel) => this.deliver(parcel),
      online: () => this.connection.online,
      now: () => Date.now(),
      later(ms, task) {
        const timer = setTimeout(task, ms);
        return () => clearTimeout(timer);
      },
      tell: () => this.tabs.tell('outbox'),
      changed: (parcels) => this.store.set({ parcels }),
    });
  }

  end(): void {
    this.outbox?.close();
    this.outbox = undefined;
  }

  async wake(): Promise<void> {
    await this.outbox?.wake();
  }

  /** Shows the message at once, and resolves when it is safe. Throws what is wrong with it, having shown nothing. */
  async send(said: Said): Promise<void> {
    const { open, me } = this.store.get();
    if (!open || !me || !this.outbox) throw Failure.unreachable();
    messageText(said.text, { alone: !said.attachments });
    this.reader.undivide();
    void this.reader.jumpToLatest();
    const parcel = { ...said, user: me.id, room: open.id, id: newId(), at: new Date().toISOString() };
    await this.outbox.add(parcel);
  }

  async retry(id: ClientId): Promise<void> {
    await this.outbox?.retry(id);
  }

  async discard(id: ClientId): Promise<void> {
    await this.outbox?.discard(id);
  }

  async discardAll(parcels: readonly Parcel[]): Promise<void> {
    for (const { id } of parcels) await this.discard(id);
  }

  /** Lets go of what was acknowledged once the log has it, or will show it when it is read. */
  settle(): void {
    const { sent, open } = this.store.get();
    const still = sent.filter(({ parcel, epoch, seq }) => {
      if (open?.id !== parcel.room || !open.log) return false;
      return open.log.live && open.log.epoch === epoch && open.log.to < seq;
    });
    if (still.length !== sent.length) this.store.set({ sent: still });
  }

  private async deliver(parcel: Parcel): Promise<void> {
    const { user: _user, at: _at, failed: _failed, attachments, ...message } = parcel;
    const files = attachments && { attachments: attachments.map(({ id }) => id) };
    const { epoch, seq } = await this.ask({ ...message, ...files });
    this.store.set({ sent: [...this.store.get().sent, { parcel, epoch, seq }] });
    this.settle();
    this.wrote();
  }

  /** Whoever was mentioned may have left since: what was said is said all the same. */
  private async ask(message: RequestInput<'message:send'>): Promise<RequestOutput<'message:send'>> {
    try {
      return await this.connection.request('message:send', message);
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'message.mention_unknown') throw error;
      const { mentions: _mentions, ...rest } = message;
      return this.connection.request('message:send', rest);
    }
  }
}

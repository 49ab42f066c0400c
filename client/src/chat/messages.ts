import type { Connection } from '../io/connection.js';
import type { ChatState } from '../model/chat-state.js';
import type { Intent } from '../model/intent.js';
import type { Wish } from '../model/reactions.js';
import { messagesOf } from '../model/room-log.js';
import type { Store } from '../model/store.js';
import type { ClientId, Message, Quote, RoomId } from '../protocol.js';
import { keepReply } from './drafts.js';

/** So many texts of recalled messages are at hand to be written again. */
const AT_HAND = 20;

/** What the user does with messages that are there. */
export class Messages {
  constructor(
    private readonly store: Store<ChatState>,
    private readonly connection: Pick<Connection, 'request'>,
    /** Tells why something could not be done. */
    private readonly refused: (error: unknown) => void,
  ) {}

  /** What is written next in the room is meant so; without an intent it is simply said. */
  intend(room: RoomId, intent: Intent | undefined): void {
    const { me, intents: before } = this.store.get();
    const intents = new Map(before);
    if (intent) intents.set(room, intent);
    else intents.delete(room);
    this.store.set({ intents });
    if (me) keepReply(me.id, room, intent);
  }

  /** What is written next in the open room answers a message of it. */
  reply(to: Quote): void {
    const { open } = this.store.get();
    if (open?.log) this.intend(open.id, { kind: 'reply', to, epoch: open.log.epoch });
  }

  /** The words that the user said last in what is loaded of the open room. */
  lastOwn(): Message | undefined {
    const { open, me } = this.store.get();
    return messagesOf(open?.log?.entries ?? []).findLast(
      ({ author, text, recalledAt }) => author.id === me?.id && text !== '' && recalledAt === undefined,
    );
  }

  async edit({ seq }: Message, text: string, mentions: readonly string[] = []): Promise<void> {
    const place = this.place();
    if (!place) return;
    await this.connection.request('message:edit', {
      ...place,
      seq,
      text,
      ...(mentions.length > 0 && { mentions: [...mentions] }),
    });
  }

  /** Shown at once, and taken back where it is refused. */
  async react({ seq }: Message, emoji: string, on: boolean): Promise<void> {
    const place = this.place();
    if (!place) return;
    const wish: Wish = { ...place, seq, emoji, on };
    const isSame = (other: Wish): boolean =>
      other.room === wish.room && other.seq === seq && other.emoji === emoji;
    const { wishes } = this.store.get();
    this.store.set({ wishes: [...wishes.filter((one) => !isSame(one)), wish] });
    try {
      const done = await this.connection.request('message:react', { ...place, seq, emoji, on });
      this.settle(wish, [{ ...wish, doneBy: done.seq }]);
    } catch (error) {
      this.settle(wish, []);
      this.refused(error);
    }
  }

  /** Takes a message back for everybody. What it said can be written again here, for as long as the page lasts. */
  async recall({ seq, id, text, author }: Message): Promise<void> {
    const place = this.place();
    if (!place) return;
    await this.connection.request('message:recall', { ...place, seq });
    if (author.id !== this.store.get().me?.id || text === '') return;
    const recalled = new Map<ClientId, string>([
      ...[...this.store.get().recalled].slice(1 - AT_HAND),
      [id, text],
    ]);
    this.store.set({ recalled });
  }

  /** Chooses messages of the open room, by their seqs; undefined: no longer. */
  select(selected: ReadonlySet<number> | undefined): void {
    this.store.set({ selected });
  }

  /** Puts what became of a wish in its place, if none came after it. */
  private settle(wish: Wish, known: readonly Wish[]): void {
    const wishes = this.store.get().wishes.flatMap((one) => (one === wish ? known : [one]));
    this.store.set({ wishes });
  }

  private place(): { room: RoomId; epoch: string } | undefined {
    const { open } = this.store.get();
    return open?.log && { room: open.id, epoch: open.log.epoch };
  }
}

import { messageText } from '../../../src/domain/text.js';
import type { NamedKind } from '../../../src/domain/room.js';
import { ChatError } from '../../../src/domain/chat-error.js';
import type { Trouble } from '../i18n/dictionary.js';
import { Connection } from '../io/connection.js';
import { newId } from '../io/new-id.js';
import { currentUser, endSession, nameMyself } from '../io/session-api.js';
import { shelf } from '../io/shelf.js';
import { Tabs } from '../io/tabs.js';
import type { ChatState, Preferences, Toast } from '../model/chat-state.js';
import { Failure, troubleOf } from '../model/failure.js';
import { met } from '../model/people.js';
import { peopleIn } from '../model/room-log.js';
import { Store } from '../model/store.js';
import { Outbox } from '../outbox/outbox.js';
import type { OutboxStore, Parcel } from '../outbox/outbox-store.js';
import type { ClientId, Entry, EventData, RoomId, Run, ServerEvents, User } from '../protocol.js';
import { draftsOf, inheritDrafts, keepDraft } from './drafts.js';
import { keepPreferences, readPreferences } from './preferences.js';
import { Reader } from './reader.js';
import { Rooms, type OtherRooms } from './rooms.js';
import { Roster } from './roster.js';

const START_PAUSE = 4000;
const RESUME_PAUSE = 1500;
const TOAST_LIFE = 5000;

/** Everything the page can do. It shows what the store holds, and calls this. */
export class Chat {
  readonly store = new Store<ChatState>({
    phase: 'starting',
    ousted: false,
    me: undefined,
    link: { state: 'idle' },
    catchingUp: false,
    rooms: undefined,
    open: undefined,
    people: new Map(),
    parcels: [],
    sent: [],
    drafts: new Map(),
    toasts: [],
    preferences: readPreferences(),
  });

  private readonly connection = new Connection({
    linked: (link) => {
      const before = this.store.get().link.state;
      this.store.set({ link });
      if (link.state === 'online' && before !== 'online') void this.resume();
    },
    refused: () => this.ousted(),
    event: (name, data) => this.event(name, data),
  });
  private readonly rooms = new Rooms(this.store, this.connection);
  private readonly reader = new Reader(this.store, this.connection);
  private readonly roster = new Roster(this.store, this.connection);
  private readonly tabs: Tabs;
  private outbox: Outbox | undefined;
  private readonly listeners = new Set<(heard: readonly Entry[]) => void>();
  private startTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly outboxStore: OutboxStore) {
    this.tabs = new Tabs({
      outbox: () => void this.outbox?.wake(),
      rooms: () => void this.rooms.reread(),
      session: () => void this.start(),
    });
  }

  // Who I am

  async start(): Promise<void> {
    try {
      const user = await currentUser();
      if (user) await this.welcome(user);
      else if (this.store.get().me) this.goAway({ ousted: true });
      else this.store.set({ phase: 'signed-out' });
    } catch {
      if (this.store.get().phase === 'signed-in') return;
      this.store.set({ phase: 'unreachable' });
      clearTimeout(this.startTimer);
      this.startTimer = setTimeout(() => void this.start(), START_PAUSE);
    }
  }

  async signIn(nickname: string): Promise<void> {
    const user = await nameMyself(nickname);
    const lost = this.store.get().ousted ? shelf.get('user') : undefined;
    if (lost !== undefined && lost !== user.id) inheritDrafts(lost, user.id);
    await this.welcome(user);
    this.tabs.tell('session');
  }

  async rename(nickname: string): Promise<void> {
    const me = await nameMyself(nickname);
    shelf.set('nickname', me.nickname);
    this.store.set({ me });
    this.tabs.tell('session');
    this.toast('saved');
  }

  async signOut(): Promise<void> {
    await endSession();
    this.goAway({ ousted: false });
    this.tabs.tell('session');
  }

  // Rooms

  async open(id: RoomId | undefined): Promise<void> {
    if (id !== undefined) shelf.set('room', id);
    await this.reader.open(id);
  }

  async createRoom(
    id: ClientId,
    { name, topic, kind }: { name: string; topic: string; kind: NamedKind },
  ): Promise<RoomId> {
    const { room } = await this.connection.request('room:create', {
      id,
      name,
      ...(topic !== '' && { topic }),
      kind,
    });
    await this.rooms.reread();
    this.tabs.tell('rooms');
    return room.id;
  }

  otherRooms = (cursor?: string): Promise<OtherRooms> => this.rooms.others(cursor);

  async join(id: RoomId): Promise<void> {
    await this.connection.request('room:join', { room: id });
    await this.rooms.reread();
    this.tabs.tell('rooms');
    await this.reader.open(id);
    if (this.store.get().open?.status === 'not-member') await this.reader.join(id);
  }

  async leave(id: RoomId): Promise<void> {
    await this.connection.request('room:leave', { room: id });
    this.reader.forget(id);
    await this.rooms.reread();
    this.tabs.tell('rooms');
  }

  moreMembers = (): Promise<void> => this.roster.more();
  loadOlder = (): Promise<void> => this.reader.loadOlder();
  loadNewer = (): Promise<void> => this.reader.loadNewer();
  jumpToLatest = (): Promise<void> => this.reader.jumpToLatest();
  sees = (seq: number | undefined, atEnd: boolean): void => this.reader.sees(seq, atEnd);
  cameBack = (): void => this.reader.divide();

  // Messages

  /** Shows the text at once, and resolves when it is safe. Throws what is wrong with it, having shown nothing. */
  async send(text: string): Promise<void> {
    const { open, me } = this.store.get();
    if (!open || !me || !this.outbox) throw Failure.unreachable();
    messageText(text);
    this.reader.undivide();
    void this.reader.jumpToLatest();
    const parcel = { user: me.id, room: open.id, id: newId(), text, at: new Date().toISOString() };
    await this.outbox.add(parcel);
  }

  retry = (id: ClientId): void => void this.outbox?.retry(id);
  discard = (id: ClientId): void => void this.outbox?.discard(id);

  setDraft = (room: RoomId, text: string): void => keepDraft(this.store, room, text);

  /** Calls back with what others say and do in the open room, as it happens. */
  onHeard(listener: (heard: readonly Entry[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  // The page

  prefer(change: Partial<Preferences>): void {
    const preferences = { ...this.store.get().preferences, ...change };
    keepPreferences(preferences);
    this.store.set({ preferences });
  }

  retryNow = (): void => this.connection.retryNow();

  toast(what: Toast['what']): void {
    const key = Date.now() + Math.random();
    this.store.set({ toasts: [...this.store.get().toasts, { key, what }] });
    setTimeout(() => this.dismiss(key), TOAST_LIFE);
  }

  dismiss(key: number): void {
    this.store.set({ toasts: this.store.get().toasts.filter((toast) => toast.key !== key) });
  }

  private async welcome(me: User): Promise<void> {
    const before = this.store.get();
    if (before.me?.id === me.id) return this.store.set({ me });
    if (before.me) this.goAway({ ousted: false });

    shelf.set('nickname', me.nickname);
    shelf.set('user', me.id);
    this.store.set({
      phase: 'signed-in',
      ousted: false,
      me,
      drafts: draftsOf(me.id),
    });
    this.outbox = new Outbox(me.id, this.tabs.id, this.outboxStore, {
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
    this.connection.open();
    await this.outbox.wake();
  }

  private ousted(): void {
    this.goAway({ ousted: true });
    this.tabs.tell('session');
  }

  private goAway({ ousted }: { ousted: boolean }): void {
    this.outbox?.close();
    this.outbox = undefined;
    this.connection.close();
    this.reader.forget();
    this.store.set({
      phase: 'signed-out',
      ousted,
      me: undefined,
      rooms: undefined,
      open: undefined,
      people: new Map(),
      parcels: [],
      sent: [],
      drafts: new Map(),
      catchingUp: false,
    });
  }

  private async resume(): Promise<void> {
    this.store.set({ catchingUp: true });
    try {
      await this.rooms.read();
      await this.reader.resume();
    } catch (error) {
      // A lost connection resumes when it is back; a busy server is asked again.
      if (this.connection.online && error instanceof Failure && error.retryable) {
        setTimeout(() => void this.resume(), error.retryAfterMs ?? RESUME_PAUSE);
      }
      return;
    } finally {
      this.store.set({ catchingUp: false });
    }
    this.settle();
    await this.outbox?.wake();
  }

  private event<Name extends keyof ServerEvents>(name: Name, data: Parameters<ServerEvents[Name]>[0]): void {
    switch (name) {
      case 'room:entries':
        return this.hear(data as Run);
      case 'marker:moved': {
        const moved = data as EventData<'marker:moved'>;
        return this.reader.markers.moved(moved.room, moved);
      }
      case 'presence:changed':
        return this.roster.notice(data as EventData<'presence:changed'>);
    }
  }

  private hear(run: Run): void {
    const { me, open, people } = this.store.get();
    if (!me) return;
    this.store.set({ people: met(people, run.room, peopleIn(run.entries)) });
    this.rooms.hear(run);

    const before = open?.log?.head ?? 0;
    this.reader.hear(run);
    this.settle();
    if (open?.id !== run.room) return;
    const fresh = run.entries.filter(({ seq, by }) => seq > before && by !== me.id);
    if (fresh.length > 0) for (const listener of this.listeners) listener(fresh);
  }

  private async deliver(parcel: Parcel): Promise<void> {
    const { room, id, text } = parcel;
    const { epoch, seq } = await this.connection.request('message:send', { room, id, text });
    this.store.set({ sent: [...this.store.get().sent, { parcel, epoch, seq }] });
    this.settle();
  }

  /** Lets go of what was acknowledged once the log has it, or will show it when it is read. */
  private settle(): void {
    const { sent, open } = this.store.get();
    const still = sent.filter(({ parcel, epoch, seq }) => {
      if (open?.id !== parcel.room || !open.log) return false;
      return open.log.live && open.log.epoch === epoch && open.log.to < seq;
    });
    if (still.length !== sent.length) this.store.set({ sent: still });
  }
}

/** What to tell of an error, whether the server or the domain's own rules found it. */
export const explain = (error: unknown): Trouble =>
  error instanceof ChatError ? error.code : troubleOf(error);

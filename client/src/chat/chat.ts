import { messageText } from '../../../src/domain/text.js';
import type { NamedKind } from '../../../src/domain/room.js';
import { ChatError } from '../../../src/domain/chat-error.js';
import type { Trouble } from '../i18n/dictionary.js';
import { Connection } from '../io/connection.js';
import { newId } from '../io/new-id.js';
import { claimAccount, currentUser, endSession, nameMyself, setAvatar, signInAs } from '../io/session-api.js';
import { shelf } from '../io/shelf.js';
import { Tabs } from '../io/tabs.js';
import type { ChatState, Preferences, Toast } from '../model/chat-state.js';
import { Failure, troubleOf } from '../model/failure.js';
import { met } from '../model/people.js';
import { peopleIn } from '../model/room-log.js';
import { Store } from '../model/store.js';
import { Outbox } from '../outbox/outbox.js';
import type { OutboxStore, Parcel } from '../outbox/outbox-store.js';
import type {
  ClientId,
  Ended,
  Entry,
  EventData,
  RequestInput,
  RoomId,
  Run,
  ServerEvents,
  User,
  UserId,
} from '../protocol.js';
import { draftsOf, forgetDrafts, inheritDrafts, keepDraft } from './drafts.js';
import { keepHint } from './keep-hint.js';
import { pause } from './pause.js';
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
    ended: undefined,
    me: undefined,
    keepHint: false,
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
    ended: (why) => void this.ended(why),
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
      else if (!this.store.get().ended) this.goAway();
    } catch {
      if (this.store.get().phase === 'signed-in') return;
      this.store.set({ phase: 'unreachable' });
      clearTimeout(this.startTimer);
      this.startTimer = setTimeout(() => void this.start(), START_PAUSE);
    }
  }

  /** Comes as a guest. */
  async enter(nickname: string): Promise<void> {
    await this.arrive(await nameMyself(nickname));
  }

  /** Comes as an account, by its username or number, whoever was here before. */
  async signIn(login: string, password: string): Promise<void> {
    await this.arrive(await signInAs(login, password));
  }

  /** Makes the guest an account; the server replaces his session, and every tab comes back by the new one. */
  async claim(username: string, password: string): Promise<void> {
    await this.arrive(await claimAccount(username, password));
  }

  async changeProfile(change: RequestInput<'profile:update'>): Promise<void> {
    const { user } = await this.request('profile:update', change);
    this.know(user);
  }

  async changeAvatar(picture: Blob | undefined): Promise<void> {
    this.know(await setAvatar(picture));
  }

  async signOut(): Promise<void> {
    const { me, parcels } = this.store.get();
    // That this session ends is no news here.
    this.connection.close();
    try {
      await endSession();
    } catch (error) {
      this.connection.open();
      throw error;
    }
    if (me?.kind === 'guest') {
      await this.discardAll(parcels);
      forgetDrafts(me.id);
    }
    this.goAway();
    this.tabs.tell('session');
  }

  /** Leaves the rooms on the screen, after the session has ended. */
  goAway(): void {
    this.outbox?.close();
    this.outbox = undefined;
    this.connection.close();
    this.reader.forget();
    this.store.set({
      phase: 'signed-out',
      ended: undefined,
      me: undefined,
      keepHint: false,
      rooms: undefined,
      open: undefined,
      people: new Map(),
      parcels: [],
      sent: [],
      drafts: new Map(),
      catchingUp: false,
    });
  }

  /** Asks the server; for what changes nothing that this page keeps. */
  readonly request: Connection['request'] = (name, input) => this.connection.request(name, input);

  dismissKeepHint = (): void => this.hint(keepHint.dismiss);

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

  /** The one talk of just these people; of nobody else, the place for one's notes. */
  async openDirect(users: readonly UserId[]): Promise<RoomId> {
    const { room } = await this.connection.request('direct:open', { users: [...users] });
    if (!this.store.get().rooms?.has(room.id)) await this.rooms.reread();
    return room.id;
  }

  /** Comes into the room to which an invite leads. */
  async useInvite(token: string): Promise<RoomId> {
    const { room } = await this.connection.request('invite:use', { token });
    if (!this.store.get().rooms?.has(room.id)) await this.rooms.reread();
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
    if (before.me && before.me.id !== me.id) this.goAway();
    this.know(me);
    this.store.set({ ended: undefined });
    if (before.me?.id === me.id) return this.connection.open();
    this.store.set({ phase: 'signed-in', drafts: draftsOf(me.id) });
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

  private know(me: User): void {
    shelf.set('nickname', me.nickname);
    if (me.username !== undefined) shelf.set('login', me.username);
    this.store.set({ me, keepHint: keepHint.due(me) });
  }

  private async arrive(user: User): Promise<void> {
    const { me, parcels } = this.store.get();
    if (me?.kind === 'guest' && me.id !== user.id) {
      await this.discardAll(parcels);
      inheritDrafts(me.id, user.id, parcels);
    }
    await this.welcome(user);
    this.tabs.tell('session');
  }

  private async discardAll(parcels: readonly Parcel[]): Promise<void> {
    for (const { id } of parcels) await this.outbox?.discard(id);
  }

  /** The session that this page came with is over. This browser may have another one, by another tab. */
  private async ended(why: Ended): Promise<void> {
    if (why === 'session.signed_out') return this.goAway();
    try {
      const user = await currentUser();
      if (!user) return this.store.set({ ended: why });
      if (why === 'unauthenticated') await pause(RESUME_PAUSE);
      await this.welcome(user);
    } catch {
      // Not to be asked now: whoever connects again hears it again.
      this.connection.open();
    }
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
      case 'user:changed':
        return this.know((data as EventData<'user:changed'>).user);
      case 'membership:changed':
        return void this.belong(data as EventData<'membership:changed'>);
      case 'presence:changed':
        return this.roster.notice(data as EventData<'presence:changed'>);
    }
  }

  /** The user came into a room or out of it, here, elsewhere, or by another's hand. */
  private async belong({ room, member, because }: EventData<'membership:changed'>): Promise<void> {
    const { open, rooms } = this.store.get();
    const known = rooms?.get(room);
    if (because === 'removed' || because === 'banned') {
      this.reader.expel(room, because);
      if (known && open?.id !== room) this.toast({ because, room: known });
    }
    if (member !== (known !== undefined)) await this.rooms.reread();
    const { open: now } = this.store.get();
    if (member && now?.id === room && now.status !== 'open') await this.reader.open(room);
  }

  private hear(run: Run): void {
    const { me, open, people } = this.store.get();
    if (!me) return;
    this.store.set({ people: met(people, run.room, peopleIn(run.entries)) });
    this.rooms.hear(run);
    this.roster.hear(run);

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
    this.hint(keepHint.wrote);
  }

  private hint(note: (user: User) => void): void {
    const { me } = this.store.get();
    if (!me) return;
    note(me);
    this.store.set({ keepHint: keepHint.due(me) });
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

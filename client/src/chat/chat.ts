import type { NamedKind } from '../../../src/domain/room.js';
import { ChatError } from '../../../src/domain/chat-error.js';
import type { Trouble } from '../i18n/dictionary.js';
import { Connection } from '../io/connection.js';
import { shelf } from '../io/shelf.js';
import { Tabs } from '../io/tabs.js';
import type { ChatState, Preferences, Toast } from '../model/chat-state.js';
import { Failure, troubleOf } from '../model/failure.js';
import { met } from '../model/people.js';
import { peopleIn } from '../model/room-log.js';
import { Store } from '../model/store.js';
import type { OutboxStore, Said } from '../outbox/outbox-store.js';
import type { ClientId, Entry, EventData, Position, RoomId, Run, ServerEvents, UserId } from '../protocol.js';
import { Attention } from './attention.js';
import { keepDraft } from './drafts.js';
import { Identity } from './identity.js';
import { Messages } from './messages.js';
import { Post } from './post.js';
import { keepPreferences, readPreferences } from './preferences.js';
import { Reader } from './reader.js';
import { Rooms, type OtherRooms } from './rooms.js';
import { Roster } from './roster.js';
import type { Uploads } from './uploads.js';

const RESUME_PAUSE = 1500;
const TOAST_LIFE = 5000;

/** Hears of what happens in all rooms as it happens, and of it what is new in the open one and done by others. */
type Listener = (run: Run, fresh: readonly Entry[]) => void;

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
    writers: new Map(),
    nudge: undefined,
    parcels: [],
    sent: [],
    drafts: new Map(),
    uploads: [],
    intents: new Map(),
    wishes: [],
    recalled: new Map(),
    selected: undefined,
    lookedFor: '',
    toasts: [],
    preferences: readPreferences(),
    policy: undefined,
  });

  private readonly connection = new Connection({
    linked: (link) => {
      const before = this.store.get().link.state;
      this.store.set({ link });
      if (link.state === 'online' && before !== 'online') void this.resume();
    },
    ended: (why) => void this.identity.ended(why),
    event: (name, data) => this.event(name, data),
  });
  private readonly rooms = new Rooms(this.store, this.connection);
  private readonly reader = new Reader(this.store, this.connection, () => this.toast('message.not_found'));
  private readonly roster = new Roster(this.store, this.connection);
  private readonly attention = new Attention(this.store, this.connection);
  private readonly tabs: Tabs;
  private readonly post: Post;
  readonly identity: Identity;
  /** There once a file was chosen. */
  uploads: Uploads | undefined;
  private uploader: Promise<Uploads> | undefined;
  readonly messages = new Messages(this.store, this.connection, (error) => this.toast(explain(error)));
  private readonly listeners = new Set<Listener>();

  constructor(outboxStore: OutboxStore) {
    this.tabs = new Tabs({
      outbox: () => void this.post.wake(),
      rooms: () => void this.rooms.reread(),
      session: () => void this.identity.start(),
    });
    this.post = new Post(this.store, this.connection, this.reader, this.tabs, outboxStore, () =>
      this.identity.wrote(),
    );
    this.identity = new Identity(this.store, this.connection, this.reader, this.post, this.tabs);
  }

  /** Asks the server; for what changes nothing that this page keeps. */
  readonly request: Connection['request'] = (name, input) => this.connection.request(name, input);

  // Rooms

  /** Shows a room, or none; around a message of it, where one is sought. */
  async open(id: RoomId | undefined, sought?: Position): Promise<void> {
    if (id !== undefined) shelf.set('room', id);
    if (id !== this.store.get().open?.id) this.messages.select(undefined);
    await this.reader.open(id, sought);
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
  found = (sought: Position): void => this.reader.found(sought);
  sees = (seq: number | undefined, atEnd: boolean): void => this.reader.sees(seq, atEnd);
  cameBack = (): void => this.reader.divide();

  // Messages

  send = (said: Said): Promise<void> => this.post.send(said);
  retry = (id: ClientId): void => void this.post.retry(id);
  discard = (id: ClientId): void => void this.post.discard(id);
  writes = (room: RoomId): void => this.attention.writes(room);
  /** Begins to upload what is to go with the message that is being written in the room. */
  async attach(room: RoomId, files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    try {
      // One wait for all, so that what was chosen first comes first.
      this.uploader ??= import('./uploads.js').then(({ Uploads }) => new Uploads(this.store));
      this.uploads = await this.uploader;
      if (!this.uploads.add(room, files)) this.toast('tooManyFiles');
    } catch {
      this.uploader = undefined;
      this.toast('missing');
    }
  }

  setDraft = (room: RoomId, text: string): void => keepDraft(this.store, room, text);

  onHeard(listener: Listener): () => void {
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

  private async resume(): Promise<void> {
    const { rooms: before = [] } = this.store.get();
    this.store.set({ catchingUp: true });
    try {
      await this.rooms.read();
      const { rooms, open } = this.store.get();
      for (const [id, room] of before) {
        if (!rooms?.has(id) && id !== open?.id) this.toast({ because: 'lost', room });
      }
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
    this.post.settle();
    await this.post.wake();
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
        return this.identity.know((data as EventData<'user:changed'>).user);
      case 'membership:changed':
        return void this.belong(data as EventData<'membership:changed'>);
      case 'presence:changed':
        return this.roster.notice(data as EventData<'presence:changed'>);
      case 'room:typing':
        return this.attention.typing(data as EventData<'room:typing'>);
      case 'room:nudged':
        return this.nudged(data as EventData<'room:nudged'>);
      case 'notify:changed':
        return this.rooms.notify(data as EventData<'notify:changed'>);
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

  private nudged(nudge: EventData<'room:nudged'>): void {
    const { me, open, rooms } = this.store.get();
    this.attention.nudged(nudge);
    const room = rooms?.get(nudge.room);
    if (room && nudge.user.id === me?.id && open?.id !== room.id) {
      this.toast({ by: nudge.by.nickname, room });
    }
  }

  private hear(run: Run): void {
    const { me, open, people } = this.store.get();
    if (!me) return;
    this.store.set({ people: met(people, run.room, peopleIn(run.entries)) });
    this.rooms.hear(run);
    this.roster.hear(run);
    this.attention.heard(run);

    const before = open?.log?.head ?? 0;
    this.reader.hear(run);
    this.post.settle();
    const fresh =
      open?.id === run.room ? run.entries.filter(({ seq, by }) => seq > before && by !== me.id) : [];
    for (const listener of this.listeners) listener(run, fresh);
  }
}

/** What to tell of an error, whether the server or the domain's own rules found it. */
export const explain = (error: unknown): Trouble =>
  error instanceof ChatError ? error.code : troubleOf(error);

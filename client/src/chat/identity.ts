import type { Connection } from '../io/connection.js';
import {
  claimAccount,
  currentSession,
  endSession,
  nameMyself,
  setAvatar,
  signInAs,
} from '../io/session-api.js';
import { shelf } from '../io/shelf.js';
import type { Tabs } from '../io/tabs.js';
import type { ChatState } from '../model/chat-state.js';
import type { Store } from '../model/store.js';
import type { Ended, RequestInput, User } from '../protocol.js';
import { draftsOf, forgetDrafts, inheritDrafts, repliesOf } from './drafts.js';
import { keepHint } from './keep-hint.js';
import { pause } from './pause.js';
import type { Post } from './post.js';
import type { Reader } from './reader.js';

const START_PAUSE = 4000;
const RETURN_PAUSE = 1500;

/** Who the user of this page is: how he comes, changes and goes. */
export class Identity {
  private startTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: Store<ChatState>,
    private readonly connection: Pick<Connection, 'open' | 'close' | 'request'>,
    private readonly reader: Pick<Reader, 'forget'>,
    private readonly post: Pick<Post, 'begin' | 'end' | 'wake' | 'discardAll'>,
    private readonly tabs: Pick<Tabs, 'tell'>,
  ) {}

  async start(): Promise<void> {
    try {
      const session = await currentSession();
      if (session) await this.welcome(session.user, session.policy);
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
    const { user } = await this.connection.request('profile:update', change);
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
      await this.post.discardAll(parcels);
      forgetDrafts(me.id);
    }
    this.goAway();
    this.tabs.tell('session');
  }

  /** Leaves the rooms on the screen, after the session has ended. */
  goAway(): void {
    this.post.end();
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
      intents: new Map(),
      wishes: [],
      recalled: new Map(),
      selected: undefined,
      lookedFor: '',
      catchingUp: false,
    });
  }

  /** The session that this page came with is over. This browser may have another one, by another tab. */
  async ended(why: Ended): Promise<void> {
    if (why === 'session.signed_out') return this.goAway();
    try {
      const session = await currentSession();
      if (!session) return this.store.set({ ended: why });
      if (why === 'unauthenticated') await pause(RETURN_PAUSE);
      await this.welcome(session.user, session.policy);
    } catch {
      // Not to be asked now: whoever connects again hears it again.
      this.connection.open();
    }
  }

  /** Takes over what is known of the user now. */
  know(me: User): void {
    shelf.set('nickname', me.nickname);
    if (me.username !== undefined) shelf.set('login', me.username);
    this.store.set({ me, keepHint: keepHint.due(me) });
  }

  wrote = (): void => this.hint(keepHint.wrote);
  dismissKeepHint = (): void => this.hint(keepHint.dismiss);

  private hint(note: (user: User) => void): void {
    const { me } = this.store.get();
    if (!me) return;
    note(me);
    this.store.set({ keepHint: keepHint.due(me) });
  }

  private async arrive(user: User): Promise<void> {
    const { me, parcels } = this.store.get();
    if (me?.kind === 'guest' && me.id !== user.id) {
      await this.post.discardAll(parcels);
      inheritDrafts(me.id, user.id, parcels);
    }
    await this.welcome(user);
    this.tabs.tell('session');
  }

  private async welcome(me: User, policy = this.store.get().policy): Promise<void> {
    const before = this.store.get();
    if (before.me && before.me.id !== me.id) this.goAway();
    this.know(me);
    this.store.set({ ended: undefined, policy });
    if (!policy) void this.learnPolicy();
    if (before.me?.id === me.id) return this.connection.open();
    this.store.set({ phase: 'signed-in', drafts: draftsOf(me.id), intents: repliesOf(me.id) });
    this.post.begin(me.id);
    this.connection.open();
    await this.post.wake();
  }

  /** Whoever comes is not told what this server allows, only whoever asks who he is. */
  private async learnPolicy(): Promise<void> {
    try {
      this.store.set({ policy: (await currentSession())?.policy });
    } catch {
      // The next page asks anew; meanwhile nothing is offered that may be refused.
    }
  }
}

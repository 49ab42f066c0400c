import type { Connection } from '../io/connection.js';
import type { ChatState, MemberList, OpenRoom } from '../model/chat-state.js';
import { Failure } from '../model/failure.js';
import { isHere } from '../model/members.js';
import { met } from '../model/people.js';
import {
  append,
  aware,
  begin,
  catchUp,
  hear,
  holds,
  isBehind,
  peopleIn,
  prepend,
  type RoomLog,
  trim,
} from '../model/room-log.js';
import { ownIn } from '../model/reactions.js';
import type { Store } from '../model/store.js';
import type { Entry, History, Joined, Position, RoomId, Run } from '../protocol.js';
import { Markers } from './markers.js';
import { pause } from './pause.js';

/** At most this many messages of a room are kept, and drawn. */
const KEPT = 600;
const PAGE = 100;
/** Logs of rooms visited before, so that going back to one shows it at once. */
const REMEMBERED = 8;

/** Keeps what is known of the rooms that were opened, and the one that is open complete. */
export class Reader {
  private readonly logs = new Map<RoomId, RoomLog>();
  private readonly syncing = new Set<RoomId>();
  readonly markers: Markers;
  /** Whether the reader sees the end of the open room. */
  private atEnd = true;

  constructor(
    private readonly store: Store<ChatState>,
    private readonly connection: Pick<Connection, 'request' | 'online'>,
    /** Tells the reader that the message which he seeks is not there. */
    private readonly missing: () => void,
  ) {
    this.markers = new Markers(store, connection, (room) => this.logs.get(room));
  }

  /** Shows a room, or none; around a message of it, where one is sought. */
  async open(id: RoomId | undefined, sought?: Position): Promise<void> {
    const { open, rooms } = this.store.get();
    if (open?.id === id && open?.status === 'open') return sought && this.seek(open, sought);
    // Whoever had to join first still finds what he came for.
    const wanted = sought ?? (open?.id === id ? open?.sought : undefined);
    if (open && this.logs.get(open.id)?.live === false) this.logs.delete(open.id);
    this.atEnd = true;
    if (id === undefined) return this.store.set({ open: undefined });

    const log = this.logs.get(id);
    const room = rooms?.get(id);
    const newAfter = room && room.unread > 0 ? room.marker : undefined;
    this.store.set({
      open: {
        id,
        status: 'loading',
        ...(log && { log }),
        ...(newAfter !== undefined && { newAfter }),
        ...(wanted && { sought: wanted }),
      },
    });
    if (rooms && this.connection.online) await (rooms.has(id) ? this.enter(id) : this.inquire(id));
  }

  /** After a connection came about: brings the open room up to date. */
  async resume(): Promise<void> {
    const { open, rooms } = this.store.get();
    if (open) await (rooms?.has(open.id) ? this.enter(open.id) : this.inquire(open.id));
    void this.markers.tell();
  }

  /** Becomes a member of a room and shows it. */
  async join(id: RoomId): Promise<void> {
    await this.enter(id);
  }

  /** Forgets everything: another user may come. */
  forget(room?: RoomId): void {
    if (room === undefined) this.logs.clear();
    else this.logs.delete(room);
    if (room === undefined) this.markers.forget();
  }

  /** The user was put out of a room. */
  expel(room: RoomId, status: 'removed' | 'banned'): void {
    this.logs.delete(room);
    if (this.store.get().open?.id === room) this.store.set({ open: { id: room, status } });
  }

  hear(run: Run): void {
    const log = this.logs.get(run.room);
    const { me } = this.store.get();
    if (!log || !me) return;
    this.keep(run.room, hear(log, ownIn(run, log, me.id)));
    if (run.epoch === log.epoch) this.complete(run.room);
    else void this.sync(run.room);
  }

  async loadOlder(): Promise<void> {
    const { log, id } = this.idle() ?? {};
    if (!log?.older || id === undefined) return;
    const before = log.from;
    await this.load(id, 'older', { before }, (known, page) =>
      trim(prepend(known, page, before), 'oldest', KEPT),
    );
  }

  async loadNewer(): Promise<void> {
    const { log, id } = this.idle() ?? {};
    if (!log || log.live || id === undefined) return;
    const after = log.to;
    await this.load(id, 'newer', { after }, (known, page) =>
      trim(append(known, page, after), 'newest', KEPT),
    );
  }

  /** The reader was shown what he sought; without it, it is not there. */
  found(sought?: Position): void {
    const { open } = this.store.get();
    if (!open?.sought || (sought && open.sought !== sought)) return;
    const { sought: _gone, ...rest } = open;
    this.store.set({ open: rest });
    if (!sought) this.missing();
  }

  /** Leaves the past for what is said now. */
  async jumpToLatest(): Promise<void> {
    const { open } = this.store.get();
    if (!open?.log || open.log.live) return;
    await this.load(open.id, 'newer', {}, (known, page) => {
      return aware(begin(page), known.epoch, known.head);
    });
    this.atEnd = true;
  }

  /** What the reader has before his eyes: everything up to `seq` where he pays attention, and whether it is the end. */
  sees(seq: number | undefined, atEnd: boolean): void {
    this.atEnd = atEnd;
    if (seq !== undefined) this.markers.read(seq);
  }

  /** Puts the divider before what is unread now: the reader comes back to the page. */
  divide(): void {
    const { open, rooms } = this.store.get();
    const room = open && rooms?.get(open.id);
    if (open && room && room.unread > 0) this.store.set({ open: { ...open, newAfter: room.marker } });
  }

  undivide(): void {
    const { open } = this.store.get();
    if (open?.newAfter === undefined) return;
    const { newAfter: _gone, ...rest } = open;
    this.store.set({ open: rest });
  }

  private async enter(id: RoomId): Promise<void> {
    const known = this.logs.get(id);
    const unread = this.store.get().rooms?.get(id)?.unread ?? 0;
    let answer: Joined;
    try {
      const position = known && { after: known.asOf, epoch: known.epoch };
      answer = await this.connection.request('room:join', { room: id, ...position });
      this.meet(id, answer.entries);
      const fresh = catchUp(known, answer);
      this.keep(id, fresh);
      const place = unread > 0 ? answer.marker + 1 : fresh.to;
      const passed = place < fresh.from && !(known && answer.complete);
      // A page of where the reader was is less than all that he missed.
      if (!(await this.find(id)) && (passed || answer.more)) await this.reread(id, place);
    } catch (error) {
      return this.shut(id, error);
    }
    const { open, rooms } = this.store.get();
    if (open?.id !== id) return;

    // What was said between the reading and its answer was heard before there was a log to put it in.
    const listed = rooms?.get(id);
    const read = this.logs.get(id)!;
    const log = listed ? aware(read, listed.epoch, listed.head) : read;
    this.logs.set(id, log);
    const { total, page, cursor } = answer.members;
    const here = page.filter(isHere).length;
    const members: MemberList = { total, here, members: page, ...(cursor !== undefined && { cursor }) };
    const newAfter = unread > 0 ? answer.marker : open.newAfter;
    const { sought } = open;
    this.store.set({
      open: {
        id,
        status: 'open',
        log,
        members,
        ...(newAfter !== undefined && { newAfter }),
        ...(sought && { sought }),
      },
      people: met(this.store.get().people, id, page),
    });
    this.complete(id);
  }

  /** Leaves what is on the screen for what is around a message. */
  private async seek(open: OpenRoom, sought: Position): Promise<void> {
    this.store.set({ open: { ...open, sought } });
    try {
      await this.find(open.id);
      this.complete(open.id);
    } catch {
      // Whoever is offline finds it when he is back.
      if (this.connection.online) this.found();
    }
  }

  /** Brings the message that is sought in the room into its log. False where none is, or it is not there. */
  private async find(id: RoomId): Promise<boolean> {
    const { open } = this.store.get();
    if (open?.id !== id || !open.sought) return false;
    const { sought } = open;
    this.atEnd = false;
    const known = this.logs.get(id);
    if (known && holds(known, sought)) return true;
    const page = await this.around(id, sought.seq);
    if (this.store.get().open?.sought !== sought || !this.logs.has(id)) return false;
    if (holds(page, sought)) this.replace(id, page);
    else this.found();
    return holds(page, sought);
  }

  /** Leaves what is held of a room for what is around a seq. */
  private async reread(id: RoomId, seq: number): Promise<void> {
    this.replace(id, await this.around(id, seq));
  }

  private replace(id: RoomId, page: History): void {
    const log = this.logs.get(id);
    if (log) this.keep(id, aware(begin(page), log.epoch, log.head));
  }

  private async around(id: RoomId, seq: number): Promise<History> {
    const page = await this.connection.request('room:history', { room: id, around: seq, limit: PAGE });
    this.meet(id, page.entries);
    return page;
  }

  /** What there is to say of a room that the user is not in. */
  private async inquire(id: RoomId): Promise<void> {
    try {
      await this.connection.request('room:history', { room: id, limit: 1 });
      await this.enter(id);
    } catch (error) {
      this.shut(id, error);
    }
  }

  private shut(id: RoomId, error: unknown): void {
    const { open, drafts } = this.store.get();
    if (open?.id !== id || !(error instanceof Failure)) return;
    if (error.retryable) return void pause(error).then(() => this.reopen(id));
    // A room that is hidden from the user is answered like one that never was; this page knows better.
    const known = this.logs.has(id) || drafts.has(id);
    this.logs.delete(id);
    const { sought } = open;
    const status = error.code === 'room.not_member' ? 'not-member' : known ? 'lost' : 'gone';
    this.store.set({ open: { id, status, ...(sought && { sought }) } });
  }

  /** The server was busy when the room was opened. A lost connection resumes by itself. */
  private async reopen(id: RoomId): Promise<void> {
    const { open } = this.store.get();
    if (open?.id === id && open.status === 'loading' && this.connection.online) await this.resume();
  }

  private complete(id: RoomId): void {
    const log = this.logs.get(id);
    if (log && isBehind(log)) void this.sync(id);
  }

  /** Asks for what is missing until nothing is. */
  private async sync(id: RoomId): Promise<void> {
    if (this.syncing.has(id) || this.store.get().open?.id !== id) return;
    this.syncing.add(id);
    try {
      for (;;) {
        const log = this.logs.get(id);
        if (!log) break;
        const { asOf: after, epoch } = log;
        const answer = await this.connection.request('room:sync', { room: id, after, epoch });
        this.meet(id, answer.entries);
        this.keep(id, catchUp(this.logs.get(id) ?? log, answer));
        if (answer.more) await this.reread(id, log.to);
        if (!isBehind(this.logs.get(id)!)) break;
      }
    } catch (error) {
      // A lost connection syncs when it is back; a busy server is asked again.
      if (this.connection.online && error instanceof Failure && error.retryable) {
        void pause(error).then(() => this.sync(id));
      }
    } finally {
      this.syncing.delete(id);
    }
  }

  /** The open room, unless a page of it is on its way. */
  private idle(): OpenRoom | undefined {
    const { open } = this.store.get();
    return open?.status === 'open' && open.loading === undefined && this.connection.online ? open : undefined;
  }

  private async load(
    id: RoomId,
    loading: 'older' | 'newer',
    part: { before?: number; after?: number },
    use: (log: RoomLog, page: Parameters<typeof begin>[0]) => RoomLog,
  ): Promise<void> {
    this.setLoading(id, loading);
    try {
      const limit = PAGE;
      const page = await this.connection.request('room:history', { room: id, ...part, limit });
      const log = this.logs.get(id);
      if (!log) return;
      if (page.epoch !== log.epoch) return await this.sync(id);
      this.meet(id, page.entries);
      this.keep(id, use(log, page), true);
      this.complete(id);
    } catch (error) {
      // Asked for again as soon as the loading is over.
      await pause(error);
    } finally {
      this.setLoading(id, undefined);
    }
  }

  private setLoading(id: RoomId, loading: 'older' | 'newer' | undefined): void {
    const { open } = this.store.get();
    if (open?.id !== id) return;
    const { loading: _before, ...rest } = open;
    this.store.set({ open: { ...rest, ...(loading && { loading }) } });
  }

  /** Stores the log; what it holds beyond measure goes where the reader does not look. */
  private keep(id: RoomId, log: RoomLog, trimmed = false): void {
    const { open } = this.store.get();
    const isOpen = open?.id === id;
    const kept = trimmed ? log : trim(log, !isOpen || this.atEnd ? 'newest' : 'oldest', KEPT);
    this.logs.delete(id);
    this.logs.set(id, kept);
    for (const oldest of this.logs.keys()) {
      if (this.logs.size <= REMEMBERED) break;
      if (oldest !== open?.id) this.logs.delete(oldest);
    }
    if (isOpen) this.store.set({ open: { ...open, log: kept } });
  }

  /** Entries tell how their people are called now; what was kept may tell how they were called before. */
  private meet(room: RoomId, entries: readonly Entry[]): void {
    const { people } = this.store.get();
    const known = met(people, room, peopleIn(entries));
    if (known !== people) this.store.set({ people: known });
  }
}

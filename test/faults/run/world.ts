import { setTimeout as pass } from 'node:timers/promises';
import type { MessageState, Position } from '../checker/history.js';
import { Device, type Account, type Speech } from './device.js';
import { Proxy } from './proxy.js';
import { Random } from './random.js';
import { stateOf } from './reader.js';
import { Recorder } from './recorder.js';
import { Route } from './route.js';
import type { ServerProcess } from './server-process.js';
import type { SharedRedis } from './shared-redis.js';
import { HttpWire } from './wire.js';

/** How each of a user's devices talks. */
const SPEECHES: Readonly<Record<string, readonly Speech[]>> = {
  ann: [['websocket'], ['polling', 'websocket']],
  bob: [['websocket'], 'http'],
  eve: [['polling'], ['websocket']],
  joe: ['http', ['polling', 'websocket']],
};

/** Who is in which room at the beginning. The lobby is everybody's. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  lobby: ['ann', 'bob', 'eve', 'joe'],
  market: ['ann', 'bob', 'eve', 'joe'],
  attic: ['ann', 'bob'],
  cellar: ['joe'],
};

/** So long everybody may take to come back and catch up, in milliseconds. */
const PATIENCE = 30_000;

/** Waits until it holds; false when it does not within the time. */
export async function until(holds: () => boolean | Promise<boolean>, ms: number): Promise<boolean> {
  for (const end = performance.now() + ms; performance.now() < end; await pass(20)) {
    if (await holds()) return true;
  }
  return holds();
}

/** The people of a run, their devices and rooms, around one server process or several. */
export class World {
  readonly recorder = new Recorder();
  readonly random: Random;
  readonly accounts = new Map<string, Account>();
  readonly rooms: string[] = [];
  /** Everybody is in there, and nobody talks. */
  private quiet = '';
  /** What was said there last. */
  private whispered: Position | undefined;

  /** @param redis what several servers have in common. */
  constructor(
    readonly servers: readonly [ServerProcess, ...ServerProcess[]],
    readonly redis: SharedRedis | undefined,
    seed: number,
    private readonly patience = PATIENCE,
  ) {
    this.random = new Random(seed);
  }

  /** The only one, where there is one. */
  get server(): ServerProcess {
    return this.servers[0];
  }

  get devices(): Device[] {
    return [...this.accounts.values()].flatMap(({ devices }) => devices);
  }

  get proxies(): Proxy[] {
    return this.devices.map(({ proxy }) => proxy);
  }

  /** Makes the accounts and the rooms, and lets every device come. */
  async open(): Promise<void> {
    for (const name of Object.keys(SPEECHES)) this.accounts.set(name, await this.introduce(name));
    for (const [name, members] of Object.entries(ROOMS)) {
      const room = await this.found(name, members);
      this.rooms.push(room);
      for (const member of members) this.accounts.get(member)!.rooms.add(room);
    }
    this.quiet = await this.found('library', Object.keys(SPEECHES));
    for (const [name, speeches] of Object.entries(SPEECHES)) {
      const account = this.accounts.get(name)!;
      for (const [i, speech] of speeches.entries()) {
        const { recorder, random, servers } = this;
        const route = new Route(servers, random.fork(), speech.includes('polling'));
        const proxy = await Proxy.listen(() => route.port);
        const device = new Device(`${name}-${i + 1}`, account, proxy, speech, recorder, random.fork());
        device.enter(this.quiet);
        account.devices.push(device);
      }
    }
    if (!(await until(() => this.devices.every(({ present }) => present), this.patience))) {
      throw new Error('not every device could connect to a server that nothing was done to');
    }
  }

  /** A caller without a connection, who goes straight to a server. */
  wire({ token }: { token: string }, server?: ServerProcess): HttpWire {
    return new HttpWire(() => server?.url ?? this.url, token);
  }

  /** Starts another process in the place of one that has ended. */
  async start(server: ServerProcess): Promise<void> {
    await server.start();
    this.recorder.write({ type: 'restart', since: Math.min(...this.servers.map(({ began }) => began)) });
  }

  /** Says something in the room in which nobody else does, so that nothing that follows tells of it. */
  async sayQuietly(server: ServerProcess): Promise<void> {
    const { recorder, quiet: room } = this;
    const account = this.accounts.get('bob')!;
    const [id, text] = [this.random.uuid(), 'Psst!'];
    const op = recorder.begin({ type: 'send', user: account.id, device: 'bob-0', room, id, text });
    const { epoch, seq, duplicate } = await this.wire(account, server).request('message:send', {
      room,
      id,
      text,
    });
    recorder.write({ type: 'acked', op, epoch, seq, duplicate });
    this.whispered = { epoch, seq };
  }

  /** Waits until everybody hears: who is on the way back from one fault is not held against the next. */
  async gather(): Promise<void> {
    const said = (): Promise<boolean> =>
      this.sayQuietly(this.server).then(
        () => true,
        () => false,
      );
    const heard = (await until(said, this.patience)) && (await until(() => this.heardQuietly, this.patience));
    if (!heard) throw new Error('before it, not everybody heard');
  }

  /** Whether every device shows what was said there last. */
  get heardQuietly(): boolean {
    const { quiet, whispered } = this;
    return this.devices.every(({ readers }) => {
      const position = readers.get(quiet)?.position;
      return position?.epoch === whispered?.epoch && position?.seq === whispered?.seq;
    });
  }

  /** Ends every fault of the network. */
  heal(): void {
    for (const proxy of [...this.proxies, ...(this.redis?.ways ?? [])]) proxy.heal();
  }

  /** Waits until all devices have caught up, then looks at everything as it is in the end. */
  async settle(finished: Promise<unknown>): Promise<void> {
    this.heal();
    const limit = pass(this.patience, false, { ref: false });
    const answered = await Promise.race([finished.then(() => true), limit]);
    const guest = await this.introduce('guest');
    const wire = this.wire(guest);
    const rooms = [...this.rooms, this.quiet];
    for (const room of rooms) await wire.request('room:join', { room });
    const caughtUp = answered && (await until(() => this.caughtUp(wire), this.patience));
    this.recorder.write({ type: 'settled', ok: caughtUp });
    for (const room of rooms) await this.lookAtLog(wire, room);
    // Somebody goes, so that there is an absence to be noticed.
    for (const device of this.accounts.get('joe')!.devices) device.close();
    await until(() => this.presenceIsTrue(wire, rooms), this.patience);
    for (const room of rooms) await this.lookAtPresence(wire, room);
    for (const account of this.accounts.values()) await this.lookAtMarkers(account);
  }

  close(): void {
    for (const device of this.devices) device.close();
  }

  /** Of a server that answers. */
  private get url(): string {
    return (this.servers.find(({ up }) => up) ?? this.server).url;
  }

  private async introduce(nickname: string): Promise<Account> {
    const response = await fetch(`${this.url}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ nickname }),
    });
    const { user, token } = (await response.json()) as { user: { id: string }; token: string };
    return { id: user.id, token, rooms: new Set(), devices: [] };
  }

  private async found(name: string, members: readonly string[]): Promise<string> {
    let id = name;
    if (name !== 'lobby') {
      // An owner may not leave a room to others, and all shall come and go: this one stays away.
      const founder = this.wire(await this.introduce('founder'));
      const { room } = await founder.request('room:create', { id: this.random.uuid(), name });
      id = room.id;
    }
    for (const member of members) {
      const account = this.accounts.get(member)!;
      const { recorder } = this;
      // Written down as the join that it is: the lobby's newcomers are members already.
      const who = { user: account.id, device: `${member}-0`, room: id };
      const op = recorder.begin({ type: 'open', ...who, by: 'join' });
      const { epoch, head, complete, more, entries } = await this.wire(account).request('room:join', {
        room: id,
      });
      recorder.write({
        type: 'opened',
        op,
        epoch,
        head,
        complete,
        more,
        seqs: entries.map(({ seq }) => seq),
      });
    }
    return id;
  }

  private async caughtUp(wire: HttpWire): Promise<boolean> {
    if (!this.devices.every(({ present }) => present)) return false;
    const { rooms } = await wire.request('room:list', {});
    const heads = new Map(rooms.map(({ id, epoch, head }) => [id, { epoch, seq: head }]));
    return this.devices.every(({ readers }) =>
      [...readers].every(([room, { position, closed }]) => {
        const head = heads.get(room);
        // Of an empty log's new epoch nobody is told before something is said in it.
        const same = position?.epoch === head?.epoch || head?.seq === 0;
        return closed || (same && position?.seq === head?.seq);
      }),
    );
  }

  /** Its numbers by one way of reading, its messages by another. */
  private async lookAtLog(wire: HttpWire, room: string): Promise<void> {
    const { epoch, head } = await wire.request('room:history', { room, limit: 1 });
    const seqs: number[] = [];
    for (let more = true; more;) {
      const page = await wire.request('room:sync', { room, after: seqs.at(-1) ?? 0, epoch });
      seqs.push(...page.entries.map(({ seq }) => seq));
      more = page.more;
    }
    const messages: MessageState[] = [];
    for (let more = true; more;) {
      const after = messages.at(-1)?.seq ?? 0;
      const page = await wire.request('room:history', { room, after, limit: 100 });
      messages.push(...page.entries.map(stateOf));
      more = page.after;
    }
    this.recorder.write({ type: 'final-history', room, epoch, head, seqs, messages });
  }

  /** Whether those are shown as here who are connected, and nobody else. */
  private async presenceIsTrue(wire: HttpWire, rooms: readonly string[]): Promise<boolean> {
    const gone = this.accounts.get('joe')!.id;
    const here = new Set([...this.accounts.values()].map(({ id }) => id).filter((id) => id !== gone));
    for (const room of rooms) {
      const { members } = await wire.request('room:members', { room });
      if (members.some(({ id, presence }) => (presence !== 'offline') !== here.has(id))) return false;
    }
    return true;
  }

  private async lookAtPresence(wire: HttpWire, room: string): Promise<void> {
    const { members } = await wire.request('room:members', { room });
    const online = members.filter(({ presence }) => presence !== 'offline').map(({ id }) => id);
    this.recorder.write({ type: 'final-presence', room, members: members.map(({ id }) => id), online });
  }

  private async lookAtMarkers(account: Account): Promise<void> {
    const { rooms } = await this.wire(account).request('room:list', {});
    for (const { id: room, joined, epoch, marker } of rooms) {
      if (joined) this.recorder.write({ type: 'final-marker', user: account.id, room, epoch, marker });
    }
  }
}

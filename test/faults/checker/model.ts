import type { Event, MessageState, Position, Shown } from './history.js';

type NewEvent = Event extends infer E ? (E extends { t: number } ? Omit<E, 't'> : never) : never;

interface ModelEntry {
  readonly kind: 'sent' | 'changed';
  readonly seq: number;
  /** The message that it is about. */
  readonly of: number;
}

interface ModelRoom {
  epoch: string;
  entries: ModelEntry[];
  messages: Map<number, MessageState>;
  members: Set<string>;
  markers: Map<string, number>;
}

interface ModelDevice {
  readonly user: string;
  connected: boolean;
  readonly positions: Map<string, Position>;
  /** Rooms that it shows. */
  readonly open: Set<string>;
}

/** How a send ends for its sender. */
export type Fate = 'acked' | 'ack-lost' | 'request-lost' | 'refused';

/**
 * A chat that keeps its promise, on paper: its history is what a run against a perfect server would have written
 * down. Room, user and device names are given by the caller.
 */
export class Model {
  readonly history: Event[] = [];
  private t = 0;
  private op = 0;
  private epochs = 0;
  private readonly rooms = new Map<string, ModelRoom>();
  private readonly devices = new Map<string, ModelDevice>();
  private snapshot: { t: number; rooms: Map<string, ModelRoom> } | undefined;

  room(name: string): this {
    const nothing = { entries: [], messages: new Map(), members: new Set<string>(), markers: new Map() };
    this.rooms.set(name, { epoch: this.newEpoch(), ...nothing });
    return this;
  }

  device(name: string, user: string): this {
    this.devices.set(name, { user, connected: false, positions: new Map(), open: new Set() });
    return this;
  }

  connect(name: string): this {
    const device = this.devices.get(name)!;
    if (device.connected) return this;
    device.connected = true;
    this.write({ type: 'connected', user: device.user, device: name, connection: `${name}/${this.t}` });
    for (const room of device.open) this.read(name, room, 'join');
    return this;
  }

  disconnect(name: string): this {
    const device = this.devices.get(name)!;
    if (!device.connected) return this;
    device.connected = false;
    const connection = this.history.findLast(
      (event) => event.type === 'connected' && event.device === name,
    ) as Extract<Event, { type: 'connected' | 'disconnected' }>;
    this.write({
      type: 'disconnected',
      user: device.user,
      device: name,
      connection: connection.connection,
    });
    return this;
  }

  join(name: string, room: string): this {
    const device = this.devices.get(name)!;
    if (!device.connected) return this;
    const { members, markers, entries } = this.rooms.get(room)!;
    if (!members.has(device.user)) markers.set(device.user, entries.length);
    members.add(device.user);
    device.open.add(room);
    this.read(name, room, 'join');
    return this;
  }

  leave(name: string, room: string): this {
    const device = this.devices.get(name)!;
    if (!device.connected || !device.open.has(room)) return this;
    const op = this.begin({ type: 'leave', ...this.who(name, room) });
    for (const each of this.devices.values()) if (each.user === device.user) each.open.delete(room);
    const { members, markers } = this.rooms.get(room)!;
    members.delete(device.user);
    markers.delete(device.user);
    this.write({ type: 'left', op });
    return this;
  }

  /** A send of one try, or with `again` of a second one with the same id that is acknowledged. */
  send(name: string, roomName: string, id: string, fate: Fate, again = false): this {
    const device = this.devices.get(name)!;
    const room = this.rooms.get(roomName)!;
    const text = `text of ${id}`;
    const op = this.begin({ type: 'send', ...this.who(name, roomName), id, text });
    const member = room.members.has(device.user);
    if (!member || fate === 'refused') {
      this.write({ type: 'refused', op, code: member ? 'message.blank' : 'room.not_member' });
      return this;
    }
    const seq = fate === 'request-lost' ? undefined : this.store(room, device.user, id, text);
    if (seq !== undefined && fate === 'acked') this.ack(op, room, seq, false);
    else this.write({ type: 'unclear', op, why: 'no answer' });
    if (again) {
      const retry = this.begin({ type: 'send', ...this.who(name, roomName), id, text });
      this.ack(retry, room, seq ?? this.store(room, device.user, id, text), seq !== undefined);
    }
    return this;
  }

  /** Edits the author's message `nth` of the room, or recalls it where no text is given. */
  change(name: string, roomName: string, nth: number, text?: string, acked = true): this {
    const room = this.rooms.get(roomName)!;
    const mine = [...room.messages.values()].filter(({ author }) => author === this.devices.get(name)!.user);
    const target = mine[nth % mine.length];
    if (!target || target.text === undefined) return this;
    const { seq } = target;
    const op = this.begin({ type: 'change', ...this.who(name, roomName), epoch: room.epoch, seq, text });
    const rev = room.entries.length + 1;
    room.entries.push({ kind: 'changed', seq: rev, of: seq });
    room.messages.set(seq, { ...target, rev, text });
    this.write(acked ? { type: 'changed', op, rev } : { type: 'unclear', op, why: 'no answer' });
    return this;
  }

  mark(name: string, roomName: string): this {
    const device = this.devices.get(name)!;
    const room = this.rooms.get(roomName)!;
    const { epoch, seq } = device.positions.get(roomName) ?? { epoch: '', seq: 0 };
    if (!device.connected || !device.open.has(roomName) || epoch !== room.epoch) return this;
    const marker = Math.max(seq, room.markers.get(device.user) ?? 0);
    const op = this.begin({ type: 'mark', ...this.who(name, roomName), epoch, seq });
    room.markers.set(device.user, marker);
    this.write({ type: 'marked', op, marker });
    return this;
  }

  /** Hands the device at most so many of the entries that it has not been shown. */
  deliver(name: string, roomName: string, limit = Infinity): this {
    const device = this.devices.get(name)!;
    const room = this.rooms.get(roomName)!;
    const position = device.positions.get(roomName);
    if (!device.connected || !device.open.has(roomName) || position?.epoch !== room.epoch) return this;
    const due = room.entries.slice(position.seq, position.seq + Math.min(limit, 1_000));
    for (const entry of due) this.show(name, roomName, entry, 'live');
    return this;
  }

  hide(name: string, room: string): this {
    return this.write({ type: 'repeat', device: name, room });
  }

  restart(): this {
    for (const name of this.devices.keys()) this.disconnect(name);
    return this.write({ type: 'restart', since: this.t });
  }

  nemesis(fault: string): this {
    this.write({ type: 'nemesis', fault, phase: 'start' });
    return this.write({ type: 'nemesis', fault, phase: 'stop', effect: 'seen' });
  }

  save(): this {
    this.t += 1;
    this.snapshot = { t: this.t, rooms: copy(this.rooms) };
    return this;
  }

  /** The contents of the last `save`, in new epochs. */
  restore(): this {
    if (!this.snapshot) return this;
    this.restart();
    for (const [name, room] of copy(this.snapshot.rooms)) {
      this.rooms.set(name, { ...room, epoch: this.newEpoch() });
    }
    return this.write({ type: 'rollback', to: this.snapshot.t });
  }

  /** All devices come back and catch up, and everything is looked at. */
  settle(): this {
    for (const name of this.devices.keys()) this.connect(name);
    for (const [name, device] of this.devices) for (const room of device.open) this.deliver(name, room);
    return this.finish();
  }

  /** Everything is looked at as it is. */
  finish(): this {
    this.write({ type: 'settled', ok: true });
    for (const [name, { epoch, entries, messages, members, markers }] of this.rooms) {
      const seqs = entries.map(({ seq }) => seq);
      const head = seqs.length;
      this.write({
        type: 'final-history',
        room: name,
        epoch,
        head,
        seqs,
        messages: [...messages.values()],
      });
      for (const [user, marker] of markers) {
        this.write({ type: 'final-marker', user, room: name, epoch, marker });
      }
      const here = new Set([...this.devices.values()].filter((d) => d.connected).map((d) => d.user));
      const online = [...members].filter((user) => here.has(user));
      this.write({ type: 'final-presence', room: name, members: [...members], online });
    }
    return this;
  }

  /** A second or third device of the user follows a leave or a join of another. */
  private who(device: string, room: string): { user: string; device: string; room: string } {
    return { user: this.devices.get(device)!.user, device, room };
  }

  private read(name: string, roomName: string, by: 'join' | 'sync'): void {
    const device = this.devices.get(name)!;
    const room = this.rooms.get(roomName)!;
    const { epoch, entries, members, markers } = room;
    // Another device of the user may have left meanwhile, or a restored store have forgotten the join.
    if (!members.has(device.user)) markers.set(device.user, entries.length);
    members.add(device.user);
    const since = device.positions.get(roomName);
    const complete = since?.epoch === epoch && since.seq <= entries.length;
    const page = complete ? entries.slice(since.seq) : entries.slice(-3);
    const op = this.begin({ type: 'open', ...this.who(name, roomName), by, since });
    const seqs = page.map(({ seq }) => seq);
    const marker = markers.get(device.user) ?? 0;
    this.write({ type: 'opened', op, epoch, head: entries.length, complete, more: false, seqs, marker });
    device.positions.set(roomName, { epoch, seq: entries.length - page.length });
    for (const entry of page) this.show(name, roomName, entry, 'read', op);
  }

  private show(name: string, roomName: string, entry: ModelEntry, via: Shown['via'], op?: number): void {
    const { epoch, messages } = this.rooms.get(roomName)!;
    const { kind, seq, of } = entry;
    this.write({
      type: 'shown',
      ...this.who(name, roomName),
      epoch,
      seq,
      via,
      op,
      kind,
      message: messages.get(of)!,
    });
    this.devices.get(name)!.positions.set(roomName, { epoch, seq });
  }

  private store(room: ModelRoom, author: string, id: string, text: string): number {
    const seq = room.entries.length + 1;
    room.entries.push({ kind: 'sent', seq, of: seq });
    room.messages.set(seq, { seq, rev: seq, id, author, text });
    return seq;
  }

  private ack(op: number, { epoch }: ModelRoom, seq: number, duplicate: boolean): void {
    this.write({ type: 'acked', op, epoch, seq, duplicate });
  }

  private begin(
    event: NewEvent extends infer E ? (E extends { op: number } ? Omit<E, 'op'> : never) : never,
  ): number {
    this.op += 1;
    this.write({ ...event, op: this.op } as NewEvent);
    return this.op;
  }

  private write(event: NewEvent): this {
    this.t += 1;
    this.history.push({ ...event, t: this.t } as Event);
    return this;
  }

  private newEpoch(): string {
    this.epochs += 1;
    return `e${this.epochs}`;
  }
}

function copy(rooms: ReadonlyMap<string, ModelRoom>): Map<string, ModelRoom> {
  return new Map(
    Array.from(rooms, ([name, room]) => [
      name,
      {
        ...room,
        entries: [...room.entries],
        messages: new Map(room.messages),
        members: new Set(room.members),
        markers: new Map(room.markers),
      },
    ]),
  );
}

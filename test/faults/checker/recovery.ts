import type { EventOf } from './history.js';
import { sendKey, type Ledger } from './ledger.js';
import type { Violation } from './violation.js';

/** I14: how long a fault was felt after it ended, in milliseconds. Undefined: to the end of the history. */
export interface Recovery {
  readonly fault: string;
  /** What shows that it happened. */
  readonly effect: string | undefined;
  /** Until the first ack of something sent after its end. */
  readonly firstAckAfterMs: number | undefined;
  /** Until every device was shown something sent after its end. */
  readonly allHeardMs: number | undefined;
  /** Until every device that shows a room had all that was known of the room at its end. */
  readonly allCaughtUpMs: number | undefined;
}

/** What devices still owe after a fault: by device and room, the seq to reach in which epoch. */
interface Watch {
  readonly stop: EventOf<'nemesis'>;
  readonly debts: Map<string, { epoch: string; seq: number }>;
  /** Devices that were not shown anything sent since. */
  readonly silent: Set<string>;
  firstAck: number | undefined;
  heard: number | undefined;
  caughtUp: number | undefined;
}

/** I14: how each fault was recovered from. It judges nothing. */
export function recoveries(ledger: Ledger): Recovery[] {
  const heads = new Map<string, { epoch: string; seq: number }>();
  const positions = new Map<
    string,
    { user: string; device: string; room: string; epoch: string; seq: number }
  >();
  const devices = new Set<string>();
  const left = new Map<string, number>();
  const watches: Watch[] = [];
  let open: Watch[] = [];

  const reached = (t: number, key: string, epoch: string, seq: number): void => {
    for (const watch of open) {
      const debt = watch.debts.get(key);
      // In a new epoch the old numbers are void: the device has started afresh.
      if (debt && (debt.epoch !== epoch || seq >= debt.seq)) watch.debts.delete(key);
      if (watch.debts.size === 0) watch.caughtUp ??= t;
    }
    open = open.filter(({ firstAck, heard, caughtUp }) => [firstAck, heard, caughtUp].includes(undefined));
  };
  const known = (room: string, epoch: string, seq: number): void => {
    const head = heads.get(room);
    heads.set(room, { epoch, seq: head?.epoch === epoch ? Math.max(head.seq, seq) : seq });
  };

  for (const event of ledger.history) {
    if (event.type === 'connected') devices.add(event.device);
    if (event.type === 'nemesis' && event.phase === 'stop') {
      const debts = new Map<string, { epoch: string; seq: number }>();
      for (const [key, { device, room, epoch, seq }] of positions) {
        const head = heads.get(room);
        if (head?.epoch === epoch && seq < head.seq && devices.has(device)) debts.set(key, head);
      }
      const caughtUp = debts.size > 0 ? undefined : event.t;
      const silent = new Set(devices);
      const watch = { stop: event, debts, silent, firstAck: undefined, heard: undefined, caughtUp };
      watches.push(watch);
      open.push(watch);
    }
    if (event.type === 'acked') {
      const send = ledger.operations.get(event.op)!;
      known(send.room, event.epoch, event.seq);
      for (const watch of open) if (send.t > watch.stop.t) watch.firstAck ??= event.t;
    }
    if (event.type === 'opened') {
      const { t, user, device, room } = ledger.operations.get(event.op)!;
      // What was asked before the user left is shown no more.
      if (t < (left.get(`${user} ${room}`) ?? -Infinity)) continue;
      const key = `${device} ${room}`;
      const seq = event.seqs.at(-1) ?? event.head;
      known(room, event.epoch, event.head);
      positions.set(key, { user, device, room, epoch: event.epoch, seq });
      reached(event.t, key, event.epoch, seq);
    }
    if (event.type === 'shown' && event.via !== 'stray') {
      const { t, user, device, room, epoch, seq, message } = event;
      const sent = ledger.tries.get(sendKey(room, message.author, message.id))?.[0]?.send;
      for (const watch of open) {
        if (!sent || sent.t < watch.stop.t) continue;
        watch.silent.delete(device);
        if (watch.silent.size === 0) watch.heard ??= t;
      }
      const key = `${device} ${room}`;
      known(room, epoch, seq);
      positions.set(key, { user, device, room, epoch, seq });
      reached(t, key, epoch, seq);
    }
    if (event.type === 'leave') {
      left.set(`${event.user} ${event.room}`, event.t);
      for (const [key, { user, room, epoch }] of positions) {
        if (user !== event.user || room !== event.room) continue;
        positions.delete(key);
        reached(event.t, key, epoch, Infinity);
      }
    }
  }
  return watches.map(({ stop, firstAck, heard, caughtUp }) => {
    const after = (t: number | undefined): number | undefined => (t === undefined ? undefined : t - stop.t);
    return {
      fault: stop.fault,
      effect: stop.effect,
      firstAckAfterMs: after(firstAck),
      allHeardMs: after(heard),
      allCaughtUpMs: after(caughtUp),
    };
  });
}

/** I14: the end was reached with every device connected and caught up. */
export function unavailable(ledger: Ledger): Violation[] {
  return ledger.history.flatMap((event) =>
    event.type === 'settled' && !event.ok
      ? [{ name: 'unavailable' as const, t: event.t, what: 'not all devices came back in time' }]
      : [],
  );
}

/** No request is answered with a bug, whatever happens: a failure has a code of its own. */
export function bug(ledger: Ledger): Violation[] {
  return ledger.history.flatMap((event) => {
    if (event.type !== 'refused' || event.code !== 'internal') return [];
    const { type, device, room } = ledger.operations.get(event.op)!;
    return [{ name: 'bug' as const, t: event.t, what: `${type} by ${device} in ${room}` }];
  });
}

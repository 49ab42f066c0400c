import type { EventOf, MessageState, Open, Shown } from './history.js';
import type { Ledger } from './ledger.js';

/** What one device showed of one room without starting afresh: everything that follows `base`. */
export interface View {
  readonly user: string;
  readonly device: string;
  readonly room: string;
  readonly epoch: string;
  readonly base: number;
  /** What was shown first is the state of this position: changes up to it were not shown by themselves. */
  readonly fresh: number;
  /** In the order of showing. */
  readonly shown: Shown[];
  /** The newest state shown of each message, by seq. */
  readonly states: Map<number, MessageState>;
  /** Its device was connected when all had caught up. */
  settled: boolean;
}

/**
 * The views of all devices. One begins with the first answer and anew with every answer that is not complete; it
 * ends when its user leaves.
 */
export function viewsOf(ledger: Ledger): readonly View[] {
  const all: View[] = [];
  const current = new Map<string, View>();
  const left = new Map<string, number>();
  const connections = new Map<string, number>();

  const begin = (open: Open, opened: EventOf<'opened'>): void => {
    const key = `${open.device} ${open.room}`;
    const view = current.get(key);
    if (opened.complete && view?.epoch === opened.epoch) return;
    const base = opened.complete ? open.since?.seq : undefined;
    const { user, device, room } = open;
    const next: View = {
      user,
      device,
      room,
      epoch: opened.epoch,
      settled: false,
      base: base ?? (opened.seqs[0] ?? opened.head + 1) - 1,
      fresh: opened.complete ? 0 : opened.head,
      shown: [],
      states: new Map(),
    };
    all.push(next);
    current.set(key, next);
  };

  for (const event of ledger.history) {
    if (event.type === 'opened') {
      const open = ledger.operations.get(event.op) as Open;
      // What was asked before the user left is shown no more.
      if (open.t >= (left.get(`${open.user} ${open.room}`) ?? -Infinity)) begin(open, event);
    }
    if (event.type === 'leave') {
      left.set(`${event.user} ${event.room}`, event.t);
      for (const [key, view] of current) {
        if (view.user === event.user && view.room === event.room) current.delete(key);
      }
    }
    if (event.type === 'shown' && event.via !== 'stray') {
      const view = current.get(`${event.device} ${event.room}`);
      if (view) show(view, event);
    }
    if (event.type === 'connected' || event.type === 'disconnected') {
      const step = event.type === 'connected' ? 1 : -1;
      connections.set(event.device, (connections.get(event.device) ?? 0) + step);
    }
    if (event.type === 'settled') {
      for (const view of current.values()) view.settled = (connections.get(view.device) ?? 0) > 0 && event.ok;
    }
  }
  return all;
}

function show(view: View, shown: Shown): void {
  view.shown.push(shown);
  const { message } = shown;
  if (message.rev > (view.states.get(message.seq)?.rev ?? 0)) view.states.set(message.seq, message);
}

import type { Send } from './history.js';
import { sendKey, type Ledger } from './ledger.js';
import type { Violation } from './violation.js';

/** How far each epoch of each room was known to have come, as the sweep goes on. */
class Heads {
  private readonly rooms = new Map<string, Map<string, number>>();

  rise(room: string, epoch: string, seq: number): void {
    const heads = this.rooms.get(room) ?? new Map<string, number>();
    this.rooms.set(room, heads.set(epoch, Math.max(seq, heads.get(epoch) ?? 0)));
  }

  /** As it is now, for a later comparison. */
  of(room: string): ReadonlyMap<string, number> {
    return new Map(this.rooms.get(room));
  }
}

/** What was known when an operation began, handed out when it ends. */
function* endings(ledger: Ledger) {
  const heads = new Heads();
  const known = new Map<number | string, ReadonlyMap<string, number>>();
  for (const event of ledger.history) {
    if (event.type === 'open') known.set(event.op, heads.of(event.room));
    // From the first try on: a later one may be answered with what an earlier one wrote.
    if (event.type === 'send' && !known.has(keyOf(event))) known.set(keyOf(event), heads.of(event.room));
    if (event.type === 'acked' || event.type === 'opened') {
      const operation = ledger.operations.get(event.op)!;
      const before = known.get(operation.type === 'send' ? keyOf(operation) : operation.op);
      yield { event, operation, before: before?.get(event.epoch) ?? 0 };
      heads.rise(operation.room, event.epoch, event.type === 'acked' ? event.seq : event.head);
    }
    if (event.type === 'shown') heads.rise(event.room, event.epoch, event.seq);
  }
}

const keyOf = ({ room, user, id }: Send): string => sendKey(room, user, id);

/** I6: what was sent after something was seen or acknowledged stands after it. */
export function realtimeOrder(ledger: Ledger): Violation[] {
  const found: Violation[] = [];
  for (const { event, operation, before } of endings(ledger)) {
    if (event.type !== 'acked' || event.seq > before) continue;
    const { room, device } = operation;
    found.push({
      name: 'realtime-order',
      t: event.t,
      what: `${device} sent to ${room} (${event.epoch}) when ${before} was known, and was given ${event.seq}`,
    });
  }
  return found;
}

/** I13: within an epoch no answer knows of less than was known before it was asked for. */
export function headWentBack(ledger: Ledger): Violation[] {
  const found: Violation[] = [];
  for (const { event, operation, before } of endings(ledger)) {
    if (event.type !== 'opened' || event.head >= before) continue;
    const { room, device } = operation;
    found.push({
      name: 'head-went-back',
      t: event.t,
      what: `${device} read head ${event.head} of ${room} (${event.epoch}), known to be at ${before}`,
    });
  }
  return found;
}

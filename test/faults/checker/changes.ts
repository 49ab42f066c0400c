import { place, type Ledger } from './ledger.js';
import type { MessageState, Open } from './history.js';
import { viewsOf } from './views.js';
import type { Violation } from './violation.js';

/** I9: what a device that has caught up shows of a message is what the server has. */
export function notConverged(ledger: Ledger): Violation[] {
  const found: Violation[] = [];
  for (const view of viewsOf(ledger)) {
    const final = view.settled ? ledger.finals.get(view.room)?.[0] : undefined;
    if (final?.epoch !== view.epoch) continue;
    for (const [seq, state] of view.states) {
      const kept = final.bySeq.get(seq);
      if (!kept || same(kept, state)) continue;
      const what = `${place(view.room, view.epoch, seq)} on ${view.device} has rev ${state.rev}, the server ${kept.rev}`;
      found.push({ name: 'not-converged', t: view.shown.at(-1)?.t ?? 0, what });
    }
  }
  return found;
}

const same = (one: MessageState, other: MessageState): boolean =>
  one.rev === other.rev && one.text === other.text && one.reactions === other.reactions;

/** The acknowledged changes. */
function* changed(ledger: Ledger) {
  for (const event of ledger.history) {
    if (event.type !== 'changed') continue;
    const change = ledger.operations.get(event.op);
    if (change?.type === 'change') yield { change, rev: event.rev, t: event.t };
  }
}

/** I9: an acknowledged change is in the final history, or a later one is. */
export function finalState(ledger: Ledger): Violation[] {
  const found: Violation[] = [];
  for (const { change, rev, t } of changed(ledger)) {
    for (const { epoch, bySeq } of ledger.finals.get(change.room) ?? []) {
      const kept = bySeq.get(change.seq);
      if (epoch !== change.epoch || ledger.undone(t)) continue;
      // What was so already is answered with the last entry of the room, which is about anything.
      if (kept && (kept.rev > rev || kept.text === change.text)) continue;
      const what = `${place(change.room, epoch, change.seq)} was changed by ${rev}, and has rev ${kept?.rev}`;
      found.push({ name: 'final-state', t, what });
    }
  }
  return found;
}

/** I9: a text that was recalled is in no answer that was asked for after the ack. */
export function resurrected(ledger: Ledger): Violation[] {
  const found: Violation[] = [];
  const recalled = new Map<string, number>();
  for (const { change, t } of changed(ledger)) {
    if (change.text === undefined) recalled.set(place(change.room, change.epoch, change.seq), t);
  }
  for (const event of ledger.history) {
    if (event.type !== 'shown' || event.op === undefined || event.message.text === undefined) continue;
    const asked = (ledger.operations.get(event.op) as Open).t;
    const slot = place(event.room, event.epoch, event.message.seq);
    if (asked > (recalled.get(slot) ?? Infinity)) {
      found.push({ name: 'resurrected', t: event.t, what: `${slot}, shown to ${event.device}` });
    }
  }
  return found;
}

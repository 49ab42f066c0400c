import { place, type FinalRoom, type Ledger } from './ledger.js';
import type { Open } from './history.js';
import { viewsOf, type View } from './views.js';
import type { Violation } from './violation.js';

/** What a view shows, entry by entry: whether it is new, comes late, or was there. */
function* steps(view: View) {
  const seen = new Set<number>();
  let last = view.base;
  for (const shown of view.shown) {
    const { seq, epoch } = shown;
    const foreign = epoch !== view.epoch;
    yield { shown, again: !foreign && seen.has(seq), late: foreign || (seq <= last && !seen.has(seq)) };
    seen.add(seq);
    last = Math.max(last, seq);
  }
}

const where = ({ room, epoch, device }: View, seq: number): string =>
  `${place(room, epoch, seq)} on ${device}`;

/** I6: the entries that a device shows rise, and are of the epoch that it was told. */
export function outOfOrder(ledger: Ledger): Violation[] {
  const found: Violation[] = [];
  for (const view of viewsOf(ledger)) {
    for (const { shown, late } of steps(view)) {
      if (late) found.push({ name: 'out-of-order', t: shown.t, what: where(view, shown.seq) });
    }
  }
  return found;
}

/** I7: no entry is shown twice. */
export function visibleDuplicate(ledger: Ledger): Violation[] {
  const found: Violation[] = [];
  for (const view of viewsOf(ledger)) {
    for (const { shown, again } of steps(view)) {
      if (again) found.push({ name: 'visible-duplicate', t: shown.t, what: where(view, shown.seq) });
    }
  }
  return found;
}

/** I7: a device misses nothing of what it has passed, and at the end nothing at all. */
export function notDelivered(ledger: Ledger): Violation[] {
  return viewsOf(ledger).flatMap((view) => {
    const final = view.settled ? ledger.finals.get(view.room)?.[0] : undefined;
    const t = view.shown.at(-1)?.t ?? 0;
    if (final && final.epoch !== view.epoch) {
      const what = `${view.device} is in epoch ${view.epoch} of ${view.room}, the room in ${final.epoch}`;
      return [{ name: 'not-delivered' as const, t, what }];
    }
    const missing = firstMissing(view, final);
    return missing === undefined ? [] : [{ name: 'not-delivered' as const, t, what: where(view, missing) }];
  });
}

function firstMissing(view: View, final: FinalRoom | undefined): number | undefined {
  const seen = new Set(view.shown.map(({ seq }) => seq));
  const last = view.shown.reduce((max, { seq }) => Math.max(max, seq), view.base);
  const passed = Array.from({ length: last - view.base }, (_, i) => view.base + 1 + i);
  const wanted = final ? final.seqs.filter((seq) => seq > view.base) : [];
  // A fresh page has messages and no changes; which is which only the end tells.
  const due = (seq: number): boolean => seq > view.fresh || final?.bySeq.has(seq) === true;
  return [...passed, ...wanted].find((seq) => due(seq) && !seen.has(seq));
}

/** I12: an answer called complete continues the position asked from; every answer is whole in itself. */
export function silentGap(ledger: Ledger): Violation[] {
  const found: Violation[] = [];
  for (const event of ledger.history) {
    if (event.type !== 'opened') continue;
    const { since, room, device } = ledger.operations.get(event.op) as Open;
    const { complete, epoch, seqs, more, head, t } = event;
    const first = complete ? (since?.seq ?? 0) + 1 : (seqs[0] ?? head + 1);
    const last = more ? first + seqs.length - 1 : head;
    const rising = seqs.every((seq, i) => seq > (seqs[i - 1] ?? first - 1) && seq <= head);
    const whole = complete
      ? last - first + 1 === seqs.length && seqs.every((seq, i) => seq === first + i)
      : rising && !more;
    if (whole && !(complete && since?.epoch !== epoch)) continue;
    const asked = since ? `${since.epoch} ${since.seq}` : 'nothing';
    const got = `${seqs[0] ?? '-'}–${seqs.at(-1) ?? '-'} (${seqs.length}) of ${head} in ${epoch}`;
    found.push({ name: 'silent-gap', t, what: `${device} asked ${room} for what follows ${asked}: ${got}` });
  }
  return found;
}

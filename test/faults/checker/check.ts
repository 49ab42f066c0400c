import { finalState, notConverged, resurrected } from './changes.js';
import { notDelivered, outOfOrder, silentGap, visibleDuplicate } from './delivery.js';
import type { History } from './history.js';
import { Ledger } from './ledger.js';
import { markerLost, markerWentBack } from './markers.js';
import { leak } from './membership.js';
import { headWentBack, realtimeOrder } from './order.js';
import { ghostPresence, missingPresence } from './presence.js';
import { bug, unavailable } from './recovery.js';
import { divergentSlot, duplicateCid, gap, lost, phantom, vanished } from './stored.js';
import type { Violation } from './violation.js';

/** Each takes time in proportion to the history. I14 is measured, except that it must have happened. */
const invariants: readonly ((ledger: Ledger) => Violation[])[] = [
  lost,
  phantom,
  duplicateCid,
  divergentSlot,
  vanished,
  gap,
  outOfOrder,
  realtimeOrder,
  notDelivered,
  visibleDuplicate,
  leak,
  notConverged,
  finalState,
  resurrected,
  markerWentBack,
  markerLost,
  ghostPresence,
  missingPresence,
  silentGap,
  headWentBack,
  unavailable,
  bug,
];

/** Everything in the history that breaks the promise. */
export function check(history: History): Violation[] {
  const ledger = new Ledger(history);
  return invariants.flatMap((invariant) => invariant(ledger));
}

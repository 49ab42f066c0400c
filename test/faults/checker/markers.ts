import type { Ledger } from './ledger.js';
import type { Violation } from './violation.js';

/** The highest marker acknowledged, by user, room and epoch. */
class Markers {
  private readonly marks = new Map<string, number>();

  raise(user: string, room: string, epoch: string, seq: number): void {
    this.marks.set(`${user} ${room} ${epoch}`, Math.max(seq, this.of(user, room, epoch)));
  }

  of(user: string, room: string, epoch: string): number {
    return this.marks.get(`${user} ${room} ${epoch}`) ?? 0;
  }
}

/** Every answer that tells a marker, with the highest that was acknowledged before it was asked for. */
function* answers(ledger: Ledger) {
  const markers = new Markers();
  // An answer may be of an epoch that its question did not know: all floors at the time of asking are kept.
  const floors = new Map<number, (epoch: string) => number>();
  for (const event of ledger.history) {
    if (event.type === 'mark') {
      const { user, room, epoch } = event;
      const floor = Math.max(markers.of(user, room, epoch), event.seq);
      floors.set(event.op, () => floor);
    }
    if (event.type === 'open') {
      const { user, room, since } = event;
      const floor = since ? markers.of(user, room, since.epoch) : 0;
      floors.set(event.op, (epoch) => (epoch === since?.epoch ? floor : 0));
    }
    if ((event.type === 'marked' || event.type === 'opened') && event.marker !== undefined) {
      const operation = ledger.operations.get(event.op)!;
      const epoch = event.type === 'opened' ? event.epoch : operation.type === 'mark' ? operation.epoch : '';
      const { user, room } = operation;
      yield { t: event.t, user, room, marker: event.marker, floor: floors.get(event.op)?.(epoch) ?? 0 };
      markers.raise(user, room, epoch, event.marker);
    }
  }
  return markers;
}

/** I10: no answer tells a marker lower than one that was acknowledged before, or than the one asked for. */
export function markerWentBack(ledger: Ledger): Violation[] {
  return [...answers(ledger)].flatMap(({ t, user, room, marker, floor }) =>
    marker >= floor
      ? []
      : [{ name: 'marker-went-back' as const, t, what: `${user} in ${room}: ${marker} after ${floor}` }],
  );
}

/** I10: the final marker is no lower than any acknowledged one. */
export function markerLost(ledger: Ledger): Violation[] {
  const walk = answers(ledger);
  let step = walk.next();
  while (!step.done) step = walk.next();
  const markers = step.value;
  return ledger.history.flatMap((event) => {
    if (event.type !== 'final-marker') return [];
    const { t, user, room, epoch, marker } = event;
    const acked = markers.of(user, room, epoch);
    if (marker >= acked) return [];
    return [{ name: 'marker-lost' as const, t, what: `${user} in ${room}: ${marker}, acked ${acked}` }];
  });
}

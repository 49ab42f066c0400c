import { place, sendKey, type Ledger } from './ledger.js';
import type { Violation } from './violation.js';

/** What is known from outside of one user's place in one room. */
interface Standing {
  /** Joins that have no answer yet. */
  joining: Set<number>;
  /** When the last join that had no answer was asked for: it may still be done. */
  maybe: number | undefined;
  /** When a join last began or ended. */
  joinedAt: number;
  everIn: boolean;
  /** Certainly no member since then. */
  outSince: number | undefined;
}

/**
 * I8: who is certainly no member of a room is handed nothing that was sent there since. A member is certainly out
 * from the ack of a leave, and before the first join, until a join begins.
 */
export function leak(ledger: Ledger): Violation[] {
  const found: Violation[] = [];
  const standings = new Map<string, Standing>();
  const standing = (user: string, room: string): Standing => {
    const key = `${user} ${room}`;
    let known = standings.get(key);
    if (!known) {
      known = {
        joining: new Set(),
        maybe: undefined,
        joinedAt: -Infinity,
        everIn: false,
        outSince: -Infinity,
      };
      standings.set(key, known);
    }
    return known;
  };
  const of = (op: number): { who: Standing; began: number } => {
    const { user, room, t } = ledger.operations.get(op)!;
    return { who: standing(user, room), began: t };
  };
  let since = -Infinity;

  for (const event of ledger.history) {
    if (event.type === 'open' && event.by === 'join') {
      const who = standing(event.user, event.room);
      who.joining.add(event.op);
      who.joinedAt = event.t;
      who.everIn = true;
      who.outSince = undefined;
    }
    if (event.type === 'opened' || event.type === 'refused' || event.type === 'unclear') {
      const { who, began } = of(event.op);
      if (who.joining.delete(event.op)) {
        who.joinedAt = event.t;
        if (event.type === 'unclear' && began > since) who.maybe = Math.max(began, who.maybe ?? began);
      }
    }
    if (event.type === 'left') {
      const { who, began } = of(event.op);
      // A join that was under way at the same time may have come after it.
      if (who.joining.size === 0 && who.maybe === undefined && who.joinedAt < began) who.outSince = event.t;
    }
    if (event.type === 'restart') {
      since = event.since;
      for (const who of standings.values()) if ((who.maybe ?? Infinity) < since) who.maybe = undefined;
    }
    if (event.type === 'rollback') {
      for (const who of standings.values()) if (who.everIn) who.outSince = undefined;
    }
    if (event.type === 'shown') {
      const { t, user, device, room, epoch, message } = event;
      const { outSince } = standing(user, room);
      const sentAt = ledger.tries.get(sendKey(room, message.author, message.id))?.[0]?.send.t;
      if (outSince === undefined || (sentAt ?? t) < outSince) continue;
      found.push({ name: 'leak', t, what: `${place(room, epoch, event.seq)} to ${device}` });
    }
  }
  return found;
}

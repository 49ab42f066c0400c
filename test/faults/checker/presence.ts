import type { EventOf } from './history.js';
import type { Ledger } from './ledger.js';
import type { Violation } from './violation.js';

/** At each final look at a room, who has a connection. */
function* looks(ledger: Ledger): Iterable<{ look: EventOf<'final-presence'>; here: ReadonlySet<string> }> {
  const connections = new Map<string, string>();
  for (const event of ledger.history) {
    if (event.type === 'connected') connections.set(event.connection, event.user);
    if (event.type === 'disconnected') connections.delete(event.connection);
    if (event.type === 'final-presence') yield { look: event, here: new Set(connections.values()) };
  }
}

/** I11: who has no connection is not shown as here. */
export function ghostPresence(ledger: Ledger): Violation[] {
  return [...looks(ledger)].flatMap(({ look, here }) =>
    look.online
      .filter((user) => !here.has(user))
      .map((user) => ({ name: 'ghost-presence' as const, t: look.t, what: `${user} in ${look.room}` })),
  );
}

/** I11: a member who has a connection is shown as here. */
export function missingPresence(ledger: Ledger): Violation[] {
  return [...looks(ledger)].flatMap(({ look, here }) =>
    look.members
      .filter((user) => here.has(user) && !look.online.includes(user))
      .map((user) => ({ name: 'missing-presence' as const, t: look.t, what: `${user} in ${look.room}` })),
  );
}

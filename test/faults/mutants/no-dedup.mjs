// Stores a repeat of a send as if it were new. In capitals the id passes the database's own constraint.
import { inMainThread, server } from './server.mjs';

if (!inMainThread) {
  const { writes } = await server('./infrastructure/sqlite/operations.js');
  const { append } = writes;
  writes.append = (db, call) => {
    const first = append(db, call);
    if (first.status !== 'duplicate') return first;
    const { entry } = call;
    return append(db, {
      ...call,
      entry: { ...entry, message: { ...entry.message, id: entry.message.id.toUpperCase() } },
    });
  };
}

// Stores a repeat of a send as if it were new. In capitals the id passes the database's own constraint.
import { inMainThread, server } from './server.mjs';

if (inMainThread) {
  const { SqliteRoomLog } = await server('./infrastructure/sqlite/sqlite-room-log.js');
  const { append } = SqliteRoomLog.prototype;
  SqliteRoomLog.prototype.append = async function (call) {
    const first = await append.call(this, call);
    if (first.status !== 'duplicate') return first;
    const { entry } = call;
    const { message } = entry;
    return append.call(this, {
      ...call,
      entry: { ...entry, message: { ...message, id: message.id.toUpperCase() } },
    });
  };
}

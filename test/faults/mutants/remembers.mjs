// Reads what was recalled as it was said.
import { inMainThread, server } from './server.mjs';

if (inMainThread) {
  const { SqliteRoomLog } = await server('./infrastructure/sqlite/sqlite-room-log.js');
  const { append, after } = SqliteRoomLog.prototype;
  const said = new Map();
  SqliteRoomLog.prototype.append = async function (call) {
    if ('digest' in call) said.set(call.entry.message.id, call.entry.message.text);
    return append.call(this, call);
  };
  SqliteRoomLog.prototype.after = async function (...args) {
    const slice = await after.apply(this, args);
    const entries = slice?.entries.map((entry) =>
      entry.message?.recalledAt === undefined
        ? entry
        : {
            ...entry,
            message: { ...entry.message, recalledAt: undefined, text: said.get(entry.message.id) ?? '' },
          },
    );
    return slice && { ...slice, entries };
  };
}

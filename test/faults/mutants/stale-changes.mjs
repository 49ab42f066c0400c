// Tells of a change with the reactions that the message had before it.
import { inMainThread, server } from './server.mjs';

if (inMainThread) {
  const { SqliteRoomLog } = await server('./infrastructure/sqlite/sqlite-room-log.js');
  const { append } = SqliteRoomLog.prototype;
  SqliteRoomLog.prototype.append = async function (call) {
    const outcome = await append.call(this, call);
    if (!outcome.message?.reactions) return outcome;
    const { reactions: _reactions, ...message } = outcome.message;
    return { ...outcome, message };
  };
}

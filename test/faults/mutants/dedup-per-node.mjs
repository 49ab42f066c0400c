// Knows a repeat only where the first came to the same process. In capitals the id is another one to the store.
import { inMainThread, server } from './server.mjs';

if (inMainThread) {
  const { RedisRoomLog } = await server('./infrastructure/redis/redis-room-log.js');
  const { append } = RedisRoomLog.prototype;
  const own = new Set();
  RedisRoomLog.prototype.append = async function (call) {
    const first = await append.call(this, call);
    const { entry } = call;
    const { message } = entry;
    if (first.status !== 'duplicate' || own.has(message.id)) own.add(message?.id);
    else
      return append.call(this, {
        ...call,
        entry: { ...entry, message: { ...message, id: message.id.toUpperCase() } },
      });
    return first;
  };
}

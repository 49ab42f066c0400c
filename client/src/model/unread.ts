import type { ListedRoom, UserId } from '../protocol.js';
import { COUNTED } from './room-list.js';
import { isBehind, messagesOf, type RoomLog } from './room-log.js';

/**
 * How many messages of others follow `seq`, of those that this page has heard of; `undefined` where it has not read enough
 * to know. The server's number is of another moment: it may count what is still on its way here, and will be counted again.
 */
export function unreadAfter(seq: number, room: ListedRoom, log: RoomLog, me: UserId): number | undefined {
  if (log.epoch !== room.epoch || isBehind(log)) return undefined;
  const heard = messagesOf(log.entries).filter(
    ({ seq, author, recalledAt }) => seq <= room.head && author.id !== me && recalledAt === undefined,
  );
  const inLog = (after: number): number => heard.filter((message) => message.seq > after).length;

  if (log.live) return log.from <= seq + 1 ? inLog(seq) : undefined;
  // In the past: what was heard and is not in the stretch comes after it.
  const known = log.from <= room.marker + 1 && seq <= log.to && room.unread < COUNTED;
  return known ? room.unread - inLog(room.marker) + inLog(seq) : undefined;
}

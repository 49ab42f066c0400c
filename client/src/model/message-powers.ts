import type { ListedRoom, Message, User } from '../protocol.js';
import { standingIn } from './standing.js';

/** What the reader may do with a message. What is refused is not offered. */
export interface MessagePowers {
  readonly reply: boolean;
  readonly react: boolean;
  /** Where there are words: files alone have none. */
  readonly edit: boolean;
  readonly copy: boolean;
  readonly recall: boolean;
  readonly pin: boolean;
  readonly report: boolean;
}

interface Moment {
  readonly now: number;
  /** For so long one may take back one’s own. */
  readonly recallSeconds: number;
}

export function powersOver(
  message: Message,
  room: ListedRoom,
  me: User,
  { now, recallSeconds }: Moment,
): MessagePowers {
  const standing = standingIn(room, me);
  const runs = standing === 'moderator' || standing === 'owner';
  const acts = room.role !== undefined && !room.archived;
  const speaks = acts && (runs || (room.kind !== 'announcement' && !room.muted));
  const mine = message.author.id === me.id;
  const recent = now <= Date.parse(message.sentAt) + recallSeconds * 1000;
  const alone = room.kind === 'notes';
  return {
    reply: speaks,
    react: acts,
    edit: mine && speaks && message.text !== '',
    copy: message.text !== '',
    recall: acts && (runs || (mine && (recent || alone))),
    pin: acts && (runs || alone || room.kind === 'direct'),
    report: !mine && room.role !== undefined,
  };
}

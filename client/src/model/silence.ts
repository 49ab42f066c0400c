import type { Standing } from '../../../src/domain/standing.js';
import type { ListedRoom, UserId } from '../protocol.js';
import { messagesOf, type RoomLog } from './room-log.js';

/** Why one cannot speak now. Where it passes by itself, until when: one may write meanwhile. */
export interface Silence {
  readonly because: 'archived' | 'announcement' | 'quiet' | 'muted' | 'slow';
  readonly until?: number;
}

interface Speaker {
  readonly me: UserId;
  readonly standing: Standing;
  readonly log: RoomLog | undefined;
  readonly now: number;
}

/** What keeps the reader from speaking in a room, of what this page knows; the server knows all. */
export function silenceIn(room: ListedRoom, speaker: Speaker): Silence | undefined {
  const { standing, now } = speaker;
  if (room.archived) return { because: 'archived' };
  const mutedUntil = room.mutedUntil === undefined ? 0 : Date.parse(room.mutedUntil);
  if (mutedUntil > now) return { because: 'muted', until: mutedUntil };
  if (standing === 'moderator' || standing === 'owner') return undefined;
  if (room.kind === 'announcement') return { because: 'announcement' };
  if (room.muted) return { because: 'quiet' };
  const until = lastWord(speaker) + room.slowMode * 1000;
  return room.slowMode > 0 && until > now ? { because: 'slow', until } : undefined;
}

function lastWord({ me, log }: Speaker): number {
  const last = messagesOf(log?.entries ?? []).findLast(({ author }) => author.id === me);
  return last ? Date.parse(last.sentAt) : 0;
}

import { ChatError } from './chat-error.js';
import type { Alteration } from './entry.js';
import type { Instant, Message } from './message.js';
import { named, type Room } from './room.js';
import type { Standing } from './standing.js';
import { messageText } from './text.js';
import type { UserId } from './user.js';

/** Someone before a message, whom the rules let act on it. */
export interface Before {
  readonly room: Room;
  readonly standing: Standing;
  readonly user: UserId;
  readonly message: Message;
  readonly at: Instant;
}

/** Throws `message.recalled`: nothing more becomes of such a message. */
export function needWords({ recalledAt }: Message): void {
  if (recalledAt !== undefined) throw new ChatError('message.recalled');
}

/**
 * Other words of one's own. Undefined where they are the same. Throws `message.not_allowed`, `message.recalled`,
 * `message.blank`, `.too_long` or `.malformed`.
 */
export function editing(
  { user, message }: Before,
  { text, mentions }: Pick<Message, 'text' | 'mentions'>,
): Alteration | undefined {
  if (message.author.id !== user) throw new ChatError('message.not_allowed');
  needWords(message);
  const edit = { text: messageText(text, { alone: !message.attachments }), ...named(mentions) };
  const same = edit.text === message.text && String(edit.mentions ?? '') === String(message.mentions ?? '');
  return same ? undefined : { type: 'edited', ...edit };
}

/**
 * Takes back one's own words within so many seconds, and any where one runs the room or is alone in it. Undefined where
 * that was done. Throws `message.not_allowed` or `message.recall_over`.
 */
export function recalling(
  { room, standing, user, message, at }: Before,
  seconds: number,
): Alteration | undefined {
  const free = room.kind === 'notes' || standing === 'moderator' || standing === 'owner';
  if (!free && message.author.id !== user) throw new ChatError('message.not_allowed');
  if (message.recalledAt !== undefined) return undefined;
  if (!free && at > message.sentAt + seconds * 1000) throw new ChatError('message.recall_over');
  return { type: 'recalled' };
}

/** Undefined where it is so already. Throws `message.recalled`. */
export function pinning({ message }: Before, on: boolean): Alteration | undefined {
  needWords(message);
  if (on === (message.pinnedAt !== undefined)) return undefined;
  return { type: on ? 'pinned' : 'unpinned' };
}

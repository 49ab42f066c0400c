import type { Alteration, NewChange } from '../domain/entry.js';
import { PIN_LIMIT, REACTION_LIMIT, type Message, type Reaction } from '../domain/message.js';
import type { UserId } from '../domain/user.js';

/** The message as the change makes it, but for its rev, in a room with so many pins. Of reactions, all are named. */
export function altered(
  pins: number,
  message: Message,
  { at, by, change }: NewChange,
): Message | 'unchanged' | 'full' {
  switch (change.type) {
    case 'edited': {
      const { mentions: _mentions, ...rest } = message;
      const { text, mentions } = change;
      return { ...rest, text, ...(mentions && { mentions }), editedAt: at };
    }
    case 'recalled': {
      const { seq, rev, id, author, sentAt } = message;
      return { seq, rev, id, author, sentAt, text: '', recalledAt: at, recalledBy: by };
    }
    case 'reacted':
      return reacted(message, by.id, change);
    case 'pinned':
      return pins < PIN_LIMIT ? { ...message, pinnedAt: at, pinnedBy: by } : 'full';
    case 'unpinned': {
      const { pinnedAt: _at, pinnedBy: _by, ...rest } = message;
      return rest;
    }
  }
}

function reacted(
  message: Message,
  user: UserId,
  { emoji, on }: Extract<Alteration, { type: 'reacted' }>,
): Message | 'unchanged' | 'full' {
  const { reactions: known = [], ...rest } = message;
  const by = known.find((reaction) => reaction.emoji === emoji)?.by;
  if ((by?.includes(user) ?? false) === on) return 'unchanged';
  if (!by && known.length >= REACTION_LIMIT.kinds) return 'full';

  const now = on ? [...(by ?? []), user] : by!.filter((id) => id !== user);
  const reaction: Reaction = { emoji, count: now.length, by: now };
  const reactions = by
    ? known.map((one) => (one.emoji === emoji ? reaction : one)).filter(({ count }) => count > 0)
    : [...known, reaction];
  return reactions.length > 0 ? { ...rest, reactions } : rest;
}

import type { AppendChange, Appended } from '../../application/ports/room-log.js';
import { told, type Alteration } from '../../domain/entry.js';
import { PIN_LIMIT, REACTION_LIMIT } from '../../domain/message.js';
import { detach } from './attachments.js';
import type { Database } from './database.js';
import { forgetMentions, noteMentions } from './mentions.js';
import { shownToAll } from './messages.js';
import { fits, place } from './seats.js';

/** A message, and the entry that is about to change it. */
interface Target {
  readonly room: number;
  readonly n: number;
  /** Of the message. */
  readonly seq: number;
  readonly rev: number;
  readonly recalled_at: number | null;
  readonly mentions: string | null;
}

interface Deed {
  /** Of the entry. */
  readonly seq: number;
  readonly at: number;
  /** Who does it, by the number in the file. */
  readonly by: number;
}

/** Writes what becomes of a message. */
export function appendChange(
  db: Database,
  { room: id, guard, rev, entry: { at, by, target, change } }: AppendChange,
): Appended {
  const found = place(db, id, by.id);
  if (!found || !fits(found, guard) || found.user === null) return { status: 'stale' };
  const { room, epoch, head } = found;
  const message = db.get<Target>(
    `SELECT message.room, message.n, message.seq, message.rev, message.recalled_at, message.mentions
       FROM entry JOIN message ON message.n = entry.target WHERE entry.room = ? AND entry.seq = ?`,
    room,
    target,
  );
  if (!message || message.recalled_at !== null) return { status: 'stale' };
  if (rev !== undefined && rev !== message.rev) return { status: 'stale' };

  const seq = head + 1;
  const refused = alter(db, message, change, { seq, at, by: found.user });
  if (refused === 'full') return { status: 'full' };
  if (refused === 'unchanged') return { status: 'unchanged', epoch, seq: head };

  db.write('UPDATE message SET rev = ? WHERE n = ?', seq, message.n);
  db.write(
    'INSERT INTO change (room, seq, by, at, target, data) VALUES (?, ?, ?, ?, ?, ?)',
    room,
    seq,
    found.user,
    at,
    message.n,
    JSON.stringify(told(change)),
  );
  db.write('UPDATE room SET head = ? WHERE n = ?', seq, room);
  db.write('UPDATE meta SET entries = entries + 1');
  return { status: 'appended', epoch, seq, at, message: shownToAll(db, message.n) };
}

type Refused = 'unchanged' | 'full' | undefined;

function alter(db: Database, message: Target, change: Alteration, deed: Deed): Refused {
  switch (change.type) {
    case 'edited':
      return edit(db, message, change, deed);
    case 'recalled':
      return recall(db, message, deed);
    case 'reacted':
      return react(db, message, change, deed);
    case 'pinned':
      return pin(db, message, deed);
    case 'unpinned':
      db.write('UPDATE message SET pin = NULL, pinned_at = NULL, pinned_by = NULL WHERE n = ?', message.n);
      return undefined;
  }
}

function edit(
  db: Database,
  message: Target,
  { text, mentions }: Extract<Alteration, { type: 'edited' }>,
  { seq, at }: Deed,
): undefined {
  const { n } = message;
  db.write(
    'INSERT INTO version (message, rev, text, at) SELECT n, ?, text, coalesce(edited_at, sent_at) FROM message WHERE n = ?',
    seq,
    n,
  );
  db.write('UPDATE message SET text = ?, edited_at = ? WHERE n = ?', text, at, n);
  forgetMentions(db, message);
  if (mentions) noteMentions(db, n, mentions);
}

/** Nothing is left of what was said. */
function recall(db: Database, message: Target, { at, by }: Deed): undefined {
  const { room, n, seq } = message;
  db.write(
    `UPDATE message SET text = '', digest = '', everyone = 0, forwarded = NULL, reply_to = NULL,
            edited_at = NULL, pin = NULL, pinned_at = NULL, pinned_by = NULL, recalled_at = ?, recalled_by = ?
      WHERE n = ?`,
    at,
    by,
    n,
  );
  db.write('UPDATE entry SET recalled = 1 WHERE room = ? AND seq = ?', room, seq);
  db.write('DELETE FROM version WHERE message = ?', n);
  db.write('DELETE FROM reaction WHERE message = ?', n);
  forgetMentions(db, message);
  detach(db, message);
}

function react(
  db: Database,
  { n }: Target,
  { emoji, on }: Extract<Alteration, { type: 'reacted' }>,
  { seq, by }: Deed,
): Refused {
  const { kinds, known } = db.get<{ kinds: number; known: number }>(
    'SELECT count(DISTINCT emoji) AS kinds, coalesce(max(emoji = ?), 0) AS known FROM reaction WHERE message = ?',
    emoji,
    n,
  )!;
  if (on && known === 0 && kinds >= REACTION_LIMIT.kinds) return 'full';
  const { changes } = on
    ? db.run(
        'INSERT OR IGNORE INTO reaction (message, emoji, user, seq) VALUES (?, ?, ?, ?)',
        n,
        emoji,
        by,
        seq,
      )
    : db.run('DELETE FROM reaction WHERE message = ? AND emoji = ? AND user = ?', n, emoji, by);
  return changes > 0 ? undefined : 'unchanged';
}

function pin(db: Database, { room, n }: Target, { seq, at, by }: Deed): Refused {
  const { count } = db.get<{ count: number }>(
    'SELECT count(*) AS count FROM message WHERE room = ? AND pin IS NOT NULL',
    room,
  )!;
  if (count >= PIN_LIMIT) return 'full';
  db.write('UPDATE message SET pin = ?, pinned_at = ?, pinned_by = ? WHERE n = ?', seq, at, by, n);
  return undefined;
}

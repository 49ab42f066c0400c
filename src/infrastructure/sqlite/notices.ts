import type { Appended, AppendNotice } from '../../application/ports/room-log.js';
import type { Room } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Database } from './database.js';
import { change, fits, holds, place } from './seats.js';
import { changeInvite, inviteHolds } from './sqlite-invites.js';
import { toRow } from './sqlite-rooms.js';

/** Writes a notice, and what it says. */
export function appendNotice(db: Database, append: AppendNotice): Appended {
  const { room: id, entry, guard, seats = [], settings, ban, invite } = append;
  const found = place(db, id, entry.by.id);
  if (!found || !fits(found, guard) || !seats.every((seat) => holds(db, id, seat)))
    return { status: 'stale' };
  if (invite && !inviteHolds(db, id, invite, entry.at)) return { status: 'stale' };
  if (settings && !configure(db, settings)) return { status: 'name_taken' };

  const { room, epoch, head, user } = found;
  const seq = head + 1;
  const { type, at } = entry;
  db.write(
    `INSERT INTO entry (room, seq, type, by, at, member, data)
     VALUES (?, ?, ?, ?, ?, (SELECT n FROM user WHERE id = ?), ?)`,
    room,
    seq,
    type,
    user,
    at,
    type === 'member.changed' ? entry.member.id : null,
    dataOf(entry),
  );
  db.write('UPDATE room SET head = ? WHERE n = ?', seq, room);
  db.write('UPDATE meta SET entries = entries + 1');
  for (const seat of seats) change(db, id, seat, at);
  if (invite) changeInvite(db, invite);
  if (ban) keepOut(db, room, ban);
  return { status: 'appended', epoch, seq, at };
}

/** What is kept of a notice as it is: people are joined as they are now. */
function dataOf(entry: AppendNotice['entry']): string {
  const kept = { ...entry, type: undefined, at: undefined, by: undefined, member: undefined };
  return JSON.stringify(kept);
}

/** False where another room has the key. */
function configure(db: Database, room: Room): boolean {
  const { id, key, name, topic, archived, muted, slow_mode, history, version } = toRow(room);
  if (db.get('SELECT 1 FROM room WHERE key = ? AND id <> ?', key, id)) return false;
  db.write(
    `UPDATE room SET key = ?, name = ?, topic = ?, archived = ?, muted = ?, slow_mode = ?, history = ?, version = ?
      WHERE id = ?`,
    key,
    name,
    topic,
    archived,
    muted,
    slow_mode,
    history,
    version,
    id,
  );
  return true;
}

const keepOut = (db: Database, room: number, { user, on }: { user: UserId; on: boolean }): void =>
  db.write(
    on
      ? 'INSERT OR IGNORE INTO ban (room, user) SELECT ?, n FROM user WHERE id = ?'
      : 'DELETE FROM ban WHERE room = ? AND user = (SELECT n FROM user WHERE id = ?)',
    room,
    user,
  );

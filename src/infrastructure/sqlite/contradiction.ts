import type { Database } from './database.js';

/** Each entry of a room from the oldest that is kept to the head, and no other. */
const HOLES = `
  WITH entries AS (SELECT room, seq FROM entry UNION ALL SELECT room, seq FROM change)
  SELECT 1 FROM room
   WHERE head - oldest + 1 <> (SELECT count(DISTINCT seq) FROM entries WHERE entries.room = room.n)
      OR head <> (SELECT coalesce(max(seq), room.head) FROM entries WHERE entries.room = room.n)`;

/** What a database says against itself; undefined where nothing is wrong. Reads all of it. */
export function contradiction(db: Database): string | undefined {
  const { integrity_check: verdict } = db.get<{ integrity_check: string }>('PRAGMA integrity_check(1)')!;
  if (verdict !== 'ok') return verdict;
  if (db.get('PRAGMA foreign_key_check')) return 'it refers to what it does not hold';
  return db.get(HOLES) ? 'a room lacks entries' : undefined;
}

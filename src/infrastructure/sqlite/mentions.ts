import type { UserId } from '../../domain/user.js';
import type { Database } from './database.js';

/** Notes whom a message mentions. To be counted are those who did not write it; where all are meant, they are anyway. */
export function noteMentions(db: Database, n: number, mentions: readonly UserId[]): void {
  const ids = JSON.stringify(mentions);
  db.write('UPDATE message SET mentions = ? WHERE n = ?', ids, n);
  db.write(
    `INSERT INTO mention (room, user, seq)
     SELECT message.room, user.n, message.seq FROM message, user
      WHERE message.n = ? AND user.id IN (SELECT value FROM json_each(?))
        AND user.n <> message.author AND NOT message.everyone`,
    n,
    ids,
  );
}

/** A message mentions nobody any more. */
export function forgetMentions(
  db: Database,
  { room, n, seq, mentions }: { room: number; n: number; seq: number; mentions: string | null },
): void {
  if (mentions === null) return;
  db.write(
    `DELETE FROM mention
      WHERE room = ? AND seq = ? AND user IN (SELECT n FROM user WHERE id IN (SELECT value FROM json_each(?)))`,
    room,
    seq,
    mentions,
  );
  db.write('UPDATE message SET mentions = NULL WHERE n = ?', n);
}

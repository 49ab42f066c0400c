import type { Attachment } from '../../domain/file.js';
import type { Database } from './database.js';

const idsOf = (attachments: readonly Attachment[]): string => JSON.stringify(attachments.map(({ id }) => id));

/** Whether all of them are files that the author uploaded to the room, by their numbers, and has not sent. */
export function areFree(
  db: Database,
  { room, author }: { readonly room: number; readonly author: number | null },
  attachments: readonly Attachment[],
): boolean {
  const { free } = db.get<{ free: number }>(
    `SELECT count(*) AS free FROM file
      WHERE id IN (SELECT value FROM json_each(?)) AND room = ? AND by = ? AND seq IS NULL`,
    idsOf(attachments),
    room,
    author,
  )!;
  return free === attachments.length;
}

/** Makes them part of the message of this number. */
export function attach(
  db: Database,
  { n, seq }: { readonly n: number; readonly seq: number },
  attachments: readonly Attachment[],
): void {
  db.run('UPDATE file SET seq = ? WHERE id IN (SELECT value FROM json_each(?))', seq, idsOf(attachments));
  db.run('UPDATE message SET attachments = ? WHERE n = ?', JSON.stringify(attachments), n);
}

/** Forgets those of a message; their bytes are swept later. */
export function detach(db: Database, { n, room, seq }: { n: number; room: number; seq: number }): void {
  db.write('UPDATE message SET attachments = NULL WHERE n = ?', n);
  db.write('DELETE FROM file WHERE room = ? AND seq = ?', room, seq);
}

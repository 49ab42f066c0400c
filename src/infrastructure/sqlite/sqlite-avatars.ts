import type { Avatar, Avatars } from '../../application/ports/avatars.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';

export class SqliteAvatars implements Avatars {
  constructor(
    private readonly writer: Remote<typeof avatarWrites>,
    private readonly reader: Remote<typeof avatarReads>,
  ) {}

  put(digest: string, avatar: Avatar): Promise<void> {
    return this.writer.putAvatar(digest, avatar);
  }

  find(digest: string): Promise<Avatar | undefined> {
    return this.reader.findAvatar(digest);
  }

  drop(digest: string): Promise<void> {
    return this.writer.dropAvatar(digest);
  }
}

function putAvatar(db: Database, digest: string, { type, bytes }: Avatar): void {
  db.run(
    'INSERT INTO avatar (digest, type, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    digest,
    type,
    bytes,
  );
}

function findAvatar(db: Database, digest: string): Avatar | undefined {
  const row = db.get<Avatar>('SELECT type, bytes FROM avatar WHERE digest = ?', digest);
  return row && { type: row.type, bytes: new Uint8Array(row.bytes) };
}

function dropAvatar(db: Database, digest: string): void {
  db.run(
    `DELETE FROM avatar
      WHERE digest = ? AND NOT EXISTS (SELECT 1 FROM user WHERE avatar = ? AND avatar <> '')`,
    digest,
    digest,
  );
}

export const avatarWrites = { putAvatar, dropAvatar };
export const avatarReads = { findAvatar };

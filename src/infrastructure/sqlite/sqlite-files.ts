import type { Digest } from '../../application/ports/blobs.js';
import type { Files, KeptFile, NewFile } from '../../application/ports/files.js';
import type { FileId, FileType } from '../../domain/file.js';
import type { Instant } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';

export class SqliteFiles implements Files {
  constructor(
    private readonly writer: Remote<typeof fileWrites>,
    private readonly reader: Remote<typeof fileReads>,
  ) {}

  add(file: NewFile, quota: number): Promise<boolean> {
    return this.writer.addFile(file, quota);
  }

  find(id: FileId): Promise<KeptFile | undefined> {
    return this.reader.findFile(id);
  }

  drop(id: FileId): Promise<void> {
    return this.writer.dropFile(id);
  }

  dropUnsent(before: Instant): Promise<void> {
    return this.writer.dropUnsentFiles(before);
  }

  total(user: UserId): Promise<number> {
    return this.reader.totalOfFiles(user);
  }

  unused(digests: readonly Digest[]): Promise<readonly Digest[]> {
    return this.reader.unusedDigests(digests);
  }
}

function addFile(db: Database, file: NewFile, quota: number): boolean {
  const { id, room, by, at, name, type, size, width, height, digest, preview } = file;
  if (totalOfFiles(db, by) + size > quota) return false;
  db.run(
    `INSERT INTO file (id, room, by, at, name, type, size, width, height, digest, preview)
     VALUES (?, (SELECT n FROM room WHERE id = ?), (SELECT n FROM user WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    room,
    by,
    at,
    name,
    type,
    size,
    width ?? null,
    height ?? null,
    digest,
    preview ?? null,
  );
  return true;
}

interface FileRow {
  readonly id: FileId;
  readonly room: RoomId;
  readonly by: UserId;
  readonly at: Instant;
  readonly seq: number | null;
  readonly name: string;
  readonly type: FileType;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly digest: Digest;
  readonly preview: Digest | null;
}

function findFile(db: Database, id: FileId): KeptFile | undefined {
  const row = db.get<FileRow>(
    `SELECT file.id, room.id AS room, user.id AS by, file.at, file.seq, file.name, file.type, file.size, file.width,
            file.height, file.digest, file.preview
       FROM file JOIN room ON room.n = file.room JOIN user ON user.n = file.by
      WHERE file.id = ?`,
    id,
  );
  if (!row) return undefined;
  const { seq, width, height, preview, ...rest } = row;
  return {
    ...rest,
    ...(seq !== null && { seq }),
    ...(width !== null && height !== null && { width, height }),
    ...(preview !== null && { preview }),
  };
}

function dropFile(db: Database, id: FileId): void {
  db.run('DELETE FROM file WHERE id = ? AND seq IS NULL', id);
}

function dropUnsentFiles(db: Database, before: Instant): void {
  db.run('DELETE FROM file WHERE seq IS NULL AND at < ?', before);
}

const totalOfFiles = (db: Database, user: UserId): number =>
  db.get<{ total: number }>(
    `SELECT coalesce(sum(size), 0) AS total FROM file WHERE by = (SELECT n FROM user WHERE id = ?)`,
    user,
  )!.total;

const unusedDigests = (db: Database, digests: readonly Digest[]): Digest[] =>
  db
    .all<{ digest: Digest }>(
      `SELECT value AS digest FROM json_each(?)
        WHERE NOT EXISTS (SELECT 1 FROM file WHERE file.digest = value)
          AND NOT EXISTS (SELECT 1 FROM file WHERE file.preview = value)`,
      JSON.stringify(digests),
    )
    .map(({ digest }) => digest);

export const fileWrites = { addFile, dropFile, dropUnsentFiles };
export const fileReads = { findFile, totalOfFiles, unusedDigests };

import type { Creation, Created, Rooms } from '../../application/ports/rooms.js';
import { Room, type RoomId, type RoomKind } from '../../domain/room.js';
import { newEpoch } from '../new-epoch.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';
import type { ReadCache } from './read-cache.js';
import { join } from './sqlite-memberships.js';

export class SqliteRooms implements Rooms {
  constructor(
    private readonly writer: Remote<typeof roomWrites>,
    private readonly reader: Remote<typeof roomReads>,
    private readonly cache: ReadCache<Room>,
  ) {}

  find(id: RoomId): Promise<Room | undefined> {
    return this.cache.get(id, async () => {
      const row = await this.reader.findRoom(id);
      return row && toRoom(row);
    });
  }

  async create(room: Room, creation: Creation): Promise<Created> {
    const created = await this.writer.createRoom(toRow(room), creation);
    return 'room' in created ? { ...created, room: toRoom(created.room) } : created;
  }

  ensure(room: Room): Promise<void> {
    return this.writer.ensureRoom(toRow(room));
  }
}

export interface RoomRow {
  readonly id: RoomId;
  readonly name: string;
  readonly topic: string;
  readonly kind: RoomKind;
  readonly version: number;
}

interface NewRoomRow extends RoomRow {
  readonly key: string;
}

export const toRoom = ({ id, name, topic, kind, version }: RoomRow): Room =>
  new Room(id, name, topic, kind, version);

const toRow = ({ id, name, topic, kind, version, key }: Room): NewRoomRow => ({
  id,
  name,
  topic,
  kind,
  version,
  key,
});

type CreatedRow =
  | { readonly status: 'created' | 'duplicate'; readonly room: RoomRow }
  | { readonly status: 'name_taken' | 'id_reused' };

const findRoom = (db: Database, id: RoomId) =>
  db.get<RoomRow>('SELECT id, name, topic, kind, version FROM room WHERE id = ?', id);

function createRoom(db: Database, room: NewRoomRow, { by, id, digest }: Creation): CreatedRow {
  const first = db.get<RoomRow & { digest: string }>(
    `SELECT room.id, name, topic, kind, version, digest FROM creation JOIN room ON room.n = creation.room
      WHERE creation.by = ? AND creation.id = ?`,
    by,
    id,
  );
  if (first) return first.digest === digest ? { status: 'duplicate', room: first } : { status: 'id_reused' };
  if (db.get('SELECT 1 FROM room WHERE key = ?', room.key)) return { status: 'name_taken' };

  const n = insert(db, room);
  db.run('INSERT INTO creation (by, id, digest, room) VALUES (?, ?, ?, ?)', by, id, digest, n);
  join(db, room.id, by);
  return { status: 'created', room };
}

function ensureRoom(db: Database, room: NewRoomRow): void {
  if (!findRoom(db, room.id)) insert(db, room);
}

const insert = (db: Database, { id, name, key, topic, kind, version }: NewRoomRow): number =>
  db.run(
    'INSERT INTO room (id, name, key, topic, kind, version, epoch) VALUES (?, ?, ?, ?, ?, ?, ?)',
    id,
    name,
    key,
    topic,
    kind,
    version,
    newEpoch(),
  ).rowid;

export const roomWrites = { createRoom, ensureRoom };
export const roomReads = { findRoom };

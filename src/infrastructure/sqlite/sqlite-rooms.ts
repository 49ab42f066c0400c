import type { Creation, Created, Rooms } from '../../application/ports/rooms.js';
import { Room, type RoomId, type RoomKind, type Settings } from '../../domain/room.js';
import { newEpoch } from '../new-epoch.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';
import type { ReadCache } from './read-cache.js';
import { begin } from './seats.js';

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

  async findByKey(key: string): Promise<Room | undefined> {
    const row = await this.reader.findRoomByKey(key);
    return row && toRoom(row);
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
  readonly kind: RoomKind;
  readonly key: string;
  readonly name: string;
  readonly topic: string;
  readonly archived: number;
  readonly muted: number;
  readonly slow_mode: number;
  readonly history: Settings['history'];
  readonly version: number;
}

/** The columns of a `RoomRow`. */
export const ROOM = `room.id, room.kind, room.key, room.name, room.topic, room.archived, room.muted, room.slow_mode,
  room.history, room.version`;

export const toRoom = (row: RoomRow): Room => {
  const { id, kind, key, name, topic, archived, muted, slow_mode: slowMode, history, version } = row;
  const settings = { name, topic, archived: archived === 1, muted: muted === 1, slowMode, history };
  return new Room(id, kind, key, settings, version);
};

export const toRow = ({ id, kind, key, settings, version }: Room): RoomRow => {
  const { name, topic, archived, muted, slowMode, history } = settings;
  const flags = { archived: Number(archived), muted: Number(muted) };
  return { id, kind, key, name, topic, ...flags, slow_mode: slowMode, history, version };
};

type CreatedRow =
  | { readonly status: 'created' | 'duplicate' | 'key_taken'; readonly room: RoomRow }
  | { readonly status: 'id_reused' };

const findRoom = (db: Database, id: RoomId) =>
  db.get<RoomRow>(`SELECT ${ROOM} FROM room WHERE room.id = ?`, id);

const findRoomByKey = (db: Database, key: string) =>
  db.get<RoomRow>(`SELECT ${ROOM} FROM room WHERE room.key = ?`, key);

function createRoom(db: Database, room: RoomRow, { by, id, digest, at, members }: Creation): CreatedRow {
  const first = db.get<RoomRow & { digest: string }>(
    `SELECT ${ROOM}, creation.digest FROM creation JOIN room ON room.n = creation.room
      WHERE creation.by = ? AND creation.id = ?`,
    by,
    id,
  );
  if (first) return first.digest === digest ? { status: 'duplicate', room: first } : { status: 'id_reused' };
  const taken = findRoomByKey(db, room.key);
  if (taken) return { status: 'key_taken', room: taken };

  const n = insert(db, room);
  db.run('INSERT INTO creation (by, id, digest, room) VALUES (?, ?, ?, ?)', by, id, digest, n);
  for (const { user, role } of members) begin(db, room.id, user, at, { role });
  return { status: 'created', room };
}

function ensureRoom(db: Database, room: RoomRow): void {
  if (!findRoom(db, room.id)) insert(db, room);
}

const insert = (db: Database, room: RoomRow): number =>
  db.run(
    `INSERT INTO room (id, kind, key, name, topic, archived, muted, slow_mode, history, version, epoch)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    room.id,
    room.kind,
    room.key,
    room.name,
    room.topic,
    room.archived,
    room.muted,
    room.slow_mode,
    room.history,
    room.version,
    newEpoch(),
  ).rowid;

export const roomWrites = { createRoom, ensureRoom };
export const roomReads = { findRoom, findRoomByKey };

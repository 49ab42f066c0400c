import type { Invites } from '../../application/ports/invites.js';
import type { InviteChange } from '../../application/ports/room-log.js';
import type { Invite, InviteId, NewInvite } from '../../domain/invite.js';
import type { Instant } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';

export class SqliteInvites implements Invites {
  constructor(private readonly reader: Remote<typeof inviteReads>) {}

  findByToken(token: string): Promise<Invite | undefined> {
    return this.reader.findInvite(token);
  }

  list(room: RoomId): Promise<readonly Invite[]> {
    return this.reader.listInvites(room);
  }
}

interface InviteRow {
  readonly id: InviteId;
  readonly room: RoomId;
  readonly by: UserId;
  readonly nickname: string;
  readonly created_at: Instant;
  readonly expires_at: Instant | null;
  readonly max_uses: number | null;
  readonly uses: number;
}

const INVITES = `
  SELECT invite.id, room.id AS room, user.id AS by, coalesce(nullif(member.nickname, ''), user.nickname) AS nickname,
         invite.created_at, invite.expires_at, invite.max_uses, invite.uses
    FROM invite JOIN room ON room.n = invite.room JOIN user ON user.n = invite.by
    LEFT JOIN member ON member.room = invite.room AND member.user = invite.by`;

/** Whether an invite lets in at a time. */
const OPEN = '(expires_at IS NULL OR ? < expires_at) AND (max_uses IS NULL OR uses < max_uses)';

const toInvite = (row: InviteRow): Invite => ({
  id: row.id,
  room: row.room,
  by: { id: row.by, nickname: row.nickname },
  createdAt: row.created_at,
  ...(row.expires_at !== null && { expiresAt: row.expires_at }),
  ...(row.max_uses !== null && { maxUses: row.max_uses }),
  uses: row.uses,
});

function findInvite(db: Database, token: string): Invite | undefined {
  const row = db.get<InviteRow>(`${INVITES} WHERE invite.token = ?`, token);
  return row && toInvite(row);
}

const listInvites = (db: Database, room: RoomId): Invite[] =>
  db.all<InviteRow>(`${INVITES} WHERE room.id = ? ORDER BY invite.n`, room).map(toInvite);

/** Whether the change can be made at this time. */
export function inviteHolds(db: Database, room: RoomId, change: InviteChange, at: Instant): boolean {
  if (change.change === 'created') return true;
  const found = db.get<{ open: number }>(
    `SELECT ${OPEN} AS open FROM invite WHERE id = ? AND room = (SELECT n FROM room WHERE id = ?)`,
    at,
    change.id,
    room,
  );
  return found !== undefined && (change.change === 'revoked' || found.open === 1);
}

/** What an entry brings about that was written just now. */
export function changeInvite(db: Database, change: InviteChange): void {
  switch (change.change) {
    case 'created':
      return add(db, change.invite);
    case 'revoked':
      return db.write('DELETE FROM invite WHERE id = ?', change.id);
    case 'used':
      return db.write('UPDATE invite SET uses = uses + 1 WHERE id = ?', change.id);
  }
}

function add(db: Database, { id, room, token, by, createdAt, expiresAt, maxUses }: NewInvite): void {
  db.write(
    `DELETE FROM invite WHERE room = (SELECT n FROM room WHERE id = ?) AND NOT (${OPEN})`,
    room,
    createdAt,
  );
  db.write(
    `INSERT INTO invite (id, room, token, by, created_at, expires_at, max_uses)
     VALUES (?, (SELECT n FROM room WHERE id = ?), ?, (SELECT n FROM user WHERE id = ?), ?, ?, ?)`,
    id,
    room,
    token,
    by,
    createdAt,
    expiresAt ?? null,
    maxUses ?? null,
  );
}

export const inviteReads = { findInvite, listInvites };

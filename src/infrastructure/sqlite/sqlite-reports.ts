import type { ReportedIn, Reports } from '../../application/ports/reports.js';
import type { Instant } from '../../domain/message.js';
import type { NewReport, Report, ReportId } from '../../domain/report.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';

export class SqliteReports implements Reports {
  constructor(
    private readonly writer: Remote<typeof reportWrites>,
    private readonly reader: Remote<typeof reportReads>,
  ) {}

  add(report: NewReport): Promise<void> {
    return this.writer.addReport(report);
  }

  list(of: ReportedIn, limit: number): Promise<readonly Report[]> {
    return this.reader.listReports(of, limit);
  }

  resolve(of: ReportedIn, id: ReportId, by: UserId, at: Instant): Promise<boolean> {
    return this.writer.resolveReport(of, id, by, at);
  }
}

function addReport(db: Database, { id, room, seq, by, reason, at }: NewReport): void {
  db.run(
    `INSERT INTO report (id, room, seq, by, reason, at)
     VALUES (?, (SELECT n FROM room WHERE id = ?), ?, (SELECT n FROM user WHERE id = ?), ?, ?)
     ON CONFLICT (room, seq, by) DO NOTHING`,
    id,
    room,
    seq,
    by,
    reason,
    at,
  );
}

interface ReportRow {
  readonly id: ReportId;
  readonly room: RoomId;
  readonly seq: number;
  readonly by: UserId;
  readonly nickname: string;
  readonly reason: string;
  readonly at: Instant;
  readonly resolver: UserId | null;
  readonly resolver_name: string;
  readonly resolved_at: Instant | null;
}

/** Which rooms are meant, and what of it is to be bound. */
const among = (of: ReportedIn): readonly [sql: string, value: string] =>
  of === 'directs' ? ['room.kind = ?', 'direct'] : ['room.id = ?', of.room];

function listReports(db: Database, of: ReportedIn, limit: number): Report[] {
  const [where, value] = among(of);
  const rows = db.all<ReportRow>(
    `SELECT report.id, room.id AS room, report.seq, author.id AS by,
            coalesce(nullif(seat.nickname, ''), author.nickname) AS nickname, report.reason, report.at,
            resolver.id AS resolver, coalesce(nullif(place.nickname, ''), resolver.nickname) AS resolver_name,
            report.resolved_at
       FROM report JOIN room ON room.n = report.room JOIN user AS author ON author.n = report.by
       LEFT JOIN member AS seat ON seat.room = report.room AND seat.user = report.by
       LEFT JOIN user AS resolver ON resolver.n = report.resolved_by
       LEFT JOIN member AS place ON place.room = report.room AND place.user = report.resolved_by
      WHERE ${where} ORDER BY report.resolved_at IS NOT NULL, report.n DESC LIMIT +?`,
    value,
    limit,
  );
  return rows.map(toReport);
}

function toReport(row: ReportRow): Report {
  const { id, room, seq, by, nickname, reason, at, resolver, resolver_name, resolved_at } = row;
  const report = { id, room, seq, by: { id: by, nickname }, reason, at };
  if (resolver === null || resolved_at === null) return report;
  return { ...report, resolved: { by: { id: resolver, nickname: resolver_name }, at: resolved_at } };
}

function resolveReport(db: Database, of: ReportedIn, id: ReportId, by: UserId, at: Instant): boolean {
  const [where, value] = among(of);
  const { changes } = db.run(
    `UPDATE report
        SET resolved_by = coalesce(resolved_by, (SELECT n FROM user WHERE id = ?)),
            resolved_at = coalesce(resolved_at, ?)
      WHERE id = ? AND room IN (SELECT n FROM room WHERE ${where})`,
    by,
    at,
    id,
    value,
  );
  return changes > 0;
}

export const reportWrites = { addReport, resolveReport };
export const reportReads = { listReports };

import type { ReportedIn, Reports } from '../../application/ports/reports.js';
import type { Author, Instant } from '../../domain/message.js';
import type { NewReport, Report, ReportId } from '../../domain/report.js';
import type { UserId } from '../../domain/user.js';
import { authors } from './people.js';
import { DIRECTS, reportKeys } from './keys.js';
import type { Redis } from './redis.js';
import { findRoom } from './redis-rooms.js';
import { script } from './script.js';

interface KeptReport extends NewReport {
  readonly resolved?: { readonly by: UserId; readonly at: Instant };
}

/** The reports of a room lie with it, those of all direct talks together. */
export class RedisReports implements Reports {
  constructor(private readonly redis: Redis) {}

  async add(report: NewReport): Promise<void> {
    const { id, room, seq, by } = report;
    const { reports, made, open } = await this.placeOf({ room });
    await this.redis.run(ADD, [reports, made, open], [id, `${room} ${seq} ${by}`, JSON.stringify(report)]);
  }

  async list(of: ReportedIn, limit: number): Promise<readonly Report[]> {
    const { reports, open, done } = await this.placeOf(of);
    const [waiting, seen] = await Promise.all(
      [open, done].map((key) => this.redis.command<ReportId[]>('ZRANGE', key, 0, limit - 1, 'REV')),
    );
    const ids = [...waiting!, ...seen!].slice(0, limit);
    if (ids.length === 0) return [];
    const records = await this.redis.command<(string | null)[]>('HMGET', reports, ...ids);
    const kept = records.flatMap((record) => (record === null ? [] : [JSON.parse(record) as KeptReport]));
    return this.shown(kept.filter(isIn(of)));
  }

  async resolve(of: ReportedIn, id: ReportId, by: UserId, at: Instant): Promise<boolean> {
    const { reports, open, done } = await this.placeOf(of);
    const record = await this.redis.command<string | null>('HGET', reports, id);
    if (record === null) return false;
    const report = JSON.parse(record) as KeptReport;
    if (!isIn(of)(report)) return false;
    const resolved: KeptReport = { ...report, resolved: { by, at } };
    await this.redis.run(RESOLVE, [reports, open, done], [id, JSON.stringify(resolved)]);
    return true;
  }

  private async placeOf(of: ReportedIn): Promise<ReturnType<typeof reportKeys>> {
    if (of === 'directs') return reportKeys(DIRECTS);
    const direct = (await findRoom(this.redis, of.room))?.kind === 'direct';
    return reportKeys(direct ? DIRECTS : of);
  }

  private async shown(kept: readonly KeptReport[]): Promise<Report[]> {
    const rooms = [...new Set(kept.map(({ room }) => room))];
    const named = await Promise.all(
      rooms.map((room) => {
        const people = kept.filter((one) => one.room === room).flatMap(peopleOf);
        return authors(this.redis, room, people);
      }),
    );
    return kept.map(({ id, room, seq, by, reason, at, resolved }) => {
      // Guests may be forgotten; what they reported is not.
      const known = (user: UserId): Author =>
        named[rooms.indexOf(room)]?.get(user) ?? { id: user, nickname: '' };
      const report = { id, room, seq, by: known(by), reason, at };
      return resolved ? { ...report, resolved: { by: known(resolved.by), at: resolved.at } } : report;
    });
  }
}

const isIn =
  (of: ReportedIn) =>
  ({ room }: KeptReport): boolean =>
    of === 'directs' || of.room === room;

const peopleOf = ({ by, resolved }: KeptReport): UserId[] => (resolved ? [by, resolved.by] : [by]);

/** Of one person about one message, the first stays. */
const ADD = script(`
  local REPORTS, MADE, OPEN = unpack(KEYS)
  local id, about, report = unpack(ARGV)
  if redis.call('HSETNX', MADE, about, id) == 0 then return end
  redis.call('HSET', REPORTS, id, report)
  redis.call('ZADD', OPEN, redis.call('HLEN', MADE), id)`);

const RESOLVE = script(`
  local REPORTS, OPEN, DONE = unpack(KEYS)
  local place = redis.call('ZSCORE', OPEN, ARGV[1])
  if not place then return end
  redis.call('ZREM', OPEN, ARGV[1])
  redis.call('ZADD', DONE, place, ARGV[1])
  redis.call('HSET', REPORTS, ARGV[1], ARGV[2])`);

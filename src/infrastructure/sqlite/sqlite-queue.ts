import type { Job, NewJob, Queue } from '../../application/ports/queue.js';
import type { Instant } from '../../domain/message.js';
import type { Remote } from './calls.js';
import type { Database } from './database.js';

export class SqliteQueue implements Queue {
  constructor(
    private readonly writer: Remote<typeof queueWrites>,
    private readonly reader: Remote<typeof queueReads>,
  ) {}

  put(job: NewJob): Promise<void> {
    return this.writer.putJob(job);
  }

  async take(topic: string, now: Instant, lease: number, limit: number): Promise<readonly Job[]> {
    // Mostly there is nothing to do, which costs the writer nothing.
    return (await this.reader.jobsDue(topic, now)) ? this.writer.takeJobs(topic, now, lease, limit) : [];
  }

  done(job: Job): Promise<void> {
    return this.writer.endJob(job);
  }

  putOff(job: Job, due: Instant): Promise<void> {
    return this.writer.putOffJob(job, due);
  }
}

function putJob(db: Database, { topic, key, payload, due }: NewJob): void {
  db.run(
    'INSERT INTO job (topic, key, payload, due) VALUES (?, ?, ?, ?) ON CONFLICT (topic, key) DO NOTHING',
    topic,
    key ?? null,
    payload,
    due,
  );
}

const jobsDue = (db: Database, topic: string, now: Instant): boolean =>
  db.get('SELECT 1 FROM job WHERE topic = ? AND due <= ? LIMIT 1', topic, now) !== undefined;

const takeJobs = (db: Database, topic: string, now: Instant, lease: number, limit: number): Job[] =>
  db.all<Job>(
    `UPDATE job SET key = NULL, tries = tries + 1, due = ?
      WHERE n IN (SELECT n FROM job WHERE topic = ? AND due <= ? ORDER BY due LIMIT +?)
     RETURNING CAST(n AS TEXT) AS id, payload, tries`,
    now + lease,
    topic,
    now,
    limit,
  );

function endJob(db: Database, { id, tries }: Job): void {
  db.run('DELETE FROM job WHERE n = ? AND tries = ?', Number(id), tries);
}

function putOffJob(db: Database, { id, tries }: Job, due: Instant): void {
  db.run('UPDATE job SET due = ? WHERE n = ? AND tries = ?', due, Number(id), tries);
}

export const queueWrites = { putJob, takeJobs, endJob, putOffJob };
export const queueReads = { jobsDue };

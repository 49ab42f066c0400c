import type { Job, NewJob, Queue } from '../../application/ports/queue.js';
import type { Instant } from '../../domain/message.js';

interface Kept extends NewJob {
  readonly tries: number;
}

export class MemoryQueue implements Queue {
  private readonly jobs = new Map<string, Kept>();
  private count = 0;

  async put(job: NewJob): Promise<void> {
    const { topic, key } = job;
    for (const waiting of this.jobs.values()) {
      if (key !== undefined && waiting.topic === topic && waiting.key === key) return;
    }
    this.jobs.set(`${(this.count += 1)}`, { ...job, tries: 0 });
  }

  async take(topic: string, now: Instant, lease: number, limit: number): Promise<readonly Job[]> {
    const due = [...this.jobs].filter(([, job]) => job.topic === topic && job.due <= now).slice(0, limit);
    return due.map(([id, job]) => {
      const tries = job.tries + 1;
      // Who comes now finds it taken, and puts another.
      this.jobs.set(id, { ...job, key: undefined, tries, due: now + lease });
      return { id, payload: job.payload, tries };
    });
  }

  async done({ id, tries }: Job): Promise<void> {
    if (this.jobs.get(id)?.tries === tries) this.jobs.delete(id);
  }

  async putOff({ id, tries }: Job, due: Instant): Promise<void> {
    const job = this.jobs.get(id);
    if (job?.tries === tries) this.jobs.set(id, { ...job, due });
  }
}

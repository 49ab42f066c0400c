import type { Queue } from '../../src/application/ports/queue.js';
import { instead, type Mutant, type Parts } from './mutants.js';
import { ALL } from './stores.js';

const queue =
  (change: (parts: Parts) => Partial<Queue>): Mutant =>
  (parts) => ({ queue: instead<Queue>(parts.queue, change(parts)) });

export const queueMutants: Record<string, Mutant> = {
  'gives a job to whoever asks': queue(({ queue }) => ({
    take: (topic, now, _lease, limit) => queue.take(topic, now, 0, limit),
  })),
  'forgets nothing': queue(() => ({ done: async () => {} })),
  'does not wait': queue(({ queue }) => ({ put: (job) => queue.put({ ...job, due: 0 }) })),
  'knows one kind of work': queue(({ queue }) => ({
    put: (job) => queue.put({ ...job, topic: 'all' }),
    take: (_topic, ...rest) => queue.take('all', ...rest),
  })),
  'gives all there is': queue(({ queue }) => ({
    take: (topic, now, lease) => queue.take(topic, now, lease, ALL),
  })),
  'gives a job once': queue(({ queue }) => ({
    async take(...args) {
      const jobs = await queue.take(...args);
      for (const job of jobs) await queue.done(job);
      return jobs;
    },
  })),
  'does not count': queue(({ queue }) => ({
    take: async (...args) => (await queue.take(...args)).map((job) => ({ ...job, tries: 1 })),
  })),
  'heeds whoever comes': queue(({ queue }) => ({
    async done({ id }) {
      for (let tries = 1; tries < 10; tries += 1) await queue.done({ id, payload: '', tries });
    },
  })),
  'puts nothing off': queue(() => ({ putOff: async () => {} })),
  'puts off for ever': queue(({ queue }) => ({ putOff: (job) => queue.done(job) })),
  'keeps every job': queue(({ queue }) => ({ put: (job) => queue.put({ ...job, key: undefined }) })),
  'keeps one job of a key for ever': queue(({ queue }) => {
    const known = new Set<string>();
    return {
      async put(job) {
        const name = `${job.topic} ${job.key}`;
        if (job.key !== undefined && known.has(name)) return;
        known.add(name);
        await queue.put(job);
      },
    };
  }),
  'takes jobs without a key for one': queue(({ queue }) => ({
    put: (job) => queue.put({ ...job, key: job.key ?? '' }),
  })),
};

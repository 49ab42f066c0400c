import type { Files } from '../../src/application/ports/files.js';
import type { RoomLog } from '../../src/application/ports/room-log.js';
import { announced } from '../../src/infrastructure/announced.js';
import { instead, type Mutant, type Parts } from './mutants.js';

const files =
  (change: (parts: Parts) => Partial<Files>): Mutant =>
  (parts) => ({ files: instead<Files>(parts.files, change(parts)) });

export const filesMutants: Record<string, Mutant> = {
  'forgets how large a picture is': files(({ files }) => ({
    add: ({ width: _width, ...file }, quota) => files.add(file, quota),
  })),
  'finds files whatever the case': files(({ files }) => ({ find: (id) => files.find(id.toLowerCase()) })),
  'knows no quota': files(({ files }) => ({ add: (file) => files.add(file, Infinity) })),
  'looks at the quota before it takes its turn': files(({ files }) => ({
    async add(file, quota) {
      if ((await files.total(file.by)) + file.size > quota) return false;
      await Promise.resolve();
      return files.add(file, Infinity);
    },
  })),
  'counts the bytes of all': files(({ data }) => ({
    total: async () => [...data.files.values()].reduce((sum, { size }) => sum + size, 0),
  })),
  'drops nothing': files(() => ({ drop: async () => {} })),
  'drops what is as old as that': files(({ files }) => ({
    dropUnsent: (before) => files.dropUnsent(before + 1),
  })),
  'lets nothing unsent go': files(() => ({ dropUnsent: async () => {} })),
  'takes previews for unused': files(({ data }) => ({
    async unused(digests) {
      const used = new Set([...data.files.values()].map(({ digest }) => digest));
      return digests.filter((digest) => !used.has(digest));
    },
  })),

  'lets files go that were sent': files(({ data }) => ({
    drop: async (id) => void data.files.delete(id),
    dropUnsent: async (before) => {
      for (const { id, at } of data.files.values()) if (at < before) data.files.delete(id);
    },
  })),
  'sends the files of anybody': ({ data, log, bus }) => ({
    log: announced(
      instead<RoomLog>(log, {
        append(append) {
          for (const { id } of ('digest' in append && append.entry.message.attachments) || []) {
            const { seq: _sent, ...file } = data.files.get(id)!;
            data.files.set(id, { ...file, room: append.room, by: append.entry.by.id });
          }
          return log.append(append);
        },
      }),
      bus,
    ),
  }),
  'asks for free files before it looks for a repeat': ({ data, log, bus }) => ({
    log: announced(
      instead<RoomLog>(log, {
        async append(append) {
          const all = ('digest' in append && append.entry.message.attachments) || [];
          if (all.some(({ id }) => data.files.get(id)?.seq !== undefined)) return { status: 'stale' };
          return log.append(append);
        },
      }),
      bus,
    ),
  }),
  'forgets which files went with a message': ({ log, bus }) => ({
    log: announced(
      instead<RoomLog>(log, {
        append(append) {
          if (!('digest' in append)) return log.append(append);
          const { attachments: _gone, ...message } = append.entry.message;
          return log.append({ ...append, entry: { ...append.entry, message } });
        },
      }),
      bus,
    ),
  }),

  'keeps the files of what is recalled': ({ data, log, bus }) => ({
    log: announced(
      instead<RoomLog>(log, {
        async append(append) {
          const before = [...data.files];
          const appended = await log.append(append);
          if (!('digest' in append)) for (const [id, file] of before) data.files.set(id, file);
          return appended;
        },
      }),
      bus,
    ),
  }),
};

import type { Files } from '../../src/application/ports/files.js';
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
};

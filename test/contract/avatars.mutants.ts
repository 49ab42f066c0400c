import type { Avatars } from '../../src/application/ports/avatars.js';
import { instead, type Mutant, type Parts } from './mutants.js';

const avatars =
  (change: (parts: Parts) => Partial<Avatars>): Mutant =>
  (parts) => ({ avatars: instead<Avatars>(parts.avatars, change(parts)) });

export const avatarsMutants: Record<string, Mutant> = {
  'takes every image for a PNG': avatars(({ avatars }) => ({
    put: (digest, { bytes }) => avatars.put(digest, { type: 'image/png', bytes }),
  })),
  'finds images whatever the case': avatars(({ avatars }) => ({
    find: (digest) => avatars.find(digest.toLowerCase()),
  })),
  'drops nothing': avatars(() => ({ drop: async () => {} })),
  'drops what is shown': avatars(({ data, avatars }) => ({
    async drop(digest) {
      for (const [id, user] of data.users) data.users.set(id, { ...user, avatar: '' });
      await avatars.drop(digest);
    },
  })),
};

import { hash, hashSync, verify } from '@node-rs/argon2';
import type { PasswordHasher } from '../../src/application/ports/password-hasher.js';
import { Argon2Passwords } from '../../src/infrastructure/argon2/argon2-passwords.js';
import type { Open } from '../support/contract.js';

/** As little as a check can do with: what is promised does not depend on it. */
const CHEAP = { memoryCost: 1024, timeCost: 2, parallelism: 1 };

const opened =
  (mutant: (hasher: PasswordHasher) => Partial<PasswordHasher> = () => ({})): Open<PasswordHasher> =>
  async () => {
    const hasher = new Argon2Passwords(CHEAP);
    return {
      subject: {
        hash: (password) => hasher.hash(password),
        verify: (kept, password) => hasher.verify(kept, password),
        ...mutant(hasher),
      },
    };
  };

export const openArgon2Passwords = opened();

export const passwordHasherMutants: Record<string, Open<PasswordHasher>> = {
  'takes any password': opened(() => ({ verify: async () => true })),
  'trims passwords': opened((hasher) => ({
    hash: (password) => hasher.hash(password.trim()),
    verify: (kept, password) => hasher.verify(kept, password.trim()),
  })),
  'has no salt': opened(() => ({
    hash: (password) => hash(password, { ...CHEAP, salt: Buffer.alloc(16) }),
  })),
  'keeps passwords as they are': opened(() => ({
    hash: async (password) => password,
    verify: async (kept, password) => kept === password,
  })),
  'lets in where nothing is kept': opened((hasher) => ({
    verify: async (kept, password) => kept === undefined || hasher.verify(kept, password),
  })),
  'answers at once where nothing is kept': opened((hasher) => ({
    verify: async (kept, password) => kept !== undefined && hasher.verify(kept, password),
  })),
  'works in the event loop': opened(() => ({ hash: async (password) => hashSync(password, CHEAP) })),
  'begins everything at once': opened(() => ({
    hash: (password) => hash(password, CHEAP),
    verify: (kept, password) => verify(kept ?? '', password),
  })),
  'never recovers from a crowd': opened((hasher) => {
    let crowded = false;
    return {
      async hash(password) {
        if (crowded) throw new Error('crowded');
        return hasher.hash(password).catch((error: unknown) => {
          crowded = true;
          throw error;
        });
      },
    };
  }),
};

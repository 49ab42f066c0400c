import { hash, verify, type Options } from '@node-rs/argon2';
import type { PasswordHasher } from '../../application/ports/password-hasher.js';
import { ChatError } from '../../domain/chat-error.js';
import { randomId } from '../system/random-id.js';

/** argon2id, above what OWASP asks for; memory in KiB. */
const COST: Options = { memoryCost: 32 * 1024, timeCost: 3, parallelism: 1 };

/** So many at once, of the four threads that Node has for files and names as well. */
const AT_ONCE = 2;

/** So many may wait: a whole class that signs in at once. */
export const WAITING = 64;

/** Works in the threads that Node has beside the event loop, a few at a time. */
export class Argon2Passwords implements PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  /** Kept of a password that nobody knows, to compare with where nothing is kept. */
  private readonly nobodys: Promise<string>;

  constructor(private readonly cost = COST) {
    this.nobodys = hash(randomId(32), cost);
  }

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password, this.cost));
  }

  verify(kept: string | undefined, password: string): Promise<boolean> {
    return this.inTurn(async () => {
      const matches = await verify(kept ?? (await this.nobodys), password);
      return matches && kept !== undefined;
    });
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running === AT_ONCE) await this.turn();
    else this.running += 1;
    try {
      return await work();
    } finally {
      // The place goes to who waits longest, and never to who comes now.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  private turn(): Promise<void> {
    if (this.waiting.length === WAITING)
      throw new ChatError('unavailable', { cause: new Error('too many passwords wait') });
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}

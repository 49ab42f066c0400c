import type { Trouble } from '../i18n/dictionary.js';

/** Why something did not happen: the server's word, or that it gave none. */
export class Failure extends Error {
  constructor(
    readonly code: Trouble,
    readonly retryable: boolean,
    readonly retryAfterMs?: number,
  ) {
    super(code);
    this.name = 'Failure';
  }

  static unreachable(): Failure {
    return new Failure('unreachable', true);
  }
}

export const troubleOf = (error: unknown): Trouble => (error instanceof Failure ? error.code : 'internal');

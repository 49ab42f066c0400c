import { Failure } from '../model/failure.js';

const USUAL = 1500;

/** Waits so many milliseconds; after a failure, as long as the server wishes. */
export const pause = (reason: unknown): Promise<void> =>
  new Promise((resolve) => {
    const wished = reason instanceof Failure ? reason.retryAfterMs : reason;
    setTimeout(resolve, typeof wished === 'number' ? wished : USUAL);
  });

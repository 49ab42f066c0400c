import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Knows by a token whoever runs the server on its machine. It is another one at every start. */
export class Operator {
  readonly token = randomBytes(32).toString('base64url');

  is(token: string | undefined): boolean {
    const [given, own] = [Buffer.from(token ?? ''), Buffer.from(this.token)];
    return given.length === own.length && timingSafeEqual(given, own);
  }
}

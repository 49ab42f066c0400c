import { hash } from 'node:crypto';
import type { Secrets } from '../../application/ports/secrets.js';
import { randomId } from './random-id.js';

export class SystemSecrets implements Secrets {
  id(): string {
    return randomId(16);
  }

  token(): string {
    return randomId(32);
  }

  digest(data: string | Uint8Array): string {
    return hash('sha256', data, 'base64url');
  }
}

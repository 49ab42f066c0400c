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

  digest(text: string): string {
    return hash('sha256', text, 'base64url');
  }
}

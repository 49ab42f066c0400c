import { StartupError } from '../startup-error.js';
import type { Client } from './client.js';

const OLDEST = 7;

/**
 * Throws `StartupError` for a server that would not keep what it is given, which its operator has to mend; any other error
 * for one that may do later.
 */
export async function assertFit(client: Pick<Client, 'sendCommand'>): Promise<void> {
  const info = await client.sendCommand<string>(['INFO']);
  const field = (name: string): string => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';

  const version = field('redis_version');
  if (Number.parseInt(version) < OLDEST)
    throw new StartupError(`Redis ${version} is too old: take ${OLDEST}.0 or newer.`);
  const policy = field('maxmemory_policy');
  if (policy !== 'noeviction') {
    throw new StartupError(
      `Redis would forget messages when its memory is full: set its maxmemory-policy to noeviction, not ${policy}.`,
    );
  }
  if (field('role') !== 'master') throw new Error('this Redis is a replica, and not the primary');
  if (field('loading') === '1') throw new Error('Redis is still reading its files');
}

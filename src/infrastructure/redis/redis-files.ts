import type { Digest } from '../../application/ports/blobs.js';
import type { Files, KeptFile, NewFile } from '../../application/ports/files.js';
import type { Attachment, FileId } from '../../domain/file.js';
import type { Instant } from '../../domain/message.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import { digestKey, everywhere, fileKey, roomKeys, userKeys } from './keys.js';
import type { Redis } from './redis.js';
import { script } from './script.js';

/** So many unsent files are looked at in one go. */
const PAGE = 500;

/** All that has to go with a file, so that it can go also where the file never came to be. */
type Trace = Pick<NewFile, 'id' | 'room' | 'by' | 'digest' | 'preview'>;

/**
 * A file lies with its room, as `seq file`, where seq is that of the message it goes with, or 0. What leads to it, what it
 * takes of its user's quota and which bytes it needs is written before it, and removed after it.
 */
export class RedisFiles implements Files {
  constructor(private readonly redis: Redis) {}

  async add(file: NewFile, quota: number): Promise<boolean> {
    const { id, room, by, at, size } = file;
    await this.redis.command('ZADD', everywhere.unsent, at, traceOf(file));
    const fits = await this.redis.run<number>(CHARGE, [userKeys(by).files], [id, size, quota]);
    if (fits === 0) {
      await this.redis.command('ZREM', everywhere.unsent, traceOf(file));
      return false;
    }
    await Promise.all([
      this.redis.command('SET', fileKey(id), room),
      ...digestsOf(file).map((digest) => this.redis.command('SADD', digestKey(digest), id)),
    ]);
    await this.redis.command('HSET', roomKeys(room).files, id, `0 ${JSON.stringify(file)}`);
    return true;
  }

  async find(id: FileId): Promise<KeptFile | undefined> {
    const room = await this.redis.command<RoomId | null>('GET', fileKey(id));
    const record =
      room === null ? null : await this.redis.command<string | null>('HGET', roomKeys(room).files, id);
    return record === null ? undefined : toFile(record);
  }

  async drop(id: FileId): Promise<void> {
    const file = await this.find(id);
    if (file) await this.forget(file);
  }

  async dropUnsent(before: Instant): Promise<void> {
    for (;;) {
      const old = await this.redis.command<string[]>(
        ...(['ZRANGE', everywhere.unsent, '-inf', `(${before}`, 'BYSCORE', 'LIMIT', 0, PAGE] as const),
      );
      await Promise.all(old.map((trace) => this.forget(JSON.parse(trace) as Trace)));
      if (old.length < PAGE) return;
    }
  }

  /**
   * Notes files that are about to go with their message, so that whatever goes with them goes as well, at the latest
   * with what was never sent. The answer does that, once they are gone.
   */
  async trace(attachments: readonly Attachment[]): Promise<() => Promise<void>> {
    const found = await Promise.all(attachments.map(({ id }) => this.find(id)));
    const files = found.filter((file) => file !== undefined);
    await Promise.all(
      files.map((file) => this.redis.command('ZADD', everywhere.unsent, file.at, traceOf(file))),
    );
    return async () => {
      for (const file of files) await this.forget(file);
    };
  }

  async total(user: UserId): Promise<number> {
    const sizes = await this.redis.command<string[]>('HVALS', userKeys(user).files);
    return sizes.reduce((sum, size) => sum + Number(size), 0);
  }

  async unused(digests: readonly Digest[]): Promise<readonly Digest[]> {
    const files = await Promise.all(
      digests.map((digest) => this.redis.command<number>('SCARD', digestKey(digest))),
    );
    return digests.filter((_, i) => files[i] === 0);
  }

  /** Removes it and all that goes with it, unless it was sent. */
  private async forget(file: Trace): Promise<void> {
    const { id, room, by } = file;
    const sent = await this.redis.run<number>(FORGET, [roomKeys(room).files], [id]);
    if (sent === 0) {
      await Promise.all([
        this.redis.command('HDEL', userKeys(by).files, id),
        this.redis.command('DEL', fileKey(id)),
        ...digestsOf(file).map((digest) => this.redis.command('SREM', digestKey(digest), id)),
      ]);
    }
    await this.redis.command('ZREM', everywhere.unsent, traceOf(file));
  }
}

const traceOf = ({ id, room, by, digest, preview }: Trace): string =>
  JSON.stringify({ id, room, by, digest, preview });

const digestsOf = ({ digest, preview }: Trace): Digest[] =>
  preview === undefined ? [digest] : [digest, preview];

function toFile(record: string): KeptFile {
  const [, seq, file = ''] = /^(\d+) (.*)$/s.exec(record) ?? [];
  return { ...(JSON.parse(file) as NewFile), ...(seq !== '0' && { seq: Number(seq) }) };
}

const CHARGE = script(`
  local sum = tonumber(ARGV[2])
  for _, size in ipairs(redis.call('HVALS', KEYS[1])) do sum = sum + size end
  if sum > tonumber(ARGV[3]) then return 0 end
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
  return 1`);

/** Answers whether it was sent. */
const FORGET = script(`
  local file = redis.call('HGET', KEYS[1], ARGV[1])
  if file and string.sub(file, 1, 2) ~= '0 ' then return 1 end
  redis.call('HDEL', KEYS[1], ARGV[1])
  return 0`);

import { spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ChatError } from '../../src/domain/chat-error.js';
import type { Appended } from '../../src/application/ports/room-log.js';
import type { Backend } from '../../src/infrastructure/backend.js';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { Database } from '../../src/infrastructure/sqlite/database.js';
import { openSqlite } from '../../src/infrastructure/sqlite/open-sqlite.js';
import { writes } from '../../src/infrastructure/sqlite/operations.js';
import { SqliteThread } from '../../src/infrastructure/sqlite/sqlite-thread.js';
import { ann, bob, ids, said, say, seat, type Stores, tea } from '../contract/stores.js';
import { smallDisk } from '../support/small-disk.js';
import { temporaryFolder } from '../support/temporary-folder.js';

let folder: ReturnType<typeof temporaryFolder>;
let opened: Backend[];

beforeEach(() => {
  folder = temporaryFolder();
  opened = [];
});

afterEach(async () => {
  await Promise.all(opened.map((backend) => backend.close()));
  folder.remove();
});

async function open(dataDir = folder.path): Promise<Stores> {
  const bus = new MemoryEventBus();
  const backend = await openSqlite({ dataDir }, bus);
  opened.push(backend);
  const stores = { ...backend, bus };
  await seat(stores, tea, ann);
  return stores;
}

const many = (stores: Stores, count: number, text = 'x'): Promise<Appended>[] =>
  Array.from({ length: count }, (_, n) => say(stores, 'tea', ann, `m${n}`, text));

const unavailable = expect.objectContaining({ code: 'unavailable' });

describe('the writer', () => {
  it('commits once for all who wait', async () => {
    const stores = await open();
    const log = join(folder.path, 'parley.db-wal');
    const before = statSync(log).size;
    await Promise.all(many(stores, 200));
    // A commit for each would have written at least five pages each.
    expect(statSync(log).size - before).toBeLessThan(200 * 4096);
    expect(await ids(stores, 'tea')).toHaveLength(200);
  });

  it('lets a call that fails by itself spoil no other', async () => {
    const stores = await open();
    // What both go by is known, so that all are called in one turn and share a batch.
    await say(stores, 'tea', ann, 'before');
    const guard = { room: tea.version, member: (await stores.memberships.find('tea', 'ann'))!.version };
    const append = (id: string) =>
      stores.log.append({ room: 'tea', entry: said(ann, id), guard, digest: id });
    const [others, failed] = await Promise.all([
      Promise.allSettled(Array.from({ length: 20 }, (_, n) => append(`m${n}`))),
      stores.memberships.join('tea', 'nobody', 0).catch((error: unknown) => error),
    ]);
    expect(failed).toBeInstanceOf(Error);
    expect(failed).not.toBeInstanceOf(ChatError);
    expect(others.map(({ status }) => status)).toEqual(others.map(() => 'fulfilled'));
    expect(await ids(stores, 'tea')).toHaveLength(21);
    expect(await stores.memberships.count('tea')).toBe(1);
    expect(await stores.health.trouble()).toBeUndefined();
  });

  it('takes checkpoints, so that its log stays small', async () => {
    const stores = await open();
    for (let round = 0; round < 5; round += 1) {
      const texts = Array.from({ length: 1000 }, (_, n) =>
        say(stores, 'tea', ann, `${round}-${n}`, 'x'.repeat(1000)),
      );
      await Promise.all(texts);
    }
    const pages = (name: string) => statSync(join(folder.path, name)).size / 4096;
    expect(pages('parley.db')).toBeGreaterThan(1000);
    expect(pages('parley.db-wal')).toBeLessThan(5000);
  });

  it('refuses at once what would wait too long', async () => {
    const stores = await open();
    const finds = Array.from({ length: 12_000 }, () => stores.users.find('ann'));
    const answers = await Promise.allSettled(finds);
    const refused = answers.filter((answer) => answer.status === 'rejected');
    expect(refused.length).toBeGreaterThan(1000);
    expect(refused.map(({ reason }) => reason as unknown)).toEqual(refused.map(() => unavailable));
    expect(await stores.users.find('ann')).toEqual(ann);
  });

  it('is unavailable once it is closed', async () => {
    const stores = await open();
    await stores.close();
    await expect(say(stores, 'tea', ann, 'a')).rejects.toEqual(unavailable);
    await expect(stores.users.find('ann')).rejects.toEqual(unavailable);
    expect(await stores.health.trouble()).toMatch(/closed|ended/);
  });

  it('fails what waits, and what comes, when its thread dies', async () => {
    const thread = new SqliteThread({ role: 'writer', dataDir: folder.path });
    // It was never opened: the first call is the end of it.
    const { probe } = thread.remote(writes);
    const answers = await Promise.allSettled([probe(), probe()]);
    expect(answers).toEqual([1, 2].map(() => ({ status: 'rejected', reason: unavailable })));
    await expect(probe()).rejects.toEqual(unavailable);
    expect(thread.trouble).toBeDefined();
    await thread.close();
  });

  it('closes although its thread dies meanwhile', async () => {
    const thread = new SqliteThread({ role: 'writer', dataDir: folder.path });
    const waiting = Promise.allSettled([thread.remote(writes).probe()]);
    await thread.close();
    expect(await waiting).toEqual([{ status: 'rejected', reason: unavailable }]);
  });
});

describe('what was read is kept in the process', () => {
  it('until a membership changes', async () => {
    const stores = await open();
    const { memberships } = stores;
    await stores.users.add(bob);
    expect(await memberships.find('tea', 'bob')).toBeUndefined();
    const joined = await memberships.join('tea', 'bob', 0);
    expect(await memberships.find('tea', 'bob')).toEqual(joined!.membership);
    const [, left] = await Promise.all([memberships.find('tea', 'bob'), memberships.leave('tea', 'bob')]);
    expect(left).toBe(true);
    expect(await memberships.find('tea', 'bob')).toBeUndefined();
  });
});

const NOTHING_LEFT_OUT = process.env['CI'] === 'true';
const disk = smallDisk(16);
afterAll(() => disk?.remove());

(disk || NOTHING_LEFT_OUT ? describe : describe.skip)(
  'on a full disk (needs root, to mount a small one)',
  () => {
    it('nothing can be written, everything can be read, and it heals by itself', async () => {
      if (!disk) throw new Error('no small disk can be mounted here, and CI leaves nothing out');
      const stores = await open(disk.path);
      expect(await say(stores, 'tea', ann, 'before')).toMatchObject({ seq: 1 });
      disk.fill();

      // First the large ones find no room, at last not even the smallest.
      let stored = 1;
      for (const size of [16_000, 1000, 1]) {
        const text = 'x'.repeat(size);
        const fits = () =>
          say(stores, 'tea', ann, `${size}-${stored}`, text).catch((error: unknown) => error);
        let answer = await fits();
        for (; !(answer instanceof Error); answer = await fits()) stored += 1;
        expect(answer).toEqual(unavailable);
      }
      expect(await stores.health.trouble()).toBe('the disk is full');
      expect(await ids(stores, 'tea')).toHaveLength(stored);
      expect((await stores.directory.mine('ann'))[0]).toMatchObject({ head: stored });

      disk.free();
      expect(await stores.health.trouble()).toBeUndefined();
      expect(await say(stores, 'tea', ann, 'after')).toMatchObject({ status: 'appended' });
      expect((await ids(stores, 'tea')).at(-1)).toBe('after');
      await stores.close();
    });

    it('more is written in the course of time than it has room for', async () => {
      const stores = await open(disk!.path);
      for (let n = 0; n < 1500; n += 1) {
        expect(await say(stores, 'tea', ann, `more-${n}`, 'x'.repeat(1000))).toMatchObject({
          status: 'appended',
        });
      }
      await stores.close();
    });

    it('heals by itself when nobody reads any more what kept the log growing', async () => {
      const stores = await open(disk!.path);
      const reader = new Database(join(disk!.path, 'parley.db'), { readOnly: true });
      reader.exec('BEGIN; SELECT * FROM meta');
      const rename = (n: number) => stores.users.update('ann', { nickname: `Ann ${n}` }).catch(() => 'full');
      for (let n = 0; (await rename(n)) !== 'full';) n += 1;
      expect(await stores.health.trouble()).toBe('the disk is full');

      reader.close();
      expect(await stores.health.trouble()).toBeUndefined();
      expect(await say(stores, 'tea', ann, 'at last')).toMatchObject({ status: 'appended' });
      await stores.close();
    });
  },
);

const strace = spawnSync('strace', ['-qq', '-e', 'trace=fsync', 'true']).status === 0;

(strace ? describe : describe.skip)('on a disk that fails (needs strace: apt-get install strace)', () => {
  it('nothing is acknowledged that is not on it, and nothing written until a restart', async () => {
    const failing = 'inject=fsync,fdatasync:error=EIO:when=60';
    const register = ['--import', './test/support/register-ts.mjs'];
    const load = [process.execPath, ...register, 'test/support/sqlite-load.ts', folder.path, '20'];
    const log = join(folder.path, 'calls');
    const child = spawn('strace', ['-f', '-qq', '-o', log, '-e', failing, ...load]);
    const lines = (await text(child.stdout)).trim().split('\n');
    expect(lines.filter((line) => line === 'refused')).toHaveLength(20);
    expect(lines.at(-1)).toMatch(/^trouble: the disk failed \(.+\): read-only until a restart$/);

    const acked = lines.filter((line) => /^\d+ /.test(line)).map((line) => line.split(' ')[1]!);
    expect(acked.length).toBeGreaterThan(100);
    const stores = await open();
    expect(await ids(stores, 'tea')).toEqual(expect.arrayContaining(acked));
    expect(await say(stores, 'tea', ann, 'after')).toMatchObject({ status: 'appended' });
  });
});

import { spawn, type ChildProcessByStdio } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Room } from '../../src/domain/room.js';
import type { Backend } from '../../src/infrastructure/backend.js';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { Database } from '../../src/infrastructure/sqlite/database.js';
import { NEWEST } from '../../src/infrastructure/sqlite/migrations.js';
import { openSqlite } from '../../src/infrastructure/sqlite/open-sqlite.js';
import { StartupError } from '../../src/infrastructure/startup-error.js';
import { ALL, ann, bob, epochOf, ids, say, seat, session, type Stores, tea } from '../contract/stores.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { messageOf } from '../support/message-of.js';

/** Each test has a DATA_DIR of its own, and whatever it opens is closed after it. */
let folder: ReturnType<typeof temporaryFolder>;
let opened: Backend[];
let children: ChildProcessByStdio<null, Readable, null>[];

beforeEach(() => {
  folder = temporaryFolder();
  opened = [];
  children = [];
});

afterEach(async () => {
  await Promise.all(opened.map((backend) => backend.close()));
  await Promise.all(children.map(killed));
  folder.remove();
});

const file = (name: string) => join(folder.path, name);

async function open(dataDir = folder.path): Promise<Stores> {
  const bus = new MemoryEventBus();
  const backend = await openSqlite({ dataDir }, bus);
  opened.push(backend);
  return { ...backend, bus };
}

/** One line, for the operator; `open` is rejected with nothing else. */
async function refusal(dataDir?: string): Promise<string> {
  const error: unknown = await open(dataDir).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StartupError);
  const { message } = error as StartupError;
  expect(message).not.toContain('\n');
  return message;
}

/** A database in which Ann has said so much, closed. */
async function written(...said: string[]): Promise<void> {
  const stores = await open();
  await seat(stores, tea, ann);
  for (const id of said) await say(stores, 'tea', ann, id);
  await stores.close();
}

/** A copy of the folder as it would be found had the process been killed now. */
async function asKilled(stores: Stores): Promise<string> {
  const killed = file('killed');
  mkdirSync(killed);
  for (const name of ['parley.db', 'parley.db-wal', 'parley.entries', 'parley.pid']) {
    copyFileSync(file(name), join(killed, name));
  }
  await stores.close();
  return killed;
}

/** Another process that writes as much as it can. */
function load(writers: number) {
  const register = ['--import', './test/support/register-ts.mjs'];
  const child = spawn(
    process.execPath,
    [...register, 'test/support/sqlite-load.ts', folder.path, String(writers)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.push(child);
  return { child, lines: createInterface(child.stdout) };
}

function killed(child: (typeof children)[number]): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('close', () => resolve());
    child.kill('SIGKILL');
  });
}

describe('a restart', () => {
  it('keeps everything', async () => {
    const creation = { by: 'ann', id: 'creation-1', digest: 'digest', at: 0, members: [] };
    const phone = session('phone', 'digest', 1_700_000_000_000);
    const before = await open();
    await seat(before, tea, ann, bob);
    await before.sessions.add(phone, 0);
    await before.rooms.create(Room.open('zoo', 'Zoo'), creation);
    const first = await say(before, 'tea', ann, 'a');
    await before.memberships.mark('tea', 'bob', await epochOf(before, 'tea'), 1);
    const look = async ({ directory, log, memberships }: Stores) => ({
      mine: await directory.mine('bob'),
      others: await directory.others('bob', '', ALL),
      slice: await log.after('tea', 0, ALL),
      membership: await memberships.find('tea', 'bob'),
    });
    const seen = await look(before);
    await before.close();

    const after = await open();
    expect(await look(after)).toEqual(seen);
    expect(await after.sessions.findByToken('digest')).toEqual({ session: phone, user: ann });
    expect((await after.rooms.create(Room.open('new', 'Zoo'), creation)).status).toBe('duplicate');
    expect(await say(after, 'tea', ann, 'a')).toEqual({ ...first, status: 'duplicate' });
    expect(await say(after, 'tea', ann, 'b')).toMatchObject({ status: 'appended', seq: 2 });
  });

  it('keeps jobs through kill -9, and gives those again whose worker died with it', async () => {
    const [noon, lease] = [1_700_000_000_000, 60_000];
    const before = await open();
    const put = ({ queue }: Stores, payload: string, due: number, key?: string) =>
      queue.put({ topic: 'push', payload, due, key });
    for (const [n, payload] of ['taken', 'done', 'waiting'].entries()) {
      await put(before, payload, noon + n, payload);
    }
    const [, done] = await before.queue.take('push', noon + 1, lease, ALL);
    await before.queue.done(done!);

    const after = await open(await asKilled(before));
    await put(after, 'as well', noon, 'waiting');
    const take = (now: number) => after.queue.take('push', now, lease, ALL);
    expect(await take(noon + 2)).toMatchObject([{ payload: 'waiting', tries: 1 }]);
    expect(await take(noon + 1 + lease)).toMatchObject([{ payload: 'taken', tries: 2 }]);
  });

  it('finds every acknowledged message after kill -9 under load', async () => {
    const acked: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const { child, lines } = load(50);
      lines.on('line', (line) => {
        if (line !== 'ready') acked.push(line);
        if (acked.length >= 300 * (round + 1)) child.kill('SIGKILL');
      });
      await new Promise((resolve) => child.once('close', resolve));
    }
    expect(acked.length).toBeGreaterThanOrEqual(900);

    const { log, ...stores } = await open();
    const kept = new Map<number, string>();
    for (let seq = 0, head = 1; seq < head;) {
      const slice = (await log.after('tea', seq, ALL))!;
      for (const entry of slice.entries) kept.set(entry.seq, messageOf(entry).id);
      expect(slice.entries[0]!.seq).toBe(seq + 1);
      seq = slice.entries.at(-1)!.seq;
      head = slice.head;
    }
    for (const line of acked) {
      const [seq, id] = line.split(' ');
      expect(kept.get(Number(seq))).toBe(id);
    }
    await stores.close();
    const db = new Database(file('parley.db'), { readOnly: true });
    expect(db.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    db.close();
  });
});

describe('DATA_DIR', () => {
  it('is made when it is missing, readable for its owner only', async () => {
    await open(file('deep/data'));
    expect(statSync(file('deep/data')).mode & 0o777).toBe(0o700);
    for (const name of ['parley.db', 'parley.db-wal', 'parley.db-shm', 'parley.entries', 'parley.lock']) {
      expect([name, statSync(file(`deep/data/${name}`)).mode & 0o777]).toEqual([name, 0o600]);
    }
  });

  it('serves one process at a time, named by its pid', async () => {
    await open();
    expect(await refusal()).toBe(
      `DATA_DIR ${folder.path} is already used by another Parley (pid ${process.pid}).`,
    );
  });

  it('is refused while another process uses it, and free as soon as that is killed', async () => {
    const { child, lines } = load(1);
    await new Promise((resolve) => lines.once('line', resolve));
    expect(await refusal()).toContain(`(pid ${child.pid})`);
    await killed(child);
    await expect(open()).resolves.toBeDefined();
  });

  it('is refused in one line where it cannot be a folder', async () => {
    writeFileSync(file('a-file'), '');
    expect(await refusal(file('a-file'))).toMatch(/^DATA_DIR .*a-file cannot be used: EEXIST/);
    expect(await refusal(file('a-file/data'))).toMatch(/^DATA_DIR .* cannot be used: ENOTDIR/);
    expect(await refusal('/proc/parley')).toMatch(/^DATA_DIR \/proc\/parley cannot be used: /);
  });
});

describe('a database that cannot be used is refused in one line and left alone', () => {
  const untouched = async (name: string, message: RegExp) => {
    const before = readFileSync(file(name));
    expect(await refusal()).toMatch(message);
    expect(readFileSync(file(name)).equals(before)).toBe(true);
  };

  it('when a newer Parley wrote it', async () => {
    await written('a');
    const schema = (version: number) => {
      const db = new Database(file('parley.db'));
      db.exec(`PRAGMA user_version = ${version}`);
      db.close();
    };
    schema(99);
    await untouched(
      'parley.db',
      /parley\.db was written by a newer Parley \(schema 99, this one knows \d+\)/,
    );

    // And nothing holds on to the folder.
    schema(NEWEST);
    expect(await ids(await open(), 'tea')).toEqual(['a']);
  });

  it('when it is a database of something else', async () => {
    const db = new Database(file('parley.db'));
    db.exec('CREATE TABLE theirs (n INTEGER)');
    db.close();
    await untouched('parley.db', /parley\.db is a database of something else/);
  });

  it('when its header is damaged', async () => {
    await written('a');
    const bytes = readFileSync(file('parley.db'));
    bytes.fill(0x55, 0, 64);
    writeFileSync(file('parley.db'), bytes);
    await untouched('parley.db', /parley\.db is damaged \(.*\): put a backup back/);
  });

  it('when the first page of a table is damaged', async () => {
    await written('a');
    const db = new Database(file('parley.db'), { readOnly: true });
    const sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'message'";
    const { rootpage } = db.get<{ rootpage: number }>(sql)!;
    db.close();
    const bytes = readFileSync(file('parley.db'));
    bytes.fill(0x55, (rootpage - 1) * 4096, rootpage * 4096);
    writeFileSync(file('parley.db'), bytes);
    await untouched('parley.db', /parley\.db is damaged/);
  });

  it('when it is cut off', async () => {
    await written('a');
    truncateSync(file('parley.db'), 5 * 4096);
    await untouched('parley.db', /parley\.db is damaged/);
  });

  it('when it is empty though entries were written', async () => {
    await written('a');
    truncateSync(file('parley.db'), 0);
    await untouched('parley.db', /parley\.db is empty, but 1 entries were written to it/);
  });

  it('when its write-ahead log is cut off before what was brought into the database', async () => {
    await written('a');
    const stores = await open();
    await stores.users.update('ann', { nickname: 'Anna' });
    await say(stores, 'tea', ann, 'b');
    const { size } = statSync(file('parley.db-wal'));
    await stores.users.add(bob);
    await stores.sessions.add(session('s', 'digest', 1, 'bob'), 0);
    await say(stores, 'tea', ann, 'c');
    const db = new Database(file('parley.db'));
    db.get('PRAGMA wal_checkpoint(PASSIVE)');
    db.close();
    // What is left of the log takes Bob back, and leaves the session that is his.
    const killed = await asKilled(stores);
    truncateSync(join(killed, 'parley.db-wal'), size);
    expect(await refusal(killed)).toMatch(/parley\.db is damaged \(.+\): put a backup back/);
  });

  it('when only its write-ahead log is there', async () => {
    const stores = await open();
    await seat(stores, tea, ann);
    copyFileSync(file('parley.db-wal'), file('saved'));
    await stores.close();
    rmSync(file('parley.db'));
    copyFileSync(file('saved'), file('parley.db-wal'));
    await untouched('parley.db-wal', /parley\.db is missing, but .*parley\.db-wal is there/);
    expect(existsSync(file('parley.db'))).toBe(false);
  });
});

describe('an epoch', () => {
  const epoch = async () => {
    const stores = await open();
    const now = await epochOf(stores, 'tea');
    await stores.close();
    return now;
  };

  it('lasts over restarts', async () => {
    await written('a');
    expect(await epoch()).toBe(await epoch());
  });

  it('ends when an earlier state of the database is put back', async () => {
    await written('a');
    copyFileSync(file('parley.db'), file('backup'));
    const before = await epoch();
    await written('b');
    copyFileSync(file('backup'), file('parley.db'));

    const renewed = await epoch();
    expect(renewed).not.toBe(before);
    expect(await epoch()).toBe(renewed);
    expect(await ids(await open(), 'tea')).toEqual(['a']);
  });

  it('ends when the log of a killed server is cut off', async () => {
    const stores = await open();
    await seat(stores, tea, ann);
    await say(stores, 'tea', ann, 'a');
    const { size } = statSync(file('parley.db-wal'));
    await say(stores, 'tea', ann, 'b');
    const before = await epochOf(stores, 'tea');
    const killed = await asKilled(stores);
    truncateSync(join(killed, 'parley.db-wal'), size);
    const after = await open(killed);
    expect(await ids(after, 'tea')).toEqual(['a']);
    expect(await epochOf(after, 'tea')).not.toBe(before);
  });

  it('ends when the log of a killed server is lost, although the count of entries is not', async () => {
    await written('a');
    const pages = readFileSync(file('parley.db'));
    await written('b');
    const db = new Database(file('parley.db'), { readOnly: true });
    const { page } = db.get<{ page: number }>(
      "SELECT rootpage AS page FROM sqlite_schema WHERE name = 'meta'",
    )!;
    db.close();
    // A checkpoint that was under way brings pages in by their number, and the count stands before the entries.
    const [start, end] = [(page - 1) * 4096, page * 4096];
    readFileSync(file('parley.db')).copy(pages, start, start, end);
    mkdirSync(file('killed'));
    writeFileSync(file('killed/parley.db'), pages);
    writeFileSync(file('killed/parley.pid'), '1');
    copyFileSync(file('parley.entries'), file('killed/parley.entries'));

    const stores = await open(file('killed'));
    expect(await ids(stores, 'tea')).toEqual(['a']);
    expect(await epochOf(stores, 'tea')).not.toBe(await epoch());
  });

  it('lasts when a server is killed that wrote nothing', async () => {
    await written('a');
    const stores = await open();
    const before = await epochOf(stores, 'tea');
    expect(await epochOf(await open(await asKilled(stores)), 'tea')).toBe(before);
  });

  it('ends when nothing tells how far the database had come', async () => {
    await written('a');
    const before = await epoch();
    rmSync(file('parley.entries'));
    expect(await epoch()).not.toBe(before);
  });
});

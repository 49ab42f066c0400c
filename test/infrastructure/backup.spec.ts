import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pass } from 'node:timers/promises';
import type { Backend } from '../../src/infrastructure/backend.js';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { backUp } from '../../src/infrastructure/sqlite/backup.js';
import { occupy } from '../../src/infrastructure/sqlite/data-dir.js';
import { Database } from '../../src/infrastructure/sqlite/database.js';
import { openSqlite } from '../../src/infrastructure/sqlite/open-sqlite.js';
import { restore } from '../../src/infrastructure/sqlite/restore.js';
import { bytesOf } from '../contract/blobs.contract.js';
import { uploaded } from '../contract/files.contract.js';
import { ann, epochOf, ids, say, seat, tea, type Stores } from '../contract/stores.js';
import { ask, newcomer } from '../support/running-server.js';
import { ServerProcess } from '../support/server-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';

let folder: ReturnType<typeof temporaryFolder>;
let data: string;
let opened: Backend[];

beforeEach(() => {
  folder = temporaryFolder();
  data = join(folder.path, 'data');
  opened = [];
});

afterEach(async () => {
  await Promise.all(opened.map((backend) => backend.close()));
  folder.remove();
});

const file = (name: string): string => join(folder.path, name);
const environment = () => ({ STORE: 'sqlite', DATA_DIR: data, LIMITS: 'off', LOG_LEVEL: 'error' });

/** A command as `npm run` starts it. */
async function run(name: 'backup' | 'restore', ...args: string[]) {
  const child = spawn(process.execPath, [`dist/${name}.js`, ...args], {
    env: { PATH: process.env['PATH'], ...environment() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, complained, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { code, said, complained };
}

interface Entry {
  readonly seq: number;
  readonly message: { readonly id: string; readonly text: string };
}

interface Page {
  readonly epoch: string;
  readonly head: number;
  readonly complete: boolean;
  readonly more: boolean;
  readonly entries: readonly Entry[];
}

/** Someone in the lobby of a server process, who talks by HTTP. */
class Talker {
  /** What was acknowledged, by the id of the message. */
  readonly acked = new Map<string, number>();
  private talking: Promise<unknown> | undefined;
  private silent = false;

  private constructor(
    private readonly server: ServerProcess,
    private readonly token: string,
  ) {}

  static async enter(server: ServerProcess): Promise<Talker> {
    return new Talker(server, (await newcomer(server.url, 'Ann')).token);
  }

  async send(id: string): Promise<{ seq: number; duplicate: boolean }> {
    const asking = { token: this.token, body: { id, text: `text of ${id}` } };
    const { status, body } = await ask(this.server.url, 'POST', '/api/rooms/lobby/messages', asking);
    if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
    const sent = body as { seq: number; duplicate: boolean };
    this.acked.set(id, sent.seq);
    return sent;
  }

  /** Says as much as it can, until told to be silent; resolves when so much was acknowledged. */
  async talk(count: number): Promise<void> {
    const enough = this.acked.size + count;
    await new Promise<void>((resolve, reject) => {
      const one = async (): Promise<void> => {
        while (!this.silent) {
          await this.send(randomUUID());
          if (this.acked.size >= enough) resolve();
        }
      };
      this.talking = Promise.all(Array.from({ length: 20 }, one)).catch(reject);
    });
  }

  async hush(): Promise<void> {
    this.silent = true;
    await this.talking;
    this.silent = false;
  }

  async sync(after: number, epoch: string): Promise<Page> {
    const path = `/api/rooms/lobby/entries?after=${after}&epoch=${epoch}`;
    return (await ask(this.server.url, 'GET', path, { token: this.token })).body as Page;
  }

  /** All there is, read from the beginning. */
  async all(): Promise<Page> {
    const { epoch } = await this.sync(0, 'none');
    const entries: Entry[] = [];
    for (let page: Page | undefined; page?.more !== false;) {
      page = await this.sync(entries.length, epoch);
      expect(page).toMatchObject({ epoch, complete: true });
      entries.push(...page.entries);
    }
    return { epoch, head: entries.length, complete: true, more: false, entries };
  }
}

const seqs = ({ entries }: Page) => new Map(entries.map(({ seq, message }) => [message.id, seq]));

/** Ready, although it may be going down and coming back right now: nobody tells the test. */
async function ready(server: ServerProcess): Promise<void> {
  for (const end = performance.now() + 10_000; performance.now() < end; await pass(10)) {
    const answer = await ask(server.url, 'GET', '/health/ready').catch(() => undefined);
    if (answer?.status === 200) return;
  }
  throw new Error('the server did not come back');
}

describe('a backup of a running server', () => {
  it('put back while it runs, leaves what was acknowledged before, in new epochs, and nothing else', async () => {
    const server = await ServerProcess.start(environment());
    try {
      const talker = await Talker.enter(server);
      await talker.talk(300);
      const before = new Map(talker.acked);
      expect(await run('backup', file('backup.db'))).toMatchObject({ code: 0, complained: '' });
      await talker.hush();
      const lost = randomUUID();
      await talker.send(lost);
      const then = await talker.all();
      expect(seqs(then)).toEqual(talker.acked);

      const restored = await run('restore', file('backup.db'));
      expect(restored).toMatchObject({ code: 0, complained: '' });
      expect(restored.said).toMatch(
        /^Restored .*backup\.db \(rooms: 1, entries: \d+, files: 0\) into the server that runs\n/,
      );
      await ready(server);

      const now = await talker.all();
      expect(now.epoch).not.toBe(then.epoch);
      expect(now.head).toBeGreaterThanOrEqual(before.size);
      expect(now.head).toBeLessThan(then.head);
      expect(now.entries).toEqual(then.entries.slice(0, now.head));
      for (const [id, seq] of before) expect([id, seqs(now).get(id)]).toEqual([id, seq]);

      // A page that was there before: nothing it has is taken for what is there now.
      for (const after of [then.head, now.head, 1]) {
        const synced = await talker.sync(after, then.epoch);
        expect(synced).toMatchObject({ complete: false, epoch: now.epoch, head: now.head });
      }
      // An outbox that was not told of its acks: what is there is known again, what is not lands once.
      expect(await talker.send(now.entries[0]!.message.id)).toMatchObject({ seq: 1, duplicate: true });
      const answers = await Promise.all([talker.send(lost), talker.send(lost), talker.send(lost)]);
      expect(answers.map(({ seq }) => seq)).toEqual([now.head + 1, now.head + 1, now.head + 1]);
      expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
      expect((await talker.all()).head).toBe(now.head + 1);
    } finally {
      await server.stop();
    }
  }, 60_000);

  it('has its default place and name, and is for its owner only', async () => {
    const server = await ServerProcess.start(environment());
    try {
      const { said } = await run('backup');
      const [path] = /\S+\/backups\/parley-\d{8}T\d{6}Z\.db/.exec(said) ?? [];
      expect(statSync(path!).mode & 0o777).toBe(0o600);
      expect(readdirSync(join(data, 'backups'))).toHaveLength(1);
    } finally {
      await server.stop();
    }
  });
});

describe('a backup of a server that was killed', () => {
  it('put back, has everything, and what is put aside can be put back in turn', async () => {
    const server = await ServerProcess.start(environment());
    try {
      const talker = await Talker.enter(server);
      await talker.talk(100);
      await talker.hush();
      const then = await talker.all();
      await server.kill();
      expect(await run('backup', file('backup.db'))).toMatchObject({ code: 0 });

      await server.up();
      const later = randomUUID();
      await talker.send(later);
      await server.kill();
      const restored = await run('restore', file('backup.db'));
      expect(restored).toMatchObject({ code: 0, complained: '' });
      expect(restored.said).toContain('for the next start');
      await server.up();
      const now = await talker.all();
      expect(now.entries).toEqual(then.entries);
      expect(now.epoch).not.toBe(then.epoch);

      await server.kill();
      const [former] = /\S+\/parley\.before-\S+\.db/.exec(restored.said)!;
      expect(await run('restore', former)).toMatchObject({ code: 0 });
      await server.up();
      expect((await talker.all()).entries.at(-1)!.message.id).toBe(later);
    } finally {
      await server.stop();
    }
  }, 60_000);
});

async function open(): Promise<Stores> {
  const bus = new MemoryEventBus();
  const backend = await openSqlite({ dataDir: data }, bus);
  opened.push(backend);
  return { ...backend, bus };
}

/** A database in which Ann has said so much, closed. */
async function written(...said: string[]): Promise<void> {
  const stores = await open();
  await seat(stores, tea, ann);
  for (const id of said) await say(stores, 'tea', ann, id);
  await stores.close();
}

async function found(): Promise<{ said: string[]; epoch: string }> {
  const stores = await open();
  const all = { said: await ids(stores, 'tea'), epoch: await epochOf(stores, 'tea') };
  await stores.close();
  return all;
}

describe('restoring', () => {
  it('begins new epochs also where nothing was written since', async () => {
    await written('a');
    const before = await found();
    backUp(data, file('backup.db'));
    await restore(data, file('backup.db'));
    const after = await found();
    expect(after.said).toEqual(['a']);
    expect(after.epoch).not.toBe(before.epoch);
    expect((await found()).epoch).toBe(after.epoch);
  });

  it('fills an empty folder', async () => {
    await written('a');
    backUp(data, file('backup.db'));
    data = file('elsewhere');
    expect(await restore(data, file('backup.db'))).toEqual({
      rooms: 1,
      entries: 1,
      files: 0,
      by: 'us',
      former: undefined,
    });
    expect((await found()).said).toEqual(['a']);
  });

  it('waits for the next start where the process that uses the folder does not listen', async () => {
    await written('a');
    backUp(data, file('backup.db'));
    await written('b');
    const { leave } = occupy(data);
    expect(await restore(data, file('backup.db'), 0)).toMatchObject({ by: 'next start', former: undefined });
    leave();
    expect((await found()).said).toEqual(['a']);
    expect(readdirSync(data).filter((name) => /^parley\.before-.*\.db$/.test(name))).toHaveLength(1);
  });

  it.each([
    ['before anything was moved', []],
    ['when the database was moved', ['']],
    ['when the database and its log were moved', ['', '-wal']],
  ])('goes on where it was interrupted: %s', async (_, moved) => {
    await written('a');
    backUp(data, file('backup.db'));
    const stores = await open();
    await say(stores, 'tea', ann, 'b');
    // As they are found after a kill: the log holds what the database does not.
    for (const name of ['parley.db', 'parley.db-wal']) copyFileSync(join(data, name), file(name));
    await stores.close();
    for (const name of ['parley.db', 'parley.db-wal']) renameSync(file(name), join(data, name));

    const { leave } = occupy(data);
    await restore(data, file('backup.db'), 0);
    leave();
    const at = statSync(join(data, 'parley.restore.db')).mtime.toISOString();
    const former = join(data, `parley.before-${at.replaceAll(/[-:]|\.\d+/g, '')}.db`);
    rmSync(join(data, 'parley.entries'));
    for (const part of moved) renameSync(join(data, `parley.db${part}`), `${former}${part}`);

    expect((await found()).said).toEqual(['a']);
    const kept = await restore(data, former);
    expect(kept.entries).toBe(2);
    expect((await found()).said).toEqual(['a', 'b']);
  });

  /** Keeps a file of Ann's, as an upload does. */
  async function keep(id: string): Promise<string> {
    const stores = await open();
    const received = await stores.blobs.receive(bytesOf(id), 100);
    await stores.files.add(uploaded(id, 'ann', { digest: received.digest }), 1000);
    await received.keep();
    await stores.close();
    return received.digest;
  }

  async function kept(digest: string): Promise<string | undefined> {
    const stores = await open();
    const blob = await stores.blobs.find(digest);
    const bytes = blob && (await text(blob.read()));
    await stores.close();
    return bytes;
  }

  it('has each state with its files, in turn', async () => {
    await written('a');
    const old = await keep('old');
    backUp(data, file('backup.db'));
    const young = await keep('young');
    const { former } = await restore(data, file('backup.db'));
    expect([await kept(old), await kept(young)]).toEqual(['old', undefined]);
    await restore(data, former!);
    expect([await kept(old), await kept(young)]).toEqual(['old', 'young']);
  });

  it('refuses a backup without its files in one line, and changes nothing', async () => {
    await written('a');
    await keep('old');
    backUp(data, file('backup.db'));
    rmSync(file('backup.files'), { recursive: true });
    const before = readdirSync(data);
    expect(await refusal(() => restore(data, file('backup.db')))).toMatch(/^The files are missing .+\.$/);
    expect(readdirSync(data)).toEqual(before);
  });

  const refusal = async (doing: () => unknown): Promise<string> => {
    const error: unknown = await Promise.resolve()
      .then(doing)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'StartupError' });
    return (error as Error).message;
  };

  const spoilt: [string, (path: string) => void, RegExp][] = [
    ['something else', (path) => writeFileSync(path, 'This is no database. '.repeat(500)), /is damaged/],
    ['nothing', (path) => writeFileSync(path, ''), /is no database of Parley/],
    ['half a file', (path) => writeFileSync(path, readFileSync(path).subarray(0, 40_960)), /is damaged/],
    [
      'a database of something else',
      (path) => change(path, 'PRAGMA application_id = 7'),
      /is no database of Parley/,
    ],
    ['one of a newer Parley', (path) => change(path, 'PRAGMA user_version = 99'), /newer Parley/],
    ['one that lacks entries', (path) => change(path, 'DELETE FROM entry WHERE seq = 1'), /lacks entries/],
    [
      'one that lacks what it refers to',
      (path) => change(path, 'PRAGMA foreign_keys = OFF; DELETE FROM message'),
      /refers to/,
    ],
  ];

  it.each(spoilt)('refuses %s in one line, and changes nothing', async (_, spoil, message) => {
    await written('a', 'b');
    backUp(data, file('backup.db'));
    spoil(file('backup.db'));
    const before = readdirSync(data);
    const refused = await refusal(() => restore(data, file('backup.db')));
    expect(refused).toMatch(message);
    expect(refused).not.toContain('\n');
    expect(readdirSync(data)).toEqual(before);
    expect((await found()).said).toEqual(['a', 'b']);
  });

  it('refuses a file that is not there', async () => {
    expect(await refusal(() => restore(data, file('none.db')))).toMatch(
      /^There is no database .*none\.db\.$/,
    );
  });

  function change(path: string, sql: string): void {
    const db = new Database(path);
    db.exec(sql);
    db.close();
  }
});

describe('backing up', () => {
  it('writes over no file', async () => {
    await written('a');
    writeFileSync(file('mine'), 'mine');
    expect(() => backUp(data, file('mine'))).toThrow(/mine is there already: choose another name/);
    expect(readFileSync(file('mine'), 'utf8')).toBe('mine');
  });

  it('leaves nothing where it fails', async () => {
    expect(() => backUp(data)).toThrow(/There is no database/);
    expect(existsSync(data)).toBe(false);
    await written('a');
    expect(() => backUp(data, file('no/such/folder'))).toThrow(/cannot be copied to .*: ENOENT/);
    expect(readdirSync(folder.path)).toEqual(['data']);
  });

  it.each([
    ['STORE', 'memory', /^STORE is memory: .+\n$/],
    ['REDIS_URL', 'redis://127.0.0.1:1', /^Redis is .+: see deploy\/README\.md\.\n$/],
  ])('is refused in one line with %s=%s, and so is restoring', async (variable, value, line) => {
    const env = { PATH: process.env['PATH'], [variable]: value };
    for (const name of ['backup', 'restore']) {
      const child = spawn(process.execPath, [`dist/${name}.js`, file('backup.db')], { env });
      const [complained, [code]] = await Promise.all([text(child.stderr), once(child, 'close')]);
      expect([code, complained]).toEqual([1, expect.stringMatching(line)]);
    }
  });
});

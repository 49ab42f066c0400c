import { closeSync, cpSync, mkdtempSync, openSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServerProcess, type ServerOptions } from './server-process.js';
import { HttpWire } from './wire.js';

/** So many messages are in the database before it is damaged. */
const MESSAGES = 300;

interface Damage {
  readonly name: string;
  /** To the files of a server that was killed. */
  readonly spoil: (dataDir: string) => void;
  /** Nobody can tell it from an older database: the server may start, with new epochs, and serve what is left. */
  readonly older?: boolean;
}

const database = (dataDir: string): string => join(dataDir, 'parley.db');
const log = (dataDir: string): string => join(dataDir, 'parley.db-wal');

function overwrite(path: string, at: number, bytes: number): void {
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(bytes, 0xa5), 0, bytes, at);
  closeSync(file);
}

const halve = (path: string): void => truncateSync(path, Math.floor(statSync(path).size / 2));

/** What an operator may find after an accident. */
export const damages: readonly Damage[] = [
  { name: 'a database that begins with garbage', spoil: (dir) => spoilFirstPage(dir, 0) },
  {
    name: 'a database whose first page is garbage behind its header',
    spoil: (dir) => spoilFirstPage(dir, 100),
  },
  { name: 'a database cut in half', spoil: (dir) => (rmSync(log(dir)), halve(database(dir))) },
  { name: 'an empty database', spoil: (dir) => (rmSync(log(dir)), truncateSync(database(dir), 0)) },
  { name: 'no database, but its log', spoil: (dir) => rmSync(database(dir)) },
  { name: 'no database and no log', spoil: (dir) => (rmSync(log(dir)), rmSync(database(dir))) },
  { name: 'a log cut in half', spoil: (dir) => halve(log(dir)), older: true },
  { name: 'a lost log', spoil: (dir) => rmSync(log(dir)), older: true },
];

/** Without the log, which may hold that page whole. */
function spoilFirstPage(dataDir: string, from: number): void {
  rmSync(log(dataDir));
  overwrite(database(dataDir), from, 4_000 - from);
}

/** A folder as a killed server leaves it, with a room of messages. */
export class Wreck {
  private constructor(
    private readonly dataDir: string,
    private readonly options: Partial<ServerOptions>,
    private readonly token: string,
    private readonly epoch: string,
  ) {}

  static async make(options: Partial<ServerOptions> = {}): Promise<Wreck> {
    const dataDir = mkdtempSync(join(tmpdir(), 'parley-wreck-'));
    const server = new ServerProcess({ store: 'sqlite', ...options, dataDir });
    await server.start();
    const response = await fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ nickname: 'Ann' }),
    });
    const { token } = (await response.json()) as { token: string };
    const wire = new HttpWire(() => server.url, token);
    const send = (): Promise<{ epoch: string }> =>
      wire.request('message:send', { room: 'lobby', id: crypto.randomUUID(), text: 'before the accident' });
    const { epoch } = await send();
    for (let sent = 1; sent < MESSAGES; sent += 50) await Promise.all(Array.from({ length: 50 }, send));
    await server.end('SIGKILL');
    return new Wreck(dataDir, options, token, epoch);
  }

  /** Starts a server on a damaged copy. Answers what is wrong with what it does; nothing if all is as it should be. */
  async meet({ spoil, older = false }: Damage): Promise<string | undefined> {
    const dataDir = mkdtempSync(join(tmpdir(), 'parley-damaged-'));
    cpSync(this.dataDir, dataDir, { recursive: true });
    spoil(dataDir);
    const server = new ServerProcess({ store: 'sqlite', ...this.options, dataDir });
    try {
      const ending = await server.tryStart();
      if (!ending) return older ? await this.lookAt(server) : 'it started';
      if (ending.code !== 1) return `it ended with ${ending.code ?? ending.signal}`;
      return /^.+$/.test(ending.stderr) ? undefined : `it did not say one line: ${ending.stderr}`;
    } finally {
      await server.end('SIGKILL');
      rmSync(dataDir, { recursive: true });
    }
  }

  /** A second server in the folder of a running one. */
  async meetNeighbour(): Promise<string | undefined> {
    const first = new ServerProcess({ store: 'sqlite', ...this.options, dataDir: this.dataDir });
    const second = new ServerProcess({ store: 'sqlite', ...this.options, dataDir: this.dataDir });
    try {
      await first.start();
      const ending = await second.tryStart();
      if (!ending) return 'two servers share a folder';
      return ending.code === 1 && /^.+ already used .+$/.test(ending.stderr) ? undefined : ending.stderr;
    } finally {
      await second.end('SIGKILL');
      await first.end('SIGKILL');
    }
  }

  remove(): void {
    rmSync(this.dataDir, { recursive: true });
  }

  /** What is left must not pass for what was. */
  private async lookAt(server: ServerProcess): Promise<string | undefined> {
    const response = await fetch(`${server.url}/api/rooms/lobby/history`, {
      headers: { Authorization: `Bearer ${this.token}` },
    });
    // The user may be among what was lost.
    if (response.status === 401) return undefined;
    const { epoch, head } = (await response.json()) as { epoch: string; head: number };
    return epoch !== this.epoch || head >= MESSAGES ? undefined : `it has ${head} entries in the old epoch`;
  }
}

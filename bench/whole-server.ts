import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { temporaryFolder } from '../test/support/temporary-folder.js';
import { Speaker } from './speaker.js';

/** People who speak at the same time, in rooms of ten. */
export const SPEAKERS = 200;
const ROOM = 10;

const TEXT = 'x'.repeat(100);

export interface Measured {
  readonly acksPerSecond: number;
  /** How late the event loop of the server ran, in milliseconds. */
  readonly loopDelayP99: number;
}

/** Runs the built server with the store, and has everybody speak for so long, each as soon as the last was acked. */
export async function measureServer(store: 'sqlite' | 'memory', ms: number): Promise<Measured> {
  const folder = temporaryFolder();
  const server = await start(store, folder.path);
  try {
    const speakers = await seat(server.url);
    await speak(speakers, ms / 4);
    await loopDelay(server.child);
    const acks = await speak(speakers, ms);
    const loopDelayP99 = await loopDelay(server.child);
    for (const { speaker } of speakers) speaker.close();
    return { acksPerSecond: (acks / ms) * 1000, loopDelayP99 };
  } finally {
    server.child.kill('SIGKILL');
    await once(server.child, 'close');
    folder.remove();
  }
}

async function start(store: string, dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const main = ['--import', './bench/loop-delay.mjs', 'dist/main.js'];
  const settings = { STORE: store, DATA_DIR: dataDir, LIMITS: 'off', LOG_LEVEL: 'error' };
  const child = spawn(process.execPath, main, {
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout!.on('data', (data: Buffer) => {
      output += data.toString();
      const [, found] = /ready at (\S+)\n/.exec(output) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { child, url };
}

interface Seat {
  readonly speaker: Speaker;
  readonly room: string;
}

async function seat(url: string): Promise<Seat[]> {
  const seats: Seat[] = [];
  for (let n = 0; n < SPEAKERS; n += 1) {
    const answer = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ nickname: `Speaker ${n}` }),
    });
    const { token } = (await answer.json()) as { token: string };
    const speaker = await Speaker.open(url, token);
    const room = n % ROOM === 0 ? await open(speaker, n) : seats.at(-1)!.room;
    await speaker.request('room:join', { room });
    seats.push({ speaker, room });
  }
  return seats;
}

async function open(speaker: Speaker, n: number): Promise<string> {
  const { room } = await speaker.request<{ room: { id: string } }>('room:create', {
    id: randomUUID(),
    name: `Room ${n}`,
  });
  return room.id;
}

/** How many were acked. */
async function speak(seats: readonly Seat[], ms: number): Promise<number> {
  const end = performance.now() + ms;
  let acks = 0;
  await Promise.all(
    seats.map(async ({ speaker, room }) => {
      while (performance.now() < end) {
        await speaker.send('message:send', { room, id: randomUUID(), text: TEXT });
        acks += 1;
      }
    }),
  );
  return acks;
}

async function loopDelay(server: ChildProcess): Promise<number> {
  server.send('how late?');
  const [{ p99 }] = (await once(server, 'message')) as [{ p99: number }];
  return p99;
}

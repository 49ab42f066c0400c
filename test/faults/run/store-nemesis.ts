import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import type { Nemesis } from './nemesis.js';
import type { SmallDisk } from '../../support/small-disk.js';
import { until, type World } from './world.js';

/** The files of the database itself; what is kept beside it to notice an older one is not among them. */
const DATABASE = ['parley.db', 'parley.db-wal', 'parley.db-shm'];

/** An older database is put in the place of the newer one. What was acknowledged since is gone, and nobody is lied to. */
export const restore: Nemesis = {
  name: 'older database',
  async strike(world, random) {
    const { server, recorder } = world;
    const { dataDir } = server;
    const saved = mkdtempSync(join(tmpdir(), 'parley-saved-'));
    try {
      await stopTo(world, () => copyDatabase(dataDir, saved));
      const to = performance.now();
      await world.start(server);
      await pass(random.between(1_500, 3_000));
      const before = await lobby(world);
      await stopTo(world, () => copyDatabase(saved, dataDir));
      recorder.write({ type: 'rollback', to });
      await world.start(server);
      const after = await lobby(world);
      if (after.head >= before.head) return undefined;
      if (after.epoch !== before.epoch) return `the lobby went from ${before.head} back to ${after.head}`;
      throw new Error(`the lobby went from ${before.head} back to ${after.head} in one epoch`);
    } finally {
      rmSync(saved, { recursive: true });
    }
  },
};

/** Ends the server for what can be done only meanwhile. */
async function stopTo({ server }: World, work: () => void): Promise<void> {
  await server.end('SIGTERM');
  work();
}

function copyDatabase(from: string, to: string): void {
  for (const file of DATABASE) {
    rmSync(join(to, file), { force: true });
    // After an orderly end there may be no log beside the database.
    if (existsSync(join(from, file))) cpSync(join(from, file), join(to, file));
  }
}

/** How far the room has come that is everybody's. */
export async function lobby(world: World): Promise<{ epoch: string; head: number }> {
  const caller = world.wire(world.accounts.get('ann')!);
  return caller.request('room:history', { room: 'lobby', limit: 1 });
}

/** So many sends had no answer but that it is not possible now. */
export const turnedAway = ({ recorder }: World, since: number): number =>
  recorder.history.slice(since).filter((event) => event.type === 'unclear' && event.why === 'unavailable')
    .length;

/** Whether the server says that it can take writes. */
export const ready = async ({ url }: { readonly url: string }): Promise<boolean> =>
  (await fetch(`${url}/health/ready`)).ok;

/** The disk has no room left: nothing can be sent, everything can be read; with room again all is well. */
export const fullDisk = (disk: SmallDisk): Nemesis => ({
  name: 'full disk',
  async strike(world, random) {
    const since = world.recorder.history.length;
    const bytes = disk.fill();
    const device = world.devices.find(({ name }) => name === 'ann-1')!;
    // As long as texts can be, to come to the end of what the store has set aside.
    const sends = Array.from({ length: 64 }, () =>
      device.send('lobby', random.uuid(), `${random.uuid()} ${'满'.repeat(3_900)}`),
    );
    try {
      const full = await until(() => turnedAway(world, since) > 0, 20_000);
      if (!full) return undefined;
      const caller = world.wire(world.accounts.get('bob')!);
      await caller.request('room:history', { room: 'lobby' });
      await caller.request('room:list', {});
      if (await ready(world.server)) throw new Error('ready, while nothing can be written');
    } finally {
      disk.free();
    }
    const sent = Promise.all(sends).then(() => true);
    const well = await Promise.race([sent, pass(5_000, false, { ref: false })]);
    if (!well || !(await ready(world.server))) throw new Error('not well 5 s after there was room again');
    return `${bytes} bytes filled, ${turnedAway(world, since)} tries turned away`;
  },
});

const HOLD = `
  import { DatabaseSync } from '@photostructure/sqlite';
  const db = new DatabaseSync(process.argv[1], { timeout: 5000 });
  db.exec('BEGIN EXCLUSIVE');
  console.log('held');
  process.stdin.once('data', () => { db.exec('ROLLBACK'); process.exit(0); });
`;

/** Another program holds the database: writes wait or are refused in time, reads go on, and then all is well. */
export const locked: Nemesis = {
  name: 'locked database',
  async strike(world, random) {
    const database = join(world.server.dataDir, 'parley.db');
    const holder = spawn(process.execPath, ['--input-type=module', '-e', HOLD, database], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = once(holder, 'exit');
    await Promise.race([once(holder.stdout, 'data'), ended]);
    if (holder.exitCode !== null) return undefined;
    const acks = (): number => world.recorder.history.filter(({ type }) => type === 'acked').length;
    // What was committed just before is still on its way.
    await pass(200);
    const before = acks();
    const caller = world.wire(world.accounts.get('bob')!);
    const hold = pass(random.between(2_500, 5_000));
    await caller.request('room:history', { room: 'lobby' });
    await hold;
    const during = acks() - before;
    holder.stdin.write('\n');
    await ended;
    return during === 0 ? 'nothing was acked while it was held' : undefined;
  },
};

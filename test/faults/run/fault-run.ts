import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import type { History } from '../checker/history.js';
import { report, type Report } from '../checker/report.js';
import { strike, type Nemesis } from './nemesis.js';
import { Random } from './random.js';
import { ServerProcess, type ServerOptions } from './server-process.js';
import { SharedRedis } from './shared-redis.js';
import { Workload } from './workload.js';
import { World } from './world.js';

export interface FaultRun {
  readonly seed: number;
  /** Not shorter than this, whatever the plan takes. */
  readonly seconds: number;
  /** Not fewer acks than this. */
  readonly acks: number;
  /** In this order. */
  readonly plan: readonly Nemesis[];
  /** About so many things happen each second. */
  readonly perSecond: number;
  readonly server?: Partial<ServerOptions>;
  /** So many servers on one Redis; without, it is one on SQLite. */
  readonly nodes?: number;
  /** So long devices may take in the end to catch up, in milliseconds. */
  readonly patience?: number;
}

export interface FaultResult {
  readonly report: Report;
  /** Expectations of a fault's own that were not met, beyond what the history shows. */
  readonly failures: readonly string[];
  readonly history: History;
}

const AHEAD = new URL('./an-hour-ahead.mjs', import.meta.url).href;

/** Between two faults everybody has some time to recover, in milliseconds. */
const REST = [200, 1_200] as const;

/** Runs people against a real server while faults strike, and judges what they saw. */
export async function runFaults(run: FaultRun): Promise<FaultResult> {
  const dataDir = run.server?.dataDir ?? mkdtempSync(join(tmpdir(), 'parley-faults-'));
  const redis = run.nodes === undefined ? undefined : await SharedRedis.start(run.nodes);
  const options = { ...run.server, dataDir };
  const [first, ...others] = redis ? nodesOn(redis, options) : [];
  const servers = [first ?? new ServerProcess({ store: 'sqlite', ...options }), ...others] as const;
  const world = new World(servers, redis, run.seed, run.patience);
  const failures: string[] = [];
  try {
    await Promise.all(servers.map((server) => server.start()));
    await world.open();
    const workload = new Workload(world, run.perSecond);
    workload.start();
    await torment(run, world, failures);
    await world.settle(workload.stop()).catch((error: unknown) => failures.push(`the end: ${told(error)}`));
  } finally {
    world.close();
    await Promise.all(servers.map((server) => server.end('SIGKILL')));
    await redis?.stop();
    if (run.server?.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
  }
  const { history } = world.recorder;
  return { report: report(history), failures, history };
}

/** The clock of the last one is an hour ahead. */
function nodesOn({ ways }: SharedRedis, options: Omit<ServerOptions, 'store'>): ServerProcess[] {
  return ways.map(({ port }, i) => {
    const imports = [...(options.imports ?? []), ...(i === ways.length - 1 ? [AHEAD] : [])];
    return new ServerProcess({ ...options, imports, store: 'redis', redisUrl: `redis://127.0.0.1:${port}` });
  });
}

const told = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function torment(run: FaultRun, world: World, failures: string[]): Promise<void> {
  const random = new Random(run.seed + 1);
  const end = performance.now() + run.seconds * 1000;
  const { history } = world.recorder;
  let [read, acks] = [0, 0];
  for (const nemesis of run.plan) {
    await pass(random.between(...REST));
    try {
      await strike(nemesis, world, random);
    } catch (error) {
      failures.push(`${nemesis.name}: ${told(error)}`);
      if (world.servers.some(({ port }) => port === 0)) throw error;
      world.heal();
    }
  }
  for (; performance.now() < end || acks < run.acks; await pass(100)) {
    for (; read < history.length; read += 1) if (history[read]!.type === 'acked') acks += 1;
  }
}

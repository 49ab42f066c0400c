import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { History } from './checker/history.js';
import { render } from './checker/report.js';
import { mutants } from './mutants/mutants.js';
import { damages, Wreck } from './run/damage.js';
import { runFaults, type FaultResult, type FaultRun } from './run/fault-run.js';
import { kill, type Nemesis } from './run/nemesis.js';
import { longNodesPlan, longPlan, shortNodesPlan, shortPlan } from './run/plan.js';
import { smallDisk } from '../support/small-disk.js';
import { fullDisk } from './run/store-nemesis.js';

const HELP = `npm run faults -- [options]: people talk through a real server while faults strike; was any promise broken?
  --seed N      what is done, and in which order (any, unless given)
  --kills N     kill -9, among everything else (50)
  --acks N      not fewer acknowledged sends than these (10000)
  --seconds N   not shorter than this (0)
  --nodes N     so many servers on one Redis, in place of one server (needs redis-server)
  --rounds N    how often everything happens to these (3)
  --short       the round that npm test runs, instead of all that
  --json        the report as JSON, on one line
  --mutants     run servers that break their promise on purpose: each must be caught
  --server FILE the built server (dist/main.js)`;

const { values: options } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    kills: { type: 'string', default: '50' },
    acks: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '0' },
    nodes: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    short: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
    server: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const seed = Number(options.seed);
const server = { main: options.server };
const problems: string[] = [];

/** For a person; with --json only the report is for the standard output. */
const tell = (line: string): void => (options.json ? console.error(line) : console.log(line));

/** Runs it, tells its report, and keeps the history where it is worth a look. */
async function go(title: string, run: FaultRun): Promise<FaultResult> {
  tell(`\n${title} (seed ${seed})\n`);
  const result = await runFaults(run);
  tell(render(result.report));
  for (const failure of result.failures) tell(`FAILED ${failure}`);
  return result;
}

/** The whole history, and for each violation what happened around its first example, within 2 s. */
function keep(history: History, { violations }: FaultResult['report']): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-faults-report-'));
  const lines = (events: History): string => events.map((event) => JSON.stringify(event)).join('\n');
  writeFileSync(join(folder, 'history.jsonl'), lines(history));
  for (const [name, found] of Object.entries(violations)) {
    const at = found.examples[0]!.t;
    const around = history.filter(({ t }) => Math.abs(t - at) <= 2_000);
    writeFileSync(join(folder, `${name}.jsonl`), lines(around));
  }
  return folder;
}

function judge(title: string, { report, failures, history }: FaultResult): void {
  problems.push(...failures.map((failure) => `${title}: ${failure}`));
  if (report.valid !== true) problems.push(`${title}: valid is ${report.valid}`);
  if (report.valid !== true || failures.length > 0) {
    problems.push(`${title}: the history is in ${keep(history, report)}`);
  }
  if (options.json) console.log(JSON.stringify({ title, seed, ...report, failures }));
}

async function aFewFaults(): Promise<void> {
  const run = { seed, seconds: Number(options.seconds), acks: 300, perSecond: 100, plan: shortPlan, server };
  judge('A few faults', await go('A few faults', run));
}

async function overNodes(nodes: number): Promise<void> {
  const plan = options.short ? shortNodesPlan : longNodesPlan(Number(options.rounds), seed);
  const run = { seed, seconds: Number(options.seconds), acks: 0, perSecond: 100, plan, server, nodes };
  judge(`${nodes} servers`, await go(`${nodes} servers on one Redis`, run));
}

async function everyFault(): Promise<void> {
  const base = { seed, perSecond: 150, server };
  const main = { seconds: Number(options.seconds), acks: Number(options.acks) };
  const plan = longPlan(Number(options.kills), seed);
  judge('All faults', await go('All faults', { ...base, ...main, plan }));

  const disk = smallDisk(16);
  if (disk) {
    const full: Nemesis[] = [fullDisk(disk), kill, fullDisk(disk)];
    const onDisk = { ...base, seconds: 0, acks: 0, plan: full, server: { ...server, dataDir: disk.path } };
    judge('A full disk', await go('A full disk', onDisk).finally(() => disk.remove()));
  } else {
    tell('\nSkipped: a full disk (needs root on Linux, to mount a small one)');
    if (process.env.CI === 'true') problems.push('a full disk could not be tried');
  }
  await everyDamage();
}

async function everyDamage(): Promise<void> {
  tell('\nDamaged files\n');
  const wreck = await Wreck.make(server);
  const met = async (name: string, meeting: Promise<string | undefined>): Promise<void> => {
    const wrong = await meeting;
    tell(`${name}: ${wrong ?? 'as it should be'}`);
    if (wrong !== undefined) problems.push(`${name}: ${wrong}`);
  };
  for (const damage of damages) await met(damage.name, wreck.meet(damage));
  await met('another server in the folder', wreck.meetNeighbour());
  wreck.remove();
}

async function everyMutant(): Promise<void> {
  tell(`Mutants (seed ${seed})\n`);
  for (const { name, module, found, ...what } of mutants) {
    const run = { seed, seconds: 5, acks: 0, perSecond: 150, patience: 5_000, ...what };
    const { report, failures } = await runFaults({ ...run, server: { ...server, imports: [module] } });
    const told = Object.entries(report.violations).map(([violation, { count }]) => `${violation} ${count}`);
    tell(`${name}: ${[...told, ...failures].join(', ') || 'nothing found'}`);
    const caught = [...told, ...failures].some((each) => each.includes(found));
    if (!caught) problems.push(`the mutant ${name} was not caught by ${found}`);
  }
}

if (options.help) console.log(HELP);
else if (options.mutants) await everyMutant();
else if (options.nodes !== undefined) await overNodes(Number(options.nodes));
else await (options.short ? aFewFaults() : everyFault());
for (const problem of problems) tell(`\n${problem}`);
process.exit(problems.length > 0 ? 1 : 0);

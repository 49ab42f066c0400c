import { render } from './checker/report.js';
import { damages, Wreck } from './run/damage.js';
import { runFaults, type FaultResult } from './run/fault-run.js';
import { shortNodesPlan, shortPlan } from './run/plan.js';
import { smallDisk, type SmallDisk } from '../support/small-disk.js';
import { fullDisk } from './run/store-nemesis.js';

const soundness = ({ report, failures }: FaultResult) => ({
  told: render(report),
  failures,
  valid: report.valid,
});
const sound = { told: expect.stringContaining('No violation.') as string, failures: [], valid: true };

const seed = Number(process.env.FAULTS_SEED ?? 1);

describe(`the server, while faults strike (FAULTS_SEED=${seed})`, () => {
  it('loses nothing it has acknowledged and shows nothing twice', async () => {
    const run = { seed, seconds: 0, acks: 300, plan: shortPlan, perSecond: 100 };
    expect(soundness(await runFaults(run))).toEqual(sound);
  }, 120_000);
});

describe(`two servers on one Redis, while faults strike (FAULTS_SEED=${seed})`, () => {
  it('are one chat, which loses nothing it has acknowledged and shows nothing twice', async () => {
    const run = { seed, seconds: 0, acks: 300, plan: shortNodesPlan, perSecond: 100, nodes: 2 };
    expect(soundness(await runFaults(run))).toEqual(sound);
  }, 120_000);
});

// Tried and taken away at once: a disk is mounted only when it is used.
const mountable = smallDisk(1);
mountable?.remove();

// A full disk must be tried somewhere: where everything is checked, being unable to is a failure.
const maybe = mountable || process.env.CI === 'true' ? describe : describe.skip;

maybe('the server on a full disk (needs root on Linux, to mount a small one)', () => {
  let disk: SmallDisk | undefined;
  beforeAll(() => {
    disk = smallDisk(16);
  });
  afterAll(() => disk?.remove());

  it('refuses to send for as long as it lasts, reads on, and heals by itself', async () => {
    if (!disk) throw new Error('a small disk could not be mounted');
    const run = { seed, seconds: 0, acks: 100, perSecond: 50, server: { dataDir: disk.path } };
    const { report, failures } = await runFaults({ ...run, plan: [fullDisk(disk)] });
    expect({ failures, valid: report.valid, violations: report.violations }).toEqual({
      failures: [],
      valid: true,
      violations: {},
    });
  }, 60_000);
});

describe('the server over damaged files', () => {
  let wreck: Wreck;
  beforeAll(async () => {
    wreck = await Wreck.make();
  }, 60_000);
  afterAll(() => wreck.remove());

  it.each(damages)(
    'says one line and ends with 1, or passes nothing off as whole: $name',
    async (damage) => {
      expect(await wreck.meet(damage)).toBeUndefined();
    },
    60_000,
  );

  it('says one line and ends with 1 where another server runs', async () => {
    expect(await wreck.meetNeighbour()).toBeUndefined();
  }, 60_000);
});

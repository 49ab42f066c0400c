import fc from 'fast-check';
import { check } from './checker/check.js';
import type { History } from './checker/history.js';
import { Model, type Fate } from './checker/model.js';
import { planted, whole } from './checker/planted.js';
import { render, report } from './checker/report.js';
import { violations } from './checker/violation.js';

const DEVICES = ['ann-1', 'ann-2', 'bob-1', 'bob-2', 'eve-1'];
const ROOMS = ['lobby', 'attic'];
const FATES: readonly Fate[] = ['acked', 'acked', 'acked', 'ack-lost', 'request-lost', 'refused'];

/** One thing that happens: which, to what device, in what room, and how. */
type Step = readonly [what: number, device: number, room: number, how: number];

/** What a run against a perfect server could have written down. */
function history(steps: readonly Step[]): History {
  const model = new Model();
  for (const room of ROOMS) model.room(room);
  for (const device of DEVICES)
    model.device(device, device.slice(0, 3)).connect(device).join(device, 'lobby');
  steps.forEach(([what, d, r, how], i) => {
    const device = DEVICES[d % DEVICES.length]!;
    const room = ROOMS[r % ROOMS.length]!;
    const id = `m${i}`;
    const happenings = [
      () => model.send(device, room, id, FATES[how % FATES.length]!, how % 4 === 0),
      () => model.send(device, room, id, 'acked'),
      () => model.deliver(device, room, how),
      () => model.deliver(device, room),
      () => model.disconnect(device),
      () => model.connect(device),
      () => model.join(device, room),
      () => model.leave(device, room),
      () => model.mark(device, room),
      () => model.change(device, room, how, how % 3 === 0 ? undefined : `edit ${i}`, how % 2 === 0),
      () => model.hide(device, room),
      () => model.nemesis('nothing'),
      () => (how % 3 === 0 ? model.restart() : model),
      () => (how % 2 === 0 ? model.save() : model.restore()),
    ];
    happenings[what % happenings.length]!();
  });
  return model.settle().history;
}

const steps = fc.array(fc.tuple(fc.nat(13), fc.nat(4), fc.nat(1), fc.nat(20)), { maxLength: 120 });

describe('the history checker', () => {
  it('finds nothing wrong with a server that keeps its promise', () => {
    fc.assert(
      fc.property(steps, (all) => {
        expect(check(history(all))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('finds nothing wrong with the history that is spoiled below', () => {
    expect(check(whole())).toEqual([]);
  });

  it.each(planted)('finds %s and nothing else: %s', (name, _how, spoil) => {
    const found = check(spoil(whole()));
    expect([...new Set(found.map((violation) => violation.name))]).toEqual([name]);
  });

  it('has every violation planted', () => {
    expect(new Set(planted.map(([name]) => name))).toEqual(new Set(Object.keys(violations)));
  });

  it('takes no longer than a few passes over a long history', () => {
    const model = new Model().room('lobby').device('ann-1', 'ann').connect('ann-1').join('ann-1', 'lobby');
    for (let i = 0; i < 20_000; i += 1) {
      model.send('ann-1', 'lobby', `m${i}`, 'acked').deliver('ann-1', 'lobby', 1);
    }
    const long = model.settle().history;
    const before = process.cpuUsage();
    expect(check(long)).toEqual([]);
    // Its own time, whatever else the machine does, in microseconds.
    expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
  });
});

describe('the report', () => {
  it('counts what happened and tells how each fault was recovered from', () => {
    const { valid, doubts, counts, recovery } = report(whole());
    expect({ valid, doubts }).toEqual({ valid: true, doubts: [] });
    expect(counts).toMatchObject({ attempted: 17, acked: 13, rejected: 1, indeterminate: 3, recovered: 1 });
    expect(recovery).toMatchObject([{ fault: 'cut', effect: 'seen' }]);
    expect(recovery[0]!.firstAckAfterMs).toBeGreaterThan(0);
    expect(recovery[0]!.allCaughtUpMs).toBeGreaterThan(0);
  });

  it('names a violation, counts it and gives examples', () => {
    const [name, , spoil] = planted[0]!;
    const broken = report(spoil(whole()));
    expect(broken.valid).toBe(false);
    expect(broken.violations[name]).toMatchObject({ count: 1, examples: [{ name }] });
    expect(render(broken)).toContain(`${name}: 1 (${violations[name]})`);
  });

  it('proves nothing when nothing was acknowledged', () => {
    expect(report(new Model().settle().history)).toMatchObject({ valid: 'unknown', violations: {} });
  });

  it('proves nothing when a fault had no effect', () => {
    const spoiled = whole().map((event) =>
      event.type === 'nemesis' ? { ...event, effect: undefined } : event,
    );
    expect(report(spoiled)).toMatchObject({
      valid: 'unknown',
      doubts: ['The fault "cut" had no effect.'],
    });
  });
});

import fc from 'fast-check';
import { IN_FLIGHT, Lanes } from '../../src/interface/socket-io/lanes.js';
import { settled } from '../support/manual-clock.js';

/** Tasks that tell when they begin, and end when they are told to. */
function tasks() {
  const lanes = new Lanes();
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    lanes,
    begun,
    run: (name: string, { lane = 'room', overlaps = false } = {}): Promise<void> =>
      lanes.run(lane, overlaps, () => {
        begun.push(name);
        return new Promise<void>((resolve) => ends.set(name, resolve));
      }),
    end: async (name: string): Promise<void> => {
      ends.get(name)!();
      ends.delete(name);
      await settled();
    },
    underWay: () => [...ends.keys()],
  };
}

describe('Lanes', () => {
  it('run one request after the other', async () => {
    const { run, begun, end } = tasks();
    for (const name of ['a', 'b', 'c']) void run(name);
    await settled();
    expect(begun).toEqual(['a']);
    await end('a');
    expect(begun).toEqual(['a', 'b']);
  });

  it('run those of other lanes meanwhile', async () => {
    const { run, begun } = tasks();
    void run('a', { lane: 'tea' });
    void run('b', { lane: 'coffee' });
    await settled();
    expect(begun).toEqual(['a', 'b']);
  });

  it('begin what overlaps in order, between what does not', async () => {
    const { run, begun, end } = tasks();
    for (const name of ['a', 'b']) void run(name, { overlaps: true });
    void run('alone');
    for (const name of ['c', 'd']) void run(name, { overlaps: true });
    await settled();
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    expect(begun).toEqual(['a', 'b']);
    await end('a');
    expect(begun).toEqual(['a', 'b', 'alone']);
    await end('alone');
    expect(begun).toEqual(['a', 'b', 'alone', 'c', 'd']);
  });

  it('go on behind what fails', async () => {
    const lanes = new Lanes();
    const fail = () => Promise.reject(new Error('planted'));
    const failing = [lanes.run('room', true, fail), lanes.run('room', false, fail)];
    const after = lanes.run('room', false, async () => 'done');
    for (const failed of failing) await expect(failed).rejects.toThrow('planted');
    expect(await after).toBe('done');
  });

  it('refuse what would be too much, until something is done', async () => {
    const { run, end } = tasks();
    for (let n = 0; n < IN_FLIGHT; n += 1) void run(`${n}`, { overlaps: true });
    await settled();
    await expect(run('one more')).rejects.toMatchObject({ code: 'rate_limited' });
    await end('7');
    void run('one more', { lane: 'another' });
    await settled();
    await end('one more');
  });

  it('begin everything in order, and nothing beside what runs alone', async () => {
    const request = fc.record({ overlaps: fc.boolean(), turns: fc.nat(2), ends: fc.nat(9) });
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 20 }), async (requests) => {
        const { run, begun, end, underWay } = tasks();
        const alone = new Set(requests.flatMap(({ overlaps }, n) => (overlaps ? [] : [`${n}`])));
        const check = (): void => {
          expect(underWay().length > 1 && underWay().some((name) => alone.has(name))).toBe(false);
        };
        for (const [n, { overlaps, turns, ends }] of requests.entries()) {
          void run(`${n}`, { overlaps });
          for (let left = turns; left > 0; left -= 1) await settled();
          const open = underWay();
          if (open.length > 0 && ends > 4) await end(open[ends % open.length]!);
          check();
        }
        for (await settled(); underWay().length > 0; check()) await end(underWay()[0]!);
        expect(begun).toEqual(requests.map((_, n) => `${n}`));
      }),
    );
  });
});

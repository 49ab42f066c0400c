import { marked, Tally, Times } from '../../bench/fan-out/tally.js';

/** What a tally counts of messages with these numbers, heard by one member of one sender. */
function heard(...numbers: number[]) {
  const tally = new Tally(1, 1);
  tally.span = { from: 0, until: Infinity };
  for (const number of numbers) tally.hear(0, Buffer.from(marked(0, number, performance.now())));
  const { deliveries, repeated, reordered } = tally;
  return { deliveries, repeated, reordered };
}

describe('The tally of a benchmark', () => {
  it('counts every message once', () => {
    expect(heard(1, 2, 3)).toEqual({ deliveries: 3, repeated: 0, reordered: 0 });
  });

  it('counts fewer where some are lost', () => {
    expect(heard(1, 3, 100)).toEqual({ deliveries: 3, repeated: 0, reordered: 0 });
  });

  it('sees what is repeated', () => {
    expect(heard(1, 2, 2, 1, 3)).toEqual({ deliveries: 3, repeated: 2, reordered: 0 });
  });

  it('sees what is out of order', () => {
    expect(heard(1, 3, 2, 40, 39)).toEqual({ deliveries: 5, repeated: 0, reordered: 2 });
  });

  it('finds all messages that come in one piece, and keeps members and senders apart', () => {
    const tally = new Tally(2, 2);
    tally.span = { from: 0, until: Infinity };
    const piece = Buffer.from(`42["x",[${[0, 1].map((sender) => `"${marked(sender, 1, 0)}"`).join()}]]`);
    for (const member of [0, 1]) tally.hear(member, piece);
    expect(tally).toMatchObject({ deliveries: 4, heard: 4, repeated: 0, reordered: 0 });
  });

  it('counts for its result only what was to be said within the span', () => {
    const tally = new Tally(1, 1);
    tally.span = { from: 10, until: 20 };
    for (const [n, due] of [9, 10, 19, 20].entries()) tally.hear(0, Buffer.from(marked(0, n + 1, due)));
    expect(tally).toMatchObject({ deliveries: 4, heard: 2 });
  });
});

describe('Times', () => {
  it('give percentiles to 2 %', () => {
    const times = new Times();
    for (let ms = 1; ms <= 100; ms += 1) times.add(ms);
    expect(times.percentile(50)! / 50).toBeCloseTo(1, 1);
    expect(times.percentile(99)! / 99).toBeCloseTo(1, 1);
    expect(new Times().percentile(50)).toBeUndefined();
  });
});

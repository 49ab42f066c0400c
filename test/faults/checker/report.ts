import { check } from './check.js';
import type { Event, EventOf, History } from './history.js';
import { Ledger, sendKey, type Try } from './ledger.js';
import { recoveries, type Recovery } from './recovery.js';
import { violations as meanings, type Violation, type ViolationName } from './violation.js';

/** So many examples of each violation are told. */
const EXAMPLES = 10;

interface Counts {
  /** Sends, however often each was tried. */
  readonly attempted: number;
  readonly acked: number;
  readonly rejected: number;
  readonly indeterminate: number;
  /** Indeterminate, and in the final history. */
  readonly recovered: number;
  /** Messages in the final histories. */
  readonly durable: number;
  readonly received: number;
  readonly wireDuplicates: number;
  readonly resumes: number;
}

interface Spread {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface Report {
  /** `unknown` when nothing was put to the test; `doubts` tells what. */
  readonly valid: boolean | 'unknown';
  readonly doubts: readonly string[];
  readonly counts: Counts;
  readonly violations: Partial<Record<ViolationName, { count: number; examples: readonly Violation[] }>>;
  readonly recovery: readonly Recovery[];
  /** In milliseconds. */
  readonly latency: { readonly ack: Spread; readonly deliver: Spread };
}

/** The verdict on a run. */
export function report(history: History): Report {
  const ledger = new Ledger(history);
  const found = check(history);
  const counts = count(ledger);
  const recovery = recoveries(ledger);
  const doubts = recovery
    .filter(({ effect }) => effect === undefined)
    .map(({ fault }) => `The fault "${fault}" had no effect.`);
  if (counts.acked === 0) doubts.push('Nothing was acknowledged.');
  if (!history.some(({ type }) => type === 'settled')) doubts.push('The run did not come to its end.');
  return {
    valid: found.length > 0 ? false : doubts.length > 0 ? 'unknown' : true,
    doubts,
    counts,
    violations: byName(found),
    recovery,
    latency: latencies(ledger),
  };
}

function byName(found: readonly Violation[]): Report['violations'] {
  const names = [...new Set(found.map(({ name }) => name))];
  return Object.fromEntries(
    names.map((name) => {
      const all = found.filter((violation) => violation.name === name);
      return [name, { count: all.length, examples: all.slice(0, EXAMPLES) }];
    }),
  );
}

function count(ledger: Ledger): Counts {
  const sends = [...ledger.tries.values()];
  const outcome = (tries: readonly Try[]): 'acked' | 'rejected' | 'indeterminate' => {
    if (tries.some(({ end }) => end?.type === 'acked')) return 'acked';
    return tries.every(({ end }) => end?.type === 'refused') ? 'rejected' : 'indeterminate';
  };
  const indeterminate = sends.filter((tries) => outcome(tries) === 'indeterminate');
  const finals = [...ledger.finals.values()].map(([final]) => final!);
  const kept = new Set(
    finals.flatMap(({ room, messages }) => messages.map(({ author, id }) => sendKey(room, author, id))),
  );
  const recovered = indeterminate.filter(([first]) => kept.has(keyOf(first!)));
  const of = (type: Event['type']): number => ledger.history.filter((event) => event.type === type).length;
  return {
    attempted: sends.length,
    acked: sends.filter((tries) => outcome(tries) === 'acked').length,
    rejected: sends.filter((tries) => outcome(tries) === 'rejected').length,
    indeterminate: indeterminate.length,
    recovered: recovered.length,
    durable: kept.size,
    received: of('shown'),
    wireDuplicates: of('repeat'),
    resumes: of('opened'),
  };
}

const keyOf = ({ send }: Try): string => sendKey(send.room, send.user, send.id);

function latencies(ledger: Ledger): Report['latency'] {
  const ack = [...ledger.acks()].filter(({ ack }) => !ack.duplicate).map(({ send, ack }) => ack.t - send.t);
  const deliver = ledger.history
    .filter((event): event is EventOf<'shown'> => event.type === 'shown' && event.via === 'live')
    .flatMap(({ t, room, message }) => {
      const first = ledger.tries.get(sendKey(room, message.author, message.id))?.[0];
      return first ? [t - first.send.t] : [];
    });
  return { ack: spread(ack), deliver: spread(deliver) };
}

function spread(values: number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * part)] ?? 0);
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

/** The report on one page, for a person. */
export function render({ valid, doubts, counts, violations, recovery, latency }: Report): string {
  const verdict =
    valid === true ? 'No violation.' : valid === false ? 'THE PROMISE IS BROKEN.' : 'Nothing is proven.';
  const lines = [verdict, ...doubts, ''];
  for (const [name, value] of Object.entries(counts)) lines.push(`${name.padEnd(16)} ${value}`);
  for (const [name, { p50, p99, max }] of Object.entries(latency)) {
    lines.push(`${`${name} ms`.padEnd(16)} p50 ${p50}, p99 ${p99}, max ${max}`);
  }
  for (const [name, found] of Object.entries(violations)) {
    lines.push('', `${name}: ${found.count} (${meanings[name as ViolationName]})`);
    for (const { t, what } of found.examples) lines.push(`  at ${t.toFixed(1)} ms: ${what}`);
  }
  if (recovery.length > 0) lines.push('', ...renderRecovery(recovery));
  return lines.join('\n');
}

function renderRecovery(recovery: readonly Recovery[]): string[] {
  const faults = [...new Set(recovery.map(({ fault }) => fault))];
  const told = (values: readonly (number | undefined)[]): string => {
    const never = values.filter((value) => value === undefined).length;
    const { p50, max } = spread(values.filter((value) => value !== undefined));
    return `${p50}, at most ${max}${never > 0 ? `, never ${never}` : ''}`;
  };
  return faults.map((fault) => {
    const all = recovery.filter((one) => one.fault === fault);
    const acks = told(all.map(({ firstAckAfterMs }) => firstAckAfterMs));
    const heard = told(all.map(({ allHeardMs }) => allHeardMs));
    const caught = told(all.map(({ allCaughtUpMs }) => allCaughtUpMs));
    return `${fault} × ${all.length} (${all[0]?.effect ?? 'no effect'}): ms until the first ack ${acks}; until all hear ${heard}; until all have caught up ${caught}`;
  });
}

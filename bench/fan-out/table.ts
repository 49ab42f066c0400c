import { median } from '../report.js';
import type { Measured } from './scenarios.js';

/** All runs of one scenario by one peer. */
export interface Result {
  readonly scenario: string;
  readonly about: string;
  readonly peer: string;
  readonly runs: readonly Measured[];
}

const COLUMNS = [
  'server',
  '÷ ws',
  '÷ Socket.IO',
  'CPU µs',
  'a second',
  'p50 ms',
  'p99 ms',
  'ack p50 ms',
  'KiB',
  'faults',
];

const of = (runs: readonly Measured[], what: keyof Measured): number[] =>
  runs.map((run) => run[what]).filter((value) => value !== undefined);

function ratio(result: Result, to: Result | undefined): string {
  if (!to || to.peer === result.peer) return '';
  // Of each run to the same run of the other: what slowed the machine meanwhile slowed both.
  const ratios = result.runs.map(({ cpu }, run) => cpu / to.runs[run]!.cpu);
  return shown(median(ratios));
}

/** Three digits that count. */
const shown = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(value < 1 ? 2 : 3);

function ranged(values: readonly number[]): string {
  if (values.length === 0) return '';
  return `${shown(median(values))} (${shown(Math.min(...values))}–${shown(Math.max(...values))})`;
}

const middle = (values: readonly number[]): string => (values.length === 0 ? '' : shown(median(values)));

const faults = (runs: readonly Measured[]): string => {
  const sum = (what: 'lost' | 'repeated' | 'reordered'): number => of(runs, what).reduce((a, b) => a + b, 0);
  if (of(runs, 'lost').length === 0) return '';
  return `${sum('lost')} / ${sum('repeated')} / ${sum('reordered')}`;
};

function cells(result: Result, [ws, socketIo]: readonly (Result | undefined)[]): string[] {
  const { peer, runs } = result;
  return [
    peer,
    ratio(result, ws),
    ratio(result, socketIo),
    ranged(of(runs, 'cpu')),
    middle(of(runs, 'perSecond')),
    middle(of(runs, 'p50')),
    middle(of(runs, 'p99')),
    middle(of(runs, 'ackP50')),
    middle(of(runs, 'memory')),
    faults(runs),
  ];
}

/** The results of one scenario as a table of Markdown. Ratios are of CPU, to plain ws and to plain Socket.IO. */
export function table(results: readonly Result[]): string {
  const peer = (name: string): Result | undefined => results.find((result) => result.peer === name);
  const compared = [peer('plain ws'), peer('plain Socket.IO')];
  const rows = [COLUMNS, ...results.map((result) => cells(result, compared))];
  const used = COLUMNS.map((_, at) => rows.some((row, n) => n > 0 && row[at] !== ''));
  const widths = COLUMNS.map((_, at) => Math.max(3, ...rows.map((row) => row[at]!.length)));
  const line = (row: readonly string[], fill = ' '): string => {
    const padded = row.map((cell, at) =>
      at === 0 ? cell.padEnd(widths[at]!, fill) : cell.padStart(widths[at]!, fill),
    );
    return `| ${padded.filter((_, at) => used[at]).join(' | ')} |`;
  };
  const rule = line(
    COLUMNS.map((_, at) => (at === 0 ? '' : ':')),
    '-',
  );
  return [
    `**${results[0]!.about}**`,
    '',
    line(rows[0]!),
    rule,
    ...rows.slice(1).map((row) => line(row)),
  ].join('\n');
}

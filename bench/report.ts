export const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

export interface Row {
  readonly what: string;
  /** Undefined where it cannot be measured here. */
  readonly measured: number | undefined;
  readonly promised: string;
  readonly kept: (measured: number) => boolean;
}

/** Prints what was measured beside what is promised; a promise that is not kept makes the program fail. */
export function report(rows: readonly Row[]): void {
  for (const { what, measured, promised, kept } of rows) {
    const shown = measured === undefined ? 'not measured: apt-get install strace' : measured.toFixed(2);
    const verdict = measured === undefined || kept(measured) ? '' : '  NOT KEPT';
    console.log(`${what.padEnd(62)}${shown.padStart(8)}   ${promised}${verdict}`);
  }
  process.exitCode = rows.every(({ measured, kept }) => measured === undefined || kept(measured)) ? 0 : 1;
}

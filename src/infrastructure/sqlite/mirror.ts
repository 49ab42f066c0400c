import { closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs';

const WIDTH = 16;

/**
 * The number of entries ever written, kept beside the database: a database that knows fewer was put back to an
 * earlier state. Not synced: it outlives the process, and a loss of power may leave it behind, never ahead.
 */
export class Mirror {
  /** Undefined where there is none that can be read. */
  readonly atStart: number | undefined;
  private readonly file: number;
  private last: number | undefined;

  constructor(path: string) {
    this.atStart = read(path);
    this.file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    this.last = this.atStart;
  }

  /** Writes over the same bytes, so that a full disk has room for them. */
  write(entries: number): void {
    if (entries === this.last) return;
    writeSync(this.file, `${String(entries).padStart(WIDTH - 1, '0')}\n`, 0);
    this.last = entries;
  }

  close(): void {
    closeSync(this.file);
  }
}

function read(path: string): number | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    return /^\d{15}\n$/.test(text) ? Number(text) : undefined;
  } catch {
    return undefined;
  }
}

/** What went wrong in a worker, in a form that crosses threads. */
export interface Failure {
  readonly message: string;
  readonly stack: string | undefined;
  /** The store cannot do it now, or cannot say whether it did. Otherwise it is a bug. */
  readonly storage: boolean;
}

interface SqliteError extends Error {
  /** SQLite's extended result code; its low byte is the plain one. */
  readonly sqliteExtendedCode?: number;
}

const [BUSY, LOCKED, NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB] = [
  5, 6, 7, 8, 10, 11, 13, 14, 15, 26,
];
const STORAGE = new Set([BUSY, LOCKED, NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB]);

/** No room for the index of the write-ahead log: an IOERR by name, a full disk by nature. */
const IOERR_SHMSIZE = 4874;

function codes(error: unknown): { plain: number; extended: number } {
  const extended = (error as SqliteError | undefined)?.sqliteExtendedCode ?? 0;
  return { plain: extended & 0xff, extended };
}

export function failure(error: unknown): Failure {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { message, stack, storage: STORAGE.has(codes(error).plain) };
}

export const isBusy = (error: unknown): boolean => codes(error).plain === BUSY;

/** The file does not hold what a database must. */
export const isDamage = (error: unknown): boolean => {
  const { plain } = codes(error);
  return plain === CORRUPT || plain === NOTADB;
};

export interface Trouble {
  readonly message: string;
  /** After an error of the disk nobody knows what it holds: no more writes until a restart reads it anew. */
  readonly lasting: boolean;
}

/** What a failed write says about those to come. */
export function trouble(error: unknown): Trouble | undefined {
  const { plain, extended } = codes(error);
  if (plain === FULL || extended === IOERR_SHMSIZE) return { message: 'the disk is full', lasting: false };
  const { message } = error as Error;
  if (isDamage(error)) return { message: `the database is damaged (${message}): read-only`, lasting: true };
  if (plain === IOERR)
    return { message: `the disk failed (${message}): read-only until a restart`, lasting: true };
  return STORAGE.has(plain) ? { message, lasting: false } : undefined;
}

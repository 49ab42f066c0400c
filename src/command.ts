import { StartupError } from './infrastructure/startup-error.js';

/** Runs what was asked for on the command line. What an operator can mend is one line; what is a bug is shown whole. */
export async function command(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    fail(error);
  }
}

/** Says why, and ends the process with code 1. */
export function fail(error: unknown): never {
  console.error(error instanceof StartupError ? error.message : error);
  process.exit(1);
}

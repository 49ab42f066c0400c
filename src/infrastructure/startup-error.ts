/** What was asked for cannot be done, for a reason that the operator can see and change: one line, then exit code 1. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}

/** The server cannot start here, for a reason that its operator can see and change: one line, then exit code 1. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}

/** A shutdown that takes longer, in milliseconds, is cut short. */
const LIMIT = 9_500;

/** A signal that follows the first sooner is the same one: a terminal and npm both pass it on. */
const ECHO = 500;

/** On SIGTERM or SIGINT goes down in good order and ends with code 0. A second signal ends it at once, with code 1. */
export function closeOnSignal(server: { close(): Promise<void> }): void {
  let since: number | undefined;
  const signalled = (): void => {
    if (since !== undefined) {
      if (performance.now() - since > ECHO) process.exit(1);
      return;
    }
    since = performance.now();
    setTimeout(() => process.exit(1), LIMIT).unref();
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', signalled);
  process.on('SIGINT', signalled);
}

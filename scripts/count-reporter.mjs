/** How long whatever the tests left open may stay, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Ends a run with its counts, alone on the last line. A run that something keeps open fails instead of hanging; where
 * CI is set, a test that is skipped fails it too.
 */
export default class CountReporter {
  #lastError;

  onRunComplete(_contexts, results) {
    const skipped = results.numPendingTests + results.numTodoTests;
    if (process.env.CI && skipped > 0)
      this.#lastError = new Error(`CI skips nothing: ${skipped} tests were skipped.`);

    // A file that does not even load has no test that could fail.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    // Jest writes its own summary after every reporter has run.
    process.once('exit', () => {
      if (this.#lastError) console.error(this.#lastError.message);
      console.log(`${results.numPassedTests} passed, ${failed} failed`);
    });

    const giveUp = () => {
      console.error(
        'A test left something open: a server, a connection, a timer. --detectOpenHandles may name it.',
      );
      process.exit(1);
    };
    if (!process.argv.some((argument) => argument.startsWith('--watch')))
      setTimeout(giveUp, PATIENCE).unref();
  }

  getLastError() {
    return this.#lastError;
  }
}

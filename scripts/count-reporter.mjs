/** Ends a run with its counts, alone on the last line; where CI is set, a test that is skipped fails the run. */
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
  }

  getLastError() {
    return this.#lastError;
  }
}

// Answers sends and marks before they are committed: what a crash takes away was acknowledged.
import { inMainThread, server } from './server.mjs';

/** What is answered early. */
const LOOSE = new Set(['append', 'appendChange', 'mark']);

/** In milliseconds. */
const LATE = 100;

if (!inMainThread) {
  const { Database } = await server('./infrastructure/sqlite/database.js');
  const { Writer } = await server('./infrastructure/sqlite/writer.js');
  const { transaction } = Database.prototype;
  const { run } = Writer.prototype;
  let batch;
  let open = false;

  Writer.prototype.run = function (calls) {
    batch = calls;
    try {
      return run.call(this, calls);
    } finally {
      batch = undefined;
    }
  };
  Database.prototype.transaction = function (begin, work) {
    if (!batch) return transaction.call(this, begin, work);
    if (!open) this.run(begin);
    const commit = () => {
      if (open) this.run('COMMIT');
      open = false;
    };
    if (!open) setTimeout(commit, LATE);
    open = true;
    const result = work();
    // Anything else is committed as it should be, and with it what waits.
    if (batch.some(([name]) => !LOOSE.has(name))) commit();
    return result;
  };
}

// Never renews an epoch: an older database goes on where a newer one was.
import { inMainThread, server } from './server.mjs';

if (!inMainThread) {
  const { Database } = await server('./infrastructure/sqlite/database.js');
  const { run } = Database.prototype;
  Database.prototype.run = function (sql, ...values) {
    return /SET epoch/.test(sql) ? { changes: 0, rowid: 0 } : run.call(this, sql, ...values);
  };
}

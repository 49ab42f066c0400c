import { writeSync } from 'node:fs';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { openSqlite } from '../../src/infrastructure/sqlite/open-sqlite.js';
import { ann, say, seat, tea } from '../contract/stores.js';

// A process that says as much as it can, and tells on its standard output what was acknowledged: a line a message. When
// it is refused, it tells that too, and at last why.
const [dataDir, writers] = process.argv.slice(2);
const bus = new MemoryEventBus();
const stores = { ...(await openSqlite({ dataDir: dataDir! }, bus)), bus };
await seat(stores, tea, ann);
writeSync(1, 'ready\n');

let count = 0;
async function talk(): Promise<void> {
  for (;;) {
    const id = `${process.pid}-${(count += 1)}`;
    const answer = await say(stores, 'tea', ann, id, 'x'.repeat(count % 500) + id).catch(() => undefined);
    if (!answer) return void writeSync(1, 'refused\n');
    if (answer.status === 'appended') writeSync(1, `${answer.seq} ${id}\n`);
  }
}
await Promise.all(Array.from({ length: Number(writers) }, talk));
writeSync(1, `trouble: ${await stores.health.trouble()}\n`);
await stores.close();

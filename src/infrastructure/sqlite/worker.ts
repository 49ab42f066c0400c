import { parentPort, workerData } from 'node:worker_threads';
import { StartupError } from '../startup-error.js';
import type { Job, Report, Task } from './calls.js';
import { Reader } from './reader.js';
import { Searcher } from './search/searcher.js';
import { Writer } from './writer.js';

// A thread with one connection, and the loop that serves it.
const { role, dataDir } = workerData as Job;
const port = parentPort!;
let connection: Writer | Reader | Searcher | undefined;
const connections = { writer: Writer, reader: Reader, searcher: Searcher };

function answer(task: Task): Report | undefined {
  switch (task.type) {
    case 'open':
      connection = new connections[role](dataDir);
      return { type: 'ready' };
    case 'run':
      return { type: 'done', outcomes: connection!.run(task.calls), trouble: connection!.trouble };
    case 'close':
      connection?.close();
      port.close();
      return undefined;
  }
}

port.on('message', (task: Task) => {
  try {
    const report = answer(task);
    if (report) port.postMessage(report);
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    port.postMessage({ type: 'refused', reason: error.message } satisfies Report);
  }
});

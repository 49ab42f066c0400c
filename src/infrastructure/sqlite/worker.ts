import { parentPort, workerData } from 'node:worker_threads';
import { StartupError } from '../startup-error.js';
import type { Job, Report, Task } from './calls.js';
import { Reader } from './reader.js';
import { Writer } from './writer.js';

// One connection, and the loop that serves it.
const port = parentPort!;
const report = (message: Report) => port.postMessage(message);

function open({ role, dataDir }: Job): Writer | Reader | undefined {
  try {
    return role === 'writer' ? new Writer(dataDir) : new Reader(dataDir);
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    report({ type: 'refused', reason: error.message });
    return undefined;
  }
}

const connection = open(workerData as Job);
if (connection) {
  port.on('message', (task: Task) => {
    if (task.type === 'run') {
      const outcomes = connection.run(task.calls);
      report({ type: 'done', outcomes, trouble: connection.trouble });
    } else {
      connection.close();
      port.close();
    }
  });
  report({ type: 'ready' });
}

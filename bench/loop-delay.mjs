// Loaded into a server before it starts: tells its parent how late its event loop runs, each time it is asked.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  process.on('message', () => {
    // In nanoseconds, the resolution included.
    process.send({ p99: delay.percentile(99) / 1e6 });
    delay.reset();
  });
  process.channel.unref();
}

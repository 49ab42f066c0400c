import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { newcomer, runServer } from '../support/running-server.js';

const COUNT = 60;

/** Debian's own Python first: it is the one that Debian's packages are for. */
const python = ['/usr/bin/python3', 'python3'].find(
  (path) => spawnSync(path, ['-c', 'import socketio, websocket, requests']).status === 0,
);
const maybe = python !== undefined || process.env['CI'] === 'true' ? describe : describe.skip;

maybe('Python’s client (needs apt-get install python3-socketio python3-websocket python3-requests)', () => {
  it.each(['websocket', 'polling'])(
    'hears and is answered everything, in order, over %s',
    async (transport) => {
      const server = await runServer();
      const { token } = await newcomer(server.url, 'Ann');
      const script = ['test/support/foreign-client.py', server.url, token, transport, String(COUNT)];
      const { stdout } = await promisify(execFile)(python ?? 'python3', script);
      const seqs = Array.from({ length: COUNT }, (_, i) => i + 1);
      expect(JSON.parse(stdout)).toEqual({
        complete: true,
        heard: seqs.map((seq) => [seq, `消息 ${seq - 1}`]),
        answers: seqs,
      });
      await server.close();
    },
    30_000,
  );
});

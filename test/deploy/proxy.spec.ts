import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Logger } from '@nestjs/common';
import { LOBBY } from '../../src/domain/room.js';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { openMemory } from '../../src/infrastructure/memory/open-memory.js';
import { newcomer, runServer, type RunningServer } from '../support/running-server.js';
import { connect, type ChatClient } from '../support/socket-client.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const there = spawnSync('haproxy', ['-v']).status === 0;
const maybe = there || process.env['CI'] === 'true' ? describe : describe.skip;

/** Ports that nobody listens on. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  for (const server of servers) server.close();
  return ports;
}

/** A certificate of our own, with its key. */
function certificate(folder: string): string {
  const [key, pem] = [join(folder, 'key'), join(folder, 'pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const args = ['req', '-x509', ...curve, '-subj', '/CN=localhost', '-keyout', key, '-out', pem];
  execFileSync('openssl', args, { stdio: 'ignore' });
  writeFileSync(pem, readFileSync(pem, 'utf8') + readFileSync(key, 'utf8'));
  return pem;
}

maybe('deploy/haproxy.cfg (needs apt-get install haproxy)', () => {
  const folder = temporaryFolder();
  let nodes: RunningServer[];
  let proxy: ChildProcess;
  let said = '';
  let ports: number[];
  let url: string;

  beforeAll(async () => {
    // Two nodes, whose store is one.
    const bus = new MemoryEventBus();
    const store = await openMemory({}, bus);
    const open = async () => ({ ...store, close: async () => {} });
    const node = () => runServer({ open, bus, config: { trustProxy: 1 } });
    nodes = [await node(), await node()];
    ports = await freePorts(2);
    url = `https://127.0.0.1:${ports[1]}`;
    proxy = spawn('haproxy', ['-db', '-f', 'deploy/haproxy.cfg'], {
      env: {
        PATH: process.env['PATH'],
        CERT: certificate(folder.path),
        NODE_A: `127.0.0.1:${nodes[0]!.port}`,
        NODE_B: `127.0.0.1:${nodes[1]!.port}`,
        HTTP_PORT: String(ports[0]),
        HTTPS_PORT: String(ports[1]),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [proxy.stdout!, proxy.stderr!])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await answers();
  });

  afterAll(async () => {
    if (proxy.exitCode === null) {
      const exit = once(proxy, 'exit');
      proxy.kill('SIGKILL');
      await exit;
    }
    await Promise.all(nodes.map((node) => node.close()));
    folder.remove();
  });

  /** One request by HTTP to the proxy. */
  const get = (path: string, method = 'GET', body?: string) =>
    new Promise<{ status: number; cookies: string[]; body: string }>((resolve, reject) => {
      const outgoing = request(url + path, {
        method,
        agent: false,
        rejectUnauthorized: false,
        headers: { Origin: url, 'Content-Type': 'application/json', 'X-Forwarded-For': '6.6.6.6' },
      });
      outgoing.once('error', reject);
      outgoing.once('response', (answer) => {
        const cookies = answer.headers['set-cookie'] ?? [];
        text(answer).then((said) => resolve({ status: answer.statusCode!, cookies, body: said }), reject);
      });
      outgoing.end(body);
    });

  /** Resolves when the proxy listens, and found a node ready. */
  async function answers(): Promise<void> {
    for (;;) {
      if (proxy.exitCode !== null) throw new Error(said);
      const answer = await get('/health/ready').catch(() => undefined);
      if (answer?.status === 200) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  const enter = (token: string, transport: 'websocket' | 'polling'): Promise<ChatClient> =>
    connect(url, token, { transports: [transport], rejectUnauthorized: false, withCredentials: true });

  const send = (chat: ChatClient, words: string) =>
    chat.request('message:send', { room: LOBBY, id: crypto.randomUUID(), text: words });

  it('hands on the page, and a cookie that needs TLS', async () => {
    expect(await get('/')).toMatchObject({ status: 200, body: expect.stringContaining('Parley') as string });
    const { status, cookies } = await get('/api/session', 'POST', '{"nickname":"Ann"}');
    expect(status).toBe(201);
    expect(cookies.some((cookie) => cookie.startsWith('__Host-parley='))).toBe(true);
  });

  it('sends plain HTTP to TLS', async () => {
    const answer = await fetch(`http://127.0.0.1:${ports[0]}/x?y=1`, { redirect: 'manual' });
    expect(answer.status).toBe(308);
    expect(answer.headers.get('location')).toBe(`https://127.0.0.1:${ports[0]}/x?y=1`);
  });

  it.each(['websocket', 'polling'] as const)('lets people on both nodes talk by %s', async (transport) => {
    const [ann, ben] = await Promise.all(
      nodes.map(async (node, n) => enter((await newcomer(node.url, `${transport} ${n}`)).token, transport)),
    );
    for (let n = 0; n < 20; n += 1) await send(n % 2 === 0 ? ann! : ben!, `${transport} ${n}`);
    for (const chat of [ann!, ben!]) {
      const texts: string[] = [];
      while (texts.length < 20) {
        const { entries } = await chat.next('room:entries');
        for (const entry of entries) if (entry.type === 'message.sent') texts.push(entry.message.text);
      }
      expect(texts).toEqual(Array.from({ length: 20 }, (_, n) => `${transport} ${n}`));
      chat.close();
    }
  });

  it('is said to be the reason, where polls do not stick to their node', async () => {
    const warnings: string[] = [];
    Logger.overrideLogger({ log() {}, error() {}, warn: (warning: string) => warnings.push(warning) });
    for (let n = 0; n < 2; n += 1) {
      // One node, asked as a proxy would ask it.
      const answer = await fetch(`${nodes[0]!.url}/socket.io/?EIO=4&transport=polling&sid=elsewhere`);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toEqual({ code: 1, message: 'Session ID unknown' });
    }
    expect(warnings).toEqual([expect.stringContaining('has to send all polls of a client to one node')]);
    Logger.overrideLogger(false);
  });

  it('takes who was on a node that goes down to the other', async () => {
    const { token } = await newcomer(nodes[1]!.url, 'Cat');
    const chats = await Promise.all([0, 1, 2, 3].map(() => enter(token, 'websocket')));
    await nodes[0]!.close();
    const cut = await Promise.race([...chats.map((chat) => chat.ended)]);
    expect(cut).toMatch(/transport|server/);
    const back = await enter(token, 'websocket');
    await send(back, 'still here');
    for (const chat of [...chats, back]) chat.close();
  });
});

import { request as send, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { z } from 'zod';
import type { EventBus } from '../../src/application/ports/event-bus.js';
import { boot } from '../../src/boot.js';
import type { Backend } from '../../src/infrastructure/backend.js';
import { readConfig, type Config } from '../../src/infrastructure/config/config.js';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { openMemory } from '../../src/infrastructure/memory/open-memory.js';
import type { User } from '../../src/interface/protocol/schemas.js';
import { listen } from '../../src/listen.js';

/** Nothing of the environment, and no file. */
const CONFIG = readConfig(
  { HOST: '127.0.0.1', PORT: '0', STORE: 'memory', LIMITS: 'off', LOG_LEVEL: 'silent' },
  '/dev/null',
);

export interface ServerOptions {
  /** Opens what the server keeps things in. Memory unless given. */
  readonly open?: (bus: EventBus) => Promise<Backend>;
  readonly bus?: EventBus;
  /** What is to differ from a silent server on a free port of 127.0.0.1, without limits. */
  readonly config?: Partial<Config>;
}

export interface RunningServer {
  /** `http://127.0.0.1:…` */
  readonly url: string;
  readonly port: number;
  readonly app: NestExpressApplication;
  readonly backend: Backend;
  readonly bus: EventBus;
  /** Goes down as it does on a signal. Safe to repeat. */
  close(): Promise<void>;
}

/** Runs the whole server in this process, as `main.ts` does. */
export async function runServer({
  open = (bus) => openMemory({}, bus),
  bus: own = new MemoryEventBus(),
  config,
}: ServerOptions = {}): Promise<RunningServer> {
  const settings = { ...CONFIG, ...config };
  const backend = await open(own);
  const bus = backend.bus ?? own;
  const app = await boot(settings, backend, bus);
  const port = await listen(app, settings);
  let closing: Promise<void> | undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    app,
    backend,
    bus,
    close: () => (closing ??= app.close()),
  };
}

export interface Asking {
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string, or bytes, are sent as they are. */
  readonly body?: unknown;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON where the answer is JSON, else its text. */
  readonly body: unknown;
}

const isPlain = (body: unknown): body is undefined | string | Uint8Array =>
  body === undefined || typeof body === 'string' || body instanceof Uint8Array;

/** One request over HTTP, with any header at all, on a connection of its own. */
export async function ask(
  url: string,
  method: string,
  path: string,
  { token, headers, body }: Asking = {},
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const payload = isPlain(body) ? body : JSON.stringify(body);
    const outgoing = send(url + path, {
      method,
      agent: false,
      headers: {
        ...(payload !== undefined && {
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(payload),
        }),
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...headers,
      },
    });
    outgoing.once('error', reject);
    outgoing.once('response', (answer) => {
      text(answer).then(
        (raw) =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: answer.headers['content-type']?.startsWith('application/json') ? JSON.parse(raw) : raw,
          }),
        reject,
      );
    });
    outgoing.end(payload);
  });
}

export interface Newcomer {
  readonly token: string;
  readonly user: z.output<typeof User>;
}

/** Someone who was not here before, and is a member of the lobby now. */
export async function newcomer(url: string, nickname: string): Promise<Newcomer> {
  const { status, body } = await ask(url, 'POST', '/api/session', { body: { nickname } });
  if (status !== 201) throw new Error(`no session for ${nickname}: ${status} ${JSON.stringify(body)}`);
  return body as Newcomer;
}

/** Everybody's password. */
export const PASSWORD = 'correct horse';

/** A newcomer who claimed an account. The username is the nickname in small letters. */
export async function account(url: string, nickname: string): Promise<Newcomer> {
  const { token } = await newcomer(url, nickname);
  const { status, body } = await ask(url, 'POST', '/api/account', {
    token,
    body: { username: nickname, password: PASSWORD },
  });
  if (status !== 201) throw new Error(`no account for ${nickname}: ${status} ${JSON.stringify(body)}`);
  return body as Newcomer;
}

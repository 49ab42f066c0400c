import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { OfferClaim } from '../../src/application/use-cases/offer-claim.js';
import { Operator } from '../../src/interface/http/operator.js';
import { requestTable } from '../../src/interface/protocol/requests.js';
import {
  account,
  ask,
  PASSWORD,
  runServer,
  type Newcomer,
  type RunningServer,
} from '../support/running-server.js';
import { ServerProcess } from '../support/server-process.js';
import { connect } from '../support/socket-client.js';
import { listenTo } from '../support/sse-client.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { within } from '../support/within.js';

describe('Administration', () => {
  let server: RunningServer;
  let admin: Newcomer;
  let bob: Newcomer;

  beforeAll(async () => {
    server = await runServer();
    [admin, bob] = [await account(server.url, 'Ann'), await account(server.url, 'Bob')];
    const token = await server.app.get(OfferClaim).execute();
    const claimed = await ask(server.url, 'POST', '/api/server/claim', {
      token: admin.token,
      body: { token },
    });
    expect(claimed).toMatchObject({ status: 200, body: { user: { admin: true } } });
  });
  afterAll(() => server.close());

  const body = { on: true };

  it('is the administrator’s on a connection that was open before', async () => {
    const chat = await connect(server.url, admin.token);
    const { users } = await chat.request('admin:users', { query: 'bob' });
    expect(users).toMatchObject([{ id: bob.user.id, banned: false, admin: false }]);
    expect((await chat.request('admin:rooms', {})).rooms).toMatchObject([{ id: 'lobby', kind: 'public' }]);
    chat.close();
  });

  it('ends all connections of who is banned within two seconds', async () => {
    const cem = await account(server.url, 'Cem');
    const chat = await connect(server.url, cem.token);
    const stream = await listenTo(server.url, { token: cem.token });
    await ask(server.url, 'PUT', `/api/admin/users/${cem.user.id}/ban`, { token: admin.token, body });
    const told = Promise.all([chat.next('session:ended'), stream.nextOf('session:ended')]);
    expect(await within(told, 'a word', 2000)).toEqual([{ code: 'user.banned' }, { code: 'user.banned' }]);
    await within(Promise.all([chat.ended, stream.ended]), 'the end', 2000);
    const names = { username: 'cem', password: PASSWORD };
    expect(await ask(server.url, 'POST', '/api/session', { body: names })).toMatchObject({
      status: 403,
      body: { error: { code: 'user.banned' } },
    });
  });

  it('lets the operator do what is for administrators, and nothing else', async () => {
    const { token } = server.app.get(Operator);
    expect(await ask(server.url, 'GET', '/api/admin/rooms', { token })).toMatchObject({ status: 200 });
    for (const [, { http }] of requestTable) {
      if (http.path.startsWith('/api/admin/')) continue;
      const answered = await ask(server.url, http.method, http.path.replaceAll(/:\w+/g, 'lobby'), { token });
      expect([400, 401]).toContain(answered.status);
    }
    for (const path of ['/api/session', '/api/events'])
      expect(await ask(server.url, 'GET', path, { token })).toMatchObject({ status: 401 });
    await expect(connect(server.url, token)).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
    const guessed = `${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`;
    expect(await ask(server.url, 'GET', '/api/admin/rooms', { token: guessed })).toMatchObject({
      status: 401,
    });
  });
});

describe('npm run admin', () => {
  const folder = temporaryFolder();
  const env = { DATA_DIR: folder.path, STORE: 'sqlite' };
  let server: ServerProcess;
  let bob: Newcomer;

  beforeAll(async () => {
    server = await ServerProcess.start(env);
    bob = await account(server.url, 'Bob');
  });
  afterAll(async () => {
    await server.stop();
    folder.remove();
  });

  async function admin(...words: string[]) {
    const child = spawn(process.execPath, ['dist/admin.js', ...words], {
      env: { PATH: process.env['PATH'], ...env },
    });
    const [said, complained, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close') as Promise<[number]>,
    ]);
    return { said, complained, code };
  }

  it('finds the server by a file that is for its user alone', async () => {
    const file = join(folder.path, 'parley.admin');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ url: server.url });
  });

  it('lists users and rooms', async () => {
    const users = await admin('users');
    expect(users).toMatchObject({ code: 0, complained: '' });
    expect(users.said).toContain(`10001\tbob\tBob\t${bob.user.id}`);
    expect((await admin('users', 'nobody')).said).toBe('');
    expect((await admin('rooms')).said).toMatch(/^public\tLobby\tlobby\tmembers: 1\tentries: 0/);
  });

  it('bans and lets in again', async () => {
    const chat = await connect(server.url, bob.token);
    expect(await admin('ban', 'bob')).toMatchObject({ code: 0, said: 'Bob is banned.\n' });
    expect(await chat.next('session:ended')).toEqual({ code: 'user.banned' });
    expect((await admin('users', 'bob')).said).toContain('banned');
    const enter = () =>
      ask(server.url, 'POST', '/api/session', { body: { username: 'bob', password: PASSWORD } });
    expect(await enter()).toMatchObject({ status: 403 });
    expect(await admin('unban', '10001')).toMatchObject({ code: 0 });
    expect(await enter()).toMatchObject({ status: 201 });
  });

  it('appoints and dismisses administrators, but never the last one', async () => {
    const cem = await account(server.url, 'Cem');
    expect(await admin('appoint', 'bob')).toMatchObject({ code: 0, said: 'Bob is an administrator.\n' });
    const last = await admin('dismiss', 'bob');
    expect(last).toMatchObject({ code: 1, complained: expect.stringContaining('only administrator') });
    await admin('appoint', cem.user.id);
    expect(await admin('dismiss', 'bob')).toMatchObject({ code: 0, said: 'Bob is no administrator.\n' });
    expect((await admin('users', 'cem')).said).toContain('administrator');
  });

  it('gives another password', async () => {
    const { said } = await admin('reset-password', bob.user.id);
    const [, password] = /is now (\S+)\n$/.exec(said) ?? [];
    const entered = await ask(server.url, 'POST', '/api/session', { body: { username: 'bob', password } });
    expect(entered).toMatchObject({ status: 201 });
  });

  it.each([
    [['help'], 0],
    [[], 0],
    [['--help'], 0],
  ])('%j explains itself', async (words, code) => {
    const told = await admin(...words);
    expect(told.code).toBe(code);
    expect(told.said).toContain('reset-password USER');
  });

  it.each([
    [['dance'], /^There is no command dance\./],
    [['__proto__'], /^There is no command __proto__\./],
    [['ban'], /^Say which user: ban USER\n$/],
    [['ban', 'nobody'], /^There is no user .* nobody\.\n$/],
  ])('%j is refused in a word', async (words, said) => {
    const told = await admin(...words);
    expect(told.code).toBe(1);
    expect(told.complained).toMatch(said);
  });

  it('says so where no server runs, and finds the one that runs again', async () => {
    await server.kill();
    expect(existsSync(join(folder.path, 'parley.admin'))).toBe(true);
    const alone = await admin('users');
    expect(alone).toMatchObject({ code: 1 });
    expect(alone.complained).toMatch(/^The server does not answer at .*: npm start\n$/);
    await server.up();
    expect(await admin('users')).toMatchObject({ code: 0 });
  });

  it('finds nothing once the server has gone down in good order', async () => {
    await server.stop();
    expect(readdirSync(folder.path)).not.toContain('parley.admin');
    const alone = await admin('users');
    expect(alone.complained).toMatch(/^DATA_DIR .*: no server uses it: npm start\.\n$/);
  });
});

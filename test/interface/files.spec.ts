import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { request as send } from 'node:http';
import { join } from 'node:path';
import type { z } from 'zod';
import { openSqlite } from '../../src/infrastructure/sqlite/open-sqlite.js';
import type { Uploaded } from '../../src/interface/protocol/endpoints.js';
import { bomb, photo, tellingPhoto, whatItSays } from '../support/pictures.js';
import { messageOf } from '../support/message-of.js';
import { ask, newcomer, runServer, type Newcomer, type RunningServer } from '../support/running-server.js';
import { connect } from '../support/socket-client.js';
import { temporaryFolder } from '../support/temporary-folder.js';

type Attachment = z.output<typeof Uploaded>['file'];

const folder = temporaryFolder();
const LIMIT = 1024 * 1024;
let server: RunningServer;
let ann: Newcomer;
let bob: Newcomer;

beforeAll(async () => {
  server = await runServer({
    open: (bus) => openSqlite({ dataDir: folder.path }, bus),
    config: { fileLimit: LIMIT, fileQuota: 4 * LIMIT },
  });
  [ann, bob] = [await newcomer(server.url, 'Ann'), await newcomer(server.url, 'Bob')];
});

afterAll(async () => {
  await server.close();
  folder.remove();
});

const post = (bytes: Uint8Array | string, name: string, { token = ann.token, type = 'text/plain' } = {}) =>
  ask(server.url, 'POST', `/api/rooms/lobby/files?name=${encodeURIComponent(name)}`, {
    token,
    body: bytes,
    headers: { 'Content-Type': type },
  });

const upload = async (...given: Parameters<typeof post>): Promise<Attachment> => {
  const { status, body } = await post(...given);
  expect([status, body]).toMatchObject([201, { file: {} }]);
  return (body as z.output<typeof Uploaded>).file;
};

const get = (id: string, headers: Record<string, string> = {}, token = ann.token) =>
  fetch(`${server.url}/api/files/${id}`, { headers: { Authorization: `Bearer ${token}`, ...headers } });

const incoming = (): string[] => readdirSync(join(folder.path, 'files', 'incoming'));

describe('a file', () => {
  it('comes back as it was sent, to be saved under its name', async () => {
    const { id, ...file } = await upload('hello', '../报告 "1".txt');
    expect(file).toEqual({ name: '报告 "1".txt', type: 'application/octet-stream', size: 5 });
    const got = await get(id);
    expect(await got.text()).toBe('hello');
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': '5',
      'content-disposition': `attachment; filename="__ _1_.txt"; filename*=UTF-8''%E6%8A%A5%E5%91%8A%20%221%22.txt`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-cache',
    });
  });

  it.each([
    ['a page', '<!doctype html><script>alert(1)</script>', 'page.html', 'text/html'],
    [
      'a drawing that runs',
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
      'a.svg',
      'image/svg+xml',
    ],
    ['a script', 'alert(1)', 'a.js', 'text/javascript'],
    ['JSON', '{"broken', 'a.json', 'application/json'],
    ['an archive', 'PK\u0003\u0004', 'a.zip', 'application/zip'],
  ])('that is %s is only to be saved', async (_what, bytes, name, type) => {
    const { id, type: found } = await upload(bytes, name, { type });
    expect(found).toBe('application/octet-stream');
    const { headers } = await get(id);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(/^attachment;/);
  });

  it.each([
    ['bytes=1-3', 206, 'ell', 'bytes 1-3/5'],
    ['bytes=3-', 206, 'lo', 'bytes 3-4/5'],
    ['bytes=-2', 206, 'lo', 'bytes 3-4/5'],
    ['bytes=0-99', 206, 'hello', 'bytes 0-4/5'],
    ['bytes=5-', 416, '', 'bytes */5'],
    ['bytes=0-0,2-2', 200, 'hello', null],
    ['lines=1-2', 200, 'hello', null],
    ['bytes=b-a', 200, 'hello', null],
  ])('answers %s with %d', async (range, status, bytes, said) => {
    const { id } = await upload('hello', 'a.txt');
    const got = await get(id, { Range: range });
    expect([got.status, await got.text(), got.headers.get('content-range')]).toEqual([status, bytes, said]);
  });

  it('is not sent again to who has it', async () => {
    const { id } = await upload('hello', 'a.txt');
    const etag = (await get(id)).headers.get('etag')!;
    const headers = { 'If-None-Match': etag };
    const again = await ask(server.url, 'GET', `/api/files/${id}`, { token: ann.token, headers });
    expect(again).toMatchObject({ status: 304, body: '' });
  });

  it('is, before it is sent, for everybody else exactly as one that is not there', async () => {
    const { id } = await upload('hello', 'a.txt');
    const all = async (file: string) => {
      const got = await get(file, {}, bob.token);
      const headers = Object.fromEntries(got.headers);
      return { status: got.status, text: await got.text(), headers: { ...headers, date: '' } };
    };
    expect(await all(id)).toEqual(await all('nothing'));
    expect((await all(id)).status).toBe(404);
    expect((await get(id, {}, 'nobody')).status).toBe(401);
    expect(await ask(server.url, 'GET', `/api/files/${id}`)).toMatchObject({ status: 401 });
  });

  it('is refused where it is none, too large, or not what it is called', async () => {
    const refused = async (...given: Parameters<typeof post>) => {
      const { status, body } = await post(...given);
      return [status, (body as { error: { code: string } }).error.code];
    };
    expect(await refused('', 'empty')).toEqual([400, 'file.empty']);
    expect(await refused(new Uint8Array(LIMIT + 1), 'large')).toEqual([413, 'file.too_large']);
    expect(await refused('PK\u0003\u0004', 'zip.png')).toEqual([400, 'file.picture_invalid']);
    expect(await refused('GIF89a and no more', 'a')).toEqual([400, 'file.picture_invalid']);
    expect(await refused('x', 'n'.repeat(1025))).toEqual([400, 'request.invalid']);
    expect(await refused(await bomb(30_000, 30_000), 'bomb.png')).toEqual([400, 'file.picture_too_large']);
    expect(incoming()).toEqual([]);
  });

  it('is refused when it turns out to be too large, whatever was said', async () => {
    const outgoing = send(`${server.url}/api/rooms/lobby/files?name=a`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${ann.token}`, 'Transfer-Encoding': 'chunked' },
    });
    outgoing.on('error', () => {});
    for (let n = 0; n < 20; n += 1) outgoing.write(Buffer.alloc(LIMIT / 10));
    outgoing.end();
    const [answer] = (await once(outgoing, 'response')) as [{ statusCode: number }];
    expect(answer.statusCode).toBe(413);
    expect(incoming()).toEqual([]);
  });

  it('leaves nothing when it breaks off', async () => {
    const before = await server.backend.files.total(ann.user.id);
    const outgoing = send(`${server.url}/api/rooms/lobby/files?name=a`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${ann.token}`, 'Content-Length': '1000' },
    });
    outgoing.on('error', () => {});
    outgoing.write('begun');
    while (incoming().length === 0) await new Promise(setImmediate);
    outgoing.destroy();
    while (incoming().length > 0) await new Promise(setImmediate);
    expect(await server.backend.files.total(ann.user.id)).toBe(before);
  });

  it('is told by the policy how large it may be', async () => {
    const { body } = await ask(server.url, 'GET', '/api/session', { token: ann.token });
    expect(body).toMatchObject({ policy: { fileLimit: LIMIT, fileQuota: 4 * LIMIT } });
  });
});

describe('a picture', () => {
  it('is shown, and tells nothing but what it shows', async () => {
    const { id, ...file } = await upload(await tellingPhoto(1500, 1000), 'IMG_1.jpg');
    expect(file).toMatchObject({ type: 'image/jpeg', width: 1000, height: 1500, preview: true });
    const got = await get(id);
    const bytes = Buffer.from(await got.arrayBuffer());
    expect(got.headers.get('content-type')).toBe('image/jpeg');
    expect(got.headers.get('content-disposition')).toMatch(/^inline; filename="IMG_1.jpg"/);
    expect((await whatItSays(bytes)).exif).toBeUndefined();
    expect(bytes.byteLength).toBe(file.size);

    const preview = await get(`${id}/preview`);
    expect(preview.headers.get('content-type')).toBe('image/webp');
    expect(await whatItSays(Buffer.from(await preview.arrayBuffer()))).toMatchObject({ height: 640 });
  });

  it('has no preview where it is small', async () => {
    const { id, preview } = await upload(await photo(30, 20), 'small.png');
    expect(preview).toBeUndefined();
    expect((await get(`${id}/preview`)).status).toBe(404);
  });
});

describe('a message with files', () => {
  const say = async (files: readonly string[], { room = 'lobby', token = ann.token, text = '' } = {}) => {
    const body = { id: randomUUID(), text, attachments: files };
    const answer = await ask(server.url, 'POST', `/api/rooms/${room}/messages`, { token, body });
    return [answer.status, (answer.body as { error?: { code: string } }).error?.code];
  };

  it('needs no words, and shows its files to the members of the room, and to nobody else', async () => {
    const { body } = await ask(server.url, 'POST', '/api/rooms', {
      token: ann.token,
      body: { id: randomUUID(), name: `Den ${randomUUID()}`, kind: 'private' },
    });
    const room = (body as { room: { id: string } }).room.id;
    const cem = await newcomer(server.url, 'Cem');
    const there = { token: ann.token, body: { user: cem.user.id } };
    await ask(server.url, 'POST', `/api/rooms/${room}/members`, there);

    const path = `/api/rooms/${room}/files?name=a.txt`;
    const sent = await ask(server.url, 'POST', path, { token: ann.token, body: 'hello' });
    const { file } = sent.body as z.output<typeof Uploaded>;
    expect((await get(file.id, {}, cem.token)).status).toBe(404);
    expect(await say([file.id], { room })).toEqual([201, undefined]);
    const page = await ask(server.url, 'GET', `/api/rooms/${room}/history`, { token: cem.token });
    expect((page.body as { entries: object[] }).entries.at(-1)).toMatchObject({
      message: { text: '', attachments: [file] },
    });
    expect(await (await get(file.id, {}, cem.token)).text()).toBe('hello');
    expect((await get(file.id, {}, bob.token)).status).toBe(404);

    // Who comes later sees what is said from then on, and no file of before.
    await ask(server.url, 'POST', `/api/rooms/${room}/members`, {
      token: ann.token,
      body: { user: bob.user.id },
    });
    expect((await get(file.id, {}, bob.token)).status).toBe(404);
    await ask(server.url, 'DELETE', `/api/rooms/${room}/members/${cem.user.id}`, { token: ann.token });
    expect((await get(file.id, {}, cem.token)).status).toBe(404);
  });

  it('takes only files that its author uploaded there, each in one message', async () => {
    const { id } = await upload('hello', 'a.txt');
    expect(await say([id], { token: bob.token })).toEqual([404, 'file.not_found']);
    expect(await say([id, id])).toEqual([400, 'request.invalid']);
    expect(await say([])).toEqual([400, 'request.invalid']);
    expect(await say([id, 'nothing'])).toEqual([404, 'file.not_found']);
    expect(await say(Array.from({ length: 11 }, (_, n) => `file-${n}`))).toEqual([400, 'request.invalid']);
    const racing = await Promise.all([say([id]), say([id]), say([id])]);
    expect(racing.map(([status]) => String(status)).toSorted()).toEqual(['201', '404', '404']);
  });

  it('is called by its files where it has no words', async () => {
    const { id } = await upload('hello', 'minutes.txt');
    await say([id]);
    const { body } = await ask(server.url, 'GET', '/api/rooms', { token: ann.token });
    const { rooms } = body as { rooms: { id: string; last?: { text: string } }[] };
    expect(rooms.find((room) => room.id === 'lobby')?.last?.text).toBe('minutes.txt');
  });

  it('takes them away with it when it is recalled, at once and for everybody', async () => {
    const { id } = await upload(await photo(1500, 900), 'secret.png');
    const digest = (await server.backend.files.find(id))!.digest;
    const body = { id: randomUUID(), text: 'look', attachments: [id] };
    const sent = await ask(server.url, 'POST', '/api/rooms/lobby/messages', { token: ann.token, body });
    const { epoch, seq } = sent.body as { epoch: string; seq: number };
    expect((await get(id, {}, bob.token)).status).toBe(200);

    await connect(server.url, ann.token).then(async (chat) => {
      await chat.request('message:recall', { room: 'lobby', epoch, seq });
      chat.close();
    });
    for (const { token } of [ann, bob]) {
      expect((await get(id, {}, token)).status).toBe(404);
      expect((await get(`${id}/preview`, {}, token)).status).toBe(404);
    }
    const page = await ask(server.url, 'GET', '/api/rooms/lobby/history', { token: bob.token });
    expect(JSON.stringify(page.body)).not.toContain('secret.png');
    const { files, blobs } = server.backend;
    await blobs.sweep((digests) => files.unused(digests));
    expect(await blobs.find(digest)).toBeUndefined();
  });

  it('goes along when it is forwarded, as a file of its own', async () => {
    const { id } = await upload('hello', 'minutes.txt');
    const body = { id: randomUUID(), text: '', attachments: [id] };
    const sent = await ask(server.url, 'POST', '/api/rooms/lobby/messages', { token: ann.token, body });
    const { epoch, seq } = sent.body as { epoch: string; seq: number };
    const chat = await connect(server.url, bob.token);
    const { room } = await chat.request('direct:open', { users: [] });
    const from = { room: 'lobby', epoch, seq };
    await chat.request('message:forward', { room: room.id, id: randomUUID(), from });
    const { entries } = await chat.request('room:history', { room: room.id });
    chat.close();
    const [copy] = messageOf(entries.at(-1)!).attachments!;
    expect(copy).toMatchObject({ name: 'minutes.txt', size: 5 });
    expect(await (await get(copy!.id, {}, bob.token)).text()).toBe('hello');
    expect((await get(copy!.id)).status).toBe(404);
  });
});

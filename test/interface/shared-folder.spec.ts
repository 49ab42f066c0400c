import { text } from 'node:stream/consumers';
import { LOBBY } from '../../src/domain/room.js';
import { bytesOf } from '../contract/blobs.contract.js';
import { openRedisAt } from '../support/redis-backend.js';
import { describeRedis, RedisServer } from '../support/redis-server.js';
import { ask, newcomer, runServer, type RunningServer } from '../support/running-server.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describeRedis('Nodes that share a folder for files (needs apt-get install redis-server)', () => {
  let redis: RedisServer;
  let folder: ReturnType<typeof temporaryFolder>;
  let elsewhere: ReturnType<typeof temporaryFolder>;
  const nodes: RunningServer[] = [];

  const start = async (attachments?: string): Promise<RunningServer> => {
    const node = await runServer({ open: () => openRedisAt(redis.url, attachments ? { attachments } : {}) });
    nodes.push(node);
    return node;
  };

  beforeEach(async () => {
    redis = await RedisServer.start();
    [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
  });
  afterEach(async () => {
    await Promise.all(nodes.splice(0).map((node) => node.close()));
    await redis.stop();
    folder.remove();
    elsewhere.remove();
  });

  const upload = async (node: RunningServer, token: string, bytes: string): Promise<string> => {
    const path = `/api/rooms/${LOBBY}/files?name=a.txt`;
    const { status, body } = await ask(node.url, 'POST', path, { token, body: bytes });
    expect([status, body]).toMatchObject([201, { file: {} }]);
    return (body as { file: { id: string } }).file.id;
  };
  const get = async (node: RunningServer, token: string, id: string): Promise<string> =>
    (await fetch(`${node.url}/api/files/${id}`, { headers: { Authorization: `Bearer ${token}` } })).text();

  it('give what was sent by way of another', async () => {
    const [here, there] = [await start(folder.path), await start(folder.path)];
    const { token } = await newcomer(here.url, 'Ann');
    expect(await get(there, token, await upload(here, token, 'hello'))).toBe('hello');
  });

  it('leave what another has on its way when they start', async () => {
    const { backend } = await start(folder.path);
    const slow = async function* () {
      yield Buffer.from('hel');
      await start(folder.path);
      yield Buffer.from('lo');
    };
    const received = await backend.blobs.receive(slow(), 100);
    await received.keep();
    expect(await text((await nodes[1]!.backend.blobs.find(received.digest))!.read())).toBe('hello');
  });

  it('do not start on another folder, nor without one', async () => {
    await start(folder.path);
    await expect(start(elsewhere.path)).rejects.toMatchObject({
      name: 'StartupError',
      message: expect.stringMatching(/^ATTACHMENTS .+ is not the folder .+: mount theirs there\.$/) as string,
    });
    await expect(start()).rejects.toMatchObject({
      name: 'StartupError',
      message: expect.stringMatching(/: set ATTACHMENTS to where it is here\.$/) as string,
    });
  });

  it('do not start on a folder that cannot be used', async () => {
    await expect(start('/dev/null/files')).rejects.toMatchObject({
      name: 'StartupError',
      message: expect.stringMatching(/^ATTACHMENTS \/dev\/null\/files: ENOTDIR.+\.$/) as string,
    });
  });

  it('are not ready on another folder, where Redis came only after they had started', async () => {
    await (await start(folder.path)).close();
    const kept = await redis.say('HGET {server}:keepsakes attachments');
    await redis.kill();
    const { backend } = await start(elsewhere.path);
    await redis.up();
    await redis.say(`HSET {server}:keepsakes attachments ${kept.split('\r\n')[1]!}`);
    while (!(await backend.health.trouble())?.startsWith('ATTACHMENTS')) await new Promise(setImmediate);
    await expect(backend.blobs.receive(bytesOf('hello'), 100)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('give what was in Redis before they had it, and those that have none take no more', async () => {
    const before = await start();
    const { token } = await newcomer(before.url, 'Ann');
    const id = await upload(before, token, 'hello');
    expect(await get(await start(folder.path), token, id)).toBe('hello');
    const path = `/api/rooms/${LOBBY}/files?name=a.txt`;
    expect(await ask(before.url, 'POST', path, { token, body: 'again' })).toMatchObject({ status: 503 });
  });
});

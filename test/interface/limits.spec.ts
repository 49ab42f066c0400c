import { limits } from '../../src/application/limits.js';
import { LOBBY } from '../../src/domain/room.js';
import { ask, newcomer, runServer, type RunningServer } from '../support/running-server.js';
import { connect } from '../support/socket-client.js';

describe('A server with limits', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await runServer({ config: { limits: 'on', trustProxy: 1 } });
  });
  afterAll(() => server.close());

  const from = (address: string): Record<string, string> => ({ 'X-Forwarded-For': address });

  it('answers too many messages with how long to wait, by each transport', async () => {
    const { token } = await newcomer(server.url, 'Ann');
    const chat = await connect(server.url, token);
    const say = () => chat.send('message:send', { room: LOBBY, id: crypto.randomUUID(), text: 'hello' });
    const acks = await Promise.all(Array.from({ length: limits.messages.burst + 5 }, say));
    expect(acks.filter(({ ok }) => ok).length).toBeLessThanOrEqual(limits.messages.burst + 1);
    expect(acks.at(-1)).toMatchObject({
      error: { code: 'rate_limited', retryable: true, retryAfterMs: expect.any(Number) as number },
    });
    const body = { id: crypto.randomUUID(), text: 'hello' };
    const answered = await ask(server.url, 'POST', '/api/rooms/lobby/messages', { token, body });
    expect(answered).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
    chat.close();
  });

  it.each([
    ['an IPv4 address', '192.0.2.1', '192.0.2.1', '192.0.2.2'],
    ['an IPv6 network', '2001:db8:0:7::1', '2001:db8:0:7:ffff::9', '2001:db8:0:8::1'],
  ])('counts newcomers by %s, as the proxy in front tells it', async (_what, address, same, other) => {
    const come = (at: string) =>
      ask(server.url, 'POST', '/api/session', { headers: from(at), body: { nickname: 'Ann' } });
    let answered = await come(address);
    for (let n = 0; answered.status === 201 && n < 2 * limits.sessions.burst; n += 1)
      answered = await come(address);
    expect(answered).toMatchObject({ status: 429, body: { error: { code: 'rate_limited' } } });
    expect(await come(same)).toMatchObject({ status: 429 });
    expect(await come(other)).toMatchObject({ status: 201 });
  });

  it('turns away too many handshakes of one address before they cost a session', async () => {
    const knock = async (): Promise<number> =>
      (await ask(server.url, 'GET', '/socket.io/?EIO=4&transport=polling', { headers: from('192.0.2.9') }))
        .status;
    const statuses = new Set<number>();
    while (!statuses.has(429)) statuses.add(await knock());
    expect([...statuses]).toEqual([200, 429]);
    const chat = await connect(server.url, (await newcomer(server.url, 'Bob')).token);
    chat.close();
  });
});

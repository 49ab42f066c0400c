import { LOBBY } from '../../src/domain/room.js';
import type { RequestOutput } from '../../src/interface/protocol/requests.js';
import {
  account,
  ask,
  newcomer,
  PASSWORD,
  runServer,
  type Answered,
  type Newcomer,
  type RunningServer,
} from '../support/running-server.js';
import { connect } from '../support/socket-client.js';
import { listenTo } from '../support/sse-client.js';
import { within } from '../support/within.js';

let server: RunningServer;

beforeAll(async () => {
  server = await runServer();
});

afterAll(() => server.close());

const signIn = (username: string, password = PASSWORD, headers: Record<string, string> = {}) =>
  ask(server.url, 'POST', '/api/session', { body: { username, password }, headers });

const bodyOf = ({ body }: Answered): Newcomer => body as Newcomer;

const cookieOf = ({ headers }: Answered): string => headers['set-cookie']![0]!.split(';')[0]!;

const sessionsOf = async (token: string) =>
  ((await ask(server.url, 'GET', '/api/sessions', { token })).body as RequestOutput<'session:list'>).sessions;

describe('A guest who claims an account', () => {
  it('stays the same user, and gets another cookie', async () => {
    const guest = await ask(server.url, 'POST', '/api/session', { body: { nickname: 'Ann' } });
    const claimed = await ask(server.url, 'POST', '/api/account', {
      body: { username: 'Ann.Lee', password: PASSWORD },
      headers: { Cookie: cookieOf(guest), Origin: server.url },
    });
    expect(claimed).toMatchObject({
      status: 201,
      body: { user: { ...bodyOf(guest).user, kind: 'account', username: 'ann.lee', number: 10_001 } },
    });
    expect(cookieOf(claimed)).not.toBe(cookieOf(guest));
    const who = (Cookie: string) => ask(server.url, 'GET', '/api/session', { headers: { Cookie } });
    expect(await who(cookieOf(guest))).toMatchObject({ status: 401 });
    expect(bodyOf(await who(cookieOf(claimed))).user).toEqual(bodyOf(claimed).user);
  });

  it('needs a session, and a page of our own where the session is a cookie', async () => {
    const guest = await ask(server.url, 'POST', '/api/session', { body: { nickname: 'Ann' } });
    const body = { username: 'stolen', password: PASSWORD };
    for (const headers of [{}, { Cookie: cookieOf(guest) }])
      expect(await ask(server.url, 'POST', '/api/account', { body, headers })).toMatchObject({ status: 401 });
  });

  it.each([
    undefined,
    {},
    { username: 'x1' },
    { username: 'x1', password: 7 },
    { username: 'x1', password: 'y', more: 1 },
  ])('says more than %j', async (body) => {
    const { token } = await newcomer(server.url, 'Ann');
    const answered = await ask(server.url, 'POST', '/api/account', {
      token,
      ...(body !== undefined && { body }),
    });
    expect(answered).toMatchObject({ status: 400, body: { error: { code: 'request.invalid' } } });
  });
});

describe('Who signs in', () => {
  it('is the account, on another device as well', async () => {
    const bob = await account(server.url, 'Bob');
    const agent = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0' };
    const phone = bodyOf(await signIn('BOB', PASSWORD, agent));
    expect(phone.user).toEqual(bob.user);
    expect(await sessionsOf(bob.token)).toMatchObject([
      { device: 'Firefox, Linux', current: false },
      { device: '', current: true },
    ]);
    expect(await signIn(String(bodyOf(await signIn('bob')).user.number))).toMatchObject({ status: 201 });
  });

  it('learns nothing from a refusal', async () => {
    await account(server.url, 'Cem');
    const wrong = await signIn('cem', 'wrong password');
    const unknown = await signIn('nobody.at.all', 'wrong password');
    expect(wrong).toMatchObject({ status: 401, body: { error: { code: 'account.credentials_wrong' } } });
    expect(unknown.body).toEqual(wrong.body);
    expect(Object.keys(unknown.headers)).toEqual(Object.keys(wrong.headers));
    expect(wrong.headers).not.toHaveProperty('set-cookie');
  });

  it('leaves the guest behind whose browser it was', async () => {
    await account(server.url, 'Dan');
    const guest = await ask(server.url, 'POST', '/api/session', { body: { nickname: 'Guest' } });
    const chat = await connect(server.url, bodyOf(guest).token);
    const signed = await signIn('dan', PASSWORD, { Cookie: cookieOf(guest), Origin: server.url });
    expect(cookieOf(signed)).not.toBe(cookieOf(guest));
    expect(await chat.next('session:ended')).toEqual({ code: 'session.replaced' });
  });

  it.each([
    { username: 'dan' },
    { password: PASSWORD },
    { nickname: 'Dan', username: 'dan', password: PASSWORD },
    { nickname: 'Dan', password: PASSWORD },
    { username: 'dan', password: 7 },
    { username: 'x'.repeat(101), password: PASSWORD },
  ])('says who, and no more: %j', async (body) => {
    const answered = await ask(server.url, 'POST', '/api/session', { body });
    expect(answered).toMatchObject({ status: 400, body: { error: { code: 'request.invalid' } } });
  });
});

describe('The connections of a session', () => {
  type End = (person: Newcomer) => Promise<unknown>;

  const other = async (person: Newcomer): Promise<Newcomer> =>
    bodyOf(await signIn(person.user.nickname, PASSWORD));

  const ends: [string, string, End][] = [
    ['signs out', 'session.signed_out', ({ token }) => ask(server.url, 'DELETE', '/api/session', { token })],
    [
      'is replaced by who signs in on the device',
      'session.replaced',
      ({ token, user }) =>
        ask(server.url, 'POST', '/api/session', {
          token,
          body: { username: user.nickname, password: PASSWORD },
        }),
    ],
    [
      'is revoked elsewhere',
      'session.revoked',
      async (person) => {
        const elsewhere = await other(person);
        const session = (await sessionsOf(person.token)).find(({ current }) => current)!.id;
        await ask(server.url, 'DELETE', `/api/sessions/${session}`, { token: elsewhere.token });
      },
    ],
    [
      'has its password changed elsewhere',
      'session.password_changed',
      async (person) => {
        const { token } = await other(person);
        const body = { current: PASSWORD, next: 'another horse' };
        await ask(server.url, 'PUT', '/api/account/password', { token, body });
      },
    ],
  ];

  it.each(ends)('are closed and told when it %s', async (_what, code, end) => {
    const person = await account(server.url, `user.${code.slice('session.'.length)}`);
    const chat = await connect(server.url, person.token);
    const polling = await connect(server.url, person.token, { transports: ['polling'] });
    const room = await listenTo(server.url, { token: person.token, room: LOBBY });
    const heads = await listenTo(server.url, { token: person.token });
    await end(person);

    const told = Promise.all([
      chat.next('session:ended'),
      polling.next('session:ended'),
      room.nextOf('session:ended'),
      heads.nextOf('session:ended'),
    ]);
    expect(await within(told, code, 2000)).toEqual([{ code }, { code }, { code }, { code }]);
    await within(Promise.all([chat.ended, polling.ended, room.ended, heads.ended]), 'the end', 2000);
    await expect(connect(server.url, person.token)).rejects.toMatchObject({
      data: { code: 'unauthenticated' },
    });
  });

  it.each(ends)('are closed though they were just being opened when it %s', async (_what, code, end) => {
    const person = await account(server.url, `early.${code.slice('session.'.length)}`);
    // Both transports ask for the rooms while they open: there, the session ends.
    const { memberships } = server.backend;
    const roomsOf = memberships.roomsOf.bind(memberships);
    let ending: Promise<unknown> | undefined;
    memberships.roomsOf = async (user) => {
      if (user === person.user.id) await (ending ??= end(person));
      return roomsOf(user);
    };
    try {
      const [chat, stream] = await Promise.allSettled([
        connect(server.url, person.token),
        listenTo(server.url, { token: person.token, room: LOBBY }),
      ]);
      if (chat.status === 'fulfilled') await within(chat.value.ended, 'the end of the socket', 2000);
      if (stream.status === 'fulfilled') await within(stream.value.ended, 'the end of the stream', 2000);
    } finally {
      memberships.roomsOf = roomsOf;
    }
  });
});

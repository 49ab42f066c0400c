import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DiagnosticSeverity, Parser } from '@asyncapi/parser';
import { validate } from '@readme/openapi-parser';
import fc from 'fast-check';
import type { z } from 'zod';
import { ChatError, situations, type ErrorCode } from '../../src/domain/chat-error.js';
import { OfferClaim } from '../../src/application/use-cases/offer-claim.js';
import { openMemory } from '../../src/infrastructure/memory/open-memory.js';
import { operationId } from '../../src/interface/documents/names.js';
import { endpoints, type Uploaded } from '../../src/interface/protocol/endpoints.js';
import { events, streams } from '../../src/interface/protocol/events.js';
import { errorCodes } from '../../src/interface/protocol/failure.js';
import {
  requests,
  requestTable,
  type RequestInput,
  type RequestName,
  type RequestOutput,
} from '../../src/interface/protocol/requests.js';
import {
  checkOf,
  strictCheckOf,
  type AsyncApi,
  type OpenApi,
  type Operation,
  type Schema,
} from '../support/api-document.js';
import { PUSH_KEYS } from '../support/push-keys.js';
import { png } from '../support/images.js';
import { photo } from '../support/pictures.js';
import {
  account,
  ask,
  newcomer,
  PASSWORD,
  runServer,
  type Asking,
  type Newcomer,
  type RunningServer,
} from '../support/running-server.js';
import { connect, type Ack } from '../support/socket-client.js';
import { listenTo, type EventReader, type StreamEvent } from '../support/sse-client.js';

const OPEN_API = '/api/openapi.json';
const ASYNC_API = '/api/asyncapi.json';

let server: RunningServer;
let openApi: OpenApi;
let asyncApi: AsyncApi;

beforeAll(async () => {
  server = await runServer();
  openApi = (await ask(server.url, 'GET', OPEN_API)).body as OpenApi;
  asyncApi = (await ask(server.url, 'GET', ASYNC_API)).body as AsyncApi;
});

afterAll(() => server.close());

describe.each([OPEN_API, ASYNC_API])('%s', (path) => {
  it('is there for anyone, of this version, and sent once', async () => {
    const { status, headers, body } = await ask(server.url, 'GET', path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(body).toMatchObject({ info: { version } });
    const again = await ask(server.url, 'GET', path, { headers: { 'If-None-Match': headers.etag ?? '' } });
    expect(again).toMatchObject({ status: 304, body: '' });
  });

  it('leads nowhere else', async () => {
    const { body } = await ask(server.url, 'GET', path);
    expect(JSON.stringify(body)).not.toMatch(/https?:/);
  });
});

/** The operations of OpenAPI by their names. */
const operations = (): Map<string, { path: string; method: string; operation: Operation }> =>
  new Map(
    Object.entries(openApi.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [
        operation.operationId,
        { path, method: method.toUpperCase(), operation },
      ]),
    ),
  );

describe('the document for OpenAPI', () => {
  it('passes its parser without a word', async () => {
    const found = await validate(structuredClone(openApi) as unknown as Parameters<typeof validate>[0]);
    expect(found).toEqual({ valid: true, warnings: [], specification: 'OpenAPI' });
  });

  it('has the paths that are mounted', () => {
    const { stack } = server.app.getHttpAdapter().getInstance().router;
    const mounted = stack.flatMap(({ route }) =>
      route ? route.stack.map(({ method }) => `${method.toUpperCase()} ${route.path}`) : [],
    );
    const documented = [...operations().values()].map(
      ({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
    );
    expect(documented.toSorted()).toEqual(mounted.toSorted());
  });

  it('calls them by the names of the requests', () => {
    const names = [...Object.keys(requests), ...Object.keys(endpoints)];
    expect([...operations().keys()].toSorted()).toEqual(names.map(operationId).toSorted());
  });

  it.each([...requestTable])('has all that %s takes, each where it belongs', (name, { http, input }) => {
    const { operation } = operations().get(operationId(name))!;
    const { properties = {} } = operation.requestBody?.content['application/json']?.schema ?? {};
    const fields = [
      ...operation.parameters.map((parameter) => [parameter.name, parameter.in]),
      ...Object.keys(properties as object).map((field) => [field, 'body']),
    ];
    const others = http.method === 'GET' ? 'query' : 'body';
    const expected = Object.keys((input as (typeof requests)[RequestName]['input']).shape).map((field) => [
      field,
      http.path.includes(`:${field}`) ? 'path' : others,
    ]);
    expect(new Map(fields as [string, string][])).toEqual(new Map(expected as [string, string][]));
  });

  it('explains every error once, and every request may end in each', () => {
    const explained = Object.values(openApi.components.responses).flatMap(({ description }) =>
      [...description.matchAll(/^- `([^`]+)`/gm)].map(([, code = '']) => code),
    );
    expect(explained.toSorted()).toEqual(errorCodes.toSorted());
    for (const name of requestTable.keys()) {
      const { operation } = operations().get(operationId(name))!;
      const refusals = Object.values(operation.responses).flatMap(
        ({ $ref }) => $ref?.split('/').at(-1) ?? [],
      );
      expect(refusals.toSorted()).toEqual(Object.keys(openApi.components.responses).toSorted());
    }
  });
});

describe('the document for AsyncAPI', () => {
  it('passes its parser without a warning', async () => {
    const { document, diagnostics } = await new Parser().parse(structuredClone(asyncApi) as never);
    const wrong = diagnostics.filter(({ severity }) => severity <= DiagnosticSeverity.Warning);
    expect(wrong).toEqual([]);
    expect(document?.allOperations().all()).toHaveLength(Object.keys(asyncApi.operations).length);
  });

  it('has every request with its answer, and every event', () => {
    const said = Object.entries(asyncApi.operations);
    const answered = said.filter(([, { action, reply }]) => action === 'receive' && reply).map(([id]) => id);
    expect(answered).toEqual(['connect', ...Object.keys(requests).map(operationId)]);
    const sent = said.filter(([, { action }]) => action === 'send').map(([id]) => id);
    expect(sent).toEqual([...Object.keys(events).map(operationId), 'streamOfRoom', 'streamOfHeads']);
    const streamed = new Set(Object.values(streams).flat().map(operationId));
    expect(new Set(Object.keys(asyncApi.channels['stream']!.messages))).toEqual(streamed);
  });
});

/** What has come when each of these has come at least once. */
async function hear(reader: EventReader, names: readonly string[]): Promise<StreamEvent[]> {
  const heard: StreamEvent[] = [];
  while (!names.every((name) => heard.some(({ event }) => event === name))) heard.push(await reader.next());
  return heard;
}

/** What the document says of an answer: the type of its body, if any, and what is in it. */
const answerOf = (name: string, status: number): { type: string | undefined; schema: Schema } => {
  const said = operations().get(name)?.operation.responses[status];
  const response = said?.$ref ? openApi.components.responses[said.$ref.split('/').at(-1)!] : said;
  if (!response) throw new Error(`${name} is not said to answer ${status}`);
  const [[type, media] = []] = Object.entries(response.content ?? {});
  return { type, schema: media?.schema ?? {} };
};

describe('what the server answers over HTTP', () => {
  const heard = new Set<string>();

  /** Makes the request as the document says to, and holds the answer against it. */
  async function call(
    url: string,
    name: string,
    status: number,
    { in: parts = {}, query = '', ...asking }: Asking & { in?: Record<string, string>; query?: string } = {},
  ): Promise<unknown> {
    const { method, path } = operations().get(name)!;
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, field: string) => parts[field] ?? 'lobby');
    const answer = await ask(url, method, filled + query, asking);
    expect([name, answer.status]).toEqual([name, status]);
    const { type, schema } = answerOf(name, status);
    expect(answer.headers['content-type']?.split(';')[0]).toBe(type);
    if (type) expect([name, strictCheckOf(openApi, schema, '2020')(answer.body)]).toEqual([name, []]);
    heard.add(name);
    return answer.body;
  }

  it('is what the document says, through a conversation, and no field more', async () => {
    const chat = await runServer();
    const { url } = chat;
    const id = randomUUID();
    const { token } = (await call(url, 'sessionStart', 201, { body: { nickname: 'Ann' } })) as Newcomer;
    const bob = await newcomer(url, 'Bob');
    const lobby = await listenTo(url, { token: bob.token, room: 'lobby' });
    const heads = await listenTo(url, { token: bob.token });

    await call(url, 'sessionStart', 200, { token, body: { nickname: 'Anna' } });
    await call(url, 'sessionShow', 200, { token });
    const garden = { id, name: 'Garden', topic: 'What grows' };
    const { room } = (await call(url, 'roomCreate', 201, {
      token,
      body: garden,
    })) as RequestOutput<'room:create'>;
    await call(url, 'roomJoin', 200, { token: bob.token, in: { room: room.id } });
    const ofBob = { token, in: { room: room.id, user: bob.user.id } };
    const hidden = { id: randomUUID(), name: 'Den', kind: 'private' };
    const den = {
      room: ((await call(url, 'roomCreate', 201, { token, body: hidden })) as RequestOutput<'room:create'>)
        .room.id,
    };
    const { invite } = (await call(url, 'inviteCreate', 201, {
      ...{ token, in: den },
      body: { seconds: 60, maxUses: 2 },
    })) as RequestOutput<'invite:create'>;
    const { token: key } = invite;
    await call(url, 'inviteList', 200, { token, in: den });
    await call(url, 'inviteShow', 200, { token: bob.token, in: { token: key } });
    await call(url, 'inviteUse', 200, { token: bob.token, in: { token: key } });
    await call(url, 'inviteRevoke', 200, { token, in: { ...den, invite: invite.id } });
    await call(url, 'memberAdd', 200, { token, in: den, body: { user: bob.user.id } });
    const talk = (await call(url, 'directOpen', 200, {
      token,
      body: { users: [bob.user.id] },
    })) as RequestOutput<'direct:open'>;
    for (const where of [{ room: room.id }, { room: talk.room.id }]) {
      const asking = { token: bob.token, in: where };
      const said = await call(url, 'messageSend', 201, {
        ...{ token, in: where },
        body: { id: randomUUID(), text: 'Buy!' },
      });
      const { epoch: life, seq } = said as RequestOutput<'message:send'>;
      await call(url, 'reportCreate', 201, { ...asking, body: { epoch: life, seq, reason: 'Advertising' } });
    }
    const { seq } = (await call(url, 'messageSend', 201, {
      ...{ token, in: { room: talk.room.id } },
      body: { id: randomUUID(), text: 'Well?' },
    })) as RequestOutput<'message:send'>;
    const address = { token, in: { room: talk.room.id, seq: String(seq) } };
    const { epoch: life } = (await call(url, 'roomPins', 200, address)) as RequestOutput<'room:pins'>;
    await call(url, 'messageEdit', 200, { ...address, body: { epoch: life, text: 'Well!' } });
    await call(url, 'messageVersions', 200, { ...address, query: `?epoch=${life}` });
    await call(url, 'messageReact', 200, { ...address, body: { epoch: life, emoji: '👍', on: true } });
    await call(url, 'messagePin', 200, { ...address, body: { epoch: life, on: true } });
    await call(url, 'roomPins', 200, address);
    await call(url, 'messageForward', 201, {
      ...{ token, in: { room: room.id } },
      body: { id: randomUUID(), from: { room: talk.room.id, epoch: life, seq } },
    });
    await call(url, 'messageRecall', 200, { ...address, body: { epoch: life } });
    await call(url, 'memberRecall', 200, { ...ofBob, body: { seconds: 60 } });
    const { reports } = (await call(url, 'reportList', 200, {
      token,
      in: { room: room.id },
    })) as RequestOutput<'report:list'>;
    await call(url, 'reportResolve', 200, { token, in: { room: room.id, report: reports[0]!.id } });
    await call(url, 'reportList', 200, { token, in: { room: room.id } });
    await call(url, 'roomUpdate', 200, { token, in: { room: room.id }, body: { slowMode: 5 } });
    await call(url, 'memberRole', 200, { ...ofBob, body: { role: 'moderator' } });
    await call(url, 'memberMute', 200, { ...ofBob, body: { seconds: 60 } });
    await call(url, 'memberNickname', 200, { token, in: { room: room.id }, body: { nickname: 'Gardener' } });
    await call(url, 'memberRemove', 200, ofBob);
    await call(url, 'banSet', 200, { ...ofBob, body: { on: true } });
    await call(url, 'banList', 200, { token, in: { room: room.id } });
    await call(url, 'roomAudit', 200, { token, in: { room: room.id } });
    await call(url, 'roomSync', 200, { token, in: { room: room.id }, query: '?after=0&epoch=x' });
    const { epoch } = (await call(url, 'roomJoin', 200, { token })) as { epoch: string };
    const sent = await call(url, 'messageSend', 201, { token, body: { id, text: 'Hello' } });
    await call(url, 'messageSearch', 200, { token, query: '?query=hello&minutesEast=480' });
    expect(await call(url, 'messageSend', 201, { token, body: { id, text: 'Hello' } })).toEqual({
      ...(sent as object),
      duplicate: true,
    });
    await call(url, 'roomJoin', 200, { token, body: { after: 0, epoch } });
    await call(url, 'roomSync', 200, { token, query: `?after=0&epoch=${epoch}` });
    await call(url, 'roomHistory', 200, { token, query: '?limit=1' });
    await call(url, 'roomMembers', 200, { token, query: '?query=an' });
    const endpoint = 'https://push.example.org/x';
    await call(url, 'pushKey', 200, { token });
    await call(url, 'pushSubscribe', 200, { token, body: { endpoint, keys: PUSH_KEYS } });
    await call(url, 'pushUnsubscribe', 200, { token });
    await call(url, 'typingStart', 200, { token });
    await call(url, 'userNudge', 200, { token, body: { user: bob.user.id } });
    await call(url, 'roomNotify', 200, { token: bob.token, body: { level: 'mentions' } });
    await call(url, 'roomRead', 200, { token: bob.token, body: { epoch, seq: 1 } });
    await call(url, 'roomList', 200, { token });
    await call(url, 'roomLeave', 200, { token });
    await call(url, 'userShow', 200, { token, in: { user: bob.user.id } });
    await call(url, 'userFind', 200, { token, query: '?query=10001' });
    const quiet = { from: '22:00', to: '07:00', zone: 'Asia/Shanghai' };
    await call(url, 'profileUpdate', 200, { token, body: { nickname: 'Ann', status: 'Tea', quiet } });
    await call(url, 'presenceSet', 200, { token, body: { status: 'busy' } });
    await call(url, 'contactSet', 200, { token, in: { user: bob.user.id }, body: { state: 'accepted' } });
    await call(url, 'contactList', 200, { token });
    const image = { body: png(9, 9), headers: { 'Content-Type': 'image/png' } };
    const shown = (await call(url, 'avatarSet', 200, { token, ...image })) as Pick<Newcomer, 'user'>;
    await call(url, 'avatarShow', 200, { in: { digest: shown.user.avatar! } });
    await call(url, 'avatarRemove', 200, { token });
    const picture = { token, in: { room: room.id }, query: '?name=photo.png', body: await photo(2000, 1000) };
    const { file } = (await call(url, 'fileUpload', 201, picture)) as z.output<typeof Uploaded>;
    await call(url, 'filePreview', 200, { token, in: { file: file.id } });
    const text = { token, in: { room: room.id }, query: '?name=notes.txt', body: 'Notes' };
    const { file: notes } = (await call(url, 'fileUpload', 201, text)) as z.output<typeof Uploaded>;
    await call(url, 'fileShow', 200, { token, in: { file: notes.id } });
    await call(url, 'fileShow', 206, { token, in: { file: notes.id }, headers: { Range: 'bytes=1-2' } });
    const cem = await account(url, 'Cem');
    const chief = { token: cem.token };
    const token_ = { token: await chat.app.get(OfferClaim).execute() };
    await call(url, 'serverClaim', 200, { ...chief, body: token_ });
    await call(url, 'adminUsers', 200, { ...chief, query: '?query=a' });
    await call(url, 'adminRooms', 200, chief);
    const ofTalks = (await call(url, 'adminReports', 200, chief)) as RequestOutput<'admin:reports'>;
    await call(url, 'adminReport', 200, { ...chief, in: { report: ofTalks.reports[0]!.id } });
    await call(url, 'adminBan', 200, { ...chief, in: { user: bob.user.id }, body: { on: false } });
    const ofDan = { ...chief, in: { user: (await account(url, 'Dan')).user.id } };
    await call(url, 'adminAppoint', 200, { ...ofDan, body: { on: true } });
    await call(url, 'adminPassword', 200, ofDan);
    const names = { username: 'ann', password: PASSWORD };
    const claimed = (await call(url, 'accountClaim', 201, { token, body: names })) as Newcomer;
    const phone = (await call(url, 'sessionStart', 201, { body: names })) as Newcomer;
    const list = await call(url, 'sessionList', 200, { token: phone.token });
    const other = (list as RequestOutput<'session:list'>).sessions.find(({ current }) => !current)!;
    await call(url, 'sessionRevoke', 200, { token: phone.token, in: { session: other.id } });
    await call(url, 'sessionShow', 401, { token: claimed.token });
    const change = { current: PASSWORD, next: 'another horse' };
    await call(url, 'accountPassword', 200, { token: phone.token, body: change });
    for (const name of ['healthLive', 'healthReady', 'documentsOpenApi', 'documentsAsyncApi'])
      await call(url, name, 200);
    await call(url, 'sessionEnd', 204, { token: phone.token });

    await call(url, 'profileUpdate', 200, { token: bob.token, body: { status: 'Tea' } });
    const ofLobby = await hear(lobby, [
      'room:opened',
      'room:entries',
      'marker:moved',
      'presence:changed',
      'room:typing',
      'room:nudged',
      'notify:changed',
      'user:changed',
    ]);
    await call(url, 'sessionEnd', 204, { token: bob.token });
    ofLobby.push(...(await hear(lobby, ['session:ended'])));
    const ofHeads = await hear(heads, ['room:head', 'notify:changed', 'membership:changed', 'session:ended']);
    await chat.close();
    const { schema } = answerOf('eventsHear', 200);
    const check = strictCheckOf(openApi, schema['contentSchema'] as Schema, '2020');
    expect(check([...ofLobby, ...ofHeads])).toEqual([]);

    expect([...heard, 'eventsHear'].toSorted()).toEqual([...operations().keys()].toSorted());
  });

  it('is what the document says when it is a refusal, whatever the reason', async () => {
    const failing = await runServer({
      open: async (bus) => {
        const backend = await openMemory({}, bus);
        const rooms = Object.assign(Object.create(backend.rooms) as typeof backend.rooms, {
          find: async (room: string) => {
            const code = errorCodes[Number(room)] ?? '';
            throw code in situations
              ? new ChatError(code as ErrorCode, { retryAfterMs: 1 })
              : new Error('a bug');
          },
        });
        return {
          ...backend,
          rooms,
          health: { trouble: async () => 'The disk is full.', concern: () => undefined },
        };
      },
    });
    const { token } = await newcomer(failing.url, 'Ann');
    for (const [room, code] of errorCodes.entries()) {
      const [status = 0] = Object.entries(openApi.components.responses)
        .filter(([, { description }]) => description.includes(`\`${code}\``))
        .map(([name]) => Number(name.replace(/\D/g, '')));
      const body = await call(failing.url, 'roomHistory', status, { token, in: { room: `${room}` } });
      expect(body).toMatchObject({ error: { code } });
    }
    await call(failing.url, 'healthReady', 503);
    await failing.close();
  });
});

describe('what the server says over Socket.IO', () => {
  const check = (id: string, value: unknown): void => {
    const message = asyncApi.components.messages[id];
    if (!message) throw new Error(`there is no message ${id}`);
    expect([id, strictCheckOf(asyncApi, message.payload, 'draft-7')(value)]).toEqual([id, []]);
  };

  it('is what the document says, through a conversation', async () => {
    const chat = await runServer();
    const ann = await connect(chat.url, (await account(chat.url, 'Ann')).token);
    const bob = await newcomer(chat.url, 'Bob');
    const one = await connect(chat.url, bob.token);
    const other = await connect(chat.url, bob.token);
    const id = randomUUID();
    const said = new Set<string>();
    const say = async <Name extends RequestName>(name: Name, body: RequestInput<Name>): Promise<Ack> => {
      check(operationId(name), body);
      const ack = await ann.send(name, body);
      check(`${operationId(name)}Ack`, ack);
      said.add(name);
      return ack;
    };

    const { epoch } = await ann.request('room:join', { room: 'lobby' });
    await ask(chat.url, 'POST', '/api/session', { body: { username: 'ann', password: PASSWORD } });
    const { sessions } = await ann.request('session:list', {});
    const phone = sessions.find(({ current }) => !current)!;
    const created = (await say('room:create', { id, name: 'Garden' })) as {
      data: RequestOutput<'room:create'>;
    };
    const garden = created.data.room.id;
    await one.request('room:join', { room: garden });
    const hidden = await ann.request('room:create', { id: randomUUID(), name: 'Den', kind: 'private' });
    const den = hidden.room.id;
    const { invite } = await ann.request('invite:create', { room: den });
    const talk = (await ann.request('direct:open', { users: [bob.user.id] })).room.id;
    const buy = { room: garden, id: randomUUID(), text: 'Buy!' };
    const { epoch: life, seq } = await one.request('message:send', buy);
    const { seq: own } = await ann.request('message:send', { room: garden, id: randomUUID(), text: 'Buy?' });
    const message = { room: garden, epoch: life, seq: own };
    const talks = await one.request('message:send', { room: talk, id: randomUUID(), text: 'Well' });
    const reported = { seq, by: bob.user.id, reason: 'Advertising', at: 0 };
    await chat.backend.reports.add({ ...reported, id: 'gardens', room: garden });
    await chat.backend.reports.add({ ...reported, id: 'talks', room: talk });
    const acks = [
      await say('room:create', { id, name: 'Garden' }),
      await say('invite:show', { token: invite.token }),
      await say('invite:use', { token: invite.token }),
      await say('invite:list', { room: den }),
      await say('invite:create', { room: den, seconds: 60, maxUses: 1 }),
      await say('invite:revoke', { room: den, invite: invite.id }),
      await say('member:add', { room: den, user: bob.user.id }),
      await say('direct:open', { users: [bob.user.id] }),
      await say('room:update', { room: garden, slowMode: 5 }),
      await say('message:edit', { ...message, text: 'Bye!' }),
      await say('message:versions', message),
      await say('message:react', { ...message, emoji: '👍', on: true }),
      await say('message:pin', { ...message, on: true }),
      await say('room:pins', { room: garden }),
      await say('message:forward', { room: talk, id: randomUUID(), from: message }),
      await say('message:send', {
        ...{ room: talk, id: randomUUID(), text: 'All!', everyone: true },
        replyTo: { epoch: talks.epoch, seq: talks.seq },
      }),
      await say('message:recall', message),
      await say('member:recall', { room: garden, user: bob.user.id, seconds: 60 }),
      await say('room:sync', { room: garden, after: 0, epoch: life }),
      await say('room:sync', { room: talk, after: 0, epoch: talks.epoch }),
      await say('member:role', { room: garden, user: bob.user.id, role: 'moderator' }),
      await say('member:mute', { room: garden, user: bob.user.id, seconds: 60 }),
      await say('member:nickname', { room: garden, nickname: 'Gardener' }),
      await say('member:remove', { room: garden, user: bob.user.id }),
      await say('ban:set', { room: garden, user: bob.user.id, on: true }),
      await say('ban:list', { room: garden }),
      await say('room:audit', { room: garden }),
      await say('room:join', { room: 'lobby', after: 0, epoch }),
      await say('message:send', { room: 'lobby', id, text: 'Hello', mentions: [bob.user.id] }),
      await say('room:sync', { room: 'lobby', after: 0, epoch }),
      await say('room:history', { room: 'lobby', limit: 1 }),
      await say('message:search', { query: 'hello' }),
      await say('room:members', { room: 'lobby' }),
      await say('room:read', { room: 'lobby', epoch, seq: 1 }),
      await say('push:key', {}),
      await say('push:subscribe', { endpoint: 'https://push.example.org/x', keys: PUSH_KEYS }),
      await say('push:unsubscribe', {}),
      await say('typing:start', { room: 'lobby' }),
      await say('user:nudge', { room: 'lobby', user: bob.user.id }),
      await say('room:notify', { room: 'lobby', level: 'mentions' }),
      await say('room:list', {}),
      await say('room:leave', { room: 'lobby' }),
      await say('user:show', { user: bob.user.id }),
      await say('user:find', { query: 'ann' }),
      await say('profile:update', { nickname: 'Anna', directs: 'shared', nudges: false, quiet: null }),
      await say('presence:set', { status: 'away' }),
      await say('contact:set', { user: bob.user.id, state: 'blocked' }),
      await say('contact:list', {}),
      await say('server:claim', { token: (await chat.app.get(OfferClaim).execute())! }),
      await say('admin:users', { query: 'an' }),
      await say('admin:rooms', {}),
      await say('report:create', { room: talk, epoch: talks.epoch, seq: talks.seq, reason: 'Advertising' }),
      await say('report:list', { room: garden }),
      await say('report:resolve', { room: garden, report: 'gardens' }),
      await say('admin:reports', {}),
      await say('admin:report', { report: 'talks' }),
      await say('admin:ban', { user: bob.user.id, on: false }),
      await say('admin:appoint', { user: (await account(chat.url, 'Dan')).user.id, on: true }),
      await say('admin:password', { user: (await account(chat.url, 'Cem')).user.id }),
      await say('session:list', {}),
      await say('session:revoke', { session: phone.id }),
      await say('account:password', { current: PASSWORD, next: 'another horse' }),
    ];
    expect(acks.every(({ ok }) => ok)).toBe(true);
    expect([...said].toSorted()).toEqual(Object.keys(requests).toSorted());
    expect(
      await say('message:send', { room: 'lobby', id: crypto.randomUUID(), text: 'Hello' }),
    ).toMatchObject({ ok: false });

    await one.request('room:read', { room: 'lobby', epoch, seq: 1 });
    await ask(chat.url, 'PUT', '/api/profile', { token: bob.token, body: { status: 'Tea' } });
    for (const name of [
      'room:entries',
      'marker:moved',
      'presence:changed',
      'room:typing',
      'room:nudged',
      'user:changed',
      'membership:changed',
    ] as const)
      check(operationId(name), await other.next(name));
    await ask(chat.url, 'DELETE', '/api/session', { token: bob.token });
    check('sessionEnded', await other.next('session:ended'));
    const closing = chat.close();
    check('serverClosing', await ann.next('server:closing'));
    await closing;
  });

  it('is what the document says to those who are not let in', async () => {
    const refused: unknown = await connect(server.url).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Error);
    const { message, data } = refused as Error & { data: unknown };
    check('connectError', { message, data });
  });
});

describe('a schema of the documents', () => {
  const id = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11';
  const good: Readonly<Record<string, unknown>> = {
    room: 'lobby',
    id,
    name: 'Garden',
    topic: '',
    kind: 'private',
    text: 'Hello',
    epoch: 'e',
    cursor: 'c',
    query: 'ann',
    seq: 0,
    after: 3,
    before: 4,
    around: 5,
    minutesEast: 480,
    limit: 100,
    archived: true,
    muted: false,
    slowMode: 5,
    reason: 'Advertising',
    report: 'a-report',
    seconds: 60,
    history: 'joined',
    role: 'moderator',
    mentions: ['ann'],
    users: ['ann', 'bob'],
    maxUses: 3,
    invite: 'an-invite',
    token: 'a-token',
    session: 'a-session',
    on: true,
    user: 'ann',
    nickname: 'Ann',
    status: 'away',
    directs: 'shared',
    nudges: false,
    quiet: { from: '22:00', to: '07:00', zone: 'Asia/Shanghai' },
    level: 'mentions',
    endpoint: 'https://push.example.org/x',
    keys: PUSH_KEYS,
    state: 'accepted',
    everyone: true,
    attachments: ['a-file'],
    replyTo: { epoch: 'e', seq: 1 },
    from: { room: 'lobby', epoch: 'e', seq: 1 },
    emoji: '👍',
    current: 'correct horse',
    next: 'another horse',
  };
  const odd = fc.constantFrom<unknown>(
    ...['', ' ', 'a b', 'lobby\n', 'x'.repeat(65), 'x'.repeat(1025), id.toUpperCase(), `urn:uuid:${id}`],
    ...[-1, 0, 1.5, 101, 2 ** 53, 1e308, true, null, [], {}],
  );
  const some = (field: string): fc.Arbitrary<unknown> =>
    fc.oneof({ weight: 8, arbitrary: fc.constant(good[field]) }, { weight: 1, arbitrary: odd });

  it.each([...requestTable])('takes for %s what the server takes, and nothing else', (name, { input }) => {
    const fields = Object.keys((input as (typeof requests)[RequestName]['input']).shape);
    expect(fields.filter((field) => !(field in good))).toEqual([]);
    const check = checkOf(asyncApi, asyncApi.components.messages[operationId(name)]!.payload, 'draft-7');
    const known = fc.record(Object.fromEntries(fields.map((field) => [field, some(field)])), {
      requiredKeys: [],
    });
    const unknown = fc.constantFrom({}, {}, {}, {}, { more: 1 });
    const inputs = fc.oneof(
      {
        weight: 20,
        arbitrary: fc.tuple(known, unknown).map((parts): unknown => Object.assign({}, ...parts)),
      },
      { weight: 1, arbitrary: odd },
    );
    const outcomes = new Set<boolean>();
    fc.assert(
      fc.property(inputs, (value) => {
        const { success, error } = input.safeParse(value);
        // Which fields exclude each other is only said in words.
        const taken = success || error.issues.every(({ code }) => code === 'custom');
        outcomes.add(taken);
        expect(check(value).length === 0).toBe(taken);
      }),
      { numRuns: 300 },
    );
    expect(outcomes).toEqual(new Set([true, false]));
  });
});

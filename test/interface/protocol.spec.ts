import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { limits as rates, type LimitName } from '../../src/application/limits.js';
import { ENDED_BECAUSE } from '../../src/application/ports/audience.js';
import { CONTACTS_LIMIT } from '../../src/application/ports/contacts.js';
import { OfferClaim } from '../../src/application/use-cases/offer-claim.js';
import { UPLOADS_AT_ONCE } from '../../src/application/use-cases/upload-file.js';
import { SESSION_LIFE } from '../../src/application/use-cases/new-session.js';
import { VERSIONS_LIMIT } from '../../src/application/use-cases/read-versions.js';
import { RECALL_LIMIT } from '../../src/application/use-cases/recall-recent.js';
import { REPORTS_LIMIT } from '../../src/application/use-cases/reported.js';
import { ChatError, situations, type ErrorCode } from '../../src/domain/chat-error.js';
import type { Alteration } from '../../src/domain/entry.js';
import { ATTACHMENT_LIMIT, FILE_NAME_LIMIT, PIXEL_LIMIT } from '../../src/domain/file.js';
import { INVITE_LIMIT } from '../../src/domain/invite.js';
import { AVATAR_LIMIT } from '../../src/domain/image.js';
import { EXCERPT, PIN_LIMIT, REACTION_LIMIT, type Author } from '../../src/domain/message.js';
import { NAME_LIMIT } from '../../src/domain/name.js';
import { PASSWORD_LIMIT } from '../../src/domain/password.js';
import { MENTION_LIMIT, Room } from '../../src/domain/room.js';
import { TEXT_LIMIT } from '../../src/domain/text.js';
import { WAITING } from '../../src/infrastructure/argon2/argon2-passwords.js';
import { WAITING as PICTURES_WAITING } from '../../src/infrastructure/sharp/sharp-pictures.js';
import { User as DomainUser } from '../../src/domain/user.js';
import type { Backend } from '../../src/infrastructure/backend.js';
import { BODY_LIMIT } from '../../src/interface/http/configure-http.js';
import { AccountClaim, Introduction } from '../../src/interface/protocol/endpoints.js';
import { events, streamEvents } from '../../src/interface/protocol/events.js';
import { errorCodes, Failure } from '../../src/interface/protocol/failure.js';
import {
  requests,
  requestTable,
  type RequestName,
  type RequestOutput,
} from '../../src/interface/protocol/requests.js';
import { User } from '../../src/interface/protocol/schemas.js';
import { Operator } from '../../src/interface/http/operator.js';
import { IN_FLIGHT } from '../../src/interface/socket-io/lanes.js';
import { OPTIONS, PACKET_LIMIT } from '../../src/interface/socket-io/socket-io.adapter.js';
import { BACKLOG_LIMIT as SOCKET_BACKLOG } from '../../src/interface/socket-io/slow-readers.js';
import { EARLIEST, SPREAD } from '../../src/interface/return-time.js';
import { BACKLOG_LIMIT } from '../../src/interface/sse/event-stream.js';
import { BEAT } from '../../src/interface/sse/events.controller.js';
import { HEADS_GAP } from '../../src/interface/sse/listener.js';
import { MemoryEventBus } from '../../src/infrastructure/memory/memory-event-bus.js';
import { openMemory } from '../../src/infrastructure/memory/open-memory.js';
import { PUSH_KEYS } from '../support/push-keys.js';
import { rows, section, spans, titles } from '../support/document.js';
import { fieldsOf, isNamedObject, namedIn, typeOf, type JsonSchema } from '../support/json-schema.js';
import { Replay } from '../support/replay.js';
import {
  account,
  ask,
  newcomer,
  PASSWORD,
  runServer,
  type RunningServer,
} from '../support/running-server.js';
import { connect, Refused } from '../support/socket-client.js';

const page = readFileSync('src/interface/PROTOCOL.md', 'utf8');

const schemaOf = (type: z.ZodType): JsonSchema => z.toJSONSchema(type, { io: 'input' }) as JsonSchema;

/** Name and type of each field, as the one table of the text gives them. */
const documented = (text: string): Record<string, string> =>
  Object.fromEntries(rows(text).map(([field = '', type = '']) => [field, type]));

const said = (text: string): string => text.replaceAll(/\s+/g, ' ');

let server: RunningServer;

beforeAll(async () => {
  server = await runServer();
});

afterAll(() => server.close());

describe('the requests of PROTOCOL.md', () => {
  const chapter = section(page, 'Requests');

  it('are those of the table', () => {
    expect(titles(chapter, 3)).toEqual(Object.keys(requests));
  });

  describe.each([...requestTable])('%s', (name, { summary, http, input, output }) => {
    const text = section(chapter, name);
    const [, taken = '', answered = ''] = text.split(/^(?:Input|Answer):/m);

    it('says what it is for and where its twin is', () => {
      expect(said(text)).toContain(summary);
      expect(text).toContain(`\n\`${http.method} ${http.path}\` answers ${http.status ?? 200}.\n`);
    });

    it('has the fields of its schemas, of the same types', () => {
      expect(documented(taken)).toEqual(fieldsOf(schemaOf(input)));
      expect(documented(answered)).toEqual(fieldsOf(schemaOf(output)));
    });
  });
});

describe('the events of PROTOCOL.md', () => {
  const chapter = section(page, 'Events');
  const all = { ...events, ...streamEvents };

  it('are those of the table', () => {
    expect(titles(chapter, 3)).toEqual(Object.keys(all));
  });

  it.each(Object.entries(all))('%s has the fields of its schema', (name, { summary, data }) => {
    const text = section(chapter, name);
    expect(said(text)).toContain(summary);
    expect(documented(text)).toEqual(fieldsOf(schemaOf(data)));
  });
});

describe('the types of PROTOCOL.md', () => {
  const used = [
    ...[...requestTable.values()].flatMap(({ input, output }) => [input, output]),
    ...Object.values({ ...events, ...streamEvents }).map(({ data }) => data),
    z.object({ user: User, error: Failure }),
    Introduction,
    AccountClaim,
  ];
  const named = Object.assign({}, ...used.map((type) => namedIn(schemaOf(type)))) as Record<
    string,
    JsonSchema
  >;
  const objects = Object.entries(named).filter(([, schema]) => isNamedObject(schema));
  const chapter = section(page, 'Types');

  it('are the ones in use', () => {
    const scalars = Object.entries(named).filter(([, schema]) => !isNamedObject(schema));
    const listed = rows(chapter.split(/^### /m)[0]!);
    expect(Object.fromEntries(listed.map(([name = '', ...rest]) => [name, rest]))).toEqual(
      Object.fromEntries(
        scalars.map(([name, schema]) => [
          name,
          [schema.type ?? typeOf(schema), schema.description?.replaceAll('`', '')],
        ]),
      ),
    );
    expect(titles(chapter, 3).toSorted()).toEqual(objects.map(([name]) => name).toSorted());
  });

  it.each(objects)('%s has the fields of its schema', (name, schema) => {
    expect(documented(section(chapter, name))).toEqual(fieldsOf(schema));
  });
});

describe('the paths of PROTOCOL.md', () => {
  it('are those that are mounted', () => {
    const { stack } = server.app.getHttpAdapter().getInstance().router;
    const mounted = stack.flatMap(({ route }) =>
      route ? route.stack.map(({ method }) => `${method.toUpperCase()} ${route.path}`) : [],
    );
    const written = spans(page).filter((span) => /^(GET|POST|PUT|DELETE) \//.test(span));
    expect(new Set(written.map((path) => path.replace(/\?.*/, '')))).toEqual(new Set(mounted));
  });
});

describe('the errors of PROTOCOL.md', () => {
  const listed = rows(section(page, 'Errors')).map(([code = '', kind, status, retryable]) => ({
    code,
    kind,
    status: Number(status),
    retryable: retryable === 'yes',
  }));

  it('are those there are, each of its kind', () => {
    const kinds = Object.fromEntries(listed.map(({ code, kind }) => [code, kind]));
    const known = errorCodes.map((code) => [code, situations[code as ErrorCode]?.[0] ?? '']);
    expect(kinds).toEqual(Object.fromEntries(known));
  });

  it('have the status and the word on retrying that the server answers', async () => {
    const failing = await runServer({
      open: async (bus) => {
        const backend = await openMemory({}, bus);
        const rooms = Object.assign(Object.create(backend.rooms) as typeof backend.rooms, {
          find: async (room: string) => {
            const code = listed[Number(room)]?.code ?? '';
            throw code in situations ? new ChatError(code as ErrorCode) : new Error('a bug');
          },
        });
        return { ...backend, rooms };
      },
    });
    const { token } = await newcomer(failing.url, 'Ann');
    const answers = await Promise.all(
      listed.map(async ({ kind }, i) => {
        const { status, body } = await ask(failing.url, 'GET', `/api/rooms/${i}/history`, { token });
        const { code, retryable } = (body as { error: z.infer<typeof Failure> }).error;
        return { code, kind, status, retryable };
      }),
    );
    await failing.close();
    expect(answers).toEqual(listed);
  });

  it('are named nowhere unless they exist', () => {
    const areas = new Set(errorCodes.map((code) => code.split('.')[0]));
    const named = spans(page).filter(
      (span) => /^[a-z]+\.[a-z_]+$/.test(span) && areas.has(span.split('.')[0]),
    );
    const entryTypes = [
      'message.sent',
      'message.changed',
      'member.changed',
      'room.changed',
      'invite.changed',
    ];
    const fields = Object.keys(fieldsOf(schemaOf(requests['invite:create'].output)));
    const known = [...errorCodes, ...ENDED_BECAUSE, ...entryTypes, ...fields];
    expect(named.filter((code) => !known.includes(code))).toEqual([]);
  });
});

/** Something that the user said an hour ago. */
async function longAgo({ log, rooms, memberships }: Backend, room: string, by: Author): Promise<number> {
  const guard = {
    room: (await rooms.find(room))!.version,
    member: (await memberships.find(room, by.id))!.version,
  };
  const message = { id: randomUUID(), text: 'Well' };
  const entry = { type: 'message.sent', at: Date.now() - 3_600_000, by, message } as const;
  const appended = await log.append({ room, guard, entry, digest: '' });
  return 'seq' in appended ? appended.seq : 0;
}

/** What the user made of it, whatever may be made of it. */
async function change(
  { log, rooms, memberships }: Backend,
  room: string,
  by: Author,
  target: number,
  change: Alteration,
): Promise<void> {
  const guard = {
    room: (await rooms.find(room))!.version,
    member: (await memberships.find(room, by.id))!.version,
  };
  const entry = { type: 'message.changed', at: Date.now(), by, target, change } as const;
  await log.append({ room, guard, entry, rev: undefined });
}

describe('a refusal that PROTOCOL.md gives for', () => {
  const used = randomUUID();
  let room: string;
  let epoch: string;
  let ask: (name: RequestName, body: object, by: string) => Promise<unknown>;
  let close: () => void;
  let administratorId = '';
  let outcastId = '';

  beforeAll(async () => {
    const { user, token } = await newcomer(server.url, 'Guest');
    const guest = await connect(server.url, token);
    const { users, contacts } = server.backend;
    for (let n = 0; n < CONTACTS_LIMIT; n += 1) await contacts.set(user.id, `contact-${n}`, 'accepted');
    for (const id of ['one-more', 'another']) await users.add(DomainUser.guest(id, id));
    const ann = await account(server.url, 'Ann');
    const chat = await connect(server.url, ann.token);
    talk = (await chat.request('direct:open', { users: ['one-more'] })).room.id;
    const say = async (to: string) => {
      const { epoch, seq } = await chat.request('message:send', { room: to, id: randomUUID(), text: 'Well' });
      return { room: to, epoch, seq };
    };
    said['Talk'] = await say(talk);
    await contacts.set('one-more', ann.user.id, 'blocked');
    const chief = await account(server.url, 'Chief');
    administratorId = chief.user.id;
    outcastId = (await account(server.url, 'Outcast')).user.id;
    await users.update(outcastId, { banned: true });
    const administrator = await connect(server.url, chief.token);
    await administrator.request('server:claim', { token: (await server.app.get(OfferClaim).execute())! });
    close = () => [guest, chat, administrator].forEach((one) => one.close());
    ask = (name, body, by) =>
      (({ byGuest: guest, byAdministrator: administrator })[by] ?? chat).request(name, body as never);
    room = (await chat.request('room:create', { id: used, name: 'Refusals' })).room.id;
    ({ epoch } = await chat.request('message:send', { room, id: used, text: 'used' }));
    await guest.request('room:join', { room });
    await guest.request('profile:update', { nudges: false });
    shy = user.id;
    ({ seq: recalled } = await say(room));
    await chat.request('message:recall', { room, epoch, seq: recalled });
    old = await longAgo(server.backend, room, user);
    for (let n = 0; n < REACTION_LIMIT.kinds; n += 1)
      await change(server.backend, room, user, old, { type: 'reacted', emoji: `${n}`, on: true });
    const board = (await chat.request('room:create', { id: randomUUID(), name: 'Pinned' })).room.id;
    for (let n = 0; n < PIN_LIMIT; n += 1)
      await change(server.backend, board, ann.user, await longAgo(server.backend, board, ann.user), {
        type: 'pinned',
      });
    said['Pinned'] = await say(board);
    elsewhere = (await chat.request('room:create', { id: randomUUID(), name: 'Left' })).room.id;
    await chat.request('room:leave', { room: elsewhere });
    closed = (await chat.request('room:create', { id: randomUUID(), name: 'Closed' })).room.id;
    await chat.request('room:update', { room: closed, archived: true });
    for (const [name, kind] of [['Muted'], ['Ordered', 'announcement'], ['Hushed'], ['Banned']] as const) {
      const { id } = (await chat.request('room:create', { id: randomUUID(), name, kind })).room;
      await guest.request('room:join', { room: id });
      said[name] = await say(id);
      rooms[name] = id;
    }
    await chat.request('member:mute', { room: rooms['Muted']!, user: user.id, seconds: 600 });
    await chat.request('room:update', { room: rooms['Hushed']!, muted: true });
    await chat.request('ban:set', { room: rooms['Banned']!, user: user.id, on: true });
    const hidden = async (name: string) =>
      (await chat.request('room:create', { id: randomUUID(), name, kind: 'private' })).room.id;
    [den, closedDen] = [await hidden('Den'), await hidden('Closed')];
    await chat.request('room:update', { room: closedDen, archived: true });
    await chat.request('member:add', { room: den, user: user.id });
    for (let n = 0; n < INVITE_LIMIT.open; n += 1) await chat.request('invite:create', { room: den });
    await chat.request('ban:set', { room: den, user: 'another', on: true });
  });

  afterAll(() => close());

  /** Rooms that the account has left, and archived. */
  let elsewhere = '';
  let closed = '';
  /** Private rooms, with the guest and all the invites that it may have, and archived. */
  let den = '';
  let closedDen = '';
  /** Messages of the room: one that was recalled, and one of the guest's, old, with all kinds of reactions. */
  let recalled = 0;
  let old = 0;
  /** The first messages of some rooms: the account's, and in a room with all the pins that it may have. */
  const said: Record<string, object> = {};
  /** With one who has blocked the account since. */
  let talk = '';
  /** Does not want to be nudged. */
  let shy = '';
  /** Rooms of the account's, in which the guest may not do everything. */
  const rooms: Record<string, string> = {};
  const nowhere = {
    ...{ room: 'nowhere', after: 0, epoch: 'x', seq: 0, id: randomUUID(), text: 'x' },
    ...{
      user: 'nobody',
      role: 'moderator',
      topic: 'x',
      nickname: 'x',
      seconds: 60,
      on: true,
      invite: 'x',
      reason: 'x',
      level: 'none',
      report: 'x',
      emoji: '👍',
      from: { room: 'nowhere', epoch: 'x', seq: 0 },
    },
  };
  const some = (name: RequestName, values: object): object => {
    const fields = Object.keys(requests[name].input.shape);
    return Object.fromEntries(Object.entries(values).filter(([field]) => fields.includes(field)));
  };
  const unknownRoom = (name: RequestName) => () =>
    some(name, { ...nowhere, after: name === 'room:sync' ? 0 : undefined });
  const noMember = (name: RequestName) => () =>
    some(name, { ...nowhere, after: name === 'room:sync' ? 0 : undefined, room: elsewhere });
  const notAllowed = (name: RequestName) => ({ byGuest: () => some(name, { ...nowhere, room }) });
  const archived = (name: RequestName) => () => some(name, { ...nowhere, room: closed });
  /** What any request of those who run a room is refused with. */
  const running = (name: RequestName) => ({
    'room.not_found': unknownRoom(name),
    'room.not_member': noMember(name),
    'room.not_allowed': notAllowed(name),
  });
  /** And any about somebody. */
  const judging = (name: RequestName) => ({
    ...running(name),
    'room.archived': archived(name),
    'user.not_found': () => some(name, { ...nowhere, room }),
  });
  const noneOf = (name: RequestName) => () => some(name, { ...nowhere, room, user: 'one-more' });
  const byGuest = (name: string, said: object = { id: randomUUID(), text: 'x' }) => ({
    byGuest: () => ({ room: rooms[name], ...said }),
  });
  type Provocation =
    (() => object) | { readonly byGuest: () => object } | { readonly byAdministrator: () => object };
  /** What every request is refused for that is for those who run a private room. */
  const ofDen = (name: RequestName): Record<string, Provocation> => ({
    'room.not_found': unknownRoom(name),
    'room.not_member': noMember(name),
    'room.not_allowed': { byGuest: () => some(name, { ...nowhere, room: den }) },
    'room.archived': () => some(name, { ...nowhere, room: closedDen }),
  });
  const forward = (to: string, more: object = {}) => ({
    room: to,
    id: randomUUID(),
    from: { room, epoch, seq: 1, ...more },
  });
  const edit = (more: object) => ({ room, epoch, seq: 1, text: 'Otherwise', ...more });
  const react = (more: object) => ({ room, epoch, seq: 1, emoji: '👍', on: true, ...more });
  const missing = {
    'room.epoch_changed': () => ({ room, epoch: 'another', seq: 1 }),
    'message.not_found': () => ({ room, epoch, seq: 999 }),
  };
  const text = (written: string) => () => ({ room, id: randomUUID(), text: written });

  const provocations: Record<RequestName, Record<string, Provocation>> = {
    'session:list': {},
    'session:revoke': { 'session.not_found': () => ({ session: 'nothing' }) },
    'user:show': { 'user.not_found': () => ({ user: 'nobody' }) },
    'message:search': { 'search.blank': () => ({ query: '""' }) },
    'user:find': {},
    'profile:update': {
      'nickname.invalid': () => ({ nickname: ' ' }),
      'profile.status_invalid': () => ({ status: 'two\nlines' }),
      'profile.quiet_invalid': () => ({ quiet: { from: '22:00', to: '25:00', zone: 'Asia/Shanghai' } }),
    },
    'presence:set': {},
    'contact:set': {
      'user.not_found': () => ({ user: 'nobody', state: 'blocked' }),
      'contact.too_many': { byGuest: () => ({ user: 'one-more', state: 'blocked' }) },
    },
    'contact:list': {},
    'server:claim': {
      'account.needed': { byGuest: () => ({ token: 'x' }) },
      'administrator.token_wrong': () => ({ token: 'x' }),
    },
    'admin:users': { 'administrator.needed': () => ({}) },
    'admin:rooms': { 'administrator.needed': () => ({}) },
    'admin:ban': {
      'administrator.needed': () => ({ user: 'nobody', on: true }),
      'administrator.exempt': { byAdministrator: () => ({ user: administratorId, on: true }) },
      'user.not_found': { byAdministrator: () => ({ user: 'nobody', on: true }) },
    },
    'admin:appoint': {
      'administrator.needed': () => ({ user: 'nobody', on: true }),
      'administrator.last': { byAdministrator: () => ({ user: administratorId, on: false }) },
      'user.not_found': { byAdministrator: () => ({ user: 'nobody', on: true }) },
      'user.no_account': { byAdministrator: () => ({ user: 'one-more', on: true }) },
      'user.banned': { byAdministrator: () => ({ user: outcastId, on: true }) },
    },
    'admin:password': {
      'administrator.needed': () => ({ user: 'nobody' }),
      'user.not_found': { byAdministrator: () => ({ user: 'nobody' }) },
      'user.no_account': { byAdministrator: () => ({ user: 'one-more' }) },
    },
    'account:password': {
      'account.needed': { byGuest: () => ({ current: '', next: PASSWORD }) },
      'account.password_invalid': () => ({ current: PASSWORD, next: '12345678' }),
      'account.password_wrong': () => ({ current: 'wrong', next: PASSWORD }),
    },
    'push:key': {},
    'push:subscribe': {
      'push.endpoint_invalid': () => ({ endpoint: 'https://127.0.0.1/x', keys: PUSH_KEYS }),
    },
    'push:unsubscribe': {},
    'room:list': {},
    'room:create': {
      'room.name_invalid': () => ({ id: randomUUID(), name: ' ' }),
      'room.topic_invalid': () => ({ id: randomUUID(), name: 'Topical', topic: '\u0000' }),
      'room.name_taken': () => ({ id: randomUUID(), name: 'REFUSALS' }),
      'room.id_reused': () => ({ id: used, name: 'Another' }),
    },
    'direct:open': {
      'room.people_invalid': () => ({ users: Array.from({ length: 10 }, (_, n) => `user-${n}`) }),
      'user.not_found': () => ({ users: ['nobody'] }),
      'user.unavailable': () => ({ users: ['one-more', 'another'] }),
    },
    'room:update': {
      ...running('room:update'),
      'room.name_invalid': () => ({ room, name: ' ' }),
      'room.topic_invalid': () => ({ room, topic: '\u0000' }),
      'room.slow_mode_invalid': () => ({ room, slowMode: 21_601 }),
      'room.name_taken': () => ({ room, name: 'lobby' }),
      'room.archived': archived('room:update'),
    },
    'room:join': {
      'room.not_found': unknownRoom('room:join'),
      'room.banned': { byGuest: () => ({ room: rooms['Banned'] }) },
    },
    'room:leave': {
      'room.not_found': unknownRoom('room:leave'),
      'room.not_allowed': () => ({ room: talk }),
      'room.owner_needed': () => ({ room }),
    },
    'room:sync': { 'room.not_found': unknownRoom('room:sync'), 'room.not_member': noMember('room:sync') },
    'room:history': {
      'room.not_found': unknownRoom('room:history'),
      'room.not_member': noMember('room:history'),
    },
    'room:members': {
      'room.not_found': unknownRoom('room:members'),
      'room.not_member': noMember('room:members'),
    },
    'room:read': {
      'room.not_found': unknownRoom('room:read'),
      'room.not_member': noMember('room:read'),
      'room.epoch_changed': () => ({ room, epoch: 'another', seq: 1 }),
    },
    'member:add': {
      ...ofDen('member:add'),
      'user.not_found': () => ({ room: den, user: 'nobody' }),
      'user.unavailable': () => ({ room: den, user: 'one-more' }),
      'member.banned': () => ({ room: den, user: 'another' }),
    },
    'invite:create': { ...ofDen('invite:create'), 'invite.too_many': () => ({ room: den }) },
    'invite:list': {
      'room.not_found': unknownRoom('invite:list'),
      'room.not_member': noMember('invite:list'),
      'room.not_allowed': { byGuest: () => ({ room: den }) },
    },
    'invite:revoke': ofDen('invite:revoke'),
    'invite:show': { 'invite.invalid': () => ({ token: 'guessed' }) },
    'invite:use': { 'invite.invalid': () => ({ token: 'guessed' }) },
    'report:create': {
      'room.not_found': unknownRoom('report:create'),
      'room.not_member': noMember('report:create'),
      'room.epoch_changed': () => ({ room, epoch: 'another', seq: 1, reason: 'Why' }),
      'report.reason_invalid': () => ({ room, epoch: 'another', seq: 1, reason: ' ' }),
      'message.not_found': () => ({ room, epoch, seq: 999, reason: 'Why' }),
      'message.recalled': () => ({ room, epoch, seq: recalled, reason: 'Why' }),
    },
    'report:list': running('report:list'),
    'report:resolve': {
      ...running('report:resolve'),
      'report.not_found': () => ({ room, report: 'none' }),
    },
    'admin:reports': { 'administrator.needed': () => ({}) },
    'admin:report': {
      'administrator.needed': () => ({ report: 'none' }),
      'report.not_found': { byAdministrator: () => ({ report: 'none' }) },
    },
    'message:send': {
      'room.not_found': unknownRoom('message:send'),
      'room.not_member': noMember('message:send'),
      'room.not_allowed': byGuest('Ordered'),
      'room.archived': archived('message:send'),
      'room.muted': byGuest('Hushed'),
      'member.muted': byGuest('Muted'),
      'user.unavailable': () => ({ room: talk, id: randomUUID(), text: 'Hello?' }),
      'message.everyone_not_allowed': {
        byGuest: () => ({ room, id: randomUUID(), text: 'All!', everyone: true }),
      },
      'message.blank': text(' '),
      'message.too_long': text('x'.repeat(TEXT_LIMIT.codePoints + 1)),
      'message.malformed': text('\u0000'),
      'message.mention_unknown': () => ({ room, id: randomUUID(), text: 'Who?', mentions: ['nobody'] }),
      'message.reply_unknown': () => ({
        ...{ room, id: randomUUID(), text: 'What?', replyTo: { epoch, seq: 999 } },
      }),
      'file.not_found': () => ({ room, id: randomUUID(), text: '', attachments: ['nothing'] }),
      'message.id_reused': () => ({ room, id: used, text: 'another' }),
    },
    'typing:start': {
      'room.not_found': unknownRoom('typing:start'),
      'room.not_member': noMember('typing:start'),
      'room.not_allowed': byGuest('Ordered', {}),
      'room.archived': archived('typing:start'),
      'room.muted': byGuest('Hushed', {}),
      'member.muted': byGuest('Muted', {}),
      'user.unavailable': () => ({ room: talk }),
    },
    'user:nudge': {
      'room.not_found': unknownRoom('user:nudge'),
      'room.not_member': noMember('user:nudge'),
      'room.not_allowed': byGuest('Ordered', { user: 'nobody' }),
      'room.archived': archived('user:nudge'),
      'room.muted': byGuest('Hushed', { user: 'nobody' }),
      'member.muted': byGuest('Muted', { user: 'nobody' }),
      'member.not_found': noneOf('user:nudge'),
      'user.unavailable': () => ({ room: talk, user: 'one-more' }),
      'user.nudges_off': () => ({ room, user: shy }),
    },
    'room:notify': {
      'room.not_found': unknownRoom('room:notify'),
      'room.not_member': noMember('room:notify'),
    },
    'message:forward': {
      'room.not_found': unknownRoom('message:forward'),
      'room.not_member': noMember('message:forward'),
      'room.not_allowed': { byGuest: () => forward(rooms['Ordered']!) },
      'room.archived': archived('message:forward'),
      'room.muted': { byGuest: () => forward(rooms['Hushed']!) },
      'member.muted': { byGuest: () => forward(rooms['Muted']!) },
      'user.unavailable': () => forward(talk),
      'room.epoch_changed': () => forward(room, { epoch: 'another' }),
      'message.not_found': () => forward(room, { seq: 999 }),
      'message.recalled': () => forward(room, { seq: recalled }),
      'message.id_reused': () => ({ ...forward(room), id: used }),
    },
    'message:edit': {
      'room.not_found': unknownRoom('message:edit'),
      'room.not_member': noMember('message:edit'),
      'room.not_allowed': { byGuest: () => edit({ ...said['Ordered'] }) },
      'room.archived': archived('message:edit'),
      'room.muted': { byGuest: () => edit({ ...said['Hushed'] }) },
      'member.muted': { byGuest: () => edit({ ...said['Muted'] }) },
      'user.unavailable': () => edit({ ...said['Talk'] }),
      'room.epoch_changed': () => edit({ epoch: 'another' }),
      'message.not_found': () => edit({ seq: 999 }),
      'message.not_allowed': { byGuest: () => edit({}) },
      'message.recalled': () => edit({ seq: recalled }),
      'message.blank': () => edit({ text: ' ' }),
      'message.too_long': () => edit({ text: 'x'.repeat(TEXT_LIMIT.codePoints + 1) }),
      'message.malformed': () => edit({ text: '\u0000' }),
      'message.mention_unknown': () => edit({ mentions: ['nobody'] }),
    },
    'message:versions': {
      'room.not_found': unknownRoom('message:versions'),
      'room.not_member': noMember('message:versions'),
      ...missing,
      'message.recalled': () => ({ room, epoch, seq: recalled }),
    },
    'message:recall': {
      'room.not_found': unknownRoom('message:recall'),
      'room.not_member': noMember('message:recall'),
      'room.archived': archived('message:recall'),
      ...missing,
      'message.not_allowed': { byGuest: () => ({ room, epoch, seq: 1 }) },
      'message.recall_over': { byGuest: () => ({ room, epoch, seq: old }) },
    },
    'message:react': {
      'room.not_found': unknownRoom('message:react'),
      'room.not_member': noMember('message:react'),
      'room.archived': archived('message:react'),
      'member.muted': { byGuest: () => react({ ...said['Muted'] }) },
      'user.unavailable': () => react({ ...said['Talk'] }),
      'room.epoch_changed': () => react({ epoch: 'another' }),
      'message.not_found': () => react({ seq: 999 }),
      'message.recalled': () => react({ seq: recalled }),
      'message.reaction_invalid': () => react({ emoji: 'x' }),
      'message.reactions_full': () => react({ seq: old }),
    },
    'message:pin': {
      'room.not_found': unknownRoom('message:pin'),
      'room.not_member': noMember('message:pin'),
      'room.not_allowed': { byGuest: () => ({ room, epoch, seq: 1, on: true }) },
      'room.archived': archived('message:pin'),
      'user.unavailable': () => ({ ...said['Talk'], on: true }),
      'room.epoch_changed': () => ({ room, epoch: 'another', seq: 1, on: true }),
      'message.not_found': () => ({ room, epoch, seq: 999, on: true }),
      'message.recalled': () => ({ room, epoch, seq: recalled, on: true }),
      'room.pins_full': () => ({ ...said['Pinned'], on: true }),
    },
    'room:pins': { 'room.not_found': unknownRoom('room:pins'), 'room.not_member': noMember('room:pins') },
    'member:recall': { ...running('member:recall'), 'room.archived': archived('member:recall') },
    'member:role': { ...judging('member:role'), 'member.not_found': noneOf('member:role') },
    'member:mute': { ...judging('member:mute'), 'member.not_found': noneOf('member:mute') },
    'member:remove': { ...judging('member:remove'), 'member.not_found': noneOf('member:remove') },
    'ban:set': judging('ban:set'),
    'ban:list': running('ban:list'),
    'room:audit': running('room:audit'),
    'member:nickname': {
      'room.not_found': unknownRoom('member:nickname'),
      'room.not_member': noMember('member:nickname'),
      'room.archived': archived('member:nickname'),
      'nickname.invalid': () => ({ room, nickname: ' ' }),
    },
  };

  it.each(Object.entries(provocations))('%s can be had, and no other is known', async (name, cases) => {
    const [, refusals = ''] = /^Refused with ([^]+?)\.$/m.exec(section(page, name)) ?? [];
    expect(spans(refusals)).toEqual(Object.keys(cases));
    for (const [code, provocation] of Object.entries(cases)) {
      const [[by, input]] = Object.entries(
        typeof provocation === 'function' ? { byAccount: provocation } : provocation,
      ) as [[string, () => object]];
      const asked = ask(name as RequestName, input(), by);
      const refused: unknown = await asked.catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(Refused);
      expect((refused as Refused).code).toBe(code);
    }
  });
});

describe('the limits of PROTOCOL.md', () => {
  const KIB = 1024;
  const DAY = 24 * 60 * 60 * 1000;

  /** What a server full of everything answers at once. */
  async function pages(): Promise<
    Record<'sync' | 'fresh' | 'history' | 'hits' | 'rooms' | 'members' | 'users' | 'counted', number>
  > {
    const bus = new MemoryEventBus();
    const full = await runServer({ bus });
    const { token, user } = await newcomer(full.url, 'Ann');
    const { rooms, log, memberships } = full.backend;
    const by = { id: user.id, nickname: user.nickname };
    const guard = { room: 1, member: 1 };
    for (let i = 0; i < 600; i += 1) {
      const message = { id: randomUUID(), text: 'x' };
      const entry = { type: 'message.sent', at: 0, by, message } as const;
      await log.append({ room: 'lobby', entry, guard, digest: '' });
      await rooms.create(Room.open(`room-${i}`, `Room ${i}`), {
        by: 'another',
        id: `${i}`,
        digest: '',
        at: 0,
        members: [],
      });
      await full.backend.users.add(DomainUser.guest(`user-${i}`, 'X'));
      await memberships.join('lobby', `user-${i}`, 0);
    }
    const chat = await connect(full.url, token);
    const { epoch, entries } = await chat.request('room:join', { room: 'lobby' });
    const { entries: synced } = await chat.request('room:sync', { room: 'lobby', after: 0, epoch });
    const { entries: history } = await chat.request('room:history', { room: 'lobby' });
    const { hits } = await chat.request('message:search', { query: 'x' });
    const { rooms: listed } = await chat.request('room:list', {});
    const { members } = await chat.request('room:members', { room: 'lobby' });
    const operator = full.app.get(Operator).token;
    const { users } = (await ask(full.url, 'GET', '/api/admin/users', { token: operator }))
      .body as RequestOutput<'admin:users'>;
    const { rooms: counted } = (await ask(full.url, 'GET', '/api/admin/rooms', { token: operator }))
      .body as RequestOutput<'admin:rooms'>;
    chat.close();
    await full.close();
    return {
      sync: synced.length,
      fresh: entries.length,
      history: history.length,
      hits: hits.length,
      rooms: listed.filter(({ joined }) => !joined).length,
      members: members.length,
      users: users.length,
      counted: counted.length,
    };
  }

  const inputs = Object.assign(
    {},
    ...[...requestTable.values()].map(({ input }) => namedIn(schemaOf(input))),
    namedIn(schemaOf(Introduction)),
  ) as Record<string, JsonSchema>;

  function rate(limit: LimitName): string {
    const { burst, perSecond } = rates[limit];
    const units = { 'a second': 1, 'a minute': 60, 'an hour': 3600 };
    const [unit, seconds] = Object.entries(units).find(([, length]) => perSecond * length >= 1)!;
    return `${burst} at once, then ${perSecond * seconds} ${unit}`;
  }

  it('name every rate', () => {
    expect(Object.keys(rates)).toHaveLength(22);
  });

  it('are those of the code', async () => {
    const at = await pages();
    const { properties = {} } = schemaOf(events['presence:changed'].data);
    const limits: Record<string, string> = {
      'text of a message': `${TEXT_LIMIT.codePoints} code points, ${TEXT_LIMIT.bytes} bytes in UTF-8`,
      nickname: `${NAME_LIMIT.nickname} code points`,
      username: `${NAME_LIMIT.usernameLeast} to ${NAME_LIMIT.username} code points`,
      'username or number to sign in by': `${inputs['Login']?.maxLength} characters`,
      password: `${PASSWORD_LIMIT.least} to ${PASSWORD_LIMIT.most} code points, ${inputs['Password']?.maxLength} characters`,
      'line about oneself': `${NAME_LIMIT.status} code points`,
      avatar: `${AVATAR_LIMIT.bytes / KIB} KiB, ${AVATAR_LIMIT.pixels} pixels each way`,
      'contacts of one user': `${CONTACTS_LIMIT}`,
      'name of a room': `${NAME_LIMIT.room} code points`,
      'topic of a room': `${NAME_LIMIT.topic} code points`,
      Cursor: `${inputs['Cursor']?.maxLength} characters`,
      Epoch: `${inputs['Epoch']?.maxLength} characters`,
      'query of room:members': `${schemaOf(requests['room:members'].input).properties?.['query']?.maxLength} characters`,
      'body of a request over HTTP': `${BODY_LIMIT / KIB} KiB`,
      'packet on Socket.IO': `${PACKET_LIMIT / KIB} KiB`,
      'reactions to a message': `${REACTION_LIMIT.kinds} kinds`,
      'names with a reaction': `${REACTION_LIMIT.named}`,
      'pinned messages of a room': `${PIN_LIMIT}`,
      'versions of one message:versions': `${VERSIONS_LIMIT}`,
      'messages of one member:recall': `${RECALL_LIMIT.messages}`,
      'how far back member:recall goes': `${RECALL_LIMIT.seconds} s`,
      'changes of messages by one user': rate('changes'),
      'member:recall of one user': rate('recalls'),
      'messages of one user': rate('messages'),
      'rooms that one user joins, again or anew': rate('joins'),
      'rooms and talks that one user opens': rate('rooms'),
      'invites followed, people added, by one user': rate('invites'),
      'open invites to a room': `${INVITE_LIMIT.open}`,
      'how often one user is told to be writing': rate('typing'),
      'nudges of one user': rate('nudges'),
      'nudges of one user to another': rate('nudgesAtOne'),
      'address of a push service': `${schemaOf(requests['push:subscribe'].input).properties?.['endpoint']?.maxLength} characters`,
      'messages that one user reports': rate('reports'),
      'reports of one report:list': `${REPORTS_LIMIT}`,
      'reason of a report': `${NAME_LIMIT.reason} code points`,
      'requests of one user, of any kind': rate('requests'),
      'newcomers from one address': rate('sessions'),
      'accounts claimed from one address': rate('claims'),
      'wrong passwords from one address': rate('guesses'),
      'wrong passwords for one account': rate('guessesAtOne'),
      'passwords that wait to be compared': `${WAITING}`,
      'searches of one user': rate('searches'),
      'users looked for by one user': rate('lookups'),
      'avatars that one user uploads or takes away': rate('avatars'),
      'files that one user uploads': rate('uploads'),
      'uploads of one user under way': `${UPLOADS_AT_ONCE}`,
      'files and previews shown to one user': rate('downloads'),
      'name of a file': `${FILE_NAME_LIMIT} code points`,
      'a picture, all frames together': `${PIXEL_LIMIT / 1e6} million pixels`,
      'pictures that wait to be made': `${PICTURES_WAITING}`,
      'connections from one address on Socket.IO': rate('handshakes'),
      'new epochs of one room, as clients are ahead': rate('renewals'),
      'requests of one connection awaiting answers': `${IN_FLIGHT}`,
      'mentions in a message': `${MENTION_LIMIT}`,
      'files with a message': `${ATTACHMENT_LIMIT}`,
      'entries of one room:sync': `${at.sync}`,
      'entries of a fresh page': `${at.fresh}`,
      'hits of one message:search': `${schemaOf(requests['message:search'].input).properties?.['limit']?.maximum}, and ${at.hits} unless given`,
      'entries of one room:history': `${schemaOf(requests['room:history'].input).properties?.['limit']?.maximum}, and ${at.history} unless given`,
      'public rooms of one room:list': `${at.rooms}`,
      'members of one room:members': `${at.members}`,
      'users of one admin:users': `${at.users}`,
      'rooms of one admin:rooms': `${at.counted}`,
      'text in a list of rooms, and of a quote': `${EXCERPT} code points`,
      Id: `${/\{1,(\d+)\}/.exec(inputs['Id']?.pattern ?? '')?.[1]} characters`,
      'unread messages counted': `${schemaOf(requests['room:read'].output).properties?.['unread']?.maximum}`,
      'notices of presence': `1 a second and room, ${properties['joined']?.maxItems} names each way`,
      'notices of who is writing': `1 a second and room, ${schemaOf(events['room:typing'].data).properties?.['users']?.maxItems} names`,
      "notices of a room's head": `${1000 / HEADS_GAP} a second`,
      'time to send CONNECT': `${OPTIONS.connectTimeout / 1000} s`,
      'pings on Socket.IO': `every ${OPTIONS.pingInterval / 1000} s, answered within ${OPTIONS.pingTimeout / 1000} s`,
      'comments on an event stream': `every ${BEAT / 1000} s`,
      'unread bytes of a connection': `${SOCKET_BACKLOG / KIB / KIB} MiB`,
      'unread bytes of an event stream': `${BACKLOG_LIMIT / KIB / KIB} MiB`,
      'return after server:closing': `${EARLIEST} to ${EARLIEST + SPREAD} ms`,
      'life of an unused session': `${SESSION_LIFE / DAY} days`,
    };
    expect(documented(section(page, 'Limits'))).toEqual(limits);
  });
});

describe('the sessions of PROTOCOL.md', () => {
  it('go as they are written', async () => {
    const fresh = await runServer();
    try {
      const sessions = section(page, 'A session with curl') + section(page, 'A session frame by frame');
      const { written, real } = await new Replay(fresh).run(sessions);
      expect(written).not.toHaveLength(0);
      expect(real).toEqual(written);
    } finally {
      await fresh.close();
    }
  });
});

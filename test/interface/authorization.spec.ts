import { request as send } from 'node:http';
import { Rules } from '../../src/application/authorization.js';
import { Throttle } from '../../src/application/use-cases/throttle.js';
import { LOBBY, Room, ROOM_KINDS, type RoomKind } from '../../src/domain/room.js';
import type { Backend } from '../../src/infrastructure/backend.js';
import { openMemory } from '../../src/infrastructure/memory/open-memory.js';
import { NoRateLimits } from '../../src/infrastructure/system/no-rate-limits.js';
import { Dispatcher } from '../../src/interface/dispatcher.js';
import { requestTable, type RequestName } from '../../src/interface/protocol/requests.js';
import {
  account,
  ask,
  newcomer,
  runServer,
  type Newcomer,
  type RunningServer,
} from '../support/running-server.js';
import { connect, type ChatClient } from '../support/socket-client.js';
import { STANDINGS, whoMay, type Cell, type Letter, type OfNoRoom, type OfRoom } from './who-may.js';

/** What was answered: the code of the refusal, or ok; and everything that came, to be compared. */
interface Answer {
  readonly outcome: string;
  readonly all: unknown;
}

type Body = Readonly<Record<string, unknown>>;

interface Person extends Newcomer {
  readonly chat: ChatClient;
}

type Transport = (name: RequestName, body: Body, by: Person) => Promise<Answer>;

const LETTERS = Object.keys(STANDINGS) as Letter[];
const entries = Object.entries(whoMay) as [RequestName, OfRoom | OfNoRoom][];
const ofRoom = entries.filter((entry): entry is [RequestName, OfRoom] => 'may' in entry[1]);
const ofNoRoom = entries.filter((entry): entry is [RequestName, OfNoRoom] => 'for' in entry[1]);

const listed = (kind: RoomKind): boolean => kind === 'public' || kind === 'announcement';

/** How someone can stand to a room of the kind. */
const possible = (kind: RoomKind): Letter[] =>
  kind === 'direct' || kind === 'notes' ? ['s', 'm', 'a'] : LETTERS;

/** What is promised to one who asks it of a room. */
function promised({ may, archived, yet }: OfRoom, kind: RoomKind, closed: boolean, letter: Letter): string {
  const member = 'mMo'.includes(letter);
  if (!member && !listed(kind)) return 'room.not_found';
  if (!may[kind]?.includes(letter)) return member || letter === 'a' ? 'room.not_allowed' : 'room.not_member';
  if (closed && archived === 'closed') return 'room.archived';
  return yet?.[letter] ?? 'ok';
}

let server: RunningServer;
let people: Record<Letter | 'target' | 'guest' | 'account', Person>;
/** The room asked for, and the store's methods that were called since. */
let asked = '';
const work: string[] = [];

/** Every store of the backend, noting what is asked of it. */
const watched = (backend: Backend): Backend =>
  Object.fromEntries(
    Object.entries(backend).map(([store, port]) => [
      store,
      typeof port !== 'object'
        ? port
        : new Proxy(port as object, {
            get(target, method) {
              const own: unknown = Reflect.get(target, method, target);
              if (typeof own !== 'function') return own;
              return (...args: unknown[]): unknown => {
                // Presence is told in the background, of the rooms of others; and so is due work looked for.
                if (store !== 'queue' && (store !== 'memberships' || args[0] === asked))
                  work.push(`${store}.${String(method)}`);
                return (own as (...all: unknown[]) => unknown).apply(target, args);
              };
            },
          }),
    ]),
  ) as unknown as Backend;

beforeAll(async () => {
  server = await runServer({ open: async (bus) => watched(await openMemory({}, bus)) });
  const { url, backend } = server;
  const enter = async (name: string, make = newcomer): Promise<Person> => {
    const person = await make(url, name);
    if (name === 'administrator') await backend.users.update(person.user.id, { admin: true });
    return { ...person, chat: await connect(url, person.token) };
  };
  const named = Object.entries({ ...STANDINGS, target: 'target', guest: 'guest' });
  const all = await Promise.all(named.map(async ([key, name]) => [key, await enter(name)]));
  people = { ...Object.fromEntries(all), account: await enter('Account', account) } as typeof people;
});

afterAll(async () => {
  for (const { chat } of Object.values(people)) chat.close();
  await server.close();
});

const bySocket: Transport = async (name, body, { chat }) => {
  const ack = await chat.send(name, body);
  return { outcome: ack.ok ? 'ok' : ack.error.code, all: ack };
};

const codeOf = (body: unknown): string => (body as { error: { code: string } }).error.code;

const byHttp: Transport = async (name, body, { token }) => {
  const { method, path } = requestTable.get(name)!.http;
  const rest = Object.entries(body).filter(([field]) => !path.includes(`:${field}`));
  const where = path.replaceAll(/:(\w+)/g, (_, field: string) => String(body[field]));
  const query = new URLSearchParams(rest.map(([field, value]): [string, string] => [field, String(value)]));
  const answer =
    method === 'GET'
      ? await ask(server.url, method, `${where}?${query.toString()}`, { token })
      : await ask(server.url, method, where, { token, body: Object.fromEntries(rest) });
  const { status, headers, body: said } = answer;
  const outcome = status < 300 ? 'ok' : codeOf(said);
  return { outcome, all: { status, headers: { ...headers, date: '' }, said } };
};

/** The stream of a room, which is open to whom `room:sync` is. */
const byStream: Transport = async (_name, { room }, { token }) =>
  new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${token}` };
    const opening = send(`${server.url}/api/events?room=${String(room)}`, { agent: false, headers });
    opening.once('error', reject);
    opening.once('response', (answer) => {
      if (answer.statusCode === 200) {
        opening.destroy();
        resolve({ outcome: 'ok', all: {} });
        return;
      }
      const { statusCode } = answer;
      void answer.toArray().then((chunks) => {
        const said: unknown = JSON.parse(Buffer.concat(chunks as Buffer[]).toString());
        resolve({
          outcome: codeOf(said),
          all: { statusCode, headers: { ...answer.headers, date: '' }, said },
        });
      }, reject);
    });
    opening.end();
  });

const transports: [string, Transport][] = [
  ['Socket.IO', bySocket],
  ['HTTP', byHttp],
];

let count = 0;

/** A new room of the kind, in which everybody has the place that there is. */
async function room(kind: RoomKind, closed: boolean): Promise<Cell> {
  const { rooms, memberships, log } = server.backend;
  const ids = Object.fromEntries(Object.entries(people).map(([key, { user }]) => [key, user.id]));
  const id = `room-${(count += 1)}`;
  const { settings, key } = Room.open(
    id,
    `Room ${count}`,
    '',
    kind === 'direct' || kind === 'notes' ? 'private' : kind,
  );
  const made = new Room(id, kind, key, { ...settings, archived: closed }, 1);
  const roles = { o: 'owner', M: 'moderator', m: 'member', target: 'member' } as const;
  const seated = kind === 'notes' ? (['m'] as const) : (['o', 'M', 'm', 'target'] as const);
  const here = kind === 'direct' ? (['m', 'target'] as const) : seated;
  const members = here.map((one) => ({ user: ids[one]!, role: roles[one] }));
  await rooms.create(made, { by: 'the test', id, digest: '', at: 0, members });
  if (kind !== 'direct' && kind !== 'notes') {
    const owner = people.o.user;
    const banned = people.b.user;
    await log.append({
      room: id,
      guard: { room: 1, member: (await memberships.find(id, owner.id))!.version },
      entry: { type: 'member.changed', at: 0, by: owner, member: banned, change: 'banned' },
      ban: { user: banned.id, on: true },
    });
  }
  const { epoch } = (await log.window(id, { limit: 0 }))!;
  return { room: id, epoch, target: ids['target']! };
}

/** What each is answered who asks, and what each was promised. */
async function walk(name: RequestName, row: OfRoom, ask: Transport) {
  const answered: Record<string, string> = {};
  const expected: Record<string, string> = {};
  for (const kind of ROOM_KINDS) {
    for (const closed of [false, true]) {
      for (const letter of possible(kind)) {
        const cell = `${STANDINGS[letter]} in ${closed ? 'archived ' : ''}${kind}`;
        answered[cell] = (await ask(name, row.body(await room(kind, closed)), people[letter])).outcome;
        expected[cell] = promised(row, kind, closed, letter);
      }
    }
  }
  return { answered, expected };
}

describe('Who may do what', () => {
  it('is said of every request', () => {
    const unsaid = [...requestTable.keys()].filter((name) => !(name in whoMay));
    const where = 'test/interface/who-may.ts';
    expect(unsaid.map((name) => `Say in ${where} who may ${name}`)).toEqual([]);
  });

  it('has hundreds of cells', () => {
    const places = ROOM_KINDS.flatMap((kind) => [...possible(kind), ...possible(kind)]);
    expect(ofRoom.length * places.length * transports.length).toBeGreaterThan(400);
  });

  describe.each(transports)('is kept over %s', (_, transport) => {
    it.each(ofRoom)('by %s', async (name, row) => {
      const { answered, expected } = await walk(name, row, transport);
      expect(answered).toEqual(expected);
    });

    it.each(ofNoRoom)('by %s', async (name, row) => {
      const outcomes = [];
      for (const who of ['guest', 'account', 'a'] as const) {
        const { outcome } = await transport(name, row.body(), people[who]);
        outcomes.push(/^(account|administrator)\.needed$/.test(outcome) ? outcome : 'let');
      }
      const needed = `${row.for.slice(0, -1)}.needed`;
      expect(outcomes).toEqual(
        {
          everybody: ['let', 'let', 'let'],
          accounts: [needed, 'let', needed],
          administrators: [needed, needed, 'let'],
        }[row.for],
      );
    });
  });

  it('is kept by the stream of a room', async () => {
    const { answered, expected } = await walk('room:sync', whoMay['room:sync'] as OfRoom, byStream);
    expect(answered).toEqual(expected);
  });

  it('has to be ruled for every request, or the server does not start', () => {
    const start = () => new Dispatcher([], new Rules([]), new Throttle(new NoRateLimits()));
    expect(start).toThrow('There is no rule for who may ListRooms');
  });
});

describe('A room that one may not see', () => {
  const hidden = ROOM_KINDS.filter((kind) => !listed(kind));
  const blind: [RequestName, OfRoom, string, Transport][] = [
    ...ofRoom.flatMap(([name, row]) =>
      transports.map((transport): [RequestName, OfRoom, string, Transport] => [name, row, ...transport]),
    ),
    ['room:sync', whoMay['room:sync'] as OfRoom, 'the stream', byStream],
  ];

  it.each(blind)(
    'is for %s what is missing, byte by byte and look by look',
    async (name, row, _, transport) => {
      for (const kind of hidden) {
        for (const closed of [false, true]) {
          for (const letter of possible(kind).filter((one) => 'sba'.includes(one))) {
            const there = await room(kind, closed);
            const answers: unknown[] = [];
            for (const id of [there.room, there.room.replace('room', 'none')]) {
              asked = id;
              work.length = 0;
              const { all } = await transport(name, row.body({ ...there, room: id }), people[letter]);
              answers.push([JSON.stringify(all), [...work]]);
            }
            expect([kind, closed, letter, answers[0]]).toEqual([kind, closed, letter, answers[1]]);
          }
        }
      }
    },
  );

  it('is in no list, and nobody hears of it who is not in it', async () => {
    const there = await room('private', false);
    const { chat } = people.s;
    chat.heard('room:entries');
    await people.m.chat.request('message:send', { room: there.room, id: crypto.randomUUID(), text: 'psst' });
    await people.m.chat.request('message:send', { room: LOBBY, id: crypto.randomUUID(), text: 'aloud' });
    expect(await chat.next('room:entries')).toMatchObject({ room: LOBBY });
    const { rooms } = await chat.request('room:list', {});
    expect(rooms.map(({ id }) => id)).not.toContain(there.room);
  });
});

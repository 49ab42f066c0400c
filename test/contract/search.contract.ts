import type { SearchWanted } from '../../src/application/ports/search.js';
import { attachment } from '../../src/application/ports/files.js';
import { newcomer } from '../../src/application/ports/room-log.js';
import type { Alteration } from '../../src/domain/entry.js';
import type { FileType } from '../../src/domain/file.js';
import { parseQuery } from '../../src/domain/query.js';
import { Room } from '../../src/domain/room.js';
import { User } from '../../src/domain/user.js';
import type { Contract } from '../support/contract.js';
import { uploaded } from './files.contract.js';
import { ALL, ann, AT, bob, cem, said, seat, type Stores, tea, zoo } from './stores.js';

let clock = AT;

/** Says something a second after what was said before it. */
async function say(stores: Stores, room: string, by: User, id: string, text: string): Promise<void> {
  clock += 1000;
  const { version } = (await stores.memberships.find(room, by.id))!;
  const entry = { ...said(by, id, text), at: clock };
  await stores.log.append({ room, entry, guard: { room: tea.version, member: version }, digest: id });
}

/** Bob sends a file of such a type. */
async function show(stores: Stores, id: string, type: FileType, text = ''): Promise<void> {
  const file = uploaded(id, 'bob', { type });
  await stores.files.add(file, 1000);
  const words = said(bob, id, text);
  const entry = { ...words, message: { ...words.message, attachments: [attachment(file)] } };
  const { version } = (await stores.memberships.find('tea', 'bob'))!;
  await stores.log.append({ room: 'tea', entry, guard: { room: tea.version, member: version }, digest: id });
}

/** Bob makes something else of what was said. */
async function become(stores: Stores, target: number, change: Alteration): Promise<void> {
  const { version } = (await stores.memberships.find('tea', 'bob'))!;
  const by = { id: 'bob', nickname: 'Bob' };
  const entry = { type: 'message.changed', at: clock, by, target, change } as const;
  await stores.log.append({
    room: 'tea',
    entry,
    guard: { room: tea.version, member: version },
    rev: undefined,
  });
}

const look = ({ search }: Stores, typed: string, more: Partial<SearchWanted> = {}) =>
  search.find({ user: 'ann', query: parseQuery(typed), limit: ALL, ...more });

/** The ids of what Ann finds. */
const found = async (stores: Stores, typed: string, more: Partial<SearchWanted> = {}): Promise<string[]> =>
  (await look(stores, typed, more)).hits.map(({ message }) => message.id);

/** Ann and Bob in a room, where Bob has said these texts under these ids. */
async function heard(stores: Stores, texts: Record<string, string>, room = tea): Promise<void> {
  await seat(stores, room, ann, bob);
  for (const [id, text] of Object.entries(texts)) await say(stores, room.id, bob, id, text);
}

/** What is found of the texts, by the query under which it is looked for. */
const findsOf = (
  texts: Record<string, string>,
  expected: Record<string, readonly string[]>,
): ((stores: Stores) => Promise<void>) => {
  return async (stores) => {
    await heard(stores, texts);
    const answers = Object.keys(expected).map(async (typed) => [
      typed,
      (await found(stores, typed)).toReversed(),
    ]);
    expect(Object.fromEntries((await Promise.all(answers)) as [])).toEqual(expected);
  };
};

/** Cem comes by an invite into a private room that shows newcomers what follows. */
async function arrive(stores: Stores, room: Room, user: User): Promise<void> {
  const { version } = (await stores.memberships.find(room.id, 'bob'))!;
  await stores.log.append({
    room: room.id,
    guard: { room: room.version, member: version },
    entry: { type: 'member.changed', at: AT, by: bob, member: user, change: 'added' },
    seats: [newcomer(user.id, room)],
  });
}

export const searchContract: Contract<Stores> = {
  'finds Chinese of one character and of two inside a sentence': findsOf(
    { a: '我家在上海东边', b: '海上有雾', c: '上个月去了东海', d: '東京と大阪', e: '서울에 갑니다' },
    {
      上海: ['a'],
      海: ['a', 'b', 'c'],
      上海东: ['a'],
      海东边: ['a'],
      海上海: [],
      京: ['d'],
      울에: ['e'],
      上: ['a', 'b', 'c'],
    },
  ),

  'finds words of letters by how they begin': findsOf(
    { a: 'Hello there', b: 'a shell', c: 'hel(p), hell', d: 'x_help', e: '用help查看' },
    {
      hel: ['a', 'c', 'd', 'e'],
      hell: ['a', 'c'],
      ell: [],
      HELLO: ['a'],
      h: ['a', 'c', 'd', 'e'],
      there: ['a'],
    },
  ),

  'finds what is beside a script of another kind': findsOf(
    { a: 'iPhone15手机壳', b: '手机 iPhone 15', c: '买手机' },
    { iphone15手机: ['a'], 手机: ['a', 'b', 'c'], '15': ['b'], 'iphone 手机': ['a', 'b'], 机壳: ['a'] },
  ),

  'looks past case, width and what is invisible, and not past accents': findsOf(
    { a: 'ＰＡＲＬＥＹ１２', b: 'ｶﾞﾗｽ', c: 'Stra\u200Bße', d: 'café', e: 'cafe' },
    {
      parley12: ['a'],
      Parley: ['a'],
      ガラス: ['b'],
      strasse: [],
      straße: ['c'],
      café: ['d'],
      cafe: ['e'],
      caf: ['d', 'e'],
    },
  ),

  'finds signs and marks beside words': findsOf(
    { a: 'party 🎉', b: '🎉🎉 again', c: 'C++ and C#', d: 'C and +' },
    { '🎉': ['a', 'b'], '🎉🎉': ['b'], 'c++': ['c'], 'c#': ['c'], c: ['c', 'd'] },
  ),

  'finds what holds all words, in any order, and long ones too': findsOf(
    {
      a: 'green tea, black tea',
      b: 'tea that is green',
      c: 'green',
      d: `${'x'.repeat(40)}y`,
      e: `${'x'.repeat(40)}z`,
    },
    {
      'tea green': ['a', 'b'],
      'green te': ['a', 'b'],
      'green tea coffee': [],
      [`${'x'.repeat(40)}z`]: ['e'],
    },
  ),

  'takes marks of other search languages for what they are': findsOf(
    { a: 'all "quoted" words*', b: 'nothing', c: "it's NEAR OR NOT" },
    {
      '"quoted"': ['a'],
      'words*': ['a'],
      'no*': ['b', 'c'],
      'nothing OR near': [],
      "' OR 1=1": [],
      '"quoted AND': [],
      '-quoted': [],
      'text:nothing': [],
      'it\'s "near': ['c'],
    },
  ),

  'answers the newest first, over all rooms, up to the limit': async (stores) => {
    await heard(stores, { a: 'tea' });
    await heard(stores, { b: 'tea' }, zoo);
    await say(stores, 'tea', ann, 'c', 'tea');
    await say(stores, 'zoo', ann, 'd', 'tea');
    expect(await found(stores, 'tea')).toEqual(['d', 'c', 'b', 'a']);
    expect(await found(stores, 'tea', { limit: 2 })).toEqual(['d', 'c']);
  },

  'pages through all hits, each once, while others are said': async (stores) => {
    await heard(stores, {});
    await heard(stores, {}, zoo);
    for (let n = 1; n <= 10; n += 1)
      await say(stores, n % 3 ? 'tea' : 'zoo', bob, `m${n}`, n % 4 ? 'word' : 'other');
    const pages: string[][] = [];
    for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
      const page = await look(stores, 'word', { limit: 3, cursor });
      pages.push(page.hits.map(({ message }) => message.id));
      cursor = page.cursor;
      await say(stores, 'tea', bob, `later ${pages.length}`, 'word');
    }
    expect(pages).toEqual([
      ['m10', 'm9', 'm7'],
      ['m6', 'm5', 'm3'],
      ['m2', 'm1'],
    ]);
  },

  'finds only in rooms that the user is in, for as long as the user is': async (stores) => {
    await heard(stores, { a: 'word' });
    await seat(stores, zoo, bob);
    await say(stores, 'zoo', bob, 'b', 'word');
    expect(await found(stores, 'word')).toEqual(['a']);
    expect(await found(stores, 'word', { room: 'zoo' })).toEqual([]);
    await stores.memberships.join('zoo', 'ann', AT);
    expect(await found(stores, 'word')).toEqual(['b', 'a']);
    await stores.memberships.leave('tea', 'ann');
    expect(await found(stores, 'word')).toEqual(['b']);
    expect(await found(stores, 'word', { user: 'nobody' })).toEqual([]);
  },

  'finds nothing that a member does not see': async (stores) => {
    const room = Room.open('den', 'Den', '', 'private');
    await seat(stores, room, bob);
    await say(stores, 'den', bob, 'a', 'word');
    await stores.users.add(ann);
    await arrive(stores, room, ann);
    await say(stores, 'den', bob, 'b', 'word');
    expect(await found(stores, 'word')).toEqual(['b']);
    expect(await found(stores, 'from:bob')).toEqual(['b']);
    expect(await found(stores, 'word', { user: 'bob' })).toEqual(['b', 'a']);
  },

  'finds in one room alone, by its id or by its name': async (stores) => {
    await heard(stores, { a: 'word' });
    await heard(stores, { b: 'word' }, Room.open('den', '上海 Den'));
    expect(await found(stores, 'word', { room: 'tea' })).toEqual(['a']);
    expect(await found(stores, 'word', { room: 'nowhere' })).toEqual([]);
    expect(await found(stores, 'word in:tea')).toEqual(['a']);
    expect(await found(stores, 'in:海d')).toEqual(['b']);
    expect(await found(stores, 'in:den in:tea')).toEqual(['b', 'a']);
    expect(await found(stores, 'in:zoo')).toEqual([]);
  },

  'finds what someone said, by the name of today, here or everywhere': async (stores) => {
    await heard(stores, { a: 'word' });
    await seat(stores, tea, cem);
    await say(stores, 'tea', cem, 'b', 'word');
    await say(stores, 'tea', ann, 'c', 'word');
    expect(await found(stores, 'from:bob')).toEqual(['a']);
    expect(await found(stores, 'from:CE from:bob word')).toEqual(['b', 'a']);
    expect(await found(stores, 'from:em')).toEqual([]);
    expect(await found(stores, 'from:me')).toEqual(['c']);
    expect(await found(stores, 'from:我', { user: 'bob' })).toEqual(['a']);
    await stores.users.update('bob', { nickname: 'Robert Brown' });
    await stores.memberships.rename('tea', 'cem', '张 伟');
    expect(await found(stores, 'from:bob')).toEqual([]);
    expect(await found(stores, 'from:robertb')).toEqual(['a']);
    expect(await found(stores, 'from:brown')).toEqual(['a']);
    expect(await found(stores, 'from:伟')).toEqual(['b']);
    expect(await found(stores, 'from:张伟 word')).toEqual(['b']);
    expect(await found(stores, 'from:nobody')).toEqual([]);
  },

  'finds what someone said who is a member no more': async (stores) => {
    await heard(stores, { a: 'word' });
    await stores.memberships.leave('tea', 'bob');
    expect(await found(stores, 'word')).toEqual(['a']);
    expect(await found(stores, 'from:bob')).toEqual(['a']);
  },

  'finds what has a link': findsOf(
    { a: 'see https://parley.example/x', b: 'https is a word', c: 'HTTP://EXAMPLE.COM here' },
    { 'has:link': ['a', 'c'], 'has:link here': ['c'], 'has:nothing': [] },
  ),

  'finds what has a file, and among it what has a picture': async (stores) => {
    await heard(stores, { a: 'a file, file.png' });
    await show(stores, 'b', 'application/octet-stream');
    await show(stores, 'c', 'image/png', 'of a cat');
    await show(stores, 'd', 'video/mp4', 'https://parley.example');
    await show(stores, 'e', 'image/webp');
    expect(await found(stores, 'has:file')).toEqual(['e', 'd', 'c', 'b']);
    expect(await found(stores, 'has:image')).toEqual(['e', 'c']);
    expect(await found(stores, 'has:image cat')).toEqual(['c']);
    expect(await found(stores, 'has:file has:link')).toEqual(['d']);
    await become(stores, 5, { type: 'recalled' });
    expect(await found(stores, 'has:image')).toEqual(['c']);
  },

  'finds what was said from a day on, or before one': async (stores) => {
    await heard(stores, {});
    const { version } = (await stores.memberships.find('tea', 'bob'))!;
    for (const [id, at] of Object.entries({ a: '2026-11-21', b: '2026-11-22', c: '2026-11-23' })) {
      const entry = { ...said(bob, id, 'word'), at: Date.parse(at) };
      await stores.log.append({
        room: 'tea',
        entry,
        guard: { room: tea.version, member: version },
        digest: id,
      });
    }
    expect(await found(stores, 'after:2026-11-22')).toEqual(['c', 'b']);
    expect(await found(stores, 'before:2026-11-22 word')).toEqual(['a']);
    expect(await found(stores, 'after:2026-11-22 before:2026-11-23')).toEqual(['b']);
    expect(await found(stores, 'before:2026-11')).toEqual([]);
  },

  'answers messages as they are now, with their room and its epoch': async (stores) => {
    await heard(stores, { a: 'A word' });
    await stores.users.update('bob', { nickname: 'Bobby' });
    const { epoch, entries } = (await stores.log.after('tea', 0, ALL))!;
    expect(await look(stores, 'word')).toEqual({
      hits: [{ room: 'tea', epoch, message: (entries[0] as { message?: unknown }).message }],
      partial: false,
    });
  },

  'finds an edited message by what it says now, and nothing of what was recalled': async (stores) => {
    await heard(stores, { a: 'old word', b: 'word to go' });
    await become(stores, 1, { type: 'edited', text: 'new 上海 word' });
    await become(stores, 2, { type: 'recalled' });
    expect(await found(stores, 'word')).toEqual(['a']);
    expect(await found(stores, '上海')).toEqual(['a']);
    for (const typed of ['old', 'go', 'from:bob old']) expect(await found(stores, typed)).toEqual([]);
    expect(await found(stores, 'from:bob')).toEqual(['a']);
  },

  'says which reactions are those of the user': async (stores) => {
    await heard(stores, { a: 'word' });
    await become(stores, 1, { type: 'reacted', emoji: '👍', on: true });
    const mine = async (user: string) =>
      (await look(stores, 'word', { user })).hits[0]!.message.reactions?.[0]?.mine === true;
    expect([await mine('ann'), await mine('bob')]).toEqual([false, true]);
  },

  'finds nothing by a cursor that was not given out to the user': async (stores) => {
    await heard(stores, { a: 'word' });
    await seat(stores, zoo, bob);
    await say(stores, 'zoo', bob, 'b', 'word');
    for (const cursor of ['', 'zoo:1', 'tea:2', 'tea', ':', '1', 'tea:-1', 'tea:1 OR 1=1', '\0']) {
      expect(await found(stores, 'word', { cursor })).toEqual([]);
    }
  },
};

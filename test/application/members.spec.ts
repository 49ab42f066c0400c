import { LOBBY } from '../../src/domain/room.js';
import type { Caller } from '../../src/application/use-cases/caller.js';
import { changed, memoryWorld, type World } from '../support/memory-world.js';

/** Every page of the members, by their nicknames. */
async function pages({ listMembers }: World, caller: Caller, query?: string): Promise<string[][]> {
  const read: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await listMembers.execute({ caller, room: LOBBY, cursor, query });
    read.push(page.members.map(({ nickname }) => nickname));
    ({ cursor } = page);
  } while (cursor !== undefined);
  return read;
}

/** A lobby of so many, of whom those are connected whose number passes. */
async function crowd(size: number, connected: (n: number) => boolean) {
  const world = await memoryWorld();
  const callers: Caller[] = [];
  for (let n = 1; n <= size; n += 1) {
    const caller = await world.guest(`Member ${n}`);
    callers.push(caller);
    if (connected(n)) await world.connect(caller);
  }
  return { world, ann: callers[0]! };
}

const names = (...numbers: number[]): string[] => numbers.map((n) => `Member ${n}`);
const upTo = (size: number): number[] => Array.from({ length: size }, (_, i) => i + 1);

describe('ListMembers', () => {
  it('reads the beginning once for all who ask while it is being read, and anew for who asks later', async () => {
    let reads = 0;
    const world = await memoryWorld(({ memberships }) => ({
      memberships: changed(memberships, {
        count: (room) => {
          reads += 1;
          return memberships.count(room);
        },
      }),
    }));
    const ann = await world.guest('Ann');
    const ask = () => world.listMembers.execute({ caller: ann, room: LOBBY });
    const lists = await Promise.all([ask(), ask(), ask()]);
    expect(reads).toBe(1);
    expect(lists.map(({ total }) => total)).toEqual([1, 1, 1]);
    await world.guest('Ben');
    expect(await ask()).toMatchObject({ total: 2, members: [{ nickname: 'Ann' }, { nickname: 'Ben' }] });
  });

  it('lists those who are connected first, each part in order of joining', async () => {
    const { world, ann } = await crowd(5, (n) => n === 2 || n === 5);
    expect(await world.listMembers.execute({ caller: ann, room: LOBBY })).toEqual({
      members: names(2, 5, 1, 3, 4).map((nickname, i) => ({
        id: expect.any(String),
        nickname,
        role: 'member',
        mutedUntil: 0,
        presence: i < 2 ? 'online' : 'offline',
      })),
      total: 5,
      cursor: undefined,
    });
  });

  it.each<[string, (n: number) => boolean]>([
    ['nobody is', () => false],
    ['everyone is', () => true],
    ['every third is', (n) => n % 3 === 0],
    ['the first hundred are', (n) => n <= 100],
    ['the last hundred are', (n) => n > 150],
    ['all but one are', (n) => n !== 250],
    ['one is', (n) => n === 250],
    ['exactly ninety-nine are', (n) => n < 100],
  ])('lists each of 250 once, connected first, when %s connected', async (_, connected) => {
    const { world, ann } = await crowd(250, connected);
    const listed = await pages(world, ann);
    const order = [...upTo(250).filter(connected), ...upTo(250).filter((n) => !connected(n))];
    expect(listed.flat()).toEqual(names(...order));
    expect(listed.slice(0, 2).map(({ length }) => length)).toEqual([100, 100]);
  });

  it('asks the store for few pages, also where almost everyone is connected', async () => {
    let asked = 0;
    const world = await memoryWorld(({ memberships }) => ({
      memberships: changed(memberships, {
        page: (...args) => {
          asked += 1;
          return memberships.page(...args);
        },
      }),
    }));
    const ann = await world.guest('Ann');
    for (let n = 1; n < 200; n += 1) await world.connect(await world.guest(`Member ${n}`));
    expect((await pages(world, ann)).flat()).toHaveLength(200);
    expect(asked).toBeLessThanOrEqual(4);
  });

  it('finds by a part of the nickname, whatever its case and width, in order of joining', async () => {
    const { world, ann } = await crowd(3, (n) => n === 3);
    await world.guest('Zoë');
    await world.connect(await world.guest('ZOË BER'));
    expect(await pages(world, ann, 'ｍember')).toEqual([names(1, 2, 3)]);
    expect(await pages(world, ann, 'zoe\u0308')).toEqual([['Zoë', 'ZOË BER']]);
    expect(await pages(world, ann, 'ber')).toEqual([[...names(1, 2, 3), 'ZOË BER']]);
    expect(await pages(world, ann, 'nobody')).toEqual([[]]);
    expect(await pages(world, ann, '%')).toEqual([[]]);
  });

  it('finds more than a page of them', async () => {
    const { world, ann } = await crowd(150, (n) => n % 2 === 0);
    expect((await pages(world, ann, 'member')).flat()).toEqual(names(...upTo(150)));
  });

  it.each(['', 'here', 'here:', 'here:-1', 'there:1', 'rest:1e3', 'all:9999999999999999', '__proto__:1'])(
    'refuses the cursor %j',
    async (cursor) => {
      const { world, ann } = await crowd(1, () => false);
      const listed = world.listMembers.execute({ caller: ann, room: LOBBY, cursor });
      await expect(listed).rejects.toMatchObject({ code: 'request.invalid' });
    },
  );

  it('is for members of a room that is there', async () => {
    const { guest, room, listMembers } = await memoryWorld();
    const [ann, ben] = [await guest('Ann'), await guest('Ben')];
    const tea = await room(ann, 'Tea');
    await expect(listMembers.execute({ caller: ben, room: tea.id })).rejects.toMatchObject({
      code: 'room.not_member',
    });
    await expect(listMembers.execute({ caller: ben, room: 'x' })).rejects.toMatchObject({
      code: 'room.not_found',
    });
  });
});

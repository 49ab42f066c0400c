import { limits } from '../../src/application/limits.js';
import { LOBBY } from '../../src/domain/room.js';
import { memoryWorld } from '../support/memory-world.js';

describe('SearchMessages', () => {
  it('finds what others said in the rooms of the caller, and what the caller said', async () => {
    const { guest, say, searchMessages } = await memoryWorld();
    const [ann, bob] = [await guest('Ann'), await guest('Bob')];
    await say(bob, '我家在上海东边');
    await say(ann, '上海?');
    const { hits } = await searchMessages.execute({ caller: ann, query: '上海' });
    expect(hits.map(({ room, message }) => [room, message.text])).toEqual([
      [LOBBY, '上海?'],
      [LOBBY, '我家在上海东边'],
    ]);
  });

  it('answers twenty at once, or as many as are wanted', async () => {
    const { guest, say, searchMessages } = await memoryWorld();
    const ann = await guest('Ann');
    for (let n = 0; n < 60; n += 1) await say(ann, 'tea');
    const count = async (limit?: number) =>
      (await searchMessages.execute({ caller: ann, query: 'tea', limit })).hits.length;
    expect([await count(), await count(5), await count(1000)]).toEqual([20, 5, 50]);
  });

  it('needs something to look for', async () => {
    const { guest, searchMessages } = await memoryWorld();
    const blank = searchMessages.execute({ caller: await guest('Ann'), query: '"*"' });
    await expect(blank).rejects.toMatchObject({ code: 'search.blank' });
  });

  it('is not to be asked all the time', async () => {
    const { guest, searchMessages } = await memoryWorld(undefined, { limited: true });
    const ann = await guest('Ann');
    for (let n = 0; n < limits.searches.burst; n += 1) {
      await searchMessages.execute({ caller: ann, query: 'tea' });
    }
    await expect(searchMessages.execute({ caller: ann, query: 'tea' })).rejects.toMatchObject({
      code: 'rate_limited',
    });
  });
});

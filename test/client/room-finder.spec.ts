import { byName } from '../../client/src/model/room-finder.js';

const ROOMS = ['大厅', '测试文档', 'Tea room', 'Steam', '茶室', 'Design team'];
const found = (typed: string) => byName(ROOMS, (name) => name, typed);

describe('a room', () => {
  it.each([
    ['cswd', ['测试文档']],
    ['CS', ['测试文档', '茶室']],
    ['文档', ['测试文档']],
    ['tea', ['Tea room', 'Steam', 'Design team']],
    ['tearoom', ['Tea room']],
    ['trm', ['Tea room']],
    ['ｓｔ', ['Steam', 'Design team']],
    ['dt', ['大厅', 'Design team']],
    ['nowhere', []],
  ])('is found by %j', (typed, expected) => {
    expect(found(typed)).toEqual(expected);
  });

  it('stays where it was while nothing is typed', () => {
    expect(found('  ')).toEqual(ROOMS);
  });
});

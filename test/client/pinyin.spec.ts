import { initials } from '../../client/src/model/pinyin.js';

describe('initials', () => {
  it.each([
    ['测试文档', 'cswd'],
    ['北京大学', 'bjdx'],
    ['上海', 'sh'],
    ['張偉', 'zw'],
    ['哈尔滨', 'heb'],
    ['他们', 'tm'],
    ['外我鹅二', 'wwee'],
    ['日人然', 'rrr'],
    ['欧阳', 'oy'],
    ['前端 Team 2', 'qd Team 2'],
  ])('reads %s as %s', (text, read) => {
    expect(initials(text)).toBe(read);
  });

  it('leaves alone what is not Chinese', () => {
    expect(initials('Ann 👋 あア 한글')).toBe('Ann 👋 あア 한글');
  });
});

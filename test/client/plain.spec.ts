import { plain } from '../../client/src/model/plain.js';

describe('a text in a line', () => {
  it.each([
    ['**bold** and *leaning* _words_', 'bold and leaning words'],
    ['这是**重点：**后面', '这是重点：后面'],
    ['~~gone~~ `code` ``a`b``', 'gone code a`b'],
    ['**bold *and* leaning**', 'bold and leaning'],
    ['> quoted', 'quoted'],
    ['- one\n- two', 'one\ntwo'],
    ['```ts\nconst a = 1;\n```', 'const a = 1;\n'],
    ['see [the page](https://example.org/a)', 'see the page'],
  ])('of %j is %j', (text, line) => expect(plain(text)).toBe(line));

  it.each([
    '2 * 3 * 4',
    '2*3*4',
    'snake_case_name',
    '(*^_^*)',
    '>_<',
    '-5 degrees',
    'a ** b ** c',
    '[x] (y)',
  ])('stays as it is: %j', (text) => expect(plain(text)).toBe(text));

  it('takes no longer for a text that nobody would write', () => {
    const began = performance.now();
    for (const part of ['*a', '`', '**', '[a](', '_ ', '> ']) plain(part.repeat(4000));
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

import { linkify } from '../../client/src/model/linkify.js';

const links = (text: string): (string | undefined)[] =>
  linkify(text)
    .filter(({ href }) => href !== undefined)
    .map(({ text }) => text);

describe('linkify', () => {
  it.each([
    ['see https://example.org/a?b=c#d.', ['https://example.org/a?b=c#d']],
    ['看这里：https://example.org/文档，谢谢', ['https://example.org/文档']],
    ['(https://example.org/a_(b))', ['https://example.org/a_(b)']],
    ['两个 http://a.example http://b.example！', ['http://a.example', 'http://b.example']],
    ['write to mailto:ann@example.org', ['mailto:ann@example.org']],
    ['javascript:alert(1) data:text/html,x ftp://a.example www.example.org', []],
    ['https:// http://', []],
    ['xhttps://example.org', []],
  ])('finds the addresses in “%s”', (text, found) => {
    expect(links(text)).toEqual(found);
  });

  it('loses nothing of the text', () => {
    const text = 'a https://example.org/) b\nhttp://[ c https://example.org';
    expect(
      linkify(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });

  it('takes a time in proportion to the text', () => {
    const text = 'https://' + 'a)'.repeat(2000) + ' ' + 'http:'.repeat(1000);
    const began = performance.now();
    linkify(text);
    expect(performance.now() - began).toBeLessThan(50);
  });
});

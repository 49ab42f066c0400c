import fc from 'fast-check';
import { marksUp } from '../../client/src/model/marks.js';
import { markdown, type Marked } from '../../client/src/model/markdown.js';

/** A tree in one line: `strong(…)`, with what stands for itself in quotes. */
const drawn = (nodes: readonly Marked[]): string => nodes.map(one).join(' ');
const one = (node: Marked): string => {
  if (typeof node === 'string') return JSON.stringify(node);
  const of = 'language' in node ? `:${node.language}` : 'start' in node ? `:${node.start}` : '';
  const inside = 'children' in node ? drawn(node.children) : JSON.stringify(ownText(node));
  const to = node.kind === 'link' ? ` → ${node.href}` : node.kind === 'mention' ? ` = ${node.user}` : '';
  return `${node.kind}${of}(${inside}${to})`;
};

const ownText = (node: Exclude<Marked, string | { children: readonly Marked[] }>): string =>
  node.kind === 'link' ? node.name : node.text;

const textOf = (nodes: readonly Marked[]): string =>
  nodes
    .map((node) =>
      typeof node === 'string' ? node : 'children' in node ? textOf(node.children) : ownText(node),
    )
    .join('');

const linksIn = (nodes: readonly Marked[]): string[] =>
  nodes.flatMap((node) => {
    if (typeof node === 'string') return [];
    return 'children' in node ? linksIn(node.children) : node.kind === 'link' ? [node.href] : [];
  });

describe('markdown', () => {
  it.each([
    [
      '**b** *i* _i_ ~~d~~ `c`',
      'paragraph(strong("b") " " emphasis("i") " " emphasis("i") " " deleted("d") " " code("c"))',
    ],
    ['这是**重点：**后面', 'paragraph("这是" strong("重点：") "后面")'],
    ['**“好”**啊，~~（不）~~行', 'paragraph(strong("“好”") "啊，" deleted("（不）") "行")'],
    ['one\ntwo **b**\n\nthree', 'paragraph("one\\ntwo " strong("b")) paragraph("three")'],
    [
      '- a\n- b\n\n3. c\n4. d',
      'list(item(paragraph("a")) item(paragraph("b"))) list:3(item(paragraph("c")) item(paragraph("d")))',
    ],
    ['> said\n> so\n\nno', 'quote(paragraph("said\\nso")) paragraph("no")'],
    ['```js\nlet a = "**";\n```', 'code-block:js("let a = \\"**\\";")'],
    [
      '[here](https://a.example/b_c_d) *x*',
      'paragraph(link("here" → https://a.example/b_c_d) " " emphasis("x"))',
    ],
    ['\\*no\\* **yes**', 'paragraph("*no* " strong("yes"))'],
  ])('understands %j', (text, tree) => {
    expect(marksUp(text)).toBe(true);
    expect(drawn(markdown(text))).toBe(tree);
  });

  it.each([
    'snake_case_name and 2 * 3 * 4',
    '1 < 2 > 1 # 3 - 4',
    'C:\\Users\\ann\\.config',
    '>_<',
    'T_T',
    '-',
    '+1',
    '2026.11.23',
    '# no heading',
    '| no | table |',
    '<b>no html</b> &amp;',
  ])('has nothing to do in %j', (text) => expect(marksUp(text)).toBe(false));

  it.each(['2*3*4=24', '(*^_^*)', '>_< *^_^*', 'a **“——”** b'])('leaves %j as it stands', (text) => {
    expect(textOf(markdown(text))).toBe(text);
    expect(drawn(markdown(text))).not.toMatch(/strong|emphasis|quote/);
  });

  it.each(['```', '```ts\n\n```', '>', '> >', '-', '1.', '- \n- '])(
    'shows %j, marks around nothing',
    (text) => {
      expect(markdown(text)).toEqual([text]);
    },
  );

  it('takes addresses for what they are, whatever stands in them', () => {
    expect(drawn(markdown('**https://a.example/_x_/*y 好**'))).toBe(
      'paragraph(strong(link("https://a.example/_x_/*y" → https://a.example/_x_/*y) " 好"))',
    );
    expect(drawn(markdown('`https://a.example` *x*'))).toBe(
      'paragraph(code("https://a.example") " " emphasis("x"))',
    );
  });

  it('takes mentions for what they are', () => {
    const named = new Map([
      ['a_b*c', 'u1'],
      ['小明', 'u2'],
    ]);
    expect(drawn(markdown('**@a_b*c** 和 _@小明_ `@小明`', named))).toBe(
      'paragraph(strong(mention("@a_b*c" = u1)) " 和 " emphasis(mention("@小明" = u2)) " " code("@小明"))',
    );
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](java&#115;cript:alert(1))',
    '[x](  JaVaScRiPt:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](vbscript:x) **b**',
    '[x](//evil.example)',
    '[x](/local)',
    '[x](file:///etc/passwd)',
    '<javascript:alert(1)> **b**',
    '[x]: javascript:alert(1)\n\n[x] **b**',
    '![x](javascript:alert(1))',
  ])('makes no link of %j', (text) => expect(linksIn(markdown(text))).toEqual([]));

  it('shows where a link leads whose name is another address', () => {
    expect(drawn(markdown('[https://bank.example](https://evil.example/)'))).toBe(
      'paragraph(link("https://evil.example/" → https://evil.example/))',
    );
    expect(drawn(markdown('[https://a.example](https://a.example)'))).toBe(
      'paragraph(link("https://a.example" → https://a.example/))',
    );
  });

  it('draws no pictures', () => {
    expect(drawn(markdown('![a](https://a.example/b.png)'))).toBe(
      'paragraph("!" link("a" → https://a.example/b.png))',
    );
  });

  it('leads nowhere but to the web and to mail, and throws at no text', () => {
    const marks = fc.constantFrom(
      ...'*_~`>[]()!\\<&#-+1.:/ \n\t'.split(''),
      '**',
      '```',
      '](',
      'javascript:',
      'https://a.example',
      'a',
      '字',
      '，',
      '@b',
      '1. ',
      '- ',
      '\u202E',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(marks, { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        for (const href of linksIn(markdown(text, new Map([['b', 'u']])))) {
          expect(href).toMatch(/^(https?|mailto):/);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves out no word', () => {
    const word = fc.stringMatching(/^[a-z]{3,5}$/);
    const mark = fc.constantFrom(
      '*',
      '**',
      '_',
      '`',
      '~~',
      ' ',
      '\n',
      '\n\n',
      '> ',
      '- ',
      '1. ',
      '[',
      '](',
      ')',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(mark, word, mark), { maxLength: 20 }), (parts) => {
        const found = JSON.stringify(markdown(parts.flat().join('')));
        for (const [, each] of parts) expect(found).toContain(each);
      }),
      { numRuns: 1000 },
    );
  });

  it('is not led deep, and takes no long time', () => {
    const texts = ['> '.repeat(2000), '- '.repeat(2000), '>'.repeat(4000), '-\t'.repeat(2000)];
    for (const text of texts) expect(marksUp(`${text} *x*`)).toBe(false);
    const depth = (nodes: readonly Marked[]): number =>
      Math.max(
        0,
        ...nodes.map((node) =>
          typeof node !== 'string' && 'children' in node ? 1 + depth(node.children) : 0,
        ),
      );
    const nested = '*a **b '.repeat(250) + ' b** a*'.repeat(250);
    expect(depth(markdown(nested))).toBeLessThan(20);
    const began = performance.now();
    for (const text of [
      '['.repeat(4000),
      '[a]('.repeat(1000),
      '*a_ '.repeat(1000),
      '`a``'.repeat(1000),
      nested,
    ]) {
      markdown(text);
      marksUp(text);
    }
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

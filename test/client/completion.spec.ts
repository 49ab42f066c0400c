import { commandIn, wordsOf } from '../../client/src/model/commands.js';
import { wantedAt } from '../../client/src/model/completion.js';
import { mentionsIn, namedIn } from '../../client/src/model/mentions.js';
import { piecesOf } from '../../client/src/model/pieces.js';

const wanted = (text: string): string | undefined => {
  const found = wantedAt(text, text.length);
  return found && text.slice(found.from, found.to) === `${found.kind}${found.query}`
    ? `${found.kind} ${found.query}`
    : undefined;
};

describe('what stands before the caret', () => {
  it.each([
    ['@', '@ '],
    ['hi @an', '@ an'],
    ['你好@小', '@ 小'],
    ['(@an', '@ an'],
    ['so :sm', ': sm'],
    ['好:笑', ': 笑'],
    [':+1', ': +1'],
    ['/', '/ '],
    ['/to', '/ to'],
  ])('asks in %j for %j', (text, asked) => expect(wanted(text)).toBe(asked));

  it.each([
    'ann@example',
    'at 12:30',
    'https://',
    'a:b',
    'so :',
    ':s',
    'a /to',
    '/topic x',
    '/usr/bin',
    '@an n',
    '时间：下午',
  ])('asks in %j for nothing', (text) => expect(wanted(text)).toBeUndefined());

  it.each([
    [':smile:', 'smile'],
    ['好:笑:', '笑'],
    ['a :+1:', '+1'],
  ])('is whole in %j', (text, query) =>
    expect(wantedAt(text, text.length)).toMatchObject({ kind: ':', query, whole: true, to: text.length }),
  );

  it.each(['12:30:', 'a:bc:', '::', 'so :s:'])('is nothing in %j', (text) =>
    expect(wantedAt(text, text.length)).toBeUndefined(),
  );

  it('is what the caret stands behind, not the end', () => {
    expect(wantedAt('hi @an there', 6)).toEqual({ kind: '@', query: 'an', whole: false, from: 3, to: 6 });
  });
});

describe('a command', () => {
  it.each([
    ['/topic two  words ', { name: 'topic', rest: 'two  words' }],
    ['/me waves', undefined],
    ['/me ', { name: 'me', rest: '' }],
    ['/TOPIC', { name: 'topic', rest: '' }],
    ['/话题 好', { name: '话题', rest: '好' }],
    ['//me', undefined],
    ['/usr/bin', undefined],
    ['/ x', undefined],
    ['x /me', undefined],
  ])('of %j is %j', (text, command) => expect(commandIn(text)).toEqual(command));

  it.each([
    ['//me', '/me'],
    ['/usr', '/usr'],
    ['/me waves at\n you ', '_waves at you_'],
    ['hi @Ann ', 'hi @Ann'],
  ])('leaves of %j, where it is none, %j to be sent', (text, words) => expect(wordsOf(text)).toBe(words));
});

describe('mentions', () => {
  const members = [
    { id: 'ann', nickname: 'Ann' },
    { id: 'anna', nickname: 'Ann B.' },
    { id: 'ming', nickname: '小明' },
    { id: 'bob1', nickname: 'Bob' },
    { id: 'bob2', nickname: 'Bob' },
  ];
  const found = (text: string, chosen: [string, string][] = []): string[] =>
    mentionsIn(text, { members, chosen: new Map(chosen), all: false }).mentions ?? [];

  it.each([
    ['@Ann, look', ['ann']],
    ['@Ann B. and @Ann', ['anna', 'ann']],
    ['你好@小明你来', ['ming']],
    ['@Anna @Annб', []],
    ['see https://a.example/@Ann', []],
    ['@Bob', []],
    ['Ann', []],
    ['@Ann @Ann', ['ann']],
  ])('in %j are of %j', (text, users) => expect(found(text)).toEqual(users));

  it('are of whoever was chosen, where several are called so', () => {
    expect(found('@Bob', [['Bob', 'bob2']])).toEqual(['bob2']);
  });

  it.each(['@all', '你好@所有人开会', '@Everyone @everyone'])('are of all in %j, for who may', (text) => {
    const call = { members, chosen: new Map<string, string>() };
    expect(mentionsIn(text, { ...call, all: true })).toEqual({ everyone: true });
    expect(mentionsIn(text, { ...call, all: false })).toEqual({});
  });

  it.each([
    ['@Ann, look', ['ann'], ['@Ann ann']],
    ['@Annie, look', ['ann'], ['@Annie ann']],
    ['@Annie and @Ming and @Annie', ['ann', 'ming'], ['@Annie ann', '@Ming ming', '@Annie ann']],
    ['@Annie and @Ann B. by a@mail.example', ['anna', 'ming'], ['@Annie ming', '@Ann B. anna']],
    ['@Annie and @Eve', ['ann'], []],
    ['@Ghost', ['gone'], ['@Ghost gone']],
  ])('in %j stay mentions after a rename', (text, mentioned, drawn) => {
    const people = new Map(members.map((member) => [member.id, member]));
    const pieces = piecesOf(text, namedIn(text, mentioned, undefined, people));
    expect(pieces.filter(({ mention }) => mention).map((piece) => `${piece.text} ${piece.mention}`)).toEqual(
      drawn,
    );
  });

  it('lose nothing of the text', () => {
    const text = 'a @Ann https://a.example/@Ann @小明，@Ann';
    const named = new Map(members.map(({ id, nickname }) => [nickname, id]));
    expect(
      piecesOf(text, named)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
    expect(piecesOf('@a.b*', new Map([['a.b*', 'u']]))[0]).toEqual({ text: '@a.b*', mention: 'u' });
    expect(piecesOf('@axb*', new Map([['a.b*', 'u']]))).toEqual([{ text: '@axb*' }]);
  });
});

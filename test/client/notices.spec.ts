import type { Dictionary } from '../../client/src/i18n/dictionary.js';
import { dictionary as en } from '../../client/src/i18n/en.js';
import { noticeLines } from '../../client/src/i18n/notices.js';
import { dictionary as zhCN } from '../../client/src/i18n/zh-cn.js';
import type { Notice } from '../../client/src/protocol.js';

const ann = { id: 'ann', nickname: 'Ann' };
const bob = { id: 'bob', nickname: 'Bob' };
const placed = { seq: 1, at: '2026-01-05T12:00:00.000Z', by: 'ann', actor: ann };

const member = (change: object): Notice =>
  ({ ...placed, type: 'member.changed', member: bob, ...change }) as Notice;
const room = (change: object): Notice => ({ ...placed, type: 'room.changed', change }) as Notice;

const told = (notice: Notice, me = 'cy', language: Dictionary = en): string[] =>
  noticeLines(language, notice, me, ({ nickname }) => nickname).map((line) =>
    line.replace(/[\u2068\u2069]/g, ''),
  );

const notices: Notice[] = [
  ...['joined', 'added', 'left', 'removed', 'banned', 'unbanned', 'unmuted'].map((change) =>
    member({ change }),
  ),
  ...['owner', 'moderator', 'member'].map((role) => member({ change: 'role', role })),
  member({ change: 'muted', until: '2026-01-05T12:10:00.000Z' }),
  ...[{ name: 'Attic' }, { topic: 'Old things' }, { topic: '' }, { slowMode: 30 }, { slowMode: 0 }].map(room),
  ...[true, false].flatMap((on) => [room({ archived: on }), room({ muted: on })]),
  ...['all', 'joined'].map((history) => room({ history })),
  ...['created', 'revoked'].map(
    (change) => ({ ...placed, type: 'invite.changed', change, invite: 'i' }) as Notice,
  ),
];

describe('a notice', () => {
  it.each([en, zhCN])('is one sentence of its own for each change: $locale', (language) => {
    const lines = notices.flatMap((notice) => told(notice, 'cy', language));
    expect(lines).toHaveLength(notices.length);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.filter((line) => /undefined|object/.test(line))).toEqual([]);
  });

  it('tells everything that changed at once', () => {
    expect(told(room({ name: 'Attic', slowMode: 120 }))).toEqual([
      'Ann renamed the room to “Attic”.',
      'Ann turned on slow mode: one message every 2 minutes.',
    ]);
  });

  it('speaks to the reader, whether the reader did it or it was done to the reader', () => {
    const removed = member({ change: 'removed' });
    expect(told(removed)).toEqual(['Ann removed Bob from the room.']);
    expect(told(removed, 'ann')).toEqual(['You removed Bob from the room.']);
    expect(told(removed, 'bob')).toEqual(['Ann removed you from the room.']);
    expect(told(member({ change: 'joined' }), 'bob')).toEqual(['You joined the room.']);
    expect(told(removed, 'bob', zhCN)).toEqual(['Ann 将你移出了房间']);
  });

  it('sets other letters and numbers apart in Chinese, and only those', () => {
    const chinese = { id: 'xm', nickname: '小明' };
    expect(told(member({ change: 'role', role: 'owner' }), 'cy', zhCN)).toEqual(['Ann 将房间转让给了 Bob']);
    expect(told(member({ change: 'left', member: chinese }), 'cy', zhCN)).toEqual(['小明退出了房间']);
    expect(told(room({ slowMode: 30 }), 'ann', zhCN)).toEqual(['你开启了慢速模式：每 30 秒只能发一条消息']);
    expect(zhCN.typing(['小明', 'Bob'], 2)).toBe('小明、Bob 正在输入…');
    expect(zhCN.typing(['Bob', '小明'], 12)).toBe('Bob、小明等 12 人正在输入…');
  });

  it('keeps a name of another script from turning the sentence', () => {
    const left = member({ change: 'left', member: { id: 'avi', nickname: 'אבי' } });
    expect(noticeLines(en, left, 'cy', ({ nickname }) => nickname)).toEqual([
      '\u2068אבי\u2069 left the room.',
    ]);
  });
});

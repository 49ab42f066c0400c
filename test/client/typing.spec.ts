import { began, said, still, TYPING_SHOWN, writersIn, type Writers } from '../../client/src/model/typing.js';
import type { Run } from '../../client/src/protocol.js';

const ann = { id: 'ann', nickname: 'Ann' };
const ben = { id: 'ben', nickname: 'Ben' };
const nobody: Writers = new Map();

const message = (by: string): Run => ({
  room: 'tea',
  epoch: 'e',
  entries: [
    {
      seq: 1,
      at: '2026-01-01T00:00:00.000Z',
      type: 'message.sent',
      by,
      message: {
        ...{ seq: 1, rev: 1, id: 'm', text: 'Hello', sentAt: '2026-01-01T00:00:00.000Z' },
        author: { id: by, nickname: by },
      },
    },
  ],
});

describe('who is writing', () => {
  it('is shown in that room, first who began first, and without oneself', () => {
    const writers = began(nobody, { room: 'tea', users: [ann, ben] }, 0);
    expect(writersIn(writers, 'tea', 'cem')).toEqual([ann, ben]);
    expect(writersIn(writers, 'tea', 'ann')).toEqual([ben]);
    expect(writersIn(writers, 'zoo', 'cem')).toEqual([]);
  });

  it('is shown for six seconds after the last sign', () => {
    let writers = began(nobody, { room: 'tea', users: [ann, ben] }, 0);
    writers = began(writers, { room: 'tea', users: [ann] }, 3000);
    expect(writersIn(still(writers, TYPING_SHOWN), 'tea', 'cem')).toEqual([ann]);
    expect(still(writers, TYPING_SHOWN + 3000).size).toBe(0);
  });

  it('ends with what was written', () => {
    const writers = began(nobody, { room: 'tea', users: [ann, ben] }, 0);
    expect(writersIn(said(writers, message('ann')), 'tea', 'cem')).toEqual([ben]);
    expect(said(writers, message('cem'))).toBe(writers);
  });
});

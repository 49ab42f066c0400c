import fc from 'fast-check';
import { unreadAfter } from '../../client/src/model/unread.js';
import type { RoomLog } from '../../client/src/model/room-log.js';
import type { ListedRoom } from '../../client/src/protocol.js';
import { listedRoom } from '../support/listed-room.js';

const sentAt = '2026-01-01T00:00:00.000Z';

/** What someone who has heard the room up to `head` knows of it. `authors` has one for each seq. */
const known = (authors: readonly string[], head: number, marker: number): ListedRoom =>
  listedRoom({ head, marker, unread: unread(authors, marker, head) });

const unread = (authors: readonly string[], after: number, head: number): number =>
  authors.slice(after, head).filter((author) => author !== 'me').length;

const stretch = (authors: readonly string[], from: number, to: number, live: boolean): RoomLog => ({
  epoch: 'e1',
  from,
  to,
  head: authors.length,
  asOf: live ? to : authors.length,
  older: from > 1,
  live,
  entries: authors.slice(from - 1, to).map((author, at) => {
    const seq = from + at;
    const message = {
      seq,
      rev: seq,
      id: `i${seq}`,
      author: { id: author, nickname: author },
      text: `t${seq}`,
      sentAt,
    };
    return { seq, at: sentAt, type: 'message.sent', by: author, message };
  }),
});

const author = fc.constantFrom('me', 'ann', 'bob');

describe('what is unread', () => {
  it('is what others said after the marker, of what was heard, wherever the log tells', () => {
    fc.assert(
      fc.property(
        fc.array(author, { minLength: 1, maxLength: 20 }),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        (authors, a, b, c, d, live) => {
          const total = authors.length;
          const head = live ? Math.max(1, a % (total + 1)) : total;
          const marker = b % (head + 1);
          const seq = marker + (c % (head - marker + 1));
          const from = 1 + (d % total);
          const to = live ? total : from + ((a + d) % (total - from + 1));
          const counted = unreadAfter(
            seq,
            known(authors, head, marker),
            stretch(authors, from, to, live),
            'me',
          );

          const told = live ? from <= seq + 1 : from <= marker + 1 && seq <= to;
          expect(counted).toBe(told ? unread(authors, seq, head) : undefined);
        },
      ),
    );
  });

  it('is not guessed from a log of another epoch, nor from one that lacks its newest entries', () => {
    const authors = ['ann', 'bob'];
    const room = known(authors, 2, 0);
    expect(unreadAfter(1, { ...room, epoch: 'e2' }, stretch(authors, 1, 2, true), 'me')).toBeUndefined();
    expect(unreadAfter(1, room, stretch(authors, 1, 1, true), 'me')).toBeUndefined();
  });

  it('is not counted on from a number that stands for “many”', () => {
    const authors = Array.from({ length: 1200 }, () => 'ann');
    const room = { ...known(authors, 1200, 0), unread: 999 };
    expect(unreadAfter(10, room, stretch(authors, 1, 600, false), 'me')).toBeUndefined();
  });
});

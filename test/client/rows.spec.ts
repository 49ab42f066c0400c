import { rowsOf, type Outgoing, type Row } from '../../client/src/model/rows.js';
import type { Line, Message, MessageSent } from '../../client/src/protocol.js';

const said = (message: Message): Line => ({
  seq: message.seq,
  at: message.sentAt,
  type: 'message.sent',
  by: message.author.id,
  message,
});

const message = (seq: number, author: string, minute: number, text = `m${seq}`): Line =>
  said({
    seq,
    rev: seq,
    id: `id-${seq}`,
    author: { id: author, nickname: author },
    text,
    sentAt: new Date(2026, 0, 5, 12, minute).toISOString(),
  });

const renamed = (seq: number, minute: number): Line => ({
  seq,
  at: new Date(2026, 0, 5, 12, minute).toISOString(),
  type: 'room.changed',
  by: 'ann',
  actor: { id: 'ann', nickname: 'ann' },
  change: { name: 'Room' },
});

const log = (entries: Line[]) => ({ epoch: 'e1', asOf: 9, entries });

const waiting = (id: string, minute: number): Outgoing => ({
  id,
  text: id,
  at: new Date(2026, 0, 5, 12, minute).toISOString(),
  state: 'pending',
});

/** A row as a line: kind or text, and where its run begins (^) and ends ($). */
const line = (row: Row): string =>
  row.kind === 'message' ? `${row.first ? '^' : ''}${row.text}${row.last ? '$' : ''}` : row.kind;

const draw = (entries: Line[], outgoing: Outgoing[] = [], newAfter?: number): string =>
  rowsOf({ log: log(entries), outgoing, me: 'me', newAfter })
    .map(line)
    .join(' ');

describe('the rows of a timeline', () => {
  it('share name and avatar in a run of one sender within five minutes', () => {
    expect(
      draw([message(1, 'ann', 0), message(2, 'ann', 5), message(3, 'ann', 11), message(4, 'bob', 11)]),
    ).toBe('day ^m1 m2$ ^m3$ ^m4$');
  });

  it('follow the seq, whatever the clock says, with a line for each day', () => {
    const earlier = message(2, 'ann', -24 * 60);
    expect(draw([message(1, 'ann', 0), earlier, message(3, 'ann', 1)])).toBe('day ^m1$ day ^m2$ day ^m3$');
  });

  it('put the divider before the first new message of another', () => {
    expect(draw([message(1, 'ann', 0), message(2, 'me', 0), message(3, 'ann', 0)], [], 1)).toBe(
      'day ^m1$ ^m2$ unread ^m3$',
    );
    expect(draw([message(1, 'ann', 0), message(2, 'me', 0)], [], 1)).toBe('day ^m1$ ^m2$');
  });

  it('tell what happened in its place, which ends a run and begins nothing new', () => {
    expect(draw([message(1, 'ann', 0), renamed(2, 0), message(3, 'ann', 0)])).toBe('day ^m1$ notice ^m3$');
    expect(draw([renamed(1, 0), message(2, 'ann', 0)], [], 0)).toBe('day notice unread ^m2$');
    expect(draw([message(1, 'ann', 0), renamed(2, 0)], [], 1)).toBe('day ^m1$ notice');
    expect(draw([renamed(1, -24 * 60), message(2, 'ann', 0)])).toBe('day notice day ^m2$');
  });

  it('have none for what this page has no words for', () => {
    const other = { ...renamed(2, 0), type: 'poll.opened' } as unknown as Line;
    expect(draw([message(1, 'ann', 0), other, message(3, 'ann', 0)])).toBe('day ^m1 m3$');
  });

  it('show what is on its way last, and once when it has arrived, under the same key', () => {
    const before = rowsOf({ log: log([message(1, 'ann', 0)]), outgoing: [waiting('id-2', 1)], me: 'me' });
    const after = rowsOf({
      log: log([message(1, 'ann', 0), message(2, 'me', 1)]),
      outgoing: [waiting('id-2', 1)],
      me: 'me',
    });
    expect(before.at(-1)).toMatchObject({ key: 'me:id-2', state: 'pending' });
    expect(after.at(-1)).toMatchObject({ key: 'me:id-2', state: 'sent', seq: 2 });
    expect(after).toHaveLength(before.length);
  });

  it('leave of a recalled message only that it was, in its place', () => {
    const recalled = message(2, 'ann', 0) as MessageSent;
    const gone = { ...recalled, message: { ...recalled.message, text: '', recalledAt: recalled.at } };
    expect(draw([message(1, 'ann', 0), gone, message(3, 'ann', 0)])).toBe('day ^m1$ recalled ^m3$');
    expect(draw([gone, message(3, 'ann', 0)], [], 1)).toBe('day recalled unread ^m3$');
  });

  it('quote what an answer on its way is about, if that is of the same time', () => {
    const quote = (epoch: string) => {
      const answer = { ...waiting('id-2', 1), replyTo: { epoch, seq: 1 } };
      const last = rowsOf({ log: log([message(1, 'ann', 0)]), outgoing: [answer], me: 'me' }).at(-1);
      return last?.kind === 'message' ? last.quote : undefined;
    };
    expect(quote('e1')).toMatchObject({ seq: 1, text: 'm1' });
    expect(quote('e0')).toBeUndefined();
  });

  it('do not take the message of another for one’s own because of its id', () => {
    expect(draw([message(1, 'ann', 0)], [waiting('id-1', 0)])).toBe('day ^m1$ ^id-1$');
  });
});

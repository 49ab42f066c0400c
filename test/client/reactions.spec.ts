import { ownIn, wished, type Wish } from '../../client/src/model/reactions.js';
import { begin } from '../../client/src/model/room-log.js';
import type { Message, Reaction, Run } from '../../client/src/protocol.js';

const at = '2026-01-01T00:00:00.000Z';
const ann = { id: 'ann', nickname: 'Ann' };

const message = (reactions?: readonly Reaction[], rev = 1): Message => ({
  seq: 1,
  rev,
  id: 'id-1',
  author: ann,
  text: 'text',
  sentAt: at,
  ...(reactions && { reactions: [...reactions] }),
});

const log = (reactions?: readonly Reaction[]) =>
  begin({
    epoch: 'e1',
    head: 5,
    entries: [{ seq: 1, at, type: 'message.sent', by: 'ann', message: message(reactions) }],
    before: false,
    after: false,
  });

const many = Array.from({ length: 100 }, (_, at) => `u${at}`);

describe('a reaction that the user wishes', () => {
  const wish: Wish = { room: 'r', epoch: 'e1', seq: 1, emoji: '👍', on: true };
  const shown = (reactions: readonly Reaction[] | undefined, ...wishes: Wish[]) =>
    wished(message(reactions), { epoch: 'e1', asOf: 5 }, wishes, 'me');

  it('is shown at once, put or taken away', () => {
    expect(shown(undefined, wish)).toEqual([{ emoji: '👍', count: 1, by: ['me'], mine: true }]);
    const others: Reaction[] = [{ emoji: '👍', count: 1, by: ['ann'] }];
    const both: Reaction[] = [{ emoji: '👍', count: 2, by: ['ann', 'me'], mine: true }];
    expect(shown(others, wish)).toEqual(both);
    expect(shown(both, { ...wish, on: false })).toEqual(others);
    expect(shown([{ emoji: '👍', count: 1, by: ['me'], mine: true }], { ...wish, on: false })).toEqual([]);
  });

  it('changes nothing where it is so already, was done, or is about something else', () => {
    const mine: Reaction[] = [{ emoji: '👍', count: 1, by: ['me'], mine: true }];
    const known = message(mine);
    for (const other of [
      wish,
      { ...wish, on: false, doneBy: 5 },
      { ...wish, on: false, seq: 2 },
      { ...wish, on: false, epoch: 'e0' },
    ]) {
      expect(wished(known, { epoch: 'e1', asOf: 5 }, [other], 'me')).toBe(known.reactions);
    }
    expect(shown(mine, { ...wish, on: false, doneBy: 6 })).toEqual([]);
  });
});

describe('reactions that all are told of alike', () => {
  const mine = (
    entry: { by: string; on?: boolean; reaction: Reaction },
    before?: readonly Reaction[],
  ): boolean => {
    const run: Run = {
      room: 'r',
      epoch: 'e1',
      entries: [
        {
          seq: 6,
          at,
          type: 'message.changed',
          by: entry.by,
          actor: { id: entry.by, nickname: entry.by },
          change: { type: 'reacted', emoji: '👍', on: entry.on ?? true },
          target: 1,
          message: message([entry.reaction], 6),
        },
      ],
    };
    const [heard] = ownIn(run, log(before), 'me').entries;
    return heard?.type === 'message.changed' && heard.message?.reactions?.[0]?.mine === true;
  };

  it('are the user’s own where he is named', () => {
    expect(mine({ by: 'ann', reaction: { emoji: '👍', count: 2, by: ['ann', 'me'] } })).toBe(true);
    expect(mine({ by: 'ann', reaction: { emoji: '👍', count: 1, by: ['ann'] } })).toBe(false);
    const before: Reaction[] = [{ emoji: '👍', count: 1, by: ['me'], mine: true }];
    expect(mine({ by: 'me', on: false, reaction: { emoji: '👍', count: 1, by: ['ann'] } }, before)).toBe(
      false,
    );
  });

  it('are his own as before where of many only the first are named, unless it was he', () => {
    const reaction = { emoji: '👍', count: 102, by: many };
    expect(mine({ by: 'ann', reaction }, [{ ...reaction, mine: true }])).toBe(true);
    expect(mine({ by: 'ann', reaction }, [reaction])).toBe(false);
    expect(mine({ by: 'me', reaction }, [reaction])).toBe(true);
    expect(mine({ by: 'me', on: false, reaction }, [{ ...reaction, mine: true }])).toBe(false);
  });
});

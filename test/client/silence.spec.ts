import { silenceIn } from '../../client/src/model/silence.js';
import type { RoomLog } from '../../client/src/model/room-log.js';
import type { Line } from '../../client/src/protocol.js';
import { listedRoom } from '../support/listed-room.js';

const now = Date.parse('2026-01-01T00:10:00.000Z');
const at = (minute: number): string => new Date(now + minute * 60_000).toISOString();

const room = listedRoom;

const log = (...entries: Line[]): RoomLog => ({
  epoch: 'e1',
  from: 1,
  to: entries.length,
  head: entries.length,
  asOf: entries.length,
  older: false,
  live: true,
  entries,
});

const said = (minute: number): Line => {
  const author = { id: 'me', nickname: 'Me' };
  const message = { seq: 1, rev: 1, id: 'i', author, text: 't', sentAt: at(minute) };
  return { seq: 1, at: at(minute), type: 'message.sent', by: 'me', message };
};

const me = { me: 'me', standing: 'member' as const, log: log(), now };

describe('what keeps someone from speaking', () => {
  it('is nothing, usually', () => {
    expect(silenceIn(room(), me)).toBeUndefined();
  });

  it('is the room: archived for all, read only or muted for those who do not run it', () => {
    expect(silenceIn(room({ archived: true }), { ...me, standing: 'owner' })).toEqual({
      because: 'archived',
    });
    expect(silenceIn(room({ kind: 'announcement' }), me)).toEqual({ because: 'announcement' });
    expect(silenceIn(room({ kind: 'announcement' }), { ...me, standing: 'moderator' })).toBeUndefined();
    expect(silenceIn(room({ muted: true }), me)).toEqual({ because: 'quiet' });
    expect(silenceIn(room({ muted: true }), { ...me, standing: 'moderator' })).toBeUndefined();
  });

  it('is a mute until it is over', () => {
    const muted = room({ mutedUntil: at(5) });
    expect(silenceIn(muted, me)).toEqual({ because: 'muted', until: Date.parse(at(5)) });
    expect(silenceIn(muted, { ...me, now: now + 6 * 60_000 })).toBeUndefined();
  });

  it('is slow mode, for as long as it takes since one’s own last word', () => {
    const slow = room({ slowMode: 120 });
    expect(silenceIn(slow, { ...me, log: log(said(-1)) })).toEqual({ because: 'slow', until: now + 60_000 });
    expect(silenceIn(slow, { ...me, log: log(said(-2)) })).toBeUndefined();
    expect(silenceIn(slow, { ...me, standing: 'moderator', log: log(said(-1)) })).toBeUndefined();
  });
});

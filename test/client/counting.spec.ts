import { Markers } from '../../client/src/chat/markers.js';
import { Rooms } from '../../client/src/chat/rooms.js';
import type { ChatState } from '../../client/src/model/chat-state.js';
import { Store } from '../../client/src/model/store.js';
import type { Line, RequestName, RequestOutput, Run } from '../../client/src/protocol.js';
import { listedRoom } from '../support/listed-room.js';

const sentAt = '2026-01-01T00:00:00.000Z';
const ann = { id: 'ann', nickname: 'Ann' };

const room = listedRoom({ head: 3, marker: 2, unread: 1 });

const message = (seq: number) => ({ seq, rev: seq, id: `i${seq}`, author: ann, text: `t${seq}`, sentAt });

const sent = (seq: number): Line => ({
  seq,
  at: sentAt,
  type: 'message.sent',
  by: 'ann',
  message: message(seq),
});

const said = (seq: number): Run => ({
  room: 'r',
  epoch: 'e1',
  entries: [sent(seq)],
});

/** A page whose requests are answered by hand. */
function page() {
  const asked: ((answer: object) => void)[] = [];
  const connection = {
    online: true,
    request: <Name extends RequestName>(_name: Name) =>
      new Promise<RequestOutput<Name>>((resolve) => asked.push(resolve as never)),
  };
  const log = {
    epoch: 'e1',
    from: 1,
    to: 3,
    head: 3,
    asOf: 3,
    older: false,
    live: false,
    entries: [1, 2, 3].map((seq) => sent(seq)),
  };
  const store = new Store({
    me: { ...ann, id: 'me', kind: 'guest' },
    rooms: new Map([['r', room]]),
    open: { id: 'r', status: 'open', log },
    people: new Map(),
  } as unknown as ChatState);
  const answer = async (data: object): Promise<void> => {
    asked.shift()!(data);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return {
    rooms: new Rooms(store, connection),
    markers: new Markers(store, connection, () => log),
    answer,
    shown: () => store.get().rooms!.get('r')!,
  };
}

describe('counting what is unread', () => {
  it('counts once what the server counted and then delivered', async () => {
    const { rooms, markers, answer, shown } = page();
    markers.read(3);
    rooms.hear(said(4));
    // The server had stored 5, too, when it answered.
    await answer({ marker: 3, unread: 2 });
    rooms.hear(said(5));
    expect(shown()).toMatchObject({ head: 5, marker: 3, unread: 2 });
  });

  it('does not forget for an older list what was heard meanwhile', async () => {
    const { rooms, answer, shown } = page();
    const read = rooms.read();
    rooms.hear(said(4));
    rooms.hear(said(5));
    await answer({ rooms: [{ ...room, head: 4, unread: 2 }] });
    await read;
    expect(shown()).toMatchObject({ head: 5, unread: 3, last: { seq: 5 } });
  });
});

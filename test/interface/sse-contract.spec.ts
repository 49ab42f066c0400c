import { randomUUID } from 'node:crypto';
import type { Entry, Line, OpenLine } from '../contract/transport.contract.js';
import { Inbox } from '../support/inbox.js';
import { ask } from '../support/running-server.js';
import { listenTo } from '../support/sse-client.js';
import { verifyTransport } from '../support/verify-transport.js';

type Told = Line['opened'] & { room: string };

/** Server-sent events to listen, HTTP to speak. */
const open: OpenLine = async (url, { token }, room, from) => {
  const post = async (action: string, body: object): Promise<unknown> => {
    const answer = await ask(url, 'POST', `/api/rooms/${room}/${action}`, { token, body });
    if (answer.status >= 300) throw new Error(`${action}: ${answer.status}`);
    return answer.body;
  };
  await post('join', {});
  const stream = await listenTo(url, { token, room, lastEventId: from && `${from.epoch}:${from.seq}` });
  const opened = (await stream.nextOf('room:opened')) as Told;
  const live: Line['live'] = new Inbox('live entries');
  const listening = async (): Promise<void> => {
    for (;;) {
      const { room: where, epoch, entries } = (await stream.nextOf('room:entries')) as Told;
      for (const entry of entries as Entry[]) live.put({ room: where, epoch, entry });
    }
  };
  listening().catch(() => live.close());
  return {
    opened,
    live,
    send: async (text) =>
      (await post('messages', { id: randomUUID(), text })) as { epoch: string; seq: number },
    leave: async () => void (await post('leave', {})),
    // The stream of a room ends for who leaves it.
    settled: () => stream.ended,
    drop: () => stream.close(),
    ended: stream.ended,
  };
};

verifyTransport('server-sent events', open);

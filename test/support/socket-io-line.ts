import { randomUUID } from 'node:crypto';
import type { OpenLine } from '../contract/transport.contract.js';
import { Inbox } from './inbox.js';
import { connect } from './socket-client.js';

/** A device that speaks Socket.IO. */
export const socketIoLine: OpenLine = async (url, { token }, room, from) => {
  const chat = await connect(url, token);
  const live: Awaited<ReturnType<OpenLine>>['live'] = new Inbox('live entries');
  chat.socket.on('room:entries', ({ entries, ...where }) => {
    for (const entry of entries) live.put({ ...where, entry });
  });
  const joining = chat.request('room:join', { room, ...(from && { after: from.seq, epoch: from.epoch }) });
  const gone = chat.ended.then((reason) => Promise.reject(new Error(reason)));
  const opened = await Promise.race([joining, gone]);
  let { more } = opened;
  while (more) {
    const after = opened.entries.at(-1)!.seq;
    const synced = await chat.request('room:sync', { room, after, epoch: opened.epoch });
    opened.entries.push(...synced.entries);
    more = synced.more;
  }
  return {
    opened,
    live,
    send: (text) => chat.request('message:send', { room, id: randomUUID(), text }),
    leave: async () => void (await chat.request('room:leave', { room })),
    // Answers come behind what was written before.
    settled: async () => void (await chat.request('room:list', {})),
    drop: () => chat.socket.io.engine.close(),
    ended: chat.ended,
  };
};

// Answers a send before it is written: what is lost by a crash was acknowledged.
import { inMainThread, server } from './server.mjs';

const LATE = 150;

if (inMainThread) {
  const { SendMessage } = await server('./application/use-cases/send-message.js');
  const write = SendMessage.prototype.execute;
  const promised = new Map();
  const answers = new Map();

  SendMessage.prototype.execute = async function (input) {
    const { caller, room, id } = input;
    await this.access.seat(room, caller);
    const { epoch, head } = await this.log.window(room, { limit: 1 });
    const key = `${room} ${caller.user.id} ${id}`;
    const known = answers.get(key);
    if (known) return { ...known, duplicate: true };

    const seq = Math.max(head, promised.get(room) ?? 0) + 1;
    promised.set(room, seq);
    const answer = { epoch, seq, sentAt: Date.now(), duplicate: false };
    answers.set(key, answer);
    setTimeout(() => write.call(this, input).catch(() => {}), LATE);
    return answer;
  };
}

import { EXCERPT, gist } from '../../../src/domain/message.js';
import { excerpt } from '../../../src/domain/text.js';
import type { Message, Quote, MessageSent } from '../protocol.js';

export const quoteOf = (message: Message): Quote => ({
  seq: message.seq,
  author: message.author,
  text: excerpt(gist(message), EXCERPT),
  ...(message.recalledAt !== undefined && { recalled: true }),
});

/** The message with its quote as it is now, if what it quotes is among those that changed. */
export function quoting(said: MessageSent, changed: ReadonlyMap<number, Message>): MessageSent {
  const { message } = said;
  const quoted = message.replyTo && changed.get(message.replyTo.seq);
  return quoted ? { ...said, message: { ...message, replyTo: quoteOf(quoted) } } : said;
}

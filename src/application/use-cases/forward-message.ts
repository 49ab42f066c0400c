import { needWords } from '../../domain/alterations.js';
import type { Secrets } from '../ports/secrets.js';
import type { Attaching } from './attaching.js';
import type { FindMessage, MessageAddress } from './find-message.js';
import type { Content, Posting, PostMessage, SentMessage } from './post-message.js';
import { ReadHistory } from './read-history.js';
import type { RoomAccess } from './room-access.js';

export interface ForwardMessageInput extends Posting {
  /** A message that the caller can read. */
  readonly from: MessageAddress;
}

/**
 * Says what somebody said elsewhere, and who it was. Throws as `PostMessage` does, and for the other room and message as
 * `Rules.enter`, `FindMessage` and `Attaching` do, or `message.recalled`.
 */
export class ForwardMessage {
  constructor(
    private readonly postMessage: PostMessage,
    private readonly access: RoomAccess,
    private readonly findMessage: FindMessage,
    private readonly attaching: Attaching,
    private readonly secrets: Secrets,
  ) {}

  execute({ from, ...posting }: ForwardMessageInput): Promise<SentMessage> {
    const { room, epoch, seq } = from;
    return this.postMessage.execute(ForwardMessage, posting, {
      digest: this.secrets.digest(JSON.stringify([room, epoch, seq])),
      compose: () => this.read(from, posting),
    });
  }

  private async read(from: MessageAddress, posting: Posting): Promise<Content> {
    const place = await this.access.enter(ReadHistory, from.room, posting.caller);
    const { message } = await this.findMessage.execute(from, place);
    needWords(message);
    const { text, author, sentAt, forwarded } = message;
    const attachments = await this.attaching.again(message.attachments ?? [], posting);
    // However often it is passed on, they are the words of whom they were first.
    return { text, attachments, forwarded: forwarded ?? { author: author.nickname, sentAt } };
  }
}

import { ChatError } from '../../domain/chat-error.js';
import type { Position } from '../../domain/entry.js';
import type { FileId } from '../../domain/file.js';
import type { UserId } from '../../domain/user.js';
import type { Place } from '../authorization.js';
import type { Secrets } from '../ports/secrets.js';
import type { Attaching } from './attaching.js';
import type { FindMessage } from './find-message.js';
import type { Mentions } from './mentions.js';
import type { Posting, PostMessage, SentMessage } from './post-message.js';

export interface SendMessageInput extends Posting {
  readonly text: string;
  readonly mentions?: readonly UserId[] | undefined;
  /** Calls all members. */
  readonly everyone?: boolean | undefined;
  /** The message of this room that this one answers. */
  readonly replyTo?: Position | undefined;
  /** What the caller uploaded to this room, to go with it. */
  readonly attachments?: readonly FileId[] | undefined;
}

/** Says something. Throws as `PostMessage` does, `message.mention_unknown`, `message.reply_unknown` or `file.not_found`. */
export class SendMessage {
  constructor(
    private readonly postMessage: PostMessage,
    private readonly mentions: Mentions,
    private readonly findMessage: FindMessage,
    private readonly attaching: Attaching,
    private readonly secrets: Secrets,
  ) {}

  execute({ caller, room, id, ...said }: SendMessageInput): Promise<SentMessage> {
    const { text, mentions, everyone, replyTo, attachments = [] } = said;
    return this.postMessage.execute(
      SendMessage,
      { caller, room, id },
      {
        digest: this.secrets.digest(body(said)),
        compose: async (place) => {
          await this.mentions.check(room, mentions);
          if (replyTo) await this.find(replyTo, place);
          const files = await this.attaching.uploaded(attachments, { caller, room });
          return { text, mentions, everyone, replyTo: replyTo?.seq, attachments: files };
        },
      },
    );
  }

  private async find(position: Position, place: Place): Promise<void> {
    try {
      await this.findMessage.execute({ ...position, room: place.room.id }, place);
    } catch (error) {
      const absent =
        error instanceof ChatError &&
        (error.code === 'message.not_found' || error.code === 'room.epoch_changed');
      throw absent ? new ChatError('message.reply_unknown') : error;
    }
  }
}

/** All that was sent, in one string. */
function body({ text, mentions = [], ...rest }: Omit<SendMessageInput, keyof Posting>): string {
  if (Object.values(rest).some((value) => value !== undefined)) return JSON.stringify([text, mentions, rest]);
  return mentions.length === 0 ? text : JSON.stringify([text, mentions]);
}

import { ChatError } from '../../domain/chat-error.js';
import type { Attachment, FileId } from '../../domain/file.js';
import type { Policy } from '../policy.js';
import type { Clock } from '../ports/clock.js';
import { attachment, type Files, type KeptFile } from '../ports/files.js';
import type { Secrets } from '../ports/secrets.js';
import type { Posting } from './post-message.js';

type Author = Pick<Posting, 'caller' | 'room'>;

/** Finds the files that are to go with a message. */
export class Attaching {
  constructor(
    private readonly files: Files,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly policy: Policy,
  ) {}

  /** Throws `file.not_found` for what its author did not upload to the room, or has sent. */
  uploaded(ids: readonly FileId[], { caller, room }: Author): Promise<readonly Attachment[]> {
    return Promise.all(
      ids.map(async (id) => {
        const file = await this.find(id);
        if (file.by === caller.user.id && file.room === room && file.seq === undefined)
          return attachment(file);
        throw new ChatError('file.not_found');
      }),
    );
  }

  /**
   * Files of the author's own, of the same bytes as those of another message. Throws `file.not_found` for one that is
   * gone by now, or `file.quota`.
   */
  async again(attachments: readonly Attachment[], { caller, room }: Author): Promise<readonly Attachment[]> {
    const again: Attachment[] = [];
    for (const { id } of attachments) {
      const { seq: _seq, ...file } = await this.find(id);
      const own = { ...file, id: this.secrets.id(), room, by: caller.user.id, at: this.clock.now() };
      if (!(await this.files.add(own, this.policy.fileQuota))) throw new ChatError('file.quota');
      again.push(attachment(own));
    }
    return again;
  }

  private async find(id: FileId): Promise<KeptFile> {
    const file = await this.files.find(id);
    if (!file) throw new ChatError('file.not_found');
    return file;
  }
}

import { ChatError } from '../../domain/chat-error.js';
import type { FileId, FileType } from '../../domain/file.js';
import type { View } from '../authorization.js';
import type { Blob, Blobs, Digest } from '../ports/blobs.js';
import type { Files, KeptFile } from '../ports/files.js';
import type { Caller } from './caller.js';
import type { RoomAccess } from './room-access.js';
import type { Throttle } from './throttle.js';

export interface ShowFileInput {
  readonly caller: Caller;
  readonly file: FileId;
  /** The smaller picture of it. */
  readonly preview: boolean;
}

export interface ShownFile {
  readonly file: KeptFile;
  /** Of what is shown: the file, or its preview. */
  readonly type: FileType;
  readonly digest: Digest;
  readonly blob: Blob;
}

/**
 * The file, for those who may see the message that it was sent with; and for whoever uploaded it, before it is sent.
 * Throws `file.not_found`, for everybody else exactly as for a file that is not there, or `rate_limited`.
 */
export class ShowFile {
  constructor(
    private readonly access: RoomAccess,
    private readonly files: Files,
    private readonly blobs: Blobs,
    private readonly throttle: Throttle,
  ) {}

  async execute({ caller, file: id, preview }: ShowFileInput): Promise<ShownFile> {
    await this.throttle.pass('downloads', caller.user.id);
    const file = await this.files.find(id);
    // Also where there is none, so that it takes as long.
    const view = await this.access.look(file?.room ?? id, caller);
    const digest = preview ? file?.preview : file?.digest;
    if (!file || !digest || !this.maySee(file, view, caller)) throw new ChatError('file.not_found');

    const blob = await this.blobs.find(digest);
    if (!blob) throw new ChatError('file.not_found');
    return { file, type: preview ? 'image/webp' : file.type, digest, blob };
  }

  private maySee({ by, seq }: KeptFile, view: View, caller: Caller): boolean {
    if (seq === undefined) return by === caller.user.id;
    try {
      const { membership } = this.access.judge(ShowFile, view, caller);
      return seq > (membership?.from ?? 0);
    } catch (error) {
      if (error instanceof ChatError) return false;
      throw error;
    }
  }
}

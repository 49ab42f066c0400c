import { ChatError } from '../../domain/chat-error.js';
import { fileName, fileType, HEAD, isPicture, namesPicture } from '../../domain/file.js';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Policy } from '../policy.js';
import type { Blobs, Received } from '../ports/blobs.js';
import type { Clock } from '../ports/clock.js';
import type { Files, NewFile } from '../ports/files.js';
import type { Pictures } from '../ports/pictures.js';
import type { Secrets } from '../ports/secrets.js';
import type { Caller } from './caller.js';
import type { RoomAccess } from './room-access.js';
import type { Throttle } from './throttle.js';

/** So many uploads one user has under way at once: what comes in counts for the quota only when it is there. */
export const UPLOADS_AT_ONCE = 6;

/** When to try again where there are more, in milliseconds. */
const SOON = 1000;

export interface UploadFileInput {
  readonly caller: Caller;
  /** Where it is to be sent. */
  readonly room: RoomId;
  /** What its user calls it. */
  readonly name: string;
  /** How many bytes there will be, where that is said before. */
  readonly size?: number | undefined;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Its bytes, and what they say about it. */
interface Contents extends Pick<NewFile, 'type' | 'width' | 'height'> {
  readonly file: Received;
  readonly preview?: Received | undefined;
}

/**
 * Takes in a file that is to go with a message. What it is, its bytes tell. A picture is made anew, so that nothing
 * comes along with what it shows. Throws as `Rules.enter`, `Blobs.receive` and `Pictures.renew` do, `file.empty`,
 * `file.picture_invalid` for what is named like a picture and is none, `file.quota` or `rate_limited`.
 */
export class UploadFile {
  private readonly underWay = new Map<UserId, number>();

  constructor(
    private readonly access: RoomAccess,
    private readonly files: Files,
    private readonly blobs: Blobs,
    private readonly pictures: Pictures,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly throttle: Throttle,
    private readonly policy: Policy,
  ) {}

  async execute({ caller, room, name, size, bytes }: UploadFileInput): Promise<NewFile> {
    const { id: by } = caller.user;
    await this.throttle.pass('uploads', by);
    await this.access.enter(UploadFile, room, caller);
    if (size !== undefined && size > this.policy.fileLimit) throw new ChatError('file.too_large');
    if ((await this.files.total(by)) >= this.policy.fileQuota) throw new ChatError('file.quota');

    const ahead = this.underWay.get(by) ?? 0;
    if (ahead === UPLOADS_AT_ONCE) throw new ChatError('rate_limited', { retryAfterMs: SOON });
    this.underWay.set(by, ahead + 1);
    const received: Received[] = [];
    try {
      const contents = await this.receive(name, bytes, received);
      return await this.keep({ room, by, name: fileName(name, contents.type) }, contents);
    } finally {
      for (const one of received) await one.discard();
      const left = this.underWay.get(by)! - 1;
      if (left > 0) this.underWay.set(by, left);
      else this.underWay.delete(by);
    }
  }

  /** Everything taken in is noted in `received`, however it ends. */
  private async receive(
    name: string,
    bytes: AsyncIterable<Uint8Array>,
    received: Received[],
  ): Promise<Contents> {
    const take = async (source: AsyncIterable<Uint8Array>, limit: number): Promise<Received> => {
      const one = await this.blobs.receive(source, limit);
      received.push(one);
      return one;
    };
    const takeWhole = (picture: Uint8Array) => take(whole(picture), picture.byteLength);

    const file = await take(bytes, this.policy.fileLimit);
    if (file.size === 0) throw new ChatError('file.empty');
    const type = fileType(await file.bytes(HEAD));
    if (!isPicture(type)) {
      if (namesPicture(name)) throw new ChatError('file.picture_invalid');
      return { file, type };
    }
    const renewed = await this.pictures.renew(await file.bytes(file.size));
    const preview = renewed.preview && (await takeWhole(renewed.preview));
    const { width, height } = renewed;
    return { file: await takeWhole(renewed.bytes), preview, type, width, height };
  }

  /** Known first and there after: what nobody knows of may be swept away at any moment. */
  private async keep(
    place: Pick<NewFile, 'room' | 'by' | 'name'>,
    { file, preview, ...contents }: Contents,
  ): Promise<NewFile> {
    const { digest, size } = file;
    const what = { ...contents, ...(preview && { preview: preview.digest }), digest, size };
    const kept = { id: this.secrets.id(), at: this.clock.now(), ...place, ...what };
    if (!(await this.files.add(kept, this.policy.fileQuota))) throw new ChatError('file.quota');
    try {
      await preview?.keep();
      await file.keep();
    } catch (error) {
      await this.files.drop(kept.id);
      throw error;
    }
    return kept;
  }
}

async function* whole(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

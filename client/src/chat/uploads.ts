import { ATTACHMENT_LIMIT } from '../../../src/domain/file.js';
import { upload } from '../io/upload.js';
import type { ChatState } from '../model/chat-state.js';
import { Failure, troubleOf } from '../model/failure.js';
import type { Store } from '../model/store.js';
import type { Upload } from '../model/uploads.js';
import type { RoomId } from '../protocol.js';

/** So many are on their way at once; the others wait. */
const AT_ONCE = 3;

/** The next one to be sent off, where there is one and room for it. */
function nextUp(uploads: readonly Upload[], running: ReadonlySet<number>): Upload | undefined {
  if (running.size >= AT_ONCE) return undefined;
  return uploads.find(({ key, kept, trouble }) => !kept && !trouble && !running.has(key));
}

/** The files that go with what is being written: sent off as soon as they are chosen, a few at a time. */
export class Uploads {
  private readonly running = new Map<number, AbortController>();
  private count = 0;

  constructor(private readonly store: Store<ChatState>) {
    let online = store.get().link.state === 'online';
    store.subscribe(() => {
      const before = online;
      online = store.get().link.state === 'online';
      if (!online || before) return;
      for (const { key, retryable } of store.get().uploads) if (retryable) this.retry(key);
    });
    // Unlike words, files are not kept by this browser: it asks before they are lost.
    addEventListener('beforeunload', (event) => {
      if (store.get().uploads.length > 0) event.preventDefault();
    });
  }

  /** Answers whether there was room for all of them. */
  add(room: RoomId, files: readonly File[]): boolean {
    const { uploads } = this.store.get();
    const left = ATTACHMENT_LIMIT - uploads.filter((one) => one.room === room).length;
    const added = files
      .slice(0, left)
      .map((file): Upload => ({ key: (this.count += 1), room, file, progress: 0 }));
    this.show([...uploads, ...added]);
    return added.length === files.length;
  }

  remove(key: number): void {
    this.running.get(key)?.abort();
    this.show(this.store.get().uploads.filter((one) => one.key !== key));
  }

  retry(key: number): void {
    this.change(key, ({ trouble: _trouble, retryable: _retryable, ...one }) => ({ ...one, progress: 0 }));
  }

  /** Takes those of a room away, to be sent. */
  take(room: RoomId): readonly Upload[] {
    const { uploads } = this.store.get();
    this.show(uploads.filter((one) => one.room !== room));
    return uploads.filter((one) => one.room === room);
  }

  giveBack(taken: readonly Upload[]): void {
    this.show([...taken, ...this.store.get().uploads]);
  }

  private show(uploads: readonly Upload[]): void {
    this.store.set({ uploads });
    const next = nextUp(uploads, new Set(this.running.keys()));
    if (next) void this.send(next);
  }

  private change(key: number, change: (upload: Upload) => Upload): void {
    this.show(this.store.get().uploads.map((one) => (one.key === key ? change(one) : one)));
  }

  private async send({ key, room, file }: Upload): Promise<void> {
    const ended = new AbortController();
    this.running.set(key, ended);
    // The next one may follow at once.
    this.show(this.store.get().uploads);
    const outcome = await upload(room, file, {
      signal: ended.signal,
      tell: (progress) => this.change(key, (one) => ({ ...one, progress })),
    }).then(
      (kept) => ({ kept, progress: 1 }),
      (error: unknown) => ({
        trouble: troubleOf(error),
        retryable: error instanceof Failure && error.retryable,
      }),
    );
    this.running.delete(key);
    this.change(key, (one) => ({ ...one, ...outcome }));
  }
}

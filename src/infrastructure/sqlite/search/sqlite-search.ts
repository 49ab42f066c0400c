import type { Hits, Search, SearchWanted } from '../../../application/ports/search.js';
import { ChatError } from '../../../domain/chat-error.js';
import type { Remote } from '../calls.js';
import { SqliteThread } from '../sqlite-thread.js';
import { searches } from './find.js';

/** When the thread starts at the latest, in milliseconds: while a server starts, others have more to do. */
const REST = 10_000;

/** Searches in a thread of its own, which starts when somebody searches, or after a while. */
export class SqliteSearch implements Search {
  private started: Promise<SqliteThread> | undefined;
  private readonly timer = setTimeout(() => void this.thread().catch(() => {}), REST).unref();

  constructor(private readonly dataDir: string) {}

  async find(wanted: SearchWanted): Promise<Hits> {
    const thread = await this.thread();
    const searcher: Remote<typeof searches> = thread.remote(searches);
    return searcher.find(wanted);
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    await (await this.started?.catch(() => undefined))?.close();
  }

  private thread(): Promise<SqliteThread> {
    this.started ??= this.start();
    return this.started;
  }

  private async start(): Promise<SqliteThread> {
    try {
      const thread = new SqliteThread({ role: 'searcher', dataDir: this.dataDir });
      await thread.open();
      return thread;
    } catch (cause) {
      // Whoever searches next tries again.
      this.started = undefined;
      throw new ChatError('unavailable', { cause });
    }
  }
}

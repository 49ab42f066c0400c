import { get, type IncomingMessage } from 'node:http';
import { Inbox } from './inbox.js';

export interface StreamEvent {
  readonly id: string | undefined;
  readonly event: string;
  readonly data: unknown;
}

/** A reader of server-sent events. */
export class EventReader {
  private readonly inbox = new Inbox<StreamEvent>('the stream');
  /** The last id that came: where to resume. */
  lastEventId: string | undefined;
  /** Resolves when the stream has ended, from whichever side. */
  readonly ended: Promise<void>;

  constructor(private readonly response: IncomingMessage) {
    this.ended = this.read();
  }

  /** The next event, whatever its name. */
  async next(): Promise<StreamEvent> {
    return this.inbox.next();
  }

  /** The data of the next event of this name; others before it are passed over. */
  async nextOf(name: string): Promise<unknown> {
    for (;;) {
      const { event, data } = await this.next();
      if (event === name) return data;
    }
  }

  /** What has come so far and nobody asked for yet. */
  heard(): StreamEvent[] {
    return this.inbox.all();
  }

  close(): void {
    this.response.destroy();
  }

  private async read(): Promise<void> {
    let rest = '';
    try {
      for await (const chunk of this.response.setEncoding('utf8')) {
        const blocks = (rest + String(chunk)).split('\n\n');
        rest = blocks.pop()!;
        for (const block of blocks) this.take(block);
      }
    } catch {
      // Cut off: the end like any other.
    }
    this.inbox.close();
  }

  private take(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => /^(\w*): ?(.*)$/.exec(line)?.slice(1) as [string, string]),
    );
    const data = fields.get('data');
    if (data === undefined) return;
    const id = fields.get('id');
    this.lastEventId = id ?? this.lastEventId;
    this.inbox.put({ id, event: fields.get('event') ?? 'message', data: JSON.parse(data) as unknown });
  }
}

export interface Listening {
  readonly token?: string;
  readonly room?: string;
  readonly lastEventId?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Opens a stream of events. Throws where the answer is a refusal. */
export async function listenTo(
  url: string,
  { token, room, lastEventId, headers }: Listening = {},
): Promise<EventReader> {
  const query = room === undefined ? '' : `?room=${encodeURIComponent(room)}`;
  return new Promise((resolve, reject) => {
    get(
      `${url}/api/events${query}`,
      {
        agent: false,
        headers: {
          Accept: 'text/event-stream',
          ...(token !== undefined && { Authorization: `Bearer ${token}` }),
          ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }),
          ...headers,
        },
      },
      (response) => {
        if (response.statusCode === 200) return resolve(new EventReader(response));
        response.resume();
        reject(new Error(`the stream is refused: ${response.statusCode}`));
      },
    ).once('error', reject);
  });
}

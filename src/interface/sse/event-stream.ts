import { finished } from 'node:stream/promises';
import type { Response } from 'express';

/** So many bytes may wait for a reader that is slower than its room; then it is cut off, and resumes when it can. */
export const BACKLOG_LIMIT = 1024 * 1024;

/** An event in the form of the wire, encoded once for all who get it. `id` is where a reader resumes. */
export function encodeEvent(name: string, data: unknown, id?: string): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** An answer that does not end: server-sent events to one reader. Until it has begun, it can still be a refusal. */
export class EventStream {
  private ended = false;

  constructor(private readonly response: Response) {}

  /** Safe to repeat. */
  begin(): void {
    if (this.response.headersSent) return;
    this.response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      // Some proxies hold back what they can buffer.
      'X-Accel-Buffering': 'no',
    });
    this.response.flushHeaders();
  }

  /** Nothing is written before the stream has begun, nor after its end. */
  write(event: string): void {
    const { response } = this;
    if (!response.headersSent || this.ended || response.destroyed) return;
    response.write(event);
    if (response.writableLength > BACKLOG_LIMIT) response.destroy();
  }

  /** Writes it to a reader who has read all that came before. */
  whisper(event: string): void {
    if (this.response.writableLength === 0) this.write(event);
  }

  /** Keeps proxies from closing a quiet stream, and finds out who has gone. */
  beat(): void {
    this.write(': still here\n\n');
  }

  /** Resolves when all that was written has left, or the reader has gone. */
  async end(): Promise<void> {
    this.ended = true;
    this.response.end();
    await finished(this.response).catch(() => undefined);
  }
}

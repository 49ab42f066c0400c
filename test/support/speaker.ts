import { randomUUID } from 'node:crypto';
import { ask, newcomer } from './running-server.js';

/** Someone without a page, who can say very much very fast. */
export class Speaker {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  static async named(url: string, nickname: string): Promise<Speaker> {
    const { token } = await newcomer(url, nickname);
    return new Speaker(url, token);
  }

  async says(text: string, room = 'lobby'): Promise<void> {
    const { status } = await ask(this.url, 'POST', `/api/rooms/${room}/messages`, {
      token: this.token,
      body: { id: randomUUID(), text },
    });
    if (status !== 201) throw new Error(`“${text}” was answered ${status}`);
  }

  /** Says so many things, numbered from `first`, in order. */
  async counts(first: number, last: number, room = 'lobby'): Promise<void> {
    for (let n = first; n <= last; n += 1) await this.says(`line ${n}`, room);
  }

  async opensRoom(name: string): Promise<string> {
    const { body } = await ask(this.url, 'POST', '/api/rooms', {
      token: this.token,
      body: { id: randomUUID(), name },
    });
    return (body as { room: { id: string } }).room.id;
  }
}

import { randomUUID } from 'node:crypto';
import type { Position } from '../../src/domain/entry.js';

/** Someone without a page, who can say very much very fast. */
export class Speaker {
  private constructor(
    private readonly url: string,
    private readonly token?: string,
  ) {}

  static async named(url: string, nickname: string): Promise<Speaker> {
    const { token } = (await new Speaker(url).post('/api/session', { nickname })) as { token: string };
    return new Speaker(url, token);
  }

  async says(text: string, room = 'lobby'): Promise<Position> {
    return (await this.post(`/api/rooms/${room}/messages`, { id: randomUUID(), text })) as Position;
  }

  async recalls({ epoch, seq }: Position, room = 'lobby'): Promise<void> {
    await this.post(`/api/rooms/${room}/messages/${seq}/recall`, { epoch });
  }

  /** Says so many things, numbered, in order. */
  async counts(first: number, last: number, room = 'lobby'): Promise<void> {
    for (let n = first; n <= last; n += 1) await this.says(`line ${n}`, room);
  }

  async opensRoom(name: string): Promise<string> {
    const { room } = (await this.post('/api/rooms', { id: randomUUID(), name })) as { room: { id: string } };
    return room.id;
  }

  private async post(path: string, body: object): Promise<unknown> {
    const answer = await fetch(this.url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(this.token !== undefined && { authorization: `Bearer ${this.token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }
}

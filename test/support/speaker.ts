import { randomUUID } from 'node:crypto';

/** Where a message stands in its room. */
interface Place {
  readonly epoch: string;
  readonly seq: number;
}

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

  async says(text: string, room = 'lobby'): Promise<Place> {
    return (await this.post(`/api/rooms/${room}/messages`, { id: randomUUID(), text })) as Place;
  }

  async edits({ epoch, seq }: Place, text: string): Promise<void> {
    await this.send('PUT', `/api/rooms/lobby/messages/${seq}`, { epoch, text });
  }

  async recalls({ epoch, seq }: Place): Promise<void> {
    await this.post(`/api/rooms/lobby/messages/${seq}/recall`, { epoch });
  }

  /** Says so many things, numbered, in order. */
  async counts(first: number, last: number, room = 'lobby'): Promise<void> {
    for (let n = first; n <= last; n += 1) await this.says(`line ${n}`, room);
  }

  async opensRoom(name: string): Promise<string> {
    const { room } = (await this.post('/api/rooms', { id: randomUUID(), name })) as { room: { id: string } };
    return room.id;
  }

  private post(path: string, body: object): Promise<unknown> {
    return this.send('POST', path, body);
  }

  private async send(method: string, path: string, body: object): Promise<unknown> {
    const answer = await fetch(this.url + path, {
      method,
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

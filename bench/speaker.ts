import { once } from 'node:events';
import { WebSocket } from 'ws';

/**
 * A connection by Socket.IO's protocol, written out by hand, so that the measuring costs little of what is measured.
 */
export class Speaker {
  private readonly socket: WebSocket;
  private readonly waiting = new Map<string, (ack: string) => void>();
  private count = 0;

  private constructor(url: string) {
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      skipUTF8Validation: true,
    });
  }

  /** Connects with the token. Throws where it is not let in. */
  static async open(url: string, token: string): Promise<Speaker> {
    const speaker = new Speaker(url);
    const { socket } = speaker;
    await once(socket, 'open');
    socket.send(`40${JSON.stringify({ token })}`);
    await new Promise<void>((resolve, reject) => {
      socket.on('message', (data: Buffer) => {
        // What others say costs no more than a look.
        const type = data.toString('latin1', 0, 2);
        if (type === '43') speaker.answer(data.toString());
        else if (type === '2') socket.send('3');
        else if (type === '40') resolve();
        else if (type === '44') reject(new Error(data.toString()));
      });
    });
    return speaker;
  }

  /** Resolves with the data of the ack. Throws where it says no. */
  async request<T>(name: string, body: object): Promise<T> {
    const [{ data }] = JSON.parse(await this.send(name, body)) as [{ data: T }];
    return data;
  }

  /** The ack as it came. Throws where it says no. */
  async send(name: string, body: object): Promise<string> {
    const id = String((this.count += 1));
    const ack = await new Promise<string>((resolve) => {
      this.waiting.set(id, resolve);
      this.socket.send(`42${id}${JSON.stringify([name, body])}`);
    });
    if (!ack.startsWith('[{"ok":true')) throw new Error(`${name}: ${ack}`);
    return ack;
  }

  close(): void {
    this.socket.terminate();
  }

  private answer(packet: string): void {
    const from = packet.indexOf('[');
    const id = packet.slice(2, from);
    this.waiting.get(id)?.(packet.slice(from));
    this.waiting.delete(id);
  }
}

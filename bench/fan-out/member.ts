import { once } from 'node:events';
import { WebSocket } from 'ws';

/** What is said on the wire, so that the measuring costs little of what is measured. */
export interface Dialect {
  readonly path: (room: string) => string;
  /** Said in this order, each when the one before is answered. */
  readonly greeting: (room: string) => readonly string[];
  readonly message: (number: number, room: string, text: string) => string;
}

/** Someone in a room. */
export class Member {
  /** Called with everything that is no answer. */
  hear: (data: Buffer) => void = () => undefined;
  private readonly answers = new Map<number, (at: number) => void>();
  private count = 0;

  private constructor(
    private readonly socket: WebSocket,
    private readonly dialect: Dialect,
    private readonly room: string,
  ) {}

  static async enter(url: string, dialect: Dialect, room: string): Promise<Member> {
    const address = url.replace('http', 'ws') + dialect.path(room);
    const socket = new WebSocket(address, { skipUTF8Validation: true, perMessageDeflate: false });
    await once(socket, 'open');
    for (const words of dialect.greeting(room)) {
      const answered = answer(socket, words.startsWith('40') ? '40' : '43');
      socket.send(words);
      await answered;
    }
    const member = new Member(socket, dialect, room);
    socket.on('message', (data: Buffer) => member.receive(data));
    return member;
  }

  /** Says it; `acked` is told when it is answered, where there are answers. */
  say(text: string, acked: (at: number) => void): void {
    this.count += 1;
    this.answers.set(this.count, acked);
    this.socket.send(this.dialect.message(this.count, this.room, text));
  }

  leave(): void {
    this.socket.terminate();
  }

  private receive(data: Buffer): void {
    if (data.length === 1) this.socket.send('3');
    else if (data[0] === 0x34 && data[1] === 0x33) {
      const number = Number.parseInt(data.toString('latin1', 2, 12), 10);
      this.answers.get(number)?.(performance.now());
      this.answers.delete(number);
    } else this.hear(data);
  }
}

/** Resolves when a frame comes that begins so. */
function answer(socket: WebSocket, beginning: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (data: Buffer): void => {
      const text = data.toString('latin1');
      const refused = text.startsWith('44') || text.includes('"ok":false');
      if (!refused && !text.startsWith(beginning)) return;
      socket.off('message', look);
      if (refused) reject(new Error(text));
      else resolve();
    };
    socket.on('message', look);
  });
}

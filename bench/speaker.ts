import { connect, type Socket } from 'node:net';

/** One for all connections: what was read is looked at before anything else is read. */
const INBOX = Buffer.allocUnsafe(65_536);
const NOTHING = Buffer.alloc(0);

/** Not zeros, which would spare the server work that clients give it. */
const MASK = [0x1f, 0x2e, 0x3d, 0x4c];

interface Waiting {
  readonly resolve: (content: string) => void;
  readonly reject: (error: Error) => void;
}

const END_OF_HEAD = '\r\n\r\n';
const [FOUR, TWO] = Buffer.from('42');

/**
 * A connection by Socket.IO's protocol, written out by hand from the frames of WebSocket upward, all in ASCII. It stands
 * for a machine that is not the server's: what it costs is taken from the server that it measures. What that has to do
 * for it is the same as for any client. Refused or cut off, whoever waits for an answer is told.
 */
export class Speaker {
  private readonly socket: Socket;
  /** Resolves when the connection is no more. */
  readonly ended: Promise<void>;
  private readonly waiting = new Map<string, Waiting>();
  private upgraded = false;
  /** The beginning of a frame of which more is to come. */
  private rest = NOTHING;
  private count = 0;

  private constructor({ hostname, port, host }: URL) {
    const callback = (length: number) => {
      try {
        this.receive(INBOX.subarray(0, length));
      } catch (error) {
        this.socket.destroy(error as Error);
      }
      return true;
    };
    this.socket = connect({ host: hostname, port: Number(port), onread: { buffer: INBOX, callback } });
    this.socket.setNoDelay();
    this.socket.write(head(host));
    this.socket.on('error', () => undefined);
    this.ended = new Promise((resolve) => this.socket.once('close', () => resolve()));
    void this.ended.then(() => {
      const reason = this.socket.errored ?? new Error('the connection was closed');
      for (const { reject } of this.waiting.values()) reject(reason);
    });
  }

  /** Connects with the token. Throws where it is not let in. */
  static async open(url: string, token: string): Promise<Speaker> {
    const speaker = new Speaker(new URL(url));
    await speaker.packet('0');
    speaker.say(`40${JSON.stringify({ token })}`);
    await speaker.packet('40');
    return speaker;
  }

  /** Resolves with the data of the ack. Throws where it says no. */
  async request<T>(name: string, body: object): Promise<T> {
    const [{ data }] = JSON.parse(await this.send(name, body)) as [{ data: T }];
    return data;
  }

  /** The ack as it came. Throws where it says no. */
  async send(name: string, body: object): Promise<string> {
    const id = (this.count += 1);
    this.say(`42${id}${JSON.stringify([name, body])}`);
    const ack = await this.packet(`43${id}`);
    if (!ack.startsWith('[{"ok":true')) throw new Error(`${name}: ${ack}`);
    return ack;
  }

  close(): void {
    this.socket.destroy();
  }

  /** What the next packet holds that begins with these digits. */
  private packet(digits: string): Promise<string> {
    return new Promise((resolve, reject) => this.waiting.set(digits, { resolve, reject }));
  }

  private say(packet: string): void {
    this.socket.write(frame(packet));
  }

  private receive(chunk: Buffer): void {
    const data = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    let at = this.upgraded ? 0 : this.upgrade(data);
    for (let next = payload(data, at); next; next = payload(data, at)) {
      this.hear(data, next.from, next.to);
      at = next.to;
    }
    this.rest = at < data.length ? Buffer.from(data.subarray(at)) : NOTHING;
  }

  /** Where the frames begin. */
  private upgrade(data: Buffer): number {
    const end = data.indexOf(END_OF_HEAD);
    if (end < 0) return 0;
    if (!data.toString('latin1').startsWith('HTTP/1.1 101 ')) throw new Error(data.toString('latin1'));
    this.upgraded = true;
    return end + END_OF_HEAD.length;
  }

  private hear(data: Buffer, from: number, to: number): void {
    // What others say costs no more than a look.
    if (data[from] === FOUR && data[from + 1] === TWO) return;
    const packet = data.toString('latin1', from, to);
    if (packet === '2') return this.say('3');
    const digits = /^\d*/.exec(packet)![0];
    const waiting = this.waiting.get(digits);
    if (!waiting) throw new Error(`nobody waits for ${packet}`);
    this.waiting.delete(digits);
    waiting.resolve(packet.slice(digits.length));
  }
}

const head = (host: string): string =>
  [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}${END_OF_HEAD}`,
  ].join('\r\n');

function frame(text: string): Buffer {
  const { length } = text;
  const long = length > 125;
  const from = long ? 8 : 6;
  const bytes = Buffer.allocUnsafe(from + length);
  bytes[0] = 0x81;
  bytes[1] = 0x80 | (long ? 126 : length);
  if (long) bytes.writeUInt16BE(length, 2);
  bytes.set(MASK, from - MASK.length);
  for (let i = 0; i < length; i += 1) bytes[from + i] = text.charCodeAt(i) ^ MASK[i & 3]!;
  return bytes;
}

/** Where the payload lies of the frame that begins here; undefined while it has not come as a whole. */
function payload(data: Buffer, at: number): { readonly from: number; readonly to: number } | undefined {
  const short = data[at + 1] ?? Infinity;
  const from = at + (short < 126 ? 2 : short === 126 ? 4 : 10);
  if (from > data.length) return undefined;
  const length = short < 126 ? short : short === 126 ? data.readUInt16BE(at + 2) : data.readUInt32BE(at + 6);
  return from + length <= data.length ? { from, to: from + length } : undefined;
}

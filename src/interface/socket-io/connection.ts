import type { Socket as TcpSocket } from 'node:net';
import type { Ack } from '../protocol/connection.js';
import { toJson } from '../protocol/for-many.js';
import type { EventData, EventName } from '../protocol/events.js';
import type { ChatSocket } from './chat-socket.js';

/**
 * What a connection of Socket.IO consists of, beyond what Socket.IO, Engine.IO and ws promise. Nothing else knows:
 * package-lock.json pins their versions, and where a field is not found, the connection is served the way they promise.
 */
interface Connection {
  readonly readyState?: string;
  readonly writeBuffer?: readonly { readonly data?: string | Buffer }[];
  /** `socket` is a WebSocket of ws; polling has none. */
  readonly transport?: { readonly socket?: WebSocket };
  close(discard: boolean): void;
}

interface WebSocket {
  readonly readyState?: number;
  readonly bufferedAmount?: number;
  readonly _socket?: TcpSocket;
  close(code: number, reason: string): void;
  terminate(): void;
}

/** The state of a WebSocket that takes messages. */
const OPEN = 1;

const inside = ({ conn }: ChatSocket): Connection => conn as unknown as Connection;

/** An event, encoded once for however many connections. */
export interface Encoded {
  /** A packet of Socket.IO. */
  readonly packet: string;
  /** The same as a message of Engine.IO in a WebSocket frame. */
  readonly frame: Buffer;
}

export const encode = <Name extends EventName>(name: Name, data: EventData<Name>): Encoded =>
  encoded(`2${JSON.stringify([name, data])}`);

const encoded = (packet: string): Encoded => ({ packet, frame: textFrame(`4${packet}`) });

/** Has what the connection's requests are answered go the way of events. Where Socket.IO does not ask for it, it goes its own. */
export function answerDirectly(socket: ChatSocket): void {
  Object.assign(socket, { ack });
}

/** What Socket.IO calls for each event that is to be answered. */
function ack(this: ChatSocket, id: number): (answer: Ack) => void {
  return (answer) => write(this, encoded(`3${id}[${encodeAck(answer)}]`));
}

const encodeAck = (ack: Ack): string =>
  ack.ok ? `{"ok":true,"data":${toJson(ack.data as object)}}` : JSON.stringify(ack);

/** Writes the event behind all that was written before: straight to the network where nothing waits on the way there. */
export function write(socket: ChatSocket, { packet, frame }: Encoded): void {
  const network = direct(inside(socket));
  if (network) network.write(frame);
  else socket.conn.write(packet, { compress: false });
}

/** The connection to the network, unless something waits in Engine.IO or in ws, or may not be written now. */
function direct({ readyState, writeBuffer, transport }: Connection): TcpSocket | undefined {
  const socket = transport?.socket;
  const network = socket?._socket;
  const free =
    network &&
    readyState === 'open' &&
    writeBuffer?.length === 0 &&
    socket.readyState === OPEN &&
    socket.bufferedAmount === network.writableLength;
  return free ? network : undefined;
}

/** Bytes that wait in this process: handed to the WebSocket, and queued behind it. */
export function backlog(socket: ChatSocket): number {
  const { transport, writeBuffer } = inside(socket);
  let bytes = transport?.socket?.bufferedAmount ?? 0;
  for (const { data } of writeBuffer ?? []) bytes += data?.length ?? 0;
  return bytes;
}

/** Closes the connection, and forgets what waits in Engine.IO. What is on its way may be read for so long. */
export function cutOff(socket: ChatSocket, code: number, reason: string, partingMs: number): void {
  const connection = inside(socket);
  const webSocket = connection.transport?.socket;
  webSocket?.close(code, reason);
  connection.close(true);
  setTimeout(() => webSocket?.terminate(), partingMs).unref();
}

/** One text message, unmasked as a server's are, in one piece. RFC 6455, 5.2. */
function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = 0x81;
  if (header === 2) frame[1] = length;
  else if (header === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, header);
  return frame;
}

import { randomUUID } from 'node:crypto';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { furnish, numbered } from './furnish.js';
import { Member, type Dialect } from './member.js';
import { ServerUnderTest } from './process.js';

/** A server with rooms and people who may enter them. */
export interface Ground {
  readonly server: ServerUnderTest;
  /** The names of the rooms. */
  readonly rooms: readonly string[];
  /** Someone enters the room, each time another. */
  enter(room: string): Promise<Member>;
  close(): Promise<void>;
}

export interface Peer {
  readonly name: string;
  /** Starts it with so many rooms, and so many people who may enter. */
  prepare(rooms: number, people: number): Promise<Ground>;
}

const plainWords: Dialect = {
  path: (room) => `/${room}`,
  greeting: () => [],
  message: (_, __, text) => text,
};

export const socketIoWords = (auth: object): Dialect => ({
  path: () => '/socket.io/?EIO=4&transport=websocket',
  greeting: (room) => [`40${JSON.stringify(auth)}`, `420${JSON.stringify(['room:join', { room }])}`],
  message: (number, room, text) =>
    `42${number}${JSON.stringify(['message:send', { room, id: randomUUID(), text }])}`,
});

const plain = (name: string, script: string, dialect: Dialect): Peer => ({
  name,
  async prepare(rooms) {
    const server = await ServerUnderTest.start(script);
    return {
      server,
      rooms: numbered(rooms),
      enter: (room) => Member.enter(server.url, dialect, room),
      close: () => server.stop(),
    };
  },
});

/** This server as it is by default, durable store and all; only the limits on how much one may say are off. */
const parley: Peer = {
  name: 'Parley',
  async prepare(rooms, people) {
    const folder = temporaryFolder();
    const server = await ServerUnderTest.start('dist/main.js', {
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: folder.path,
      LIMITS: 'off',
      LOG_LEVEL: 'error',
    });
    const { tokens, opened } = await furnish(server.url, rooms, people);
    let next = 0;
    return {
      server,
      rooms: opened,
      enter: (room) => Member.enter(server.url, socketIoWords({ token: tokens[next++] }), room),
      close: async () => {
        await server.stop();
        folder.remove();
      },
    };
  },
};

/** The peer that all are compared with comes first. */
export const peers: readonly Peer[] = [
  plain('plain ws', 'bench/peers/plain-ws.mjs', plainWords),
  plain('plain Socket.IO', 'bench/peers/plain-socket-io.mjs', socketIoWords({})),
  plain('plain NestJS', 'bench/peers/plain-nest.mjs', socketIoWords({})),
  parley,
];

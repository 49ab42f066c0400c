import type { Server, Socket } from 'socket.io';
import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { SessionId } from '../../application/ports/sessions.js';
import type { Caller } from '../../application/use-cases/caller.js';
import type { ServerEvents } from '../protocol/events.js';

interface SocketData {
  caller: Caller;
  /** What the caller was known by, until the connection is open. */
  token?: string | undefined;
  /** Rooms that the user left while the connection was being opened. */
  evicted?: Set<RoomId>;
}

type NoEvents = Record<string, never>;

export type ChatServer = Server<NoEvents, ServerEvents, NoEvents, SocketData>;
export type ChatSocket = Socket<NoEvents, ServerEvents, NoEvents, SocketData>;

/** The groups of Socket.IO that a connection is in. The prefixes keep them apart, and from the ids of sockets. */
export const group = {
  room: (id: RoomId): string => `room:${id}`,
  /** Undefined for a group of another kind. */
  roomOf: (name: string): RoomId | undefined => /^room:(.*)$/s.exec(name)?.[1],
  user: (id: UserId): string => `user:${id}`,
  session: (id: SessionId): string => `session:${id}`,
};

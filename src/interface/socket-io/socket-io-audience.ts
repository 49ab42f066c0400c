import type { RoomId } from '../../domain/room.js';
import type { User, UserId } from '../../domain/user.js';
import type {
  Audience,
  EndedBecause,
  MarkerMoved,
  PresenceChanged,
  Run,
} from '../../application/ports/audience.js';
import type { SessionId } from '../../application/ports/sessions.js';
import { presentMarker, presentPresence, presentRun } from '../protocol/present.js';
import { returnAfterMs } from '../return-time.js';
import { group, type ChatServer, type ChatSocket } from './chat-socket.js';

/** The connections of Socket.IO. Each belongs to the groups of its user, its session and its user's rooms. */
export class SocketIoAudience implements Audience {
  private server: ChatServer | undefined;

  attach(server: ChatServer): void {
    this.server = server;
  }

  hears(room: RoomId): boolean {
    return this.server?.of('/').adapter.rooms.has(group.room(room)) ?? false;
  }

  deliver(run: Run): void {
    this.server?.to(group.room(run.room)).emit('room:entries', presentRun(run));
  }

  admit(user: UserId, room: RoomId): void {
    for (const socket of this.connections(user)) {
      socket.data.evicted?.delete(room);
      void socket.join(group.room(room));
    }
  }

  evict(user: UserId, room: RoomId): void {
    for (const socket of this.connections(user)) {
      socket.data.evicted?.add(room);
      void socket.leave(group.room(room));
    }
  }

  rename(user: User): void {
    for (const socket of this.connections(user.id)) socket.data.caller = { ...socket.data.caller, user };
  }

  endSession(session: SessionId, code: EndedBecause): void {
    this.server?.to(group.session(session)).emit('session:ended', { code });
    this.server?.in(group.session(session)).disconnectSockets(true);
  }

  markerMoved(user: UserId, moved: MarkerMoved): void {
    this.server?.to(group.user(user)).emit('marker:moved', presentMarker(moved));
  }

  presenceChanged(changed: PresenceChanged): void {
    this.server?.to(group.room(changed.room)).emit('presence:changed', presentPresence(changed));
  }

  /** Tells everybody that the server goes down, and when to come back. */
  announceClosing(): void {
    for (const socket of this.server?.of('/').sockets.values() ?? []) {
      socket.emit('server:closing', { retryAfterMs: returnAfterMs() });
    }
  }

  private connections(user: UserId): ChatSocket[] {
    const namespace = this.server?.of('/');
    const ids = namespace?.adapter.rooms.get(group.user(user)) ?? [];
    return Array.from(ids, (id) => namespace?.sockets.get(id)).filter((socket) => socket !== undefined);
  }
}

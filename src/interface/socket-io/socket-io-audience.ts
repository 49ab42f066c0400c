import type { RoomId } from '../../domain/room.js';
import type { User, UserId } from '../../domain/user.js';
import type {
  AdmittedBecause,
  Audience,
  EndedBecause,
  EvictedBecause,
  Listening,
  MarkerMoved,
  NotifyChanged,
  Nudged,
  PresenceChanged,
  Run,
  Typing,
} from '../../application/ports/audience.js';
import type { SessionId } from '../../application/ports/sessions.js';
import type { EventData, EventName } from '../protocol/events.js';
import {
  presentMarker,
  presentMembership,
  presentNotifyLevel,
  presentNudged,
  presentPresence,
  presentRun,
  presentTyping,
  presentUserChanged,
} from '../protocol/present.js';
import { returnAfterMs } from '../return-time.js';
import { group, type ChatServer, type ChatSocket } from './chat-socket.js';
import { backlog, encode, write } from './connection.js';

/** The connections of Socket.IO. Each belongs to the groups of its user, its session and its user's rooms. */
export class SocketIoAudience implements Audience {
  private server: ChatServer | undefined;

  attach(server: ChatServer): void {
    this.server = server;
  }

  hears(room: RoomId): boolean {
    return this.server?.of('/').adapter.rooms.has(group.room(room)) ?? false;
  }

  listening(): readonly Listening[] {
    return Array.from(this.server?.of('/').sockets.values() ?? [], ({ data: { caller }, rooms }) => ({
      user: caller.user.id,
      session: caller.session,
      rooms: [...rooms].flatMap((name) => group.roomOf(name) ?? []),
    }));
  }

  deliver(run: Run): void {
    if (this.hears(run.room)) this.tell(group.room(run.room), 'room:entries', presentRun(run));
  }

  admit(user: UserId, room: RoomId, because: AdmittedBecause): void {
    const event = encode('membership:changed', presentMembership(room, because));
    for (const socket of this.members(group.user(user))) {
      socket.data.evicted?.delete(room);
      if (socket.rooms.has(group.room(room))) continue;
      void socket.join(group.room(room));
      write(socket, event);
    }
  }

  evict(user: UserId, room: RoomId, because: EvictedBecause): void {
    const event = encode('membership:changed', presentMembership(room, because));
    for (const socket of this.members(group.user(user))) {
      socket.data.evicted?.add(room);
      if (!socket.rooms.has(group.room(room))) continue;
      void socket.leave(group.room(room));
      write(socket, event);
    }
  }

  userChanged(user: User): void {
    const event = encode('user:changed', presentUserChanged(user));
    for (const socket of this.members(group.user(user.id))) {
      socket.data.caller = { ...socket.data.caller, user };
      write(socket, event);
    }
  }

  notifyChanged(user: UserId, changed: NotifyChanged): void {
    this.tell(group.user(user), 'notify:changed', presentNotifyLevel(changed));
  }

  endSession(session: SessionId, code: EndedBecause): void {
    this.tell(group.session(session), 'session:ended', { code });
    this.server?.in(group.session(session)).disconnectSockets(true);
  }

  markerMoved(user: UserId, moved: MarkerMoved): void {
    this.tell(group.user(user), 'marker:moved', presentMarker(moved));
  }

  presenceChanged(changed: PresenceChanged): void {
    this.tell(group.room(changed.room), 'presence:changed', presentPresence(changed));
  }

  typing(typing: Typing): void {
    this.whisper(typing.room, 'room:typing', presentTyping(typing));
  }

  nudged(nudged: Nudged): void {
    this.whisper(nudged.room, 'room:nudged', presentNudged(nudged));
  }

  /** Tells everybody that the server goes down, and when to come back. */
  announceClosing(): void {
    for (const socket of this.server?.of('/').sockets.values() ?? []) {
      socket.emit('server:closing', { retryAfterMs: returnAfterMs() });
    }
  }

  private tell<Name extends EventName>(name: string, event: Name, data: EventData<Name>): void {
    const encoded = encode(event, data);
    for (const socket of this.members(name)) write(socket, encoded);
  }

  /** Tells those of the room who have read all that came before. */
  private whisper<Name extends EventName>(room: RoomId, event: Name, data: EventData<Name>): void {
    if (!this.hears(room)) return;
    const encoded = encode(event, data);
    for (const socket of this.members(group.room(room))) if (backlog(socket) === 0) write(socket, encoded);
  }

  private *members(name: string): Iterable<ChatSocket> {
    const namespace = this.server?.of('/');
    for (const id of namespace?.adapter.rooms.get(name) ?? []) {
      const socket = namespace?.sockets.get(id);
      if (socket) yield socket;
    }
  }
}

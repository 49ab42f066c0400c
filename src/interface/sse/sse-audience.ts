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
import {
  presentMarker,
  presentMembership,
  presentNotifyLevel,
  presentNudged,
  presentPresence,
  presentTyping,
  presentUserChanged,
} from '../protocol/present.js';
import { returnAfterMs } from '../return-time.js';
import { encodeEvent } from './event-stream.js';
import { encodeRun, type Listener } from './listener.js';

/** The readers of server-sent events. */
export class SseAudience implements Audience {
  private readonly listeners = new Set<Listener>();
  private readonly rooms = new Map<RoomId, Set<Listener>>();

  /** The listener hears the rooms from now on. */
  add(listener: Listener, rooms: readonly RoomId[]): void {
    this.listeners.add(listener);
    for (const room of rooms) this.listen(listener, room);
  }

  remove(listener: Listener): void {
    this.listeners.delete(listener);
    for (const room of this.rooms.keys()) this.forget(listener, room);
  }

  hears(room: RoomId): boolean {
    return this.rooms.has(room);
  }

  listening(): readonly Listening[] {
    return Array.from(this.listeners, (listener) => ({
      user: listener.caller.user.id,
      session: listener.caller.session,
      rooms: [...this.rooms].flatMap(([room, listeners]) => (listeners.has(listener) ? [room] : [])),
    }));
  }

  deliver(run: Run): void {
    const listeners = this.rooms.get(run.room);
    if (!listeners) return;
    const encoded = encodeRun(run);
    for (const listener of listeners) listener.hear(run, encoded);
  }

  admit(user: UserId, room: RoomId, because: AdmittedBecause): void {
    const encoded = encodeEvent('membership:changed', presentMembership(room, because));
    for (const listener of this.of(user)) {
      if (listener.room !== undefined || this.rooms.get(room)?.has(listener)) continue;
      this.listen(listener, room);
      listener.stream.write(encoded);
      listener.stir();
    }
  }

  evict(user: UserId, room: RoomId, because: EvictedBecause): void {
    const encoded = encodeEvent('membership:changed', presentMembership(room, because));
    for (const listener of this.of(user)) {
      if (this.rooms.get(room)?.has(listener)) listener.stream.write(encoded);
      this.forget(listener, room);
      if (listener.room === room) void listener.stream.end();
    }
  }

  userChanged(user: User): void {
    // A stream speaks for nobody: it is told, and keeps no nickname.
    const encoded = encodeEvent('user:changed', presentUserChanged(user));
    for (const { stream } of this.of(user.id)) stream.write(encoded);
  }

  notifyChanged(user: UserId, changed: NotifyChanged): void {
    const encoded = encodeEvent('notify:changed', presentNotifyLevel(changed));
    for (const { room, stream } of this.of(user))
      if (room === undefined || room === changed.room) stream.write(encoded);
  }

  endSession(session: SessionId, code: EndedBecause): void {
    for (const { caller, stream } of this.listeners) {
      if (caller.session !== session) continue;
      stream.write(encodeEvent('session:ended', { code }));
      void stream.end();
    }
  }

  markerMoved(user: UserId, moved: MarkerMoved): void {
    for (const listener of this.of(user)) {
      if (listener.room === moved.room)
        listener.stream.write(encodeEvent('marker:moved', presentMarker(moved)));
      else listener.stir();
    }
  }

  presenceChanged(changed: PresenceChanged): void {
    const encoded = encodeEvent('presence:changed', presentPresence(changed));
    for (const { stream } of this.readers(changed.room)) stream.write(encoded);
  }

  typing(typing: Typing): void {
    const encoded = encodeEvent('room:typing', presentTyping(typing));
    for (const { stream } of this.readers(typing.room)) stream.whisper(encoded);
  }

  nudged(nudged: Nudged): void {
    const encoded = encodeEvent('room:nudged', presentNudged(nudged));
    for (const { stream } of this.readers(nudged.room)) stream.whisper(encoded);
  }

  /** Tells everybody that the server goes down, and when to come back. */
  announceClosing(): void {
    for (const { stream } of this.listeners) {
      const retryAfterMs = returnAfterMs();
      // `retry` is what a browser's EventSource heeds by itself.
      stream.write(`retry: ${retryAfterMs}\n${encodeEvent('server:closing', { retryAfterMs })}`);
    }
  }

  /** Ends all streams. Resolves when what was said has left; a reader that does not read keeps it waiting. */
  async close(): Promise<void> {
    await Promise.all(Array.from(this.listeners, ({ stream }) => stream.end()));
  }

  /** Called every few seconds. */
  beat(): void {
    for (const { stream } of this.listeners) stream.beat();
  }

  /** Those who listen to just this room. */
  private readers(id: RoomId): Listener[] {
    return [...(this.rooms.get(id) ?? [])].filter(({ room }) => room === id);
  }

  private of(user: UserId): Listener[] {
    return [...this.listeners].filter(({ caller }) => caller.user.id === user);
  }

  private listen(listener: Listener, room: RoomId): void {
    const listeners = this.rooms.get(room) ?? new Set();
    this.rooms.set(room, listeners.add(listener));
  }

  private forget(listener: Listener, room: RoomId): void {
    const listeners = this.rooms.get(room);
    if (listeners?.delete(listener) && listeners.size === 0) this.rooms.delete(room);
  }
}

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
} from '../../src/application/ports/audience.js';
import type { SessionId } from '../../src/application/ports/sessions.js';
import type { Caller } from '../../src/application/use-cases/caller.js';
import type { RoomId } from '../../src/domain/room.js';
import type { User, UserId } from '../../src/domain/user.js';
import { messageOf } from './message-of.js';

/** One connection, and all it was told. */
export class Ear {
  readonly rooms = new Set<RoomId>();
  readonly runs: Run[] = [];
  readonly markers: MarkerMoved[] = [];
  readonly presence: PresenceChanged[] = [];
  readonly typing: Typing[] = [];
  readonly nudges: Nudged[] = [];
  readonly levels: NotifyChanged[] = [];
  /** Into which rooms it came and from which it went, and why. */
  readonly memberships: [RoomId, AdmittedBecause | EvictedBecause][] = [];
  /** What its user became. */
  readonly changes: User[] = [];
  ended: EndedBecause | undefined;

  constructor(
    readonly id: string,
    public caller: Caller,
  ) {}

  /** The seqs heard in the room, in the order of hearing. */
  seqs(room: RoomId): number[] {
    return this.runs
      .filter((run) => run.room === room)
      .flatMap(({ entries }) => entries.map(({ seq }) => seq));
  }

  /** The texts heard, in all rooms. */
  get texts(): string[] {
    return this.runs.flatMap(({ entries }) => entries.map((entry) => messageOf(entry).text));
  }
}

/** A transport without a wire. */
export class EarAudience implements Audience {
  readonly ears = new Set<Ear>();

  hears(room: RoomId): boolean {
    return this.some(({ rooms }) => rooms.has(room)).length > 0;
  }

  listening(): readonly Listening[] {
    return Array.from(this.ears, ({ caller, rooms }) => ({
      user: caller.user.id,
      session: caller.session,
      rooms: [...rooms],
    }));
  }

  deliver(run: Run): void {
    for (const ear of this.some(({ rooms }) => rooms.has(run.room))) ear.runs.push(run);
  }

  admit(user: UserId, room: RoomId, because: AdmittedBecause): void {
    for (const ear of this.of(user)) {
      if (ear.rooms.has(room)) continue;
      ear.rooms.add(room);
      ear.memberships.push([room, because]);
    }
  }

  evict(user: UserId, room: RoomId, because: EvictedBecause): void {
    for (const ear of this.of(user)) if (ear.rooms.delete(room)) ear.memberships.push([room, because]);
  }

  userChanged(user: User): void {
    for (const ear of this.of(user.id)) {
      ear.caller = { ...ear.caller, user };
      ear.changes.push(user);
    }
  }

  notifyChanged(user: UserId, changed: NotifyChanged): void {
    for (const ear of this.of(user)) ear.levels.push(changed);
  }

  endSession(session: SessionId, code: EndedBecause): void {
    for (const ear of this.some(({ caller }) => caller.session === session)) {
      ear.ended = code;
      this.ears.delete(ear);
    }
  }

  markerMoved(user: UserId, moved: MarkerMoved): void {
    for (const ear of this.of(user)) ear.markers.push(moved);
  }

  presenceChanged(changed: PresenceChanged): void {
    for (const ear of this.some(({ rooms }) => rooms.has(changed.room))) ear.presence.push(changed);
  }

  typing(typing: Typing): void {
    for (const ear of this.some(({ rooms }) => rooms.has(typing.room))) ear.typing.push(typing);
  }

  nudged(nudged: Nudged): void {
    for (const ear of this.some(({ rooms }) => rooms.has(nudged.room))) ear.nudges.push(nudged);
  }

  private of(user: UserId): Ear[] {
    return this.some(({ caller }) => caller.user.id === user);
  }

  private some(which: (ear: Ear) => boolean): Ear[] {
    return [...this.ears].filter(which);
  }
}

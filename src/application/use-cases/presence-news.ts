import type { RoomId } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Clock } from '../ports/clock.js';
import type { EventBus } from '../ports/event-bus.js';
import type { Memberships } from '../ports/memberships.js';
import type { Presence } from '../ports/presence.js';

/** At most one notice a room in this many milliseconds, however many move. */
const PRESENCE_GAP = 1000;

/** At most this many are named each way; the totals are exact all the same. */
const NAMED = 100;

interface Pending {
  readonly joined: Set<UserId>;
  readonly left: Set<UserId>;
}

/** Gathers who came and went, and tells each room once a second at most. */
export class PresenceNews {
  private readonly pending = new Map<RoomId, Pending>();

  constructor(
    private readonly presence: Presence,
    private readonly memberships: Memberships,
    private readonly bus: EventBus,
    private readonly clock: Clock,
  ) {}

  came(room: RoomId, user: UserId): void {
    this.of(room).joined.add(user);
  }

  went(room: RoomId, user: UserId): void {
    this.of(room).left.add(user);
  }

  private of(room: RoomId): Pending {
    const known = this.pending.get(room);
    if (known) return known;

    const fresh: Pending = { joined: new Set(), left: new Set() };
    this.pending.set(room, fresh);
    this.clock.after(PRESENCE_GAP, () => void this.tell(room));
    return fresh;
  }

  private async tell(room: RoomId): Promise<void> {
    const { joined, left } = this.of(room);
    this.pending.delete(room);
    try {
      const [here, members] = await Promise.all([this.presence.here(room), this.memberships.count(room)]);
      // What holds now: who came may be gone, who went may be back, and not everyone renamed is connected.
      const came = [...joined].filter((id) => here.has(id)).slice(0, NAMED);
      const gone = [...left].filter((id) => !here.has(id)).slice(0, NAMED);
      // Nobody is told that someone moves whom nobody sees.
      if (came.length + gone.length === 0) return;
      const named = await this.memberships.among(room, came);
      this.bus.publish({
        type: 'presence-changed',
        changed: {
          room,
          joined: named.flatMap(({ id, nickname, avatar }) => {
            const presence = here.get(id);
            return presence ? [{ id, nickname, ...(avatar !== undefined && { avatar }), presence }] : [];
          }),
          left: gone,
          total: here.size,
          members,
        },
      });
    } catch {
      // Ephemera may be lost: whoever opens the room reads who is here.
    }
  }
}

import { Room } from '../../domain/room.js';
import type { UserId } from '../../domain/user.js';
import type { Clock } from '../ports/clock.js';
import type { Rooms } from '../ports/rooms.js';
import type { Secrets } from '../ports/secrets.js';
import type { Approach } from './approach.js';
import type { Caller } from './caller.js';
import type { EnterRoom } from './enter-room.js';
import type { Throttle } from './throttle.js';

export interface OpenDirectInput {
  readonly caller: Caller;
  /** To whom the caller talks; to nobody, for notes. */
  readonly users: readonly UserId[];
}

/**
 * The one room in which just these people talk, and in which all of them listen from now on. Safe to repeat, by any of
 * them. Throws `room.people_invalid`, and where there is none yet, as `Approach.user` does or `rate_limited`.
 */
export class OpenDirect {
  constructor(
    private readonly rooms: Rooms,
    private readonly enterRoom: EnterRoom,
    private readonly approach: Approach,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly throttle: Throttle,
  ) {}

  async execute({ caller, users }: OpenDirectInput): Promise<Room> {
    const { user } = caller;
    const wanted = Room.among(this.secrets.id(), [user.id, ...users]);
    return (await this.rooms.findByKey(wanted.key)) ?? this.open(wanted, caller);
  }

  private async open(wanted: Room, caller: Caller): Promise<Room> {
    await this.throttle.pass('rooms', caller.user.id);
    const others = wanted.people.filter((id) => id !== caller.user.id);
    await Promise.all(others.map((id) => this.approach.user(id, caller)));
    const created = await this.rooms.create(wanted, {
      by: caller.user.id,
      // No client can make this one: nothing is ever a repeat of it.
      id: wanted.id,
      digest: '',
      at: this.clock.now(),
      members: wanted.people.map((user) => ({ user, role: 'member' })),
    });
    if (created.status === 'id_reused') throw new Error('an id was made twice');
    if (created.status === 'created') {
      for (const user of wanted.people) await this.enterRoom.welcome(user, wanted.id, 'added');
    }
    return created.room;
  }
}

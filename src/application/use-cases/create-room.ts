import { ChatError } from '../../domain/chat-error.js';
import type { ClientId } from '../../domain/message.js';
import { Room, type NamedKind } from '../../domain/room.js';
import type { Clock } from '../ports/clock.js';
import type { Rooms } from '../ports/rooms.js';
import type { Secrets } from '../ports/secrets.js';
import type { Caller } from './caller.js';
import type { EnterRoom } from './enter-room.js';
import type { Throttle } from './throttle.js';

export interface CreateRoomInput {
  readonly caller: Caller;
  /** Kept over every retry: a repeat answers the first room. */
  readonly id: ClientId;
  readonly name: string;
  readonly topic?: string | undefined;
  readonly kind?: NamedKind | undefined;
}

/**
 * Opens a room, with the caller as its owner. Throws `room.name_invalid`, `room.topic_invalid`,
 * `room.name_taken`, `room.id_reused` or `rate_limited`.
 */
export class CreateRoom {
  constructor(
    private readonly rooms: Rooms,
    private readonly enterRoom: EnterRoom,
    private readonly secrets: Secrets,
    private readonly clock: Clock,
    private readonly throttle: Throttle,
  ) {}

  async execute({ caller, id, name, topic = '', kind = 'public' }: CreateRoomInput): Promise<Room> {
    await this.throttle.pass('rooms', caller.user.id);
    const created = await this.rooms.create(Room.open(this.secrets.id(), name, topic, kind), {
      by: caller.user.id,
      id,
      digest: this.secrets.digest(JSON.stringify(kind === 'public' ? [name, topic] : [name, topic, kind])),
      at: this.clock.now(),
      members: [{ user: caller.user.id, role: 'owner' }],
    });
    if (created.status === 'key_taken') throw new ChatError('room.name_taken');
    if (created.status === 'id_reused') throw new ChatError('room.id_reused');

    if (created.status === 'created') await this.enterRoom.welcome(caller.user.id, created.room.id, 'joined');
    return created.room;
  }
}

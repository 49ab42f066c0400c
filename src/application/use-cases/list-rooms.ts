import type { RoomDirectory, RoomSummary } from '../ports/room-directory.js';
import type { Caller } from './caller.js';

const PAGE = 100;

export interface ListRoomsInput {
  readonly caller: Caller;
  readonly cursor?: string | undefined;
}

export interface RoomPage {
  readonly rooms: readonly RoomSummary[];
  readonly cursor?: string | undefined;
}

/** The caller's own rooms, all of them, then the public ones, a page at a time. */
export class ListRooms {
  constructor(private readonly directory: RoomDirectory) {}

  async execute({ caller, cursor }: ListRoomsInput): Promise<RoomPage> {
    const [mine, others] = await Promise.all([
      cursor === undefined ? this.directory.mine(caller.user.id) : [],
      this.directory.others(caller.user.id, cursor ?? '', PAGE + 1),
    ]);
    const page = others.slice(0, PAGE);
    return { rooms: [...mine, ...page], cursor: others.length > PAGE ? page.at(-1)!.room.key : undefined };
  }
}

import type { CountedRoom, Overview } from '../ports/overview.js';

const PAGE = 100;

export interface CountedRoomPage {
  readonly rooms: readonly CountedRoom[];
  readonly cursor?: string | undefined;
}

/** All rooms that have names, private ones as well, a page at a time. What is said in them is not for administrators. */
export class ListAllRooms {
  constructor(private readonly overview: Overview) {}

  async execute({ cursor = '' }: { cursor?: string | undefined }): Promise<CountedRoomPage> {
    const found = await this.overview.rooms(cursor, PAGE + 1);
    const rooms = found.slice(0, PAGE);
    return { rooms, cursor: found.length > PAGE ? rooms.at(-1)!.room.key : undefined };
  }
}

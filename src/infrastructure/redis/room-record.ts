import { Room, type RoomId } from '../../domain/room.js';

/** The fields of a room's hash that make up a `Room`. */
export const ROOM_FIELDS = ['about', 'version'] as const;

export type RoomRecord = readonly [about: string | null, version: string | null];

/** All that makes a room but its id and its version. */
export const aboutOf = ({ kind, key, settings }: Room): string => JSON.stringify({ kind, key, settings });

/** Undefined where there is no room. */
export function toRoom(id: RoomId, [about, version]: RoomRecord): Room | undefined {
  if (about === null) return undefined;
  const { kind, key, settings } = JSON.parse(about) as Pick<Room, 'kind' | 'key' | 'settings'>;
  return new Room(id, kind, key, settings, Number(version));
}

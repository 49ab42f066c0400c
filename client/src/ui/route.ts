import type { Position, RoomId } from '../protocol.js';

/** What is on the screen is in the address, after the hash, so that any web server can serve the page. */

const LIST = '#/rooms';
const INVITE = /^#\/invite\/([A-Za-z0-9_-]{1,64})$/;
/** A room, and a message of it by its epoch and seq. */
const ROOM = /^#\/room\/([A-Za-z0-9_-]{1,64})(?:\/([A-Za-z0-9_-]{1,64})\/(\d{1,15}))?$/;

/** The room that the address names; undefined for the list of rooms; null for an address that names nothing. */
export function roomInAddress(): RoomId | undefined | null {
  const [, room] = ROOM.exec(location.hash) ?? [];
  return room ?? (location.hash === LIST ? undefined : null);
}

/** The message that the address names. */
export function messageInAddress(): Position | undefined {
  const [, , epoch, seq] = ROOM.exec(location.hash) ?? [];
  return epoch === undefined ? undefined : { epoch, seq: Number(seq) };
}

/** The invite that the address holds. */
export const inviteInAddress = (): string | undefined => INVITE.exec(location.hash)?.[1];

const absolute = (hash: string): string => `${location.origin}${location.pathname}${hash}`;

export const inviteAddress = (token: string): string => absolute(`#/invite/${token}`);

/** A link that opens the room around the message. */
export const messageAddress = (room: RoomId, message: Position): string => absolute(hashOf(room, message));

const hashOf = (room: RoomId | undefined, message?: Position): string => {
  if (room === undefined) return LIST;
  return `#/room/${room}${message ? `/${message.epoch}/${message.seq}` : ''}`;
};

/** The list of rooms takes the invite's place in the history: nobody comes back to it by going back. */
export const leaveInvite = (): void => history.replaceState(null, '', LIST);

/** The room alone takes its message's place, so that the same message can be gone to again. */
export const leaveMessage = (): void => history.replaceState(null, '', hashOf(roomInAddress() ?? undefined));

/** Goes to a room, around one of its messages where that is given. Within a room that is no step to go back. */
export function goTo(room: RoomId | undefined, message?: Position): void {
  if (message && room === roomInAddress()) location.replace(hashOf(room, message));
  else location.hash = hashOf(room, message);
}

/** Begins at a room, with the list one step back. */
export function beginAt(room: RoomId): void {
  history.replaceState(null, '', LIST);
  history.pushState(null, '', hashOf(room));
}

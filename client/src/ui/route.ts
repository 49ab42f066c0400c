import type { RoomId } from '../protocol.js';

/** The room on the screen is in the address, after the hash, so that any web server can serve the page. */

const LIST = '#/rooms';
const INVITE = /^#\/invite\/([A-Za-z0-9_-]{1,64})$/;
const ROOM = /^#\/room\/([A-Za-z0-9_-]{1,64})$/;

/** The room that the address names; undefined for the list of rooms; null for an address that names nothing. */
export function roomInAddress(): RoomId | undefined | null {
  const [, room] = ROOM.exec(location.hash) ?? [];
  return room ?? (location.hash === LIST ? undefined : null);
}

/** The invite that the address holds. */
export const inviteInAddress = (): string | undefined => INVITE.exec(location.hash)?.[1];

export const inviteAddress = (token: string): string =>
  `${location.origin}${location.pathname}#/invite/${token}`;

/** The list of rooms takes the invite's place in the history: nobody comes back to it by going back. */
export const leaveInvite = (): void => history.replaceState(null, '', LIST);

export function goTo(room: RoomId | undefined): void {
  location.hash = room === undefined ? LIST : `#/room/${room}`;
}

/** Begins at a room, with the list one step back. */
export function beginAt(room: RoomId): void {
  history.replaceState(null, '', LIST);
  history.pushState(null, '', `#/room/${room}`);
}

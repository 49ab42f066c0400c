import { shelf } from '../io/shelf.js';
import type { ChatState } from '../model/chat-state.js';
import type { Store } from '../model/store.js';
import type { RoomId, UserId } from '../protocol.js';

const keyOf = (user: UserId, room: RoomId): string => `draft:${user}:${room}`;

/** What the user has not sent yet, a text a room. Kept in this browser, for that user. */
export const draftsOf = (user: UserId): ReadonlyMap<RoomId, string> => shelf.under(keyOf(user, ''));

export function keepDraft(store: Store<ChatState>, room: RoomId, text: string): void {
  const { drafts, me } = store.get();
  if (!me || (drafts.get(room) ?? '') === text) return;
  shelf.set(keyOf(me.id, room), text);
  const changed = new Map(drafts);
  if (text === '') changed.delete(room);
  else changed.set(room, text);
  store.set({ drafts: changed });
}

/** Someone whose session was lost comes back as another guest; what he was writing is still his. */
export function inheritDrafts(from: UserId, to: UserId): void {
  for (const [room, text] of draftsOf(from)) {
    shelf.set(keyOf(to, room), text);
    shelf.set(keyOf(from, room), '');
  }
}

import { shelf } from '../io/shelf.js';
import type { ChatState } from '../model/chat-state.js';
import type { Intent, ReplyIntent } from '../model/intent.js';
import type { Store } from '../model/store.js';
import type { Parcel } from '../outbox/outbox-store.js';
import type { RoomId, UserId } from '../protocol.js';

const keyOf = (user: UserId, room: RoomId): string => `draft:${user}:${room}`;
const chosenKeyOf = (user: UserId, room: RoomId): string => `chosen:${user}:${room}`;
const replyKeyOf = (user: UserId, room: RoomId): string => `reply:${user}:${room}`;

/** What the user has not sent yet, a text a room. Kept in this browser, for that user. */
export const draftsOf = (user: UserId): ReadonlyMap<RoomId, string> => shelf.under(keyOf(user, ''));

/** Whom the user chose under a name, in what he has not sent yet. */
export function chosenIn(user: UserId, room: RoomId): ReadonlyMap<string, UserId> {
  const lines = shelf.get(chosenKeyOf(user, room))?.split('\n') ?? [];
  return new Map(lines.map((line) => [line.slice(line.indexOf(' ') + 1), line.split(' ', 1)[0]!]));
}

export function keepChosen(user: UserId, room: RoomId, name: string, chosen: UserId): void {
  const all = new Map(chosenIn(user, room)).set(name, chosen);
  shelf.set(chosenKeyOf(user, room), [...all].map(([called, id]) => `${id} ${called}`).join('\n'));
}

/** What is answered by what the user has not sent yet. */
export const repliesOf = (user: UserId): ReadonlyMap<RoomId, ReplyIntent> =>
  new Map(
    Array.from(shelf.under(replyKeyOf(user, '')), ([room, kept]) => [room, JSON.parse(kept) as ReplyIntent]),
  );

/** The words of another are not kept: they may be recalled meanwhile. */
export function keepReply(user: UserId, room: RoomId, intent: Intent | undefined): void {
  const reply = intent?.kind === 'reply' ? JSON.stringify({ ...intent, to: { ...intent.to, text: '' } }) : '';
  shelf.set(replyKeyOf(user, room), reply);
}

function forget(user: UserId, room: RoomId): void {
  shelf.set(keyOf(user, room), '');
  shelf.set(chosenKeyOf(user, room), '');
}

export function keepDraft(store: Store<ChatState>, room: RoomId, text: string): void {
  const { drafts, me } = store.get();
  if (!me || (drafts.get(room) ?? '') === text) return;
  const changed = new Map(drafts);
  if (text === '') {
    forget(me.id, room);
    changed.delete(room);
  } else {
    shelf.set(keyOf(me.id, room), text);
    changed.set(room, text);
  }
  store.set({ drafts: changed });
}

export function forgetDrafts(user: UserId): void {
  for (const room of draftsOf(user).keys()) forget(user, room);
  for (const room of repliesOf(user).keys()) keepReply(user, room, undefined);
}

/** A guest goes on as somebody else: what was not sent, and what he was writing, is there to be sent again. */
export function inheritDrafts(from: UserId, to: UserId, unsent: readonly Parcel[]): void {
  const left = [...unsent.map(({ room, text }) => [room, text] as const), ...draftsOf(from)];
  for (const [room, text] of left) {
    const before = shelf.get(keyOf(to, room));
    shelf.set(keyOf(to, room), before === undefined ? text : `${before}\n${text}`);
  }
  for (const [room, reply] of repliesOf(from)) keepReply(to, room, reply);
  forgetDrafts(from);
}

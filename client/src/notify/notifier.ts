import { isQuiet } from '../../../src/domain/quiet-hours.js';
import type { Chat } from '../chat/chat.js';
import { languageOf } from '../chat/preferences.js';
import { fetchDictionary } from '../i18n/fetch-dictionary.js';
import type { Language } from '../i18n/language.js';
import type { ChatState } from '../model/chat-state.js';
import { plain } from '../model/plain.js';
import { calling, type RoomList } from '../model/room-list.js';
import type { ListedRoom, RoomId } from '../protocol.js';
import { roomTitle } from '../ui/room-title.js';
import { goTo } from '../ui/route.js';
import { wanted } from './permission.js';
import { insist, tell, type About } from './shown.js';

/** Who looks at a room, in whichever tab or on whichever device, has read it by then. In milliseconds. */
const PATIENCE = 1000;

let begun: Promise<ServiceWorkerRegistration> | undefined;

/** Notifies of what calls for attention, from now on: one tab of this browser does, and none where it was read. */
export function begin(chat: Chat): Promise<ServiceWorkerRegistration> {
  begun ??= start(chat);
  begun.catch(() => (begun = undefined));
  return begun;
}

async function start(chat: Chat): Promise<ServiceWorkerRegistration> {
  let language = languageOf(chat.store.get().preferences);
  await register(language);
  const registration = await navigator.serviceWorker.ready;
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<About>) => lead(data));
  let online = false;
  const attend = (): void => {
    const { link, preferences } = chat.store.get();
    const before = online;
    online = link.state === 'online';
    // Anew with each connection: the session may be another.
    if (online && !before && wanted()) void subscribe(chat, registration);
    if (languageOf(preferences) !== language) void register((language = languageOf(preferences)));
  };
  attend();
  chat.store.subscribe(attend);
  // Held until the tab is closed; then another one has it.
  void navigator.locks.request('parley:notifier', () => {
    follow(chat, registration);
    return new Promise(() => {});
  });
  return registration;
}

/** The worker's address says in which language it speaks: it is started without a page. */
const register = (language: Language): Promise<ServiceWorkerRegistration> =>
  navigator.serviceWorker.register(`/service-worker.js?${language}`);

const lead = ({ room, epoch, seq }: About): void =>
  goTo(room, seq === undefined ? undefined : { epoch, seq });

/** Has the server tell this device while no page is connected. Where the browser cannot, pages tell all the same. */
async function subscribe(chat: Chat, { pushManager }: ServiceWorkerRegistration): Promise<void> {
  try {
    const { key } = await chat.request('push:key', {});
    const ask = (): Promise<PushSubscription> =>
      pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    // Refused where there is one by another key, of the server that was at this address before.
    const subscription = await ask().catch(async () => {
      await (await pushManager.getSubscription())?.unsubscribe();
      return ask();
    });
    const { endpoint = '', keys = {} } = subscription.toJSON();
    const { p256dh = '', auth = '' } = keys;
    await chat.request('push:subscribe', { endpoint, keys: { p256dh, auth } });
  } catch {
    // Tried again with the next connection.
  }
}

/** Nothing is told to this device any more. */
export async function end(chat: Chat): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  await chat.request('push:unsubscribe', {});
}

function follow({ store }: Chat, registration: ServiceWorkerRegistration): void {
  let { rooms: before, nudge } = store.get();
  if (before) void sweep();
  store.subscribe(() => {
    const state = store.get();
    if (state.nudge !== nudge) {
      nudge = state.nudge;
      if (nudge && nudge.user.id === state.me?.id) void notify(nudge.room, nudge.by.nickname);
    }
    if (state.rooms === before) return;
    const known = before;
    before = state.rooms;
    for (const room of state.rooms?.values() ?? []) {
      const last = known?.get(room.id);
      if (last && calling(room) > calling(last)) setTimeout(() => void notify(room.id), PATIENCE);
    }
    if (!known || [...known.values()].some((room) => lessens(state.rooms?.get(room.id), room))) {
      void sweep(known);
    }
  });

  /** Tells what there is to tell of the room by now: that somebody nudged, or its last message. */
  async function notify(id: RoomId, nudgedBy?: string): Promise<void> {
    const state = store.get();
    const room = state.rooms?.get(id);
    if (!room || !calls(room, state, nudgedBy !== undefined)) return;
    const t = await fetchDictionary(languageOf(state.preferences));
    const { last, epoch } = room;
    const title = roomTitle(t, room);
    const about = { room: id, epoch, seq: last?.seq };
    if (nudgedBy !== undefined) {
      return insist(registration, about, { title, body: t.nudged(nudgedBy, t.notices.youToo) });
    }
    const text = plain(last!.text);
    const alone = room.kind === 'direct' && room.people?.length === 1;
    const body = alone ? text : t.lastMessage(last!.author.nickname, text);
    await tell(registration, about, { title, body });
  }

  /** Takes away what is not to be told any more. */
  async function sweep(known?: RoomList): Promise<void> {
    const { rooms } = store.get();
    for (const shown of await registration.getNotifications()) {
      const about = shown.data as About;
      if (isOver(about, rooms?.get(about.room), known?.get(about.room))) shown.close();
    }
  }
}

/** The user has read on, something unread was recalled, or the user is out of the room. */
const lessens = (room: ListedRoom | undefined, before: ListedRoom): boolean =>
  !room || room.marker !== before.marker || room.unread < before.unread;

/** What it is about was read or recalled, or is in a room of others. What was recalled that is not the last is not told. */
function isOver({ epoch, seq = 0 }: About, room: ListedRoom | undefined, before?: ListedRoom): boolean {
  if (!room || room.epoch !== epoch || seq <= room.marker) return true;
  const { last, marker, unread } = room;
  if (last?.seq === seq) return last.recalled === true;
  return before !== undefined && marker === before.marker && unread < before.unread;
}

function calls(room: ListedRoom, { me, open }: ChatState, nudged: boolean): boolean {
  if (!wanted() || !me || (me.quiet && isQuiet(me.quiet, Date.now()))) return false;
  const looking = document.hasFocus() && open?.id === room.id;
  if (looking) return false;
  return nudged
    ? room.notify !== 'none'
    : calling(room) > 0 && room.last !== undefined && !room.last.recalled;
}

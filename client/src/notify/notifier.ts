import { isQuiet } from '../../../src/domain/quiet-hours.js';
import type { Chat } from '../chat/chat.js';
import { languageOf } from '../chat/preferences.js';
import { fetchDictionary } from '../i18n/fetch-dictionary.js';
import type { ChatState } from '../model/chat-state.js';
import { calling } from '../model/room-list.js';
import type { ListedRoom, RoomId } from '../protocol.js';
import { roomTitle } from '../ui/room-title.js';
import { goTo } from '../ui/route.js';
import { wanted } from './permission.js';

/** Who looks at a room, in whichever tab or on whichever device, has read it by then. In milliseconds. */
const PATIENCE = 1000;

const WORKER = '/service-worker.js';

let begun: Promise<ServiceWorkerRegistration> | undefined;

/** Notifies of what calls for attention, from now on: one tab of this browser does, and none where it was read. */
export function begin(chat: Chat): Promise<ServiceWorkerRegistration> {
  begun ??= start(chat);
  return begun;
}

async function start(chat: Chat): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register(WORKER);
  const registration = await navigator.serviceWorker.ready;
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ room: RoomId }>) =>
    goTo(data.room),
  );
  let online = false;
  const connect = (): void => {
    const before = online;
    online = chat.store.get().link.state === 'online';
    // Anew with each connection: the session may be another.
    if (online && !before && wanted()) void subscribe(chat, registration);
  };
  connect();
  chat.store.subscribe(connect);
  // Held until the tab is closed; then another one has it.
  void navigator.locks.request('parley:notifier', () => {
    follow(chat, registration);
    return new Promise(() => {});
  });
  return registration;
}

/** Has the server tell this device while no page is connected. Where the browser cannot, pages tell all the same. */
async function subscribe(chat: Chat, { pushManager }: ServiceWorkerRegistration): Promise<void> {
  try {
    const { key } = await chat.request('push:key', {});
    const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
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
      if (last && last.unread > 0 && room.unread === 0) void clear(room.id);
    }
  });

  /** Tells what there is to tell of the room by now: that somebody nudged, or its last message. */
  async function notify(id: RoomId, nudgedBy?: string): Promise<void> {
    const state = store.get();
    const room = state.rooms?.get(id);
    if (!room || !calls(room, state, nudgedBy !== undefined)) return;
    const t = await fetchDictionary(languageOf(state.preferences));
    const { last } = room;
    const title = roomTitle(t, room);
    const body =
      nudgedBy !== undefined
        ? t.nudged(nudgedBy, t.notices.youToo)
        : room.kind === 'direct' && room.people?.length === 1
          ? last!.text
          : t.lastMessage(last!.author.nickname, last!.text);
    const options = { body, tag: id, renotify: true, icon: '/icon.svg', data: { room: id, seq: last?.seq } };
    await registration.showNotification(title, options);
  }

  async function clear(id: RoomId): Promise<void> {
    for (const shown of await registration.getNotifications({ tag: id })) shown.close();
  }
}

function calls(room: ListedRoom, { me, open }: ChatState, nudged: boolean): boolean {
  if (!wanted() || !me || (me.quiet && isQuiet(me.quiet, Date.now()))) return false;
  const looking = document.hasFocus() && open?.id === room.id;
  return !looking && (nudged ? room.notify !== 'none' : calling(room) > 0 && room.last !== undefined);
}

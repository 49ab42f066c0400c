// Shows what is told while no page is looked at, and leads from there to the room. It keeps nothing and answers no request.
declare const self: ServiceWorkerGlobalScope;

/** What the server tells: see `push:subscribe` in PROTOCOL.md. */
interface Told {
  readonly room: string;
  readonly kind: string;
  readonly name: string;
  readonly seq: number;
  readonly author: string;
  readonly text: string;
  readonly recalled?: true;
}

const words = self.navigator.language.startsWith('zh')
  ? { lobby: '大厅', file: '[文件]', recalled: '这条消息已被撤回' }
  : { lobby: 'Lobby', file: '[File]', recalled: 'This message was recalled' };

const pages = (): Promise<readonly WindowClient[]> =>
  self.clients.matchAll({ type: 'window', includeUncontrolled: true });

async function tell({ room, kind, name, seq, author, text, recalled }: Told): Promise<void> {
  // A page that is looked at tells by itself, and knows better what.
  if ((await pages()).some(({ focused }) => focused)) return;
  const shown = await self.registration.getNotifications({ tag: room });
  const known = shown.some(({ data }) => (data as Told).seq === seq);
  if (known !== (recalled ?? false)) return;

  const direct = kind === 'direct';
  const said = recalled ? words.recalled : text || words.file;
  const title = direct ? author : room === 'lobby' && name === 'Lobby' ? words.lobby : name;
  await self.registration.showNotification(title, {
    body: direct || recalled ? said : `${author}: ${said}`,
    tag: room,
    icon: '/icon.svg',
    silent: recalled ?? false,
    data: { room, seq },
  });
}

async function lead(room: string): Promise<void> {
  const [page] = (await pages()).toSorted((a, b) => Number(b.focused) - Number(a.focused));
  if (!page) return void (await self.clients.openWindow(`/#/room/${room}`));
  await page.focus();
  page.postMessage({ room });
}

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('push', (event) => event.waitUntil(tell(event.data!.json() as Told)));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(lead((event.notification.data as Told).room));
});

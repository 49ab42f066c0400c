// Shows what is told while no page is looked at, and leads from there to the message. It answers no request.
import { plain } from '../model/plain.js';
import { putAway, takeBack, tell, type About } from '../notify/shown.js';

declare const self: ServiceWorkerGlobalScope;

/** What the server tells: see `push:subscribe` in PROTOCOL.md. */
interface Told extends About {
  readonly kind: string;
  readonly name: string;
  readonly author: string;
  readonly text: string;
  readonly recalled?: true;
}

/** The page says in this script's address which language it speaks. */
const words =
  self.location.search === '?zh-CN'
    ? { lobby: '大厅', file: '[文件]', recalled: '这条消息已被撤回', colon: '：' }
    : { lobby: 'Lobby', file: '[File]', recalled: 'This message was recalled', colon: ': ' };

/** A window may show a file as well. */
const pages = async (): Promise<readonly WindowClient[]> =>
  (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).filter(
    ({ url }) => new URL(url).pathname === '/',
  );

async function hear({ room, epoch, seq, kind, name, author, text, recalled }: Told): Promise<void> {
  // A page that is looked at tells by itself, and knows better what.
  if ((await pages()).some(({ focused }) => focused)) return;
  const direct = kind === 'direct';
  const title = direct ? author : room === 'lobby' && name === 'Lobby' ? words.lobby : name;
  const about = { room, epoch, seq };
  if (recalled) return takeBack(self.registration, about, { title, body: words.recalled });
  const said = plain(text) || words.file;
  await tell(self.registration, about, { title, body: direct ? said : author + words.colon + said });
}

async function lead(about: About): Promise<void> {
  const [page] = (await pages()).toSorted((a, b) => Number(b.focused) - Number(a.focused));
  if (page) {
    page.postMessage(about);
    return void (await page.focus());
  }
  const message = about.seq === undefined ? '' : `/${about.epoch}/${about.seq}`;
  await self.clients.openWindow(`/#/room/${about.room}${message}`);
}

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('push', (event) => event.waitUntil(hear(event.data!.json() as Told)));
self.addEventListener('notificationclose', (event) =>
  event.waitUntil(putAway(event.notification.data as About)),
);
self.addEventListener('notificationclick', (event) => {
  const about = event.notification.data as About;
  event.notification.close();
  event.waitUntil(Promise.all([putAway(about), lead(about)]));
});

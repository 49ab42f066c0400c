import type { CDPSession, Page, Worker } from 'playwright-core';

/**
 * A Chromium without a window refuses notifications: this one keeps what its pages and its worker show, and `told` is
 * what each of them has.
 */
export const NOTIFICATIONS = `{
  const kept = caches.open('shown');
  self.told = [];
  if (self.window) {
    Object.defineProperty(Notification, 'permission', { get: () => localStorage.getItem('granted') ?? 'default' });
    Notification.requestPermission = async () => (localStorage.setItem('granted', 'granted'), 'granted');
  }
  const all = async () => {
    const cache = await kept;
    const notes = (await cache.matchAll()).map((answer) => answer.json());
    return (await Promise.all(notes)).map((note) => ({ ...note, close: () => cache.delete('/' + note.tag) }));
  };
  Object.assign(ServiceWorkerRegistration.prototype, {
    async showNotification(title, { body, tag, data }) {
      self.told.push(body);
      await (await kept).put('/' + tag, Response.json({ title, body, tag, data }));
    },
    getNotifications: async ({ tag } = {}) => (await all()).filter((note) => !tag || note.tag === tag),
  });
}`;

/** Nobody looks at any window, and what the worker does with them is noted in \`led\`. */
const WINDOWS = `
  self.led = [];
  Object.defineProperty(WindowClient.prototype, 'focused', { get: () => false });
  WindowClient.prototype.focus = async function () { self.led.push('focus'); };
  self.clients.openWindow = async (address) => { self.led.push(address); };`;

/** The service worker of a browser, and a push service that reaches it. */
export class Notified {
  private constructor(
    private readonly worker: Worker,
    private readonly cdp: CDPSession,
    private readonly origin: string,
    private readonly registrationId: string,
  ) {}

  /** The worker that stands behind the page. */
  static async behind(page: Page, worker: Worker): Promise<Notified> {
    await worker.evaluate(NOTIFICATIONS + WINDOWS);
    const cdp = await page.context().newCDPSession(page);
    const registered = new Promise<string>((done) => {
      cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [one] }) => {
        if (one) done(one.registrationId);
      });
    });
    await cdp.send('ServiceWorker.enable');
    return new Notified(worker, cdp, new URL(worker.url()).origin, await registered);
  }

  /** A push service brings it. */
  async push(told: object): Promise<void> {
    const { origin, registrationId } = this;
    const alert = {
      room: 'lobby',
      kind: 'public',
      name: 'Lobby',
      epoch: 'e',
      author: '小明',
      mention: false,
    };
    const data = JSON.stringify({ ...alert, ...told });
    await this.cdp.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
  }

  /** What is shown, as soon as the text is among it. */
  async once(text: string): Promise<string[]> {
    for (;;) {
      const shown = await this.shown();
      if (shown.some((line) => line.includes(text))) return shown;
    }
  }

  /** Titles and texts of what is shown. */
  async shown(): Promise<string[]> {
    const lines = "notes.map(({ title, body }) => title + ' | ' + body)";
    return this.worker.evaluate(`self.registration.getNotifications().then((notes) => ${lines})`);
  }

  /** The texts of all that the worker has shown. */
  async told(): Promise<string[]> {
    return this.worker.evaluate('self.told');
  }

  /** The user does something with what is shown; what then became of windows. */
  async user(deed: 'click' | 'close'): Promise<string[]> {
    return this.worker.evaluate(`(async () => {
      self.led = [];
      const [notification] = await self.registration.getNotifications();
      const done = [];
      const event = new Event('notification${deed}');
      self.dispatchEvent(Object.assign(event, { notification, waitUntil: (promise) => done.push(promise) }));
      await Promise.all(done);
      await notification.close();
      return self.led;
    })()`);
  }
}

import type { Browser, BrowserContext } from 'playwright-core';
import { ELSEWHERE, launchChromium } from '../support/chromium.js';
import { ServerProcess } from '../support/server-process.js';
import { Speaker } from '../support/speaker.js';
import { Visitor } from '../support/visitor.js';

/** A Chromium without a window refuses notifications: this one notes what each page shows. */
const NOTES = `
  let permission = 'default';
  Object.defineProperty(Notification, 'permission', { get: () => localStorage.getItem('granted') ?? permission });
  Notification.requestPermission = async () => {
    localStorage.setItem('granted', (permission = 'granted'));
    return permission;
  };
  window.shown = [];
  ServiceWorkerRegistration.prototype.showNotification = async (title, { body, tag }) => {
    window.shown.push({ title, body, tag });
  };`;

describe('notifications', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ann: Visitor;
  let speaker: Speaker;

  beforeAll(async () => {
    [server, browser] = await Promise.all([ServerProcess.start(), launchChromium()]);
    speaker = await Speaker.named(server.url, '小明');
    ann = await Visitor.comes(browser, server.url, 'Ann');
    await ann.context.addInitScript(NOTES);
    await ann.page.reload();
    await ann.settles();
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    expect(ann.surprises).toEqual([]);
  });

  const shown = async (context: BrowserContext): Promise<string[]> => {
    const notes = await Promise.all(
      context.pages().map((page): Promise<{ body: string }[]> => page.evaluate('window.shown')),
    );
    return notes.flat().map(({ body }) => body);
  };
  const waitFor = async (text: string): Promise<string[]> => {
    for (;;) {
      const all = await shown(ann.context);
      if (all.some((body) => body.includes(text))) return all;
      await ann.page.evaluate('new Promise(requestAnimationFrame)');
    }
  };

  it('are shown once over all tabs, after they were asked for', async () => {
    await ann.sets('Notifications');
    await ann.page.getByRole('group', { name: 'Notify me' }).getByRole('radio', { name: 'On' }).check();
    await ann.page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await ann.page.keyboard.press('Escape');
    const other = await ann.tab();
    await ann.looksAway();
    await other.looksAway();
    await speaker.says('one');
    expect(await waitFor('one')).toEqual(['小明: one']);
    await speaker.says('two');
    expect(await waitFor('two')).toEqual(['小明: one', '小明: two']);
    await other.page.close();
  });

  it('lead to their room', async () => {
    await ann.looksBack();
    await ann.creates('Tea', 'Public');
    await ann.page.evaluate(
      `navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data: { room: 'lobby' } }))`,
    );
    await ann.page.getByRole('heading', { name: 'Lobby', level: 2 }).waitFor();
  });

  it('say why they are off on a plain address of the network', async () => {
    const url = server.url.replace('127.0.0.1', ELSEWHERE);
    const guest = await Visitor.comes(browser, url, 'Guest');
    await guest.sets('Notifications');
    await guest.page.getByText('this address is plain http').waitFor();
    await guest.leaves();
  });
});

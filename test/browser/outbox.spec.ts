import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { ServerProcess } from '../support/server-process.js';
import { Visitor } from '../support/visitor.js';

describe('what was written while the server could not be reached', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ann: Visitor;
  let bob: Visitor;
  /** Whether the proxy before Ann passes nothing on. */
  let blocked = true;

  beforeAll(async () => {
    [server, browser] = await Promise.all([ServerProcess.start({ STORE: 'sqlite' }), launchChromium()]);
    ann = await Visitor.comes(browser, server.url, 'Ann');
    bob = await Visitor.comes(browser, server.url, 'Bob');
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    expect([...ann.surprises, ...bob.surprises]).toEqual([]);
  });

  const pending = (visitor: Visitor, count: number): Promise<void> =>
    visitor.page
      .locator('.message[data-state="pending"]')
      .nth(count - 1)
      .waitFor();

  it('arrives once and in order, though the page was reloaded in between', async () => {
    // A proxy in between serves the page, knows no WebSocket, and passes nothing else on for a while.
    await ann.page.addInitScript(
      'WebSocket = class { constructor() { setTimeout(() => this.onerror?.(new Event("error"))); } close() {} };',
    );
    await ann.page.route('**/socket.io/**', (route) => (blocked ? route.abort() : route.continue()));
    await ann.page.reload();
    await ann.page
      .getByText(/Connection lost/)
      .first()
      .waitFor();
    for (const text of ['first', 'second', 'third']) await ann.writes(text);
    await pending(ann, 3);
    await ann.page.reload();
    await pending(ann, 3);
    blocked = false;
    await ann.page.getByRole('button', { name: 'Try now' }).click();
    await ann.page.locator('.message[data-seq]', { hasText: 'third' }).waitFor();
    await bob.hears('third');
    expect(await bob.texts()).toEqual(['first', 'second', 'third']);
    expect(await ann.texts()).toEqual(['first', 'second', 'third']);
  });

  it('is sent by one of two tabs, and leaves both', async () => {
    const tab = await ann.tab();
    await server.kill();
    await ann.page
      .getByText(/Connection lost/)
      .first()
      .waitFor();
    await tab.page
      .getByText(/Connection lost/)
      .first()
      .waitFor();
    await ann.writes('from one tab');
    await pending(tab, 1);
    await tab.writes('from the other');
    await pending(ann, 2);
    await server.up();
    await bob.hears('from the other');
    for (const visitor of [ann, tab, bob]) {
      await visitor.page.locator('.message[data-seq]', { hasText: 'from the other' }).waitFor();
      expect((await visitor.texts()).slice(3)).toEqual(['from one tab', 'from the other']);
      expect(await visitor.page.locator('.message:not([data-seq])').count()).toBe(0);
    }
    await tab.page.close();
  });

  it('is kept with the reason when the server refuses it, until it is retried or deleted', async () => {
    await ann.page.getByRole('button', { name: 'New room' }).click();
    await ann.page.getByLabel('Name', { exact: true }).fill('Short-lived');
    await ann.page.getByRole('button', { name: 'Create room' }).click();
    await ann.page.getByRole('heading', { name: 'Short-lived' }).waitFor();
    await ann.settles();
    const room = await ann.page.evaluate(`location.hash.split('/').at(-1)`);
    blocked = true;
    await ann.page
      .getByText(/Connection lost/)
      .first()
      .waitFor();
    await ann.writes('too late');
    await pending(ann, 1);
    await ann.page.evaluate(
      `fetch('/api/rooms/${String(room)}', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"archived":true}' })`,
    );
    blocked = false;
    const row = ann.page.locator('.message[data-state="failed"]');
    await row.getByText('Not sent. This room is archived. It can only be read.').waitFor();
    await row.getByRole('button', { name: 'Retry' }).click();
    await row.getByRole('button', { name: 'Delete' }).click();
    await row.waitFor({ state: 'detached' });
  });
});

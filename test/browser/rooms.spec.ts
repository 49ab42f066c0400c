import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { ServerProcess } from '../support/server-process.js';
import { Speaker } from '../support/speaker.js';
import { Visitor } from '../support/visitor.js';

describe('rooms of every kind', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ann: Visitor;

  beforeAll(async () => {
    [server, browser] = await Promise.all([ServerProcess.start(), launchChromium()]);
    ann = await Visitor.comes(browser, server.url, 'Ann');
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    expect(ann.surprises).toEqual([]);
  });

  it('are opened for everyone, for the invited, or to be read', async () => {
    const bob = await Visitor.comes(browser, server.url, 'Bob');
    await ann.creates('Cellar', 'Private');
    await ann.creates('News', 'Announcements');
    await ann.page.locator('.member', { hasText: 'Ann' }).getByText('Owner').waitFor();

    await bob.page.getByRole('button', { name: 'Find rooms' }).click();
    await bob.page.getByRole('button', { name: 'Join News' }).click();
    await bob.page.getByRole('heading', { name: 'News', level: 2 }).waitFor();
    await bob.page.getByRole('button', { name: 'Find rooms' }).click();
    await bob.page.getByText('There are no other rooms.').waitFor();
    await bob.leaves();
  });

  it('tell on the icon of the tab how much is unread', async () => {
    const icon = (address: string): Promise<void> =>
      ann.page.locator(`link[rel=icon][href${address}]`).waitFor({ state: 'attached' });
    await ann.opens('Cellar');
    await icon('$="/icon.svg"');
    const speaker = await Speaker.named(server.url, 'Cy');
    await speaker.says('one');
    await speaker.says('two');
    await icon('*="%3E2%3C"');
    await ann.opens('Lobby');
    await icon('$="/icon.svg"');
  });

  it('can be written in before it is known what they are called', async () => {
    const eve = await Visitor.comes(browser, server.url, 'Eve');
    await eve.page.routeWebSocket(/socket\.io/, (socket) => void socket.close());
    await eve.page.route('**/socket.io/**', (route) => route.abort());
    await eve.page.reload();
    await eve.page.getByRole('textbox', { name: 'Write a message', exact: true }).waitFor();
    await eve.leaves();
  });
});

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { ServerProcess } from '../support/server-process.js';
import { Speaker } from '../support/speaker.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { Visitor } from '../support/visitor.js';

describe('after a backup was put back', () => {
  const folder = temporaryFolder();
  const DATA_DIR = join(folder.path, 'data');
  const backup = join(folder.path, 'backup.db');
  let server: ServerProcess;
  let browser: Browser;
  let ann: Visitor;
  let cy: Visitor;
  let bob: Speaker;
  /** Nothing reaches Ann’s page, while what it says is passed on. */
  let muted = false;

  beforeAll(async () => {
    [server, browser] = await Promise.all([
      ServerProcess.start({ STORE: 'sqlite', LIMITS: 'off', DATA_DIR }),
      launchChromium(),
    ]);
    bob = await Speaker.named(server.url, 'Bob');
    cy = await Visitor.comes(browser, server.url, 'Cy');
    ann = await Visitor.comes(browser, server.url, 'Ann');
    await ann.page.routeWebSocket(/socket\.io/, (page) => {
      const far = page.connectToServer();
      far.onMessage((message) => {
        if (!muted) page.send(message);
      });
    });
    await ann.page.reload();
    await ann.settles();
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await server.stop();
    folder.remove();
    expect([...ann.surprises, ...cy.surprises]).toEqual([]);
  });

  const run = (command: 'backup' | 'restore'): void => {
    const env = { PATH: process.env['PATH'], DATA_DIR };
    execFileSync(process.execPath, [`dist/${command}.js`, backup], { env });
  };
  const unsent = (visitor: Visitor) => visitor.page.locator('.message:not([data-seq])');

  it('open pages show what is there now, and nothing that was sent is lost or there twice', async () => {
    await bob.says('first');
    await ann.hears('first');
    await cy.opens('Lobby');
    await cy.hears('first');

    muted = true;
    await ann.writes('stored, and not answered');
    await cy.hears('stored, and not answered');
    run('backup');
    await bob.says('of a time that will not have been');
    await cy.says('nor will this');
    await ann.context.setOffline(true);
    muted = false;
    await ann.writes('written meanwhile');
    await unsent(ann).nth(1).waitFor();

    run('restore');
    await cy.bubble('nor will this').waitFor({ state: 'detached' });
    await bob.says('afterwards');
    await cy.hears('afterwards');
    await ann.context.setOffline(false);

    const said = ['first', 'stored, and not answered', 'afterwards', 'written meanwhile'];
    for (const visitor of [ann, cy]) {
      await visitor.page.locator('.message[data-seq]', { hasText: 'written meanwhile' }).waitFor();
      expect(await visitor.texts()).toEqual(said);
      expect(await unsent(visitor).count()).toBe(0);
      await visitor.seesTitle('Lobby · Parley');
    }
  });

  it('what is read afterwards stays read, and only what is new counts', async () => {
    const elsewhere = await ann.tab();
    for (const visitor of [cy, elsewhere]) await visitor.looksAway();
    await bob.says('one more');
    for (const visitor of [ann, cy, elsewhere]) await visitor.hears('one more');
    await cy.seesTitle('(1) Lobby · Parley');
    await elsewhere.seesTitle('Lobby · Parley');
    await ann.page.reload();
    await ann.settles();
    await ann.seesTitle('Lobby · Parley');
    expect(await ann.page.getByText('New messages', { exact: true }).count()).toBe(0);
  });
});

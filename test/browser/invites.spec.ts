import type { Browser } from 'playwright-core';
import { barriers } from '../support/barriers.js';
import { launchChromium } from '../support/chromium.js';
import { ServerProcess } from '../support/server-process.js';
import { Visitor } from '../support/visitor.js';

describe('coming together in private', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ann: Visitor;
  let bob: Visitor;
  let link = '';

  beforeAll(async () => {
    [server, browser] = await Promise.all([ServerProcess.start(), launchChromium()]);
    [ann, bob] = await Promise.all([
      Visitor.comes(browser, server.url, 'Ann', { reducedMotion: 'reduce' }),
      Visitor.comes(browser, server.url, 'Bob', { reducedMotion: 'reduce' }),
    ]);
    await ann.creates('Cellar', 'Private');
    await ann.says('for us alone');
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    expect([...ann.surprises, ...bob.surprises]).toEqual([]);
  });

  it('begins with a link, which is shown once', async () => {
    const { page } = ann;
    await page.getByRole('button', { name: 'Invite links' }).click();
    await page.getByText('There are no open invites.').waitFor();
    await page.getByLabel('For how many people').selectOption({ label: '1 person' });
    await page.getByRole('button', { name: 'Make a link' }).click();
    link = (await page.locator('.made').textContent())!;
    expect(link).toMatch(/\/#\/invite\/[A-Za-z0-9_-]{20,}$/);
    await page.getByText('Used by 0 of 1').waitFor();
    expect(await barriers(page)).toEqual([]);

    await page.evaluate(`navigator.clipboard.writeText = () => Promise.reject(new Error('not today'))`);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('The browser does not copy here.').waitFor();
    await page.keyboard.press('Escape');
    await ann.isTold('You made an invite link.');
  });

  it('leads whoever follows the link into the room, and there once', async () => {
    const { page } = bob;
    await page.goto(link);
    await page.getByRole('heading', { name: 'Cellar' }).waitFor();
    await page.getByText('Ann invites you to this room.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Join room' }).click();
    await page.getByRole('heading', { name: 'Cellar', level: 2 }).waitFor();
    await bob.settles();
    await ann.isTold('Bob joined the room.');
    // What was said before is not for those who come later.
    expect(await bob.texts()).toEqual([]);
    await bob.says('down here');
    await ann.hears('down here');
    await page.goBack();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(page.url()).toMatch(/#\/rooms$/);

    // Somebody who was never here is asked for a name first.
    const eve = await browser.newPage({ locale: 'en-US' });
    await eve.goto(link);
    await eve.locator('.card input').fill('Eve');
    await eve.keyboard.press('Enter');
    await eve.getByRole('alert').getByText('This invitation is not valid any more.').waitFor();
    await eve.keyboard.press('Escape');
    await eve.locator('.room-item', { hasText: 'Lobby' }).waitFor();
    expect(await eve.locator('.room-item').count()).toBe(1);
    await eve.close();
  });

  it('is ended by taking the link back', async () => {
    const { page } = ann;
    await page.getByRole('button', { name: 'Invite links' }).click();
    await page.getByRole('button', { name: 'Make a link' }).click();
    const another = (await page.locator('.made').textContent())!;
    await page.getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('There are no open invites.').waitFor();
    await page.keyboard.press('Escape');
    await ann.isTold('You revoked an invite link.');
    await bob.page.goto(another);
    await bob.page.getByRole('dialog').getByRole('alert').getByText('not valid any more').waitFor();
    await bob.page.keyboard.press('Escape');
  });

  it('is over for somebody removed while he was away, and says so', async () => {
    await bob.opens('Cellar');
    await bob.hears('down here');
    await bob.context.setOffline(true);
    await bob.page
      .getByText(/No network/)
      .first()
      .waitFor();
    await ann.opens('Cellar');
    await ann.card('Bob');
    await ann.page.getByRole('button', { name: 'Remove from room' }).click();
    await ann.page.getByRole('button', { name: 'Remove from room' }).click();
    await ann.isTold('You removed Bob from the room.');
    await bob.context.setOffline(false);
    await bob.page.getByText('You are not in this room any more.').waitFor();
    await bob.page.locator('.room-item', { hasText: 'Cellar' }).waitFor({ state: 'detached' });
  });

  it('is told to have been lost also where something else was open', async () => {
    await ann.creates('Attic', 'Private');
    await ann.page.getByRole('button', { name: 'Invite links' }).click();
    await ann.page.getByRole('button', { name: 'Make a link' }).click();
    const way = (await ann.page.locator('.made').textContent())!;
    await ann.page.keyboard.press('Escape');
    await bob.page.goto(way);
    await bob.page.getByRole('button', { name: 'Join room' }).click();
    await bob.page.getByRole('heading', { name: 'Attic', level: 2 }).waitFor();
    await bob.opens('Lobby');
    await bob.context.setOffline(true);
    await bob.page
      .getByText(/No network/)
      .first()
      .waitFor();
    await ann.card('Bob');
    await ann.page.getByRole('button', { name: 'Remove from room' }).click();
    await ann.page.getByRole('button', { name: 'Remove from room' }).click();
    await ann.isTold('You removed Bob from the room.');
    await bob.context.setOffline(false);
    await bob.page.getByText('You are not in “Attic” any more.').waitFor();
    await bob.page.locator('.room-item', { hasText: 'Attic' }).waitFor({ state: 'detached' });
  });

  it('is a talk with one, who finds it though he never opened it', async () => {
    await ann.opens('Lobby');
    await ann.card('Bob');
    await ann.page.getByRole('button', { name: 'Write directly' }).click();
    await ann.page.getByRole('heading', { name: 'Bob', level: 2 }).waitFor();
    await ann.settles();
    await ann.says('between us');
    const item = bob.page.locator('.room-item', { hasText: 'Ann' });
    await item.getByText('1 unread message').waitFor();
    expect(await item.locator('.line').textContent()).toBe('between us');
    await bob.page.getByRole('button', { name: 'People' }).click();
    expect(await bob.page.locator('.room-item').count()).toBe(1);
    await bob.opens('Ann');
    await bob.hears('between us');
    await bob.page.getByRole('button', { name: 'All', exact: true }).click();
    expect(await bob.page.getByRole('button', { name: 'Leave room' }).count()).toBe(0);
  });

  it('is also for oneself', async () => {
    const { page } = ann;
    await page.getByRole('button', { name: 'New talk' }).click();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'My notes' }).click();
    await page.getByRole('heading', { name: 'My notes', level: 2 }).waitFor();
    await page.getByText('Only you see what is here').waitFor();
    await page.getByRole('textbox', { name: 'Write a note' }).fill('buy tea');
    await page.keyboard.press('Enter');
    await ann.hears('buy tea');
  });
});

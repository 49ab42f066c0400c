import type { Browser } from 'playwright-core';
import { barriers } from '../support/barriers.js';
import { launchChromium } from '../support/chromium.js';
import { ServerProcess } from '../support/server-process.js';
import { Visitor } from '../support/visitor.js';

describe('running a room', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ann: Visitor;
  let bob: Visitor;

  beforeAll(async () => {
    [server, browser] = await Promise.all([ServerProcess.start(), launchChromium()]);
    [ann, bob] = await Promise.all([
      Visitor.comes(browser, server.url, 'Ann'),
      Visitor.comes(browser, server.url, 'Bob'),
    ]);
    await ann.creates('Reading', 'Public');
    await bob.joins('Reading');
    await bob.says('hello');
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    expect([...ann.surprises, ...bob.surprises]).toEqual([]);
  });

  it('is offered only to those who may', async () => {
    await bob.page.getByRole('button', { name: 'Leave room' }).waitFor();
    expect(await bob.page.getByRole('button', { name: 'Room settings' }).count()).toBe(0);
    await bob.card('Ann');
    await bob.page.getByRole('button', { name: 'Write directly' }).waitFor();
    expect(await bob.page.getByRole('button', { name: 'Mute' }).count()).toBe(0);
    await bob.page.keyboard.press('Escape');
  });

  it('changes for all at once what is changed about it, and tells who did', async () => {
    const { page } = ann;
    await page.getByRole('button', { name: 'Room settings' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Book club');
    await page.getByLabel('Topic (optional)').fill('One a month');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.keyboard.press('Escape');

    await bob.page.getByRole('heading', { name: 'Book club', level: 2 }).waitFor();
    await bob.page.locator('.room-item', { hasText: 'Book club' }).waitFor();
    await bob.isTold('Ann renamed the room to “Book club”.');
    await bob.isTold('Ann set the topic: One a month');
    await ann.isTold('You renamed the room to “Book club”.');
  });

  it('keeps what one was writing while one may not send it', async () => {
    const { page } = ann;
    await page.getByRole('button', { name: 'Room settings' }).click();
    await bob.box.fill('half a thought');
    await page.getByRole('radio', { name: 'Moderators' }).click();
    await bob.page.getByText('Only moderators can speak here at the moment.').first().waitFor();
    await bob.box.press('Enter');
    expect(await bob.box.inputValue()).toBe('half a thought');
    await page.getByRole('radio', { name: 'Everyone' }).click();
    await bob.page.locator('.silence[data-shown="false"]').waitFor({ state: 'attached' });

    await page.getByLabel('Slow mode').selectOption({ label: 'One message every 1 minute' });
    await bob.isTold('Ann turned on slow mode: one message every 1 minute.');
    await bob.page.getByText(/Slow mode: you can send again in \d+ s\./).waitFor();
    await page.getByLabel('Slow mode').selectOption({ label: 'Off' });
    await bob.page.locator('.silence[data-shown="false"]').waitFor({ state: 'attached' });
    await bob.box.press('Enter');
    await page.keyboard.press('Escape');
    await ann.hears('half a thought');
  });

  it('mutes a member for a while, and lets the member speak again', async () => {
    const { page } = ann;
    await ann.card('Bob');
    await page.getByRole('button', { name: 'Mute', exact: true }).click();
    await page.getByRole('button', { name: '10 minutes' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('.member', { hasText: 'Bob' }).getByRole('img', { name: 'Muted' }).waitFor();
    await bob.page
      .getByText(/A moderator muted you here until .*\d\d:\d\d\./)
      .first()
      .waitFor();

    await bob.page.reload();
    await bob.settles();
    await bob.page
      .getByText(/A moderator muted you here until/)
      .first()
      .waitFor();
    await ann.card('Bob');
    await page.getByRole('button', { name: 'Let speak again' }).click();
    await bob.isTold('Ann let you speak again.');
    await bob.says('thank you');
  });

  it('knows people by a name of the room’s own', async () => {
    await bob.page.getByRole('button', { name: 'My name here' }).click();
    await bob.page.getByRole('textbox', { name: 'Your name in “Book club”' }).fill('Robert (books)');
    await bob.page.getByRole('button', { name: 'Save' }).click();
    await ann.page.locator('.member', { hasText: 'Robert (books)' }).waitFor();
    await ann.page.locator('.message', { hasText: 'thank you' }).getByText('Robert (books)').waitFor();
    await ann.opens('Lobby');
    await ann.page.locator('.member', { hasText: 'Bob' }).waitFor();
    await ann.opens('Book club');
  });

  it('hears of what members report, and nobody else does', async () => {
    await ann.says('something rude');
    await bob.does('Report', 'something rude');
    await bob.page.getByLabel('What is wrong with it?').fill('Not nice');
    await bob.page.getByRole('button', { name: 'Report', exact: true }).click();
    await bob.page.getByText('Thank you. Somebody will look at it.').waitFor();
    expect(await bob.page.getByRole('button', { name: 'Reports' }).count()).toBe(0);

    await ann.page.getByRole('button', { name: 'Reports' }).click();
    const report = ann.page.getByRole('dialog').locator('.deed', { hasText: 'something rude' });
    await report.getByText('Not nice').waitFor();
    await report.getByRole('button', { name: 'Seen to' }).click();
    await report.getByText('Ann has seen to it.').waitFor();
    await ann.page.keyboard.press('Escape');
  });

  it('tells in words who is put out, keeps what he was writing, and lets him in again', async () => {
    const { page } = ann;
    await bob.box.fill('not finished');
    await ann.card('Robert');
    await page.getByRole('button', { name: 'Ban from room' }).click();
    await page.getByRole('button', { name: 'Ban from room' }).click();
    await bob.page.getByRole('heading', { name: 'You are banned from this room.' }).waitFor();
    await bob.page.locator('.room-item', { hasText: 'Book club' }).waitFor({ state: 'detached' });
    await bob.page.locator('.kept').getByText('not finished').waitFor();
    await page.locator('.member', { hasText: 'Robert' }).waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Banned people' }).click();
    await page.getByRole('button', { name: 'Let in again Bob' }).click();
    await page.getByText('Nobody is banned from this room.').waitFor();
    await page.keyboard.press('Escape');
    await bob.page.getByRole('button', { name: 'Back to the rooms' }).last().click();
    await bob.joins('Book club');
    expect(await bob.box.inputValue()).toBe('not finished');
  });

  it.each(['light', 'dark'] as const)('shuts nobody out: %s', async (colorScheme) => {
    const { page } = ann;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await barriers(page)).toEqual([]);
    for (const name of [
      'Room settings',
      'My name here',
      'Banned people',
      'What was done',
      'Reports',
      'Leave room',
      'Bob',
    ]) {
      await page.getByRole('complementary').getByRole('button', { name }).click();
      await page.getByRole('dialog').waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });

  it('is told elsewhere, too', async () => {
    await bob.opens('Lobby');
    await ann.card('Bob');
    await ann.page.getByRole('button', { name: 'Remove from room' }).click();
    await ann.page.getByRole('button', { name: 'Remove from room' }).click();
    await bob.page.getByText('You were removed from “Book club”.').waitFor();
    await bob.page.locator('.room-item', { hasText: 'Book club' }).waitFor({ state: 'detached' });
    await bob.joins('Book club');
  });

  it('passes into other hands before its owner leaves', async () => {
    const { page } = ann;
    await page.getByRole('button', { name: 'Leave room' }).click();
    await page.getByText('This room is yours. Hand it over first').waitFor();
    await page.keyboard.press('Escape');
    await ann.card('Bob');
    await page.getByRole('button', { name: 'Hand the room over' }).click();
    await page.getByRole('button', { name: 'Hand the room over' }).click();
    await ann.isTold('You handed the room over to Bob.');
    await bob.page.locator('.member', { hasText: 'Bob' }).getByText('Owner').waitFor();
    await page.locator('.member', { hasText: 'Ann' }).getByText('Moderator').waitFor();

    await bob.page.getByRole('button', { name: 'What was done' }).click();
    await bob.page
      .getByRole('dialog')
      .getByText(/handed the room over to you\./)
      .waitFor();
    await bob.page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Leave room' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave room' }).click();
    await page.locator('.room-item', { hasText: 'Book club' }).waitFor({ state: 'detached' });
  });
});

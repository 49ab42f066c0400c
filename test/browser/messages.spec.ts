import type { Browser } from 'playwright-core';
import { barriers } from '../support/barriers.js';
import { launchChromium } from '../support/chromium.js';
import { ServerProcess } from '../support/server-process.js';
import { Visitor } from '../support/visitor.js';

describe('what two people do with messages', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ann: Visitor;
  let bob: Visitor;
  /** Nothing that the server says reaches Ann’s page. */
  let deaf = false;

  beforeAll(async () => {
    [server, browser] = await Promise.all([
      ServerProcess.start({ STORE: 'sqlite', LIMITS: 'off' }),
      launchChromium(),
    ]);
    ann = await Visitor.comes(browser, server.url, 'Ann', { reducedMotion: 'reduce' });
    await ann.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const held: (() => void)[] = [];
    await ann.page.routeWebSocket(/socket\.io/, (page) => {
      const far = page.connectToServer();
      far.onMessage((message) => {
        if (deaf) held.push(() => page.send(message));
        else {
          for (const send of held.splice(0)) send();
          page.send(message);
        }
      });
    });
    await ann.page.reload();
    await ann.settles();
    await ann.creates('Team', 'Public');
    bob = await Visitor.comes(browser, server.url, 'Bob', { reducedMotion: 'reduce' });
    await bob.joins('Team');
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await server.stop();
    expect([...ann.surprises, ...bob.surprises]).toEqual([]);
  });

  const both = async (look: (visitor: Visitor) => Promise<unknown>): Promise<void> => {
    await Promise.all([look(ann), look(bob)]);
  };
  const quoteOf = (visitor: Visitor, text: string) => visitor.message(text).locator('.quote');

  it('answer: the quote leads to the original, and follows what becomes of it', async () => {
    await ann.says('Where do we meet?');
    await bob.hears('Where do we meet?');
    // What is fetched when nothing else goes on serves without a network, too.
    await bob.attends('Where do we meet?');
    await bob.page.keyboard.press('Escape');
    await bob.isCutOff();
    await bob.does('Reply', 'Where do we meet?');
    await bob.writes('At the station');
    await bob.page.locator('.message[data-state="pending"] .quote').waitFor();
    await bob.context.setOffline(false);
    await bob.page.reload();
    await bob.settles();

    await both((one) => quoteOf(one, 'At the station').getByText('Where do we meet?').waitFor());
    await quoteOf(ann, 'At the station').click();
    await ann.page.locator('.message[data-sought="true"]', { hasText: 'Where do we meet?' }).waitFor();
    await ann.page.locator('.message[data-sought="true"]').waitFor({ state: 'detached' });

    await bob.isCutOff();
    await ann.does('Edit', 'Where do we meet?');
    await ann.writes('Where and when do we meet?');
    await ann.bubble('Where and when do we meet?').waitFor();
    await bob.returns();
    await both((one) => quoteOf(one, 'At the station').getByText('Where and when do we meet?').waitFor());

    await bob.isCutOff();
    await ann.does('Recall', 'Where and when do we meet?');
    await ann.isTold('You recalled a message.');
    await bob.returns();
    await bob.isTold('Ann recalled a message.');
    await both((one) => quoteOf(one, 'At the station').getByText('This message was recalled.').waitFor());
    expect(await bob.page.content()).not.toContain('Where and when');
    await ann.page.getByRole('button', { name: 'Write again' }).click();
    expect(await ann.box.inputValue()).toBe('Where and when do we meet?');
    await ann.box.fill('');
  });

  it('still answer what they were about to answer after a reload', async () => {
    await ann.says('Tea or coffee?');
    await bob.hears('Tea or coffee?');
    await bob.does('Reply', 'Tea or coffee?');
    await bob.box.fill('The former');
    await bob.page.reload();
    await bob.settles();
    expect(await bob.page.evaluate('JSON.stringify(localStorage)')).not.toContain('coffee');
    await bob.page.locator('.intent').getByText('Tea or coffee?').waitFor();
    await bob.box.press('Enter');
    await quoteOf(ann, 'The former').getByText('Tea or coffee?').waitFor();
    await bob.page.reload();
    await bob.settles();
    expect(await bob.page.locator('.intent').count()).toBe(0);
  });

  it('edit what they said last by the arrow up, and show what it said before', async () => {
    await bob.says('at sevn');
    await ann.hears('at sevn');
    await bob.box.press('ArrowUp');
    await bob.page.locator('.intent').waitFor();
    expect(await bob.box.inputValue()).toBe('at sevn');
    await bob.box.press('Escape');
    await bob.page.locator('.intent').waitFor({ state: 'detached' });
    expect(await bob.box.inputValue()).toBe('');

    await bob.box.fill('a draft');
    await bob.does('Edit', 'at sevn');
    await ann.isCutOff();
    await bob.writes('at seven');
    await bob.message('at seven').getByRole('button', { name: 'edited' }).waitFor();
    expect(await bob.box.inputValue()).toBe('a draft');
    await ann.returns();
    await ann.message('at seven').getByRole('button', { name: 'edited' }).click();
    const window = ann.page.getByRole('dialog');
    await window.getByText('at sevn', { exact: true }).waitFor();
    expect(await barriers(ann.page)).toEqual([]);
    await ann.page.keyboard.press('Escape');
    await bob.box.fill('');
    await both((one) => one.page.getByText('at sevn', { exact: true }).waitFor({ state: 'detached' }));
  });

  it('keep the words of an edit that the server cannot be asked for, until Escape', async () => {
    await bob.does('Edit', 'at seven');
    await bob.isCutOff();
    await bob.writes('at eight');
    await bob.page.locator('.composer .problem').filter({ hasText: /\S/ }).waitFor();
    expect(await bob.box.inputValue()).toBe('at eight');
    await bob.box.press('Escape');
    expect(await bob.box.inputValue()).toBe('');
    await bob.returns();
    await bob.message('at seven').waitFor();
  });

  it('react at once, each sees all, and what cannot be done is taken back', async () => {
    await ann.says('Cake afterwards?');
    await bob.hears('Cake afterwards?');
    deaf = true;
    await ann.reacts('👍', 'Cake afterwards?');
    expect(await ann.reactions('Cake afterwards?')).toEqual(['[👍 1]']);
    deaf = false;
    await bob.message('Cake afterwards?').locator('.reaction').waitFor();
    await bob.reacts('🎉', 'Cake afterwards?');
    await ann.message('Cake afterwards?').locator('.reaction').nth(1).waitFor();
    expect(await ann.reactions('Cake afterwards?')).toEqual(['[👍 1]', '🎉 1']);
    expect(await ann.message('Cake afterwards?').locator('.reaction').nth(1).getAttribute('title')).toContain(
      'Bob',
    );

    await bob.isCutOff();
    await bob.message('Cake afterwards?').locator('.reaction').first().click();
    await bob.page.locator('.toast').first().waitFor();
    expect(await bob.reactions('Cake afterwards?')).toEqual(['👍 1', '[🎉 1]']);
    await ann.message('Cake afterwards?').locator('.reaction').nth(1).click();
    await ann.message('Cake afterwards?').locator('.reaction', { hasText: '2' }).waitFor();
    await ann.message('Cake afterwards?').locator('.reaction').first().click();
    await ann
      .message('Cake afterwards?')
      .locator('.reaction', { hasText: '👍' })
      .waitFor({ state: 'detached' });
    await bob.returns();
    await bob.message('Cake afterwards?').locator('.reaction', { hasText: '2' }).waitFor();
    await both(async (one) => expect(await one.reactions('Cake afterwards?')).toEqual(['[🎉 2]']));
    await ann.attends('Cake afterwards?');
    await ann.page.getByRole('menuitem', { name: 'More emoji' }).click();
    await ann.page.getByRole('dialog').getByRole('searchbox').fill('cake');
    await ann.page.getByRole('dialog').locator('.emoji-grid button').first().click();
    await bob.message('Cake afterwards?').locator('.reaction').nth(1).waitFor();
    await ann.message('Cake afterwards?').locator('.reaction').nth(1).click();
    await both((one) =>
      one.message('Cake afterwards?').locator('.reaction').nth(1).waitFor({ state: 'detached' }),
    );

    // Reactions survive what is read anew.
    await bob.page.reload();
    await bob.settles();
    expect(await bob.reactions('Cake afterwards?')).toEqual(['[🎉 2]']);
  });

  it('pin what is to be found again, if they run the room', async () => {
    await bob.attends('Cake afterwards?');
    expect(await bob.page.getByRole('menuitem', { name: 'Pin', exact: true }).count()).toBe(0);
    await bob.page.keyboard.press('Escape');
    await bob.isCutOff();
    await ann.does('Pin', 'Cake afterwards?');
    await ann.message('Cake afterwards?').getByRole('img', { name: 'Pinned' }).waitFor();
    await bob.returns();
    await bob.message('Cake afterwards?').getByRole('img', { name: 'Pinned' }).waitFor();
    await bob.page.getByRole('button', { name: 'Pinned messages' }).click();
    const pins = bob.page.getByRole('dialog');
    await pins.getByText('Ann: Cake afterwards?').waitFor();
    expect(await barriers(bob.page)).toEqual([]);
    // What is looked at follows what happens.
    await ann.does('Pin', 'at seven');
    await pins.getByText('Bob: at seven').waitFor();
    await ann.does('Unpin', 'at seven');
    await pins.getByText('Bob: at seven').waitFor({ state: 'detached' });
    await bob.page.getByRole('button', { name: 'Show in room' }).click();
    await bob.page.locator('.message[data-sought="true"]', { hasText: 'Cake afterwards?' }).waitFor();
    await ann.does('Unpin', 'Cake afterwards?');
    await bob.message('Cake afterwards?').getByRole('img', { name: 'Pinned' }).waitFor({ state: 'detached' });
  });

  it('forward several messages, in their order, and copy links that lead to them', async () => {
    await ann.does('Select', 'At the station');
    await ann.message('at seven').click();
    await ann.page.getByText('2 messages selected').waitFor();
    await ann.message('Cake afterwards?').click();
    await ann.message('Cake afterwards?').click();
    expect(await barriers(ann.page)).toEqual([]);
    await ann.page.getByRole('button', { name: 'Forward', exact: true }).click();
    expect(await barriers(ann.page)).toEqual([]);
    await ann.page.getByRole('button', { name: 'Forward to Lobby' }).click();
    await ann.page.getByText('Forwarded.').first().waitFor();
    await ann.opens('Lobby');
    await ann.message('at seven').waitFor();
    expect((await ann.texts()).slice(-2)).toEqual([
      expect.stringMatching(/Forwarded from .*Bob.*At the station/),
      expect.stringMatching(/Forwarded from .*Bob.*at seven/),
    ]);

    await ann.does('Copy link', 'At the station');
    const link = await ann.page.evaluate<string>('navigator.clipboard.readText()');
    await bob.page.goto(link);
    await bob.page.locator('.message[data-sought="true"]', { hasText: 'At the station' }).waitFor();
    await both((one) => one.opens('Team'));
  });

  it('take back all that somebody said of late, if they run the room', async () => {
    for (const text of ['spam 1', 'spam 2']) await bob.says(text);
    await ann.hears('spam 2');
    await bob.isCutOff();
    await ann.card('Bob');
    const dialog = ann.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Recall messages' }).click();
    await dialog.getByRole('button', { name: '10 minutes' }).click();
    await dialog.waitFor({ state: 'detached' });
    await bob.returns();
    await both((one) =>
      one.page.locator('.bubble', { hasText: 'spam' }).first().waitFor({ state: 'detached' }),
    );
    await bob.isTold('Ann recalled a message by you.');
    await ann.isTold('You recalled a message by Bob.');
    expect(await bob.page.getByRole('button', { name: 'Write again' }).count()).toBe(0);
    await both((one) => one.hears('Cake afterwards?'));
  });

  it('count no message that was recalled before it was read', async () => {
    await bob.opens('Lobby');
    await ann.says('a mistake');
    await bob.seesTitle('(1) Lobby · Parley');
    await ann.does('Recall', 'a mistake');
    await bob.seesTitle('Lobby · Parley');
    await bob.page.locator('.room-item', { hasText: 'Team' }).getByText('Ann recalled a message.').waitFor();
    await bob.opens('Team');
  });

  it('do all of it by keyboard', async () => {
    const { page } = ann;
    await ann.says('by keys');
    await bob.hears('by keys');
    // Past the button beside the box.
    for (let step = 0; step < 2; step += 1) await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    expect(await barriers(page)).toEqual([]);
    for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowDown');
    expect(await page.evaluate('document.activeElement.textContent')).not.toBe('👍');
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    expect(await page.evaluate(`document.activeElement.matches('.message')`)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Reply' }).press('Enter');
    await page.locator('.intent').waitFor();
    await page.keyboard.type('answered by keys');
    await page.keyboard.press('Enter');
    await quoteOf(bob, 'answered by keys').getByText('by keys').waitFor();
    for (let step = 0; step < 2; step += 1) await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(`document.activeElement.tagName`)).toBe('TEXTAREA');
  });

  it('do it with a finger that rests on a message', async () => {
    const cy = await Visitor.comes(browser, server.url, 'Cy', {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
      reducedMotion: 'reduce',
    });
    await cy.box.fill('touch me');
    await cy.page.locator('.send').tap();
    await cy.page.locator('.message[data-seq]', { hasText: 'touch me' }).waitFor();
    const box = (await cy.message('touch me').locator('.bubble').boundingBox())!;
    const touch = await cy.context.newCDPSession(cy.page);
    const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await cy.page.getByRole('menu').waitFor();
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    const sheet = (await cy.page.locator('.popup').boundingBox())!;
    expect(Math.round(sheet.y + sheet.height)).toBe(740);
    expect(sheet.width).toBe(360);
    const small = await cy.page.evaluate(`[...document.querySelectorAll('.popup button')]
      .filter((item) => item.getBoundingClientRect().height < 43.9 || item.getBoundingClientRect().width < 43.9).length`);
    expect(small).toBe(0);
    expect(await barriers(cy.page)).toEqual([]);
    await cy.page.getByRole('menuitem', { name: 'Recall' }).tap();
    await cy.isTold('You recalled a message.');
    await cy.leaves();
    expect(cy.surprises).toEqual([]);
  });
});

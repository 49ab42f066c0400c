import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { ServerProcess } from '../support/server-process.js';
import { Visitor } from '../support/visitor.js';

describe('attention', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ann: Visitor;
  let bob: Visitor;
  let ming: Visitor;

  beforeAll(async () => {
    [server, browser] = await Promise.all([ServerProcess.start(), launchChromium()]);
    ann = await Visitor.comes(browser, server.url, 'Ann');
    bob = await Visitor.comes(browser, server.url, 'Bob');
    ming = await Visitor.comes(browser, server.url, '小明', { locale: 'zh-CN' });
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    expect([ann, bob, ming].flatMap(({ surprises }) => surprises)).toEqual([]);
  });

  const moves = (visitor: Visitor): Promise<number> =>
    visitor.page.evaluate(`document.querySelector('.shell').getAnimations().length`);

  it('is drawn by who is writing, until that is said', async () => {
    await ann.box.fill('I think');
    await bob.box.fill('So do I');
    await ming.page.locator('.attention').getByText('Ann、Bob 正在输入…').waitFor();
    await ann.page.locator('.attention').getByText('Bob is typing…').waitFor();
    await ann.says('I think so.');
    await ming.page.locator('.attention').getByText('Bob 正在输入…', { exact: true }).waitFor();
  });

  it('is asked for by a nudge, which moves nothing where that is not wanted', async () => {
    await ming.page.emulateMedia({ reducedMotion: 'no-preference' });
    const shaken = ming.page.evaluate(`new Promise((done) => {
      const shell = document.querySelector('.shell');
      const look = () => {
        const [move] = shell.getAnimations();
        if (move) move.finished.then(() => done(move.effect.getTiming().duration));
        else requestAnimationFrame(look);
      };
      look();
    })`);
    await ann.card('小明');
    await ann.page.getByRole('button', { name: 'Nudge' }).click();
    await ming.page.locator('.attention').getByText('Ann 抖了抖你').waitFor();
    await ann.page.locator('.attention').getByText('You nudged 小明').waitFor();
    expect(await shaken).toBeLessThanOrEqual(1000);

    await ann.card('小明');
    await ann.page.getByRole('button', { name: 'Nudge' }).click();
    await ann.page.getByRole('alert').filter({ hasText: 'A little slower' }).waitFor();
    await ann.page.keyboard.press('Escape');

    await ann.page.emulateMedia({ reducedMotion: 'reduce' });
    await ming.card('Ann');
    await ming.page.getByRole('button', { name: '抖一抖' }).click();
    await ann.page.locator('.attention').getByText('小明 nudged you').waitFor();
    expect(await moves(ann)).toBe(0);
  });

  it('is not drawn by rooms that one does not want to hear of, on any device', async () => {
    await ann.creates('Noise', 'Public');
    await bob.joins('Noise');
    await ann.page.getByRole('button', { name: 'Notify: All messages' }).click();
    await ann.page.getByRole('radio', { name: 'Nothing' }).check();
    await ann.page.keyboard.press('Escape');
    await ann.page.getByRole('button', { name: 'Notify: Nothing' }).waitFor();
    await ann.opens('Lobby');
    const other = await ann.tab();
    for (const { page } of [ann, other]) {
      await page.locator('.room-item', { hasText: 'Noise' }).getByRole('img', { name: 'Nothing' }).waitFor();
    }
    await bob.says('One more');
    await ann.page.locator('.room-item', { hasText: 'Noise' }).getByText('1 unread message').waitFor();
    await ann.seesTitle('Lobby · Parley');
    await other.page.close();
  });
});

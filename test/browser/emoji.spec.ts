import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { ServerProcess } from '../support/server-process.js';
import { Visitor } from '../support/visitor.js';

describe('emoji', () => {
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

  const opens = async ({ page }: Visitor, name = 'Emoji'): Promise<void> => {
    await page.getByRole('button', { name, exact: true }).click();
    await page.locator('.emoji-grid button').first().waitFor();
  };

  it('are fetched when they are wanted, and written where the caret is', async () => {
    const fetched: string[] = [];
    ann.page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    await ann.box.fill('well  done');
    await ann.box.press('Home');
    for (let at = 0; at < 5; at += 1) await ann.box.press('ArrowRight');
    expect(fetched.filter((path) => path.includes('emoji'))).toEqual([]);
    await opens(ann);
    expect(fetched.filter((path) => path.includes('emoji-board'))).toHaveLength(1);
    await ann.page.locator('.emoji-picker input:focus').waitFor();
    await ann.page.getByRole('button', { name: 'party popper', exact: true }).click();
    expect(await ann.box.inputValue()).toBe('well 🎉 done');
    expect(await ann.page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
    await ann.box.press('Control+z');
    expect(await ann.box.inputValue()).toBe('well  done');
    await ann.box.fill('');
  });

  it('are chosen by keyboard alone, by words in both languages', async () => {
    await ann.box.press('Tab');
    await ann.page.keyboard.press('Enter');
    await ann.page.getByRole('searchbox').waitFor();
    await ann.page.keyboard.type('no such thing');
    await ann.page.getByText('No emoji is called that.').waitFor();
    await ann.page.keyboard.press('Control+a');
    await ann.page.keyboard.type('庆祝');
    await ann.page.getByRole('region', { name: 'Found' }).waitFor();
    await ann.page.keyboard.press('ArrowDown');
    const first = await ann.page.evaluate<string>('document.activeElement.textContent');
    await ann.page.keyboard.press('ArrowRight');
    const second = await ann.page.evaluate<string>('document.activeElement.textContent');
    expect(second).not.toBe(first);
    await ann.page.keyboard.press('ArrowLeft');
    expect(await ann.page.evaluate('document.activeElement.textContent')).toBe(first);
    await ann.page.keyboard.press('Enter');
    expect(await ann.box.inputValue()).toBe(first);
    await ann.box.fill('');

    await opens(ann);
    await ann.page.keyboard.type('rocket');
    await ann.page.keyboard.press('Enter');
    expect(await ann.box.inputValue()).toBe('🚀');
    await ann.box.fill('');
    await opens(ann);
    await ann.page.keyboard.press('Escape');
    await ann.page.locator('.emoji-picker').waitFor({ state: 'detached' });
  });

  it('are what a name between colons becomes, and what Ctrl+Z undoes', async () => {
    const says = async (text: string): Promise<void> => {
      while ((await ann.box.inputValue()) !== text)
        await ann.page.evaluate('new Promise(requestAnimationFrame)');
    };
    await ann.box.pressSequentially('well :tada');
    await ann.page.getByRole('listbox').waitFor();
    await ann.box.pressSequentially(':');
    await says('well 🎉');
    await ann.box.pressSequentially(' and :qqqq: :rocket:');
    await says('well 🎉 and :qqqq: 🚀');
    await ann.box.press('Control+z');
    await says('well 🎉 and :qqqq: :rocket:');
    await ann.box.press('End');
    await ann.box.press('!');
    await says('well 🎉 and :qqqq: :rocket:!');
    await ann.box.fill('');
  });

  it('are offered with those used last first, and in the tone that was chosen, also after a reload', async () => {
    await opens(ann);
    await ann.page.getByLabel('Skin tone').selectOption('4');
    await ann.page.getByRole('searchbox').fill('wave');
    await ann.page.keyboard.press('Enter');
    expect(await ann.box.inputValue()).toBe('👋🏾');
    await ann.box.fill('');
    await ann.page.reload();
    await ann.settles();
    await opens(ann);
    expect(
      await ann.page.getByRole('region', { name: 'Used last' }).locator('button').first().textContent(),
    ).toBe('👋🏾');
    expect(await ann.page.getByLabel('Skin tone').inputValue()).toBe('4');
    await ann.page.keyboard.press('Escape');
  });

  it('can be chosen with a finger on a small screen', async () => {
    const narrow = await Visitor.comes(browser, server.url, '小明', {
      locale: 'zh-CN',
      viewport: { width: 360, height: 640 },
      hasTouch: true,
    });
    await opens(narrow, '表情');
    const sizes = await narrow.page.evaluate<number[]>(
      `[...document.querySelectorAll('.emoji-picker :is(button, input, select)')].slice(0, 60).flatMap((one) => {
        const { width, height } = one.getBoundingClientRect();
        return [width, height];
      })`,
    );
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(44);
    const wide = await narrow.page.evaluate<number>('document.querySelector(".emoji-list").scrollWidth');
    expect(wide).toBeLessThanOrEqual(360);
    await narrow.page.getByRole('button', { name: '嘿嘿' }).tap();
    expect(await narrow.box.inputValue()).toBe('😀');
    expect(narrow.surprises).toEqual([]);
    await narrow.leaves();
  });
});

import type { Browser, CDPSession } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { ServerProcess } from '../support/server-process.js';
import { Speaker } from '../support/speaker.js';
import { Visitor } from '../support/visitor.js';

describe('while one writes', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ann: Visitor;
  let ming: Visitor;
  let keys: CDPSession;

  beforeAll(async () => {
    [server, browser] = await Promise.all([
      ServerProcess.start({ STORE: 'memory', LIMITS: 'off' }),
      launchChromium(),
    ]);
    [ann, ming] = (await Promise.all(
      ['Ann', '小明'].map((name) => Visitor.comes(browser, server.url, name)),
    )) as [Visitor, Visitor];
    await ann.page.locator('.member', { hasText: '小明' }).waitFor();
    keys = await ann.context.newCDPSession(ann.page);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    expect([...ann.surprises, ...ming.surprises]).toEqual([]);
  });

  const options = () => ann.page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  const type = async (text: string): Promise<void> => {
    await ann.box.fill('');
    await ann.box.pressSequentially(text);
  };

  it('a person is offered by the first letters of a Chinese name, and told that one is meant', async () => {
    await type('hi @xm');
    await options().first().waitFor();
    expect(await options().allTextContents()).toEqual([expect.stringContaining('小明')]);
    expect(await ann.box.getAttribute('role')).toBe('combobox');
    const active = await ann.box.getAttribute('aria-activedescendant');
    expect(await ann.page.locator(`[id="${active}"]`).getAttribute('aria-selected')).toBe('true');
    await ann.box.press('Enter');
    expect(await ann.box.inputValue()).toBe('hi @小明 ');
    await ann.box.pressSequentially('好');
    await ann.box.press('Enter');
    await ming.page.locator('.mention[data-me="true"]', { hasText: '@小明' }).waitFor();
    await ann.page.locator('.mention[data-me="false"]', { hasText: '@小明' }).waitFor();
  });

  it('a mention stands out among marks, too, and in no code', async () => {
    await ann.writes('**@小明** `@小明`');
    await ming.page.locator('.bubble strong .mention[data-me="true"]').waitFor();
    expect(await ming.page.locator('.bubble code .mention').count()).toBe(0);
  });

  it('an emoji is offered by its name, and taken by Tab', async () => {
    await type('so :tad');
    await options().first().waitFor();
    await ann.box.press('Tab');
    expect(await ann.box.inputValue()).toBe('so 🎉');
    await type('好:笑哭');
    await options().first().waitFor();
    await options().first().click();
    expect(await ann.box.inputValue()).toBe('好😂');
    expect(await ann.page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
  });

  it('Escape closes the list and leaves the text, and Enter then sends', async () => {
    await type('look @xm');
    await options().first().waitFor();
    await ann.box.press('Escape');
    await options().first().waitFor({ state: 'detached' });
    await ann.box.press('Enter');
    await ming.hears('look @xm');
  });

  it('the keys of an input method never drive the list', async () => {
    await type('@');
    await options().first().waitFor();
    await keys.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 });
    for (const [key, code] of [
      ['Enter', 13],
      ['ArrowDown', 40],
      ['Tab', 9],
      [' ', 32],
    ] as const) {
      await keys.send('Input.dispatchKeyEvent', {
        type: 'rawKeyDown',
        windowsVirtualKeyCode: 229,
        key,
        code: String(code),
      });
      await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', windowsVirtualKeyCode: code, key });
    }
    expect(await ann.box.inputValue()).toBe('@ni');
    await keys.send('Input.insertText', { text: '你' });
    expect(await ann.box.inputValue()).toBe('@你');
    await ann.box.fill('');
  });

  it('commands are listed, and help lists them', async () => {
    await type('/');
    await options().first().waitFor();
    expect(await options().count()).toBe(5);
    await type('/help');
    await ann.box.press('Enter');
    await options().nth(4).waitFor();
    expect(await ann.box.inputValue()).toBe('/');
  });

  it('a command does what it says, and one that is not there says so and keeps the text', async () => {
    await type('/me waves');
    await ann.box.press('Enter');
    await ming.page.locator('.bubble em').getByText('waves', { exact: true }).waitFor();
    await type('/nick Anna');
    await ann.box.press('Enter');
    await ann.page.locator('.me', { hasText: 'Anna' }).waitFor();
    await type('/dance now');
    await ann.box.press('Enter');
    await ann.page.getByText('There is no command /dance.').waitFor();
    expect(await ann.box.inputValue()).toBe('/dance now');
    await type('/topic not mine to say');
    await ann.box.press('Enter');
    await ann.page.locator('.composer .problem').filter({ hasText: /\w/ }).waitFor();
    expect(await ann.box.inputValue()).toBe('/topic not mine to say');
    await type('//me');
    await ann.box.press('Enter');
    await ming.hears('/me');
    await type('/usr/bin is a path');
    await ann.box.press('Enter');
    await ming.hears('/usr/bin is a path');
  });

  it('a topic is changed where one may, and an invitation opens', async () => {
    await ann.creates('Plans', 'Public');
    await type('/topic what comes next');
    await ann.box.press('Enter');
    await ann.page.locator('.room-name', { hasText: 'what comes next' }).waitFor();
    await type('/invite');
    await ann.box.press('Enter');
    await ann.page.getByRole('dialog', { name: 'Invite links' }).waitFor();
    await ann.page.keyboard.press('Escape');
    await ann.opens('Lobby');
  });

  it('what is said to someone who has left meanwhile is said all the same', async () => {
    const gone = await Visitor.comes(browser, server.url, 'Gone');
    await ann.page.locator('.member', { hasText: 'Gone' }).waitFor();
    await gone.page.getByRole('button', { name: 'Room details' }).waitFor();
    await gone.page.evaluate(
      `fetch('/api/rooms/lobby/leave', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })`,
    );
    await type('bye @Gone');
    await ann.box.press('Escape');
    await ann.box.press('Enter');
    await ming.hears('bye @Gone');
    await gone.leaves();
  });

  it('whom one chose of two with one name is still meant after a reload', async () => {
    for (let n = 1; n <= 2; n += 1) await Speaker.named(server.url, 'Twin');
    await ann.page.locator('.member', { hasText: 'Twin' }).nth(1).waitFor();
    await type('which @tw');
    await options().nth(1).waitFor();
    await options().nth(1).click();
    await ann.page.reload();
    await ann.settles();
    expect(await ann.box.inputValue()).toBe('which @Twin ');
    await ann.box.press('Enter');
    await ann.message('which @Twin').locator('.mention').waitFor();
  });

  it('everyone is offered to who runs a room, and all are called', async () => {
    await ann.creates('Meeting', 'Public');
    await ming.joins('Meeting');
    await type('@al');
    expect(await options().first().textContent()).toBe('all');
    await ann.box.press('Enter');
    await ann.box.pressSequentially('come');
    await ann.box.press('Enter');
    await ming.page.locator('.mention[data-me="true"]', { hasText: '@all' }).waitFor();
    await ming.box.pressSequentially('@al');
    await ming.box.press('Enter');
    await ming.page.locator('.message[data-seq]', { hasText: '@al' }).last().waitFor();
    expect(await ann.page.locator('.mention', { hasText: '@al' }).count()).toBe(1);
    for (const one of [ann, ming]) await one.opens('Lobby');
  });

  it('the list fits a small screen, with targets for a finger', async () => {
    const narrow = await Visitor.comes(browser, server.url, 'Narrow', {
      viewport: { width: 360, height: 640 },
    });
    await narrow.box.pressSequentially('@');
    const all = narrow.page.getByRole('option');
    await all.first().waitFor();
    for (const one of await all.all()) {
      const { x, width, height } = (await one.boundingBox())!;
      expect(height).toBeGreaterThanOrEqual(44);
      expect(x + width).toBeLessThanOrEqual(360);
    }
    await narrow.leaves();
  });

  it('a member is offered who is not among those that are loaded', async () => {
    for (let n = 1; n <= 100; n += 1) await Speaker.named(server.url, `Crowd ${n}`);
    for (const name of ['Zoë', '张三']) await Speaker.named(server.url, name);
    await ann.page.reload();
    await ann.settles();
    await type('ask @zo');
    await options().first().waitFor();
    await ann.box.press('Enter');
    await ann.box.press('Enter');
    await ann.message('ask @Zoë').locator('.mention').waitFor();
    await type('ask @zs');
    await options().getByText('张三').waitFor();
    await ann.box.fill('');
  });
});

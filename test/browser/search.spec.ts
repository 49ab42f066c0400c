import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { ServerProcess } from '../support/server-process.js';
import { Speaker } from '../support/speaker.js';
import { Visitor } from '../support/visitor.js';

describe('searching', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ann: Visitor;
  let bob: Speaker;

  beforeAll(async () => {
    [server, browser] = await Promise.all([
      ServerProcess.start({ STORE: 'sqlite', LIMITS: 'off' }),
      launchChromium(),
    ]);
    bob = await Speaker.named(server.url, 'Bob');
    ann = await Visitor.comes(browser, server.url, 'Ann');
    await bob.says('我家在上海东边');
    await bob.counts(1, 150);
    const room = await bob.opensRoom('测试文档');
    await bob.says('明天去上海', room);
    await ann.joins('测试文档');
    await ann.opens('Lobby');
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await server.stop();
    expect(ann.surprises).toEqual([]);
  });

  const dialog = () => ann.page.getByRole('dialog');
  const hits = () => ann.page.locator('.hit');

  async function look(query: string): Promise<void> {
    await dialog().getByRole('textbox').fill(query);
    await ann.page.keyboard.press('Enter');
  }

  it('finds in the open room, and opens what was found in its place', async () => {
    await ann.page.getByRole('button', { name: 'Search this room' }).click();
    await look('上海');
    await hits().first().waitFor();
    expect(await hits().count()).toBe(1);
    expect(await hits().locator('mark').allTextContents()).toEqual(['上海']);
    await hits().first().click();
    await dialog().waitFor({ state: 'detached' });
    await ann.page.locator('.message[data-sought="true"]', { hasText: '我家在上海东边' }).waitFor();
    expect(await ann.page.evaluate('document.activeElement.className')).toBe('message');
  });

  it('finds in all rooms by a key, the newest first, and leads to another room', async () => {
    await ann.page.keyboard.press('Control+Shift+F');
    await look('上海');
    await hits().nth(1).waitFor();
    expect(await hits().locator('.text').allTextContents()).toEqual(['明天去上海', '我家在上海东边']);
    expect(await hits().locator('b').allTextContents()).toEqual(['测试文档 ', 'Lobby ']);
    await hits().first().click();
    await ann.page.locator('.message[data-sought="true"]', { hasText: '明天去上海' }).waitFor();
    await ann.page.getByRole('heading', { name: '测试文档', level: 2 }).waitFor();
  });

  it('brings more hits, and narrows them down by filters', async () => {
    await ann.page.getByRole('button', { name: 'Search messages' }).click();
    await look('line');
    await hits().first().waitFor();
    expect(await hits().count()).toBe(20);
    await dialog().getByRole('button', { name: 'Show more' }).click();
    await hits().nth(39).waitFor();
    await dialog().getByRole('button', { name: 'in a room' }).click();
    await ann.page.keyboard.type('测试');
    await ann.page.keyboard.press('Enter');
    await dialog().getByText('Nothing found.').waitFor();
    await dialog().getByRole('textbox').fill('');
    await dialog().getByRole('button', { name: 'from someone' }).click();
    await ann.page.keyboard.type('bob 上海 in:lobby');
    await ann.page.keyboard.press('Enter');
    await hits().first().waitFor();
    expect(await hits().locator('.text').allTextContents()).toEqual(['我家在上海东边']);
    await look('"*"');
    await dialog().getByText('Type a letter, a digit or a sign to look for.').waitFor();
    await ann.page.keyboard.press('Escape');
  });

  it('shows what was found as it is now, in words without marks', async () => {
    const tea = await bob.says('**Tea** is [here](https://example.org/cup)');
    const nine = await bob.says('Tea at nine');
    const texts = hits().locator('.text');
    await ann.page.getByRole('button', { name: 'Search messages' }).click();
    await look('tea');
    await hits().first().waitFor();
    expect(await texts.allTextContents()).toEqual(['Tea at nine', 'Tea is here']);
    await bob.edits(nine, 'Tea at *ten*');
    await texts.getByText('Tea at ten').waitFor();
    await bob.recalls(nine);
    await texts.getByText('This message was recalled.').waitFor();
    await look('example.org/cup');
    await hits().locator('mark', { hasText: 'example.org/cup' }).waitFor();
    await bob.recalls(tea);
    await texts.getByText('This message was recalled.').waitFor();
    await ann.page.keyboard.press('Escape');
  });

  it('tells what files are called, and remembers what was looked for', async () => {
    await ann.opens('Lobby');
    const file = { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('Tea') };
    await ann.page.locator('.composer input[type=file]').setInputFiles(file);
    await ann.box.press('Enter');
    await ann.page.locator('.message[data-seq]', { hasText: 'plan.txt' }).waitFor();
    await ann.page.keyboard.press('Control+Shift+F');
    await look('has:file');
    await hits().getByText('plan.txt').click();
    await dialog().waitFor({ state: 'detached' });
    await ann.page.keyboard.press('Control+Shift+F');
    await hits().getByText('plan.txt').waitFor();
    expect(await dialog().getByRole('textbox').inputValue()).toBe('has:file');
    await ann.page.keyboard.type('tea');
    expect(await dialog().getByRole('textbox').inputValue()).toBe('tea');
    await ann.page.keyboard.press('Escape');
  });

  it('goes to a room by the initials of its pinyin, the one that was chosen', async () => {
    await ann.opens('Lobby');
    await ann.page.keyboard.press('Control+K');
    const box = ann.page.getByRole('combobox');
    await box.pressSequentially('csw');
    await ann.page.getByRole('option', { name: '测试文档', selected: true }).waitFor();
    expect(await ann.page.getByRole('option').count()).toBe(1);
    await box.press('Enter');
    await ann.page.getByRole('heading', { name: '测试文档', level: 2 }).waitFor();

    await ann.page.keyboard.press('Control+K');
    await box.fill('nowhere');
    await dialog().getByText('None of your rooms is called that.').waitFor();
    await box.fill('');
    await box.press('ArrowDown');
    await box.press('ArrowUp');
    await box.press('Enter');
    await ann.page.getByRole('heading', { name: 'Lobby', level: 2 }).waitFor();
  });
});

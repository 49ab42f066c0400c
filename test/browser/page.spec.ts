import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { barriers } from '../support/barriers.js';
import { ELSEWHERE, launchChromium } from '../support/chromium.js';
import { photo } from '../support/pictures.js';
import { ServerProcess } from '../support/server-process.js';
import { Speaker } from '../support/speaker.js';
import { Visitor } from '../support/visitor.js';

describe('the page', () => {
  let server: ServerProcess;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([ServerProcess.start(), launchChromium()]);
    const speaker = await Speaker.named(server.url, '小明');
    await speaker.says('你好，Ann！文档在 https://example.org/docs 。');
    await speaker.says('See you on Saturday.');
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it.each(['light', 'dark'] as const)('shuts nobody out: %s', async (colorScheme) => {
    const context = await browser.newContext({ colorScheme, locale: 'en-US', reducedMotion: 'reduce' });
    const first = await context.newPage();
    await first.goto(server.url);
    await first.getByLabel('Nickname').waitFor();
    expect(await barriers(first)).toEqual([]);
    await context.close();

    const ann = await Visitor.comes(browser, server.url, 'Ann', { colorScheme, reducedMotion: 'reduce' });
    const { page } = ann;
    await ann.says('Hi 小明');
    expect(await barriers(page)).toEqual([]);
    for (const name of ['New talk', 'New room', 'Find rooms', 'Ann Settings', 'Profile of 小明']) {
      await page.getByRole('button', { name }).click();
      await page.getByRole('dialog').waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await ann.attends('Hi 小明');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'More emoji' }).click();
    await page.locator('.emoji-grid button').first().click();
    await ann.does('Select', 'Hi 小明');
    await page.getByRole('button', { name: 'Forward', exact: true }).click();
    await page.getByRole('dialog', { name: 'Forward 1 message' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await ann.does('Reply', 'See you on Saturday.');
    await ann.box.pressSequentially('**you** @');
    await page.getByRole('option').first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    // What is on its way cannot be edited yet.
    await page.locator('.message[data-state="pending"]').waitFor({ state: 'detached' });
    await ann.box.press('ArrowUp');
    await ann.box.pressSequentially('!');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'edited' }).last().click();
    await page.getByRole('dialog', { name: 'What it said before' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Emoji', exact: true }).click();
    await page.locator('.emoji-grid button').first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+K');
    await page.getByText('You are in no other room yet.').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Shift+F');
    await page.keyboard.type('Saturday');
    await page.keyboard.press('Enter');
    await page.locator('.hit').first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    const file = { name: 'pot.png', mimeType: 'image/png', buffer: await photo(300, 200) };
    await page.locator('.composer input[type=file]').setInputFiles(file);
    await page.locator('.tray-item[data-state="kept"]').waitFor();
    expect(await barriers(page)).toEqual([]);
    await ann.box.press('Enter');
    await page.getByRole('button', { name: 'Open the picture pot.png' }).last().click();
    await page.getByRole('dialog').locator('img').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await ann.claims(`ann-${colorScheme}`, 'three blue bicycles');
    for (const name of [
      'Profile',
      'Devices',
      'Change password',
      'Privacy and people',
      'Appearance and language',
      'Notifications',
      'Sign out',
    ]) {
      await ann.sets(name);
      await page.getByRole('button', { name: 'Back', exact: true }).waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.keyboard.press('Control+/');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate('document.getAnimations().length')).toBe(0);
    await ann.leaves();
  });

  it('is used by keyboard alone', async () => {
    const ann = await Visitor.comes(browser, server.url, 'Keys');
    const { page } = ann;
    const focused = (): Promise<string> =>
      page.evaluate(
        `document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent`,
      );
    const tabTo = async (name: string): Promise<void> => {
      for (let steps = 0; (await focused()) !== name; steps += 1) {
        expect(steps).toBeLessThan(30);
        await page.keyboard.press('Shift+Tab');
      }
    };
    expect(await focused()).toBe('Message Lobby');
    await page.keyboard.type('typed');
    await page.keyboard.press('Enter');
    await ann.hears('typed');

    // From the box, past the button beside it, to the messages, along them, and back.
    await tabTo('Attach files');
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toContain('typed');
    await page.keyboard.press('ArrowUp');
    expect(await focused()).not.toContain('typed');
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('Message Lobby');

    // A dialog takes the focus, keeps it, and gives it back.
    await tabTo('New room');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    for (let steps = 0; steps < 8; steps += 1) {
      await page.keyboard.press('Tab');
      expect(
        await page.evaluate(
          `document.activeElement.closest('dialog') !== null || document.activeElement === document.body`,
        ),
      ).toBe(true);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await focused()).toBe('New room');

    await page.keyboard.press('Enter');
    await page.keyboard.type('By keyboard');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'By keyboard' }).waitFor();
    expect(await focused()).toBe('Message By keyboard');
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Alt+ArrowUp');
    await page.getByRole('heading', { name: /Lobby|By keyboard/, level: 2 }).waitFor();
    await ann.leaves();
  });

  it.each([
    [360, 640],
    [390, 844],
    [768, 1024],
    [1280, 800],
  ])('fits a screen of %i × %i', async (width, height) => {
    const ann = await Visitor.comes(browser, server.url, 'Ann', { viewport: { width, height } });
    const { page } = ann;
    await ann.says('averylongword'.repeat(40));
    const overflow = (): Promise<number> =>
      page.evaluate(`Math.max(...[document.documentElement, ...document.querySelectorAll('.timeline, .dialog-scroll, .room-list')]
        .map((element) => element.scrollWidth - element.clientWidth))`);
    const small = (): Promise<string[]> =>
      page.evaluate(`[...document.querySelectorAll('button, input:not([type=radio]), textarea, nav a')]
        .filter((element) => element.checkVisibility())
        .map((element) => [element.outerHTML, element.getBoundingClientRect()])
        .filter(([, { width, height }]) => width < 43.9 || height < 43.9)
        .map(([html, { width, height }]) => width + ' × ' + height + ' ' + html)`);
    expect(await overflow()).toBeLessThanOrEqual(0);
    expect(await small()).toEqual([]);
    const box = (await page.locator('.composer').boundingBox())!;
    expect(Math.round(box.y + box.height)).toBe(height);

    if (width < 720) await page.goBack();
    await page.locator('.me').click();
    await page.getByRole('dialog').waitFor();
    expect(await overflow()).toBeLessThanOrEqual(0);
    expect(await small()).toEqual([]);
    await ann.leaves();
  });

  it('speaks another language and wears another theme at once, and remembers both without a flash', async () => {
    const ann = await Visitor.comes(browser, server.url, 'Ann', { colorScheme: 'light' });
    const { page } = ann;
    const background = (): Promise<string> =>
      page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await background();
    await page.locator('.me').click();
    await page.getByRole('button', { name: 'Appearance and language' }).click();
    await page.getByRole('radio', { name: 'Dark' }).check();
    expect(await background()).not.toBe(light);
    const dark = await background();
    await page.getByRole('radio', { name: '简体中文' }).check();
    await page.getByRole('heading', { name: '外观与语言' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');

    // Looked at as soon as there is a body, before any script of the page that could wait for it.
    await page.addInitScript(`new MutationObserver((_, observer) => {
      if (!document.body) return;
      observer.disconnect();
      window.firstTheme = document.documentElement.dataset.theme;
    }).observe(document, { childList: true, subtree: true })`);
    await page.reload();
    await page.getByRole('heading', { name: '大厅', level: 2 }).waitFor();
    expect(await page.evaluate('window.firstTheme')).toBe('dark');
    expect(await background()).toBe(dark);
    await ann.leaves();
  });

  it('works on a plain http address of the network, and asks nobody else for anything', async () => {
    const url = server.url.replace('127.0.0.1', ELSEWHERE);
    const context = await browser.newContext({ locale: 'en-US' });
    const page = await context.newPage();
    const asked: string[] = [];
    context.on('request', (request) => asked.push(request.url()));
    page.on('websocket', (socket) => asked.push(socket.url().replace('ws:', 'http:')));
    await page.goto(url);
    expect(await page.evaluate('isSecureContext')).toBe(false);
    await page.getByLabel('Nickname').fill('Lan');
    await page.keyboard.press('Enter');
    await page.getByLabel('Message Lobby').fill('over the air');
    await page.keyboard.press('Enter');
    await page.locator('.message[data-seq]', { hasText: 'over the air' }).waitFor();
    const other = await context.newPage();
    await other.goto(url);
    await other.locator('.message[data-seq]', { hasText: 'over the air' }).waitFor();

    expect(asked.length).toBeGreaterThan(3);
    expect(asked.filter((address) => !address.startsWith(url))).toEqual([]);
    await context.close();
  });

  it('says so, in words that can be read, when its script does not load', async () => {
    const page = await browser.newPage();
    await page.route('**/main-*.js', (route) => route.abort());
    await page.goto(server.url);
    await page.locator('html[data-boot="failed"]').waitFor();
    await page.getByText('Parley could not start.').waitFor();
    await page.getByText('页面没能启动。').waitFor();
    await page.close();
  });

  it('says so after some seconds when its script hangs', async () => {
    const page = await browser.newPage();
    await page.route('**/main-*.js', () => undefined);
    await page.goto(server.url, { waitUntil: 'commit' });
    const message = page.getByText('Parley could not start.');
    await message.waitFor({ state: 'attached' });
    await page.locator('html:not([data-boot])').waitFor();
    await page.evaluate(`new Promise((done) => {
      const look = () => {
        const [waiting] = document.getAnimations();
        if (!waiting) return requestAnimationFrame(look);
        done(waiting.finish());
      };
      look();
    })`);
    await message.waitFor();
    await page.close();
  });

  it('reads out who says what, and never what the user says', async () => {
    const ann = await Visitor.comes(browser, server.url, 'Ann');
    const speaker = await Speaker.named(server.url, 'Bob');
    const announcer = ann.page.locator('[data-announcer]');
    await ann.says('my own words');
    await speaker.says('anyone there?');
    await announcer.getByText('Bob: anyone there?').waitFor({ state: 'attached' });
    for (let n = 1; n <= 12; n += 1) await speaker.says(`burst ${n}`);
    await announcer.getByText(/^\d+ new messages$/).waitFor({ state: 'attached' });
    expect(await announcer.textContent()).not.toContain('my own words');
    expect(await ann.page.getByRole('log').getAttribute('aria-label')).toBe('Messages in Lobby');
    await ann.leaves();
  });

  it.each(['en-US', 'zh-CN'])(
    'is light: at most 60 kB of script and 12 kB of style, no fonts, six requests: %s',
    async (locale) => {
      const page = await browser.newPage({ locale });
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await page.goto(server.url, { waitUntil: 'networkidle' });
      const files = asked.filter((path) => !path.startsWith('/api/'));
      const weigh = (ext: string): number =>
        files
          .filter((path) => path.endsWith(ext))
          .reduce((sum, path) => sum + readFileSync(`client/dist${path}.gz`).length, 0);
      expect(weigh('.js')).toBeLessThanOrEqual(60_000);
      expect(weigh('.css')).toBeLessThanOrEqual(12_000);
      expect(files.filter((path) => /\.(woff2?|ttf|otf)/.test(path))).toEqual([]);
      expect(files.length).toBeLessThanOrEqual(6);
      expect(files).toContain('/');
      expect(await page.locator('html').getAttribute('lang')).toBe(locale === 'en-US' ? 'en' : locale);
      await page.close();
    },
  );
});

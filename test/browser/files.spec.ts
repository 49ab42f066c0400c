import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { photo } from '../support/pictures.js';
import { ServerProcess } from '../support/server-process.js';
import { Visitor } from '../support/visitor.js';

describe('files', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ann: Visitor;
  let bob: Visitor;

  beforeAll(async () => {
    [server, browser] = await Promise.all([ServerProcess.start({ FILE_LIMIT: '2M' }), launchChromium()]);
    ann = await Visitor.comes(browser, server.url, 'Ann');
    bob = await Visitor.comes(browser, server.url, 'Bob', { viewport: { width: 360, height: 740 } });
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    expect([...ann.surprises, ...bob.surprises]).toEqual([]);
  });

  /** Hands the file to the page as a browser does when it is pasted or dropped. */
  const give = async (page: Page, how: 'paste' | 'drop', name: string, bytes: Buffer): Promise<void> =>
    page.evaluate(`(async () => {
      const bytes = Uint8Array.from(atob('${bytes.toString('base64')}'), (c) => c.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], '${name}', { type: 'image/png' }));
      const box = document.querySelector('.composer textarea');
      const event = '${how}' === 'paste'
        ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
        : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
      if (box.dispatchEvent(event)) throw new Error('The browser would open the file.');
    })()`);
  const choose = (page: Page, name: string, buffer: Buffer): Promise<void> =>
    page.locator('.composer input[type=file]').setInputFiles({ name, mimeType: 'application/x', buffer });
  const item = (visitor: Visitor, name: string) => visitor.page.locator('.tray-item', { hasText: name });
  const picture = (visitor: Visitor, name: string) =>
    visitor.page.getByRole('button', { name: `Open the picture ${name}` });

  it('that are pasted and dropped go with the words that are in the box', async () => {
    await ann.box.fill('our tea');
    await give(ann.page, 'paste', 'pot.png', await photo(900, 600));
    await give(ann.page, 'drop', 'cup.png', await photo(200, 300));
    await item(ann, 'cup.png').waitFor();
    await ann.box.press('Enter');
    await picture(bob, 'cup.png').waitFor();
    await bob.hears('our tea');
    expect(await ann.page.locator('.tray-item').count()).toBe(0);
    expect(await ann.box.inputValue()).toBe('');
    const { width, height } = (await picture(bob, 'pot.png').boundingBox())!;
    expect(Math.round(height)).toBe(Math.round(width));
  });

  it('move nothing when they come', async () => {
    // The answer is kept back until the room for it is there.
    let open = (): void => {};
    const opened = new Promise<void>((resolve) => (open = resolve));
    await bob.page.route('**/api/files/**', async (route) => {
      await opened;
      await route.continue();
    });
    await choose(ann.page, 'late.png', await photo(1200, 900));
    await item(ann, 'late.png').and(ann.page.locator('[data-state=kept]')).waitFor();
    await ann.box.press('Enter');
    await picture(bob, 'late.png').waitFor();
    // A message that comes moves those above it; what is watched is what comes after that.
    await bob.page.evaluate(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
      window.moved = 0;
      new PerformanceObserver((list) => {
        for (const { value } of list.getEntries()) window.moved += value;
      }).observe({ type: 'layout-shift', buffered: false });
      done();
    })))`);
    const before = await picture(bob, 'late.png').boundingBox();
    open();
    await bob.page.evaluate(`new Promise((done) => {
      const look = () => {
        const last = [...document.querySelectorAll('.picture img')].at(-1);
        if (last.complete && last.naturalWidth > 0) done();
        else requestAnimationFrame(look);
      };
      look();
    })`);
    expect(await picture(bob, 'late.png').boundingBox()).toEqual(before);
    expect(await bob.page.evaluate('window.moved')).toBeLessThan(0.01);
    expect(await bob.page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  it('are made ready for before the messages come', async () => {
    const page = await bob.context.newPage();
    await page.routeWebSocket(/socket\.io/, (socket) => void socket.close());
    await page.route('**/socket.io/**', (route) => route.abort());
    await Promise.all([page.waitForRequest(/attached-/), page.goto(server.url)]);
    await page.close();
  });

  it('that did not come are asked for again when the server is back', async () => {
    await bob.page.route('**/api/files/**', (route) => route.abort());
    await choose(ann.page, 'back.png', await photo(300, 200));
    await item(ann, 'back.png').and(ann.page.locator('[data-state=kept]')).waitFor();
    await ann.box.press('Enter');
    await picture(bob, 'back.png').waitFor();
    await bob.isCutOff();
    await bob.page.unroute('**/api/files/**');
    await bob.returns();
    await bob.page.evaluate(`new Promise((done) => {
      const look = () =>
        document.querySelector('.picture img[alt="back.png"]').naturalWidth > 0 ? done() : requestAnimationFrame(look);
      look();
    })`);
  });

  it('stay with their words when they fail, until they are tried again', async () => {
    let fail = true;
    await ann.page.route('**/api/rooms/*/files*', (route) => (fail ? route.abort() : route.continue()));
    await ann.box.fill('minutes of today');
    await choose(ann.page, 'minutes.txt', Buffer.from('hello'));
    await item(ann, 'minutes.txt').and(ann.page.locator('[data-state=failed]')).waitFor();
    await ann.box.press('Enter');
    expect(await ann.box.inputValue()).toBe('minutes of today');

    fail = false;
    await ann.page.getByRole('button', { name: 'Try minutes.txt again' }).click();
    await bob.hears('minutes of today');
    const saving = bob.page.waitForEvent('download');
    await bob.page.getByRole('link', { name: 'Save minutes.txt' }).click();
    expect((await saving).suggestedFilename()).toBe('minutes.txt');
    await ann.page.unroute('**/api/rooms/*/files*');
  });

  it('go off by themselves where they are still on their way', async () => {
    let open = (): void => {};
    const opened = new Promise<void>((resolve) => (open = resolve));
    await ann.page.route('**/api/rooms/*/files*', async (route) => {
      await opened;
      await route.continue();
    });
    await choose(ann.page, 'slow.txt', Buffer.from('hello'));
    await ann.writes('it is coming');
    await ann.page.getByText('Will be sent as soon as everything is uploaded.').waitFor();
    expect(await ann.box.inputValue()).toBe('it is coming');
    open();
    await bob.hears('it is coming');
    await ann.page.unroute('**/api/rooms/*/files*');
  });

  it('that the network kept back go off when it is there again', async () => {
    await ann.isCutOff();
    await choose(ann.page, 'kept-back.txt', Buffer.from('hello'));
    await ann.writes('over the gap');
    await item(ann, 'kept-back.txt').and(ann.page.locator('[data-state=failed]')).waitFor();
    await ann.returns();
    await bob.hears('over the gap');
  });

  it('say why they are refused, and can be taken away', async () => {
    await choose(ann.page, 'zip.png', Buffer.from('PK\u0003\u0004'));
    await ann.page.getByText('This picture cannot be read.').waitFor();
    await choose(ann.page, 'film.bin', Buffer.alloc(3 * 1024 * 1024));
    await ann.page.getByText('This file is too large for this server.').waitFor();
    expect(await ann.page.getByRole('button', { name: /^Try .* again$/ }).count()).toBe(0);
    await ann.page.getByRole('button', { name: 'Remove zip.png' }).click();
    await ann.page.getByRole('button', { name: 'Remove film.bin' }).click();
    expect(await ann.page.locator('.tray-item').count()).toBe(0);
  });

  it('that are not sent yet are not lost without a question', async () => {
    await choose(ann.page, 'unsent.txt', Buffer.from('hello'));
    await item(ann, 'unsent.txt').and(ann.page.locator('[data-state=kept]')).waitFor();
    const asked = ann.page.waitForEvent('dialog');
    await ann.page.close({ runBeforeUnload: true });
    expect((await asked).type()).toBe('beforeunload');
    expect(ann.surprises.splice(0)).toEqual(['dialog: ']);
    await ann.page.getByRole('button', { name: 'Remove unsent.txt' }).click();
  });

  it('that are pictures open large, by keyboard too, and give the focus back', async () => {
    await picture(ann, 'pot.png').focus();
    await ann.page.keyboard.press('Enter');
    const view = ann.page.getByRole('dialog', { name: 'pot.png' });
    await view.getByRole('img').waitFor();
    await ann.page.keyboard.press('ArrowRight');
    await ann.page.getByRole('dialog', { name: 'cup.png' }).getByText('2 of 2').waitFor();
    await ann.page.keyboard.press('ArrowRight');
    const image = ann.page.getByRole('img', { name: 'cup.png', exact: true }).last();
    const fitting = (await image.boundingBox())!;
    await ann.page.getByRole('button', { name: 'Enlarge' }).press('Enter');
    expect((await image.boundingBox())!.width).toBe(2 * fitting.width);
    await image.click();
    expect(await image.boundingBox()).toEqual(fitting);
    await ann.page.keyboard.press('Escape');
    await ann.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await ann.page.evaluate('document.activeElement.title')).toBe('pot.png');
  });

  it('that are recalled are gone at once, also from the eyes of who looks at them', async () => {
    await picture(bob, 'late.png').click();
    await bob.page.getByRole('dialog', { name: 'late.png' }).waitFor();
    await ann.page
      .locator('.message', { has: picture(ann, 'late.png') })
      .locator('.bubble')
      .hover();
    await ann.page
      .locator('.message', { has: picture(ann, 'late.png') })
      .locator('.tools button')
      .last()
      .click();
    await ann.page.getByRole('menuitem', { name: 'Recall', exact: true }).click();
    await bob.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await picture(bob, 'late.png').count()).toBe(0);
  });
});

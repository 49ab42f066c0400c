import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { ServerProcess } from '../support/server-process.js';
import { Speaker } from '../support/speaker.js';
import { Visitor } from '../support/visitor.js';

const LINES = 750;
const KEPT = 600;

describe('the timeline', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ann: Visitor;
  let speaker: Speaker;

  beforeAll(async () => {
    [server, browser] = await Promise.all([
      ServerProcess.start({ STORE: 'memory', LIMITS: 'off' }),
      launchChromium(),
    ]);
    speaker = await Speaker.named(server.url, 'Bob');
    ann = await Visitor.comes(browser, server.url, 'Ann');
    await speaker.counts(1, LINES);
    await ann.hears(`line ${LINES}`);
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await server.stop();
    expect(ann.surprises).toEqual([]);
  });

  const view = () => ann.page.locator('.timeline');
  const gap = () => view().evaluate((view) => view.scrollHeight - view.scrollTop - view.clientHeight);

  /** The first message that is wholly in view, and where it is. */
  const anchor = (): Promise<{ key: string; top: number }> =>
    ann.page.evaluate(`(() => {
      const edge = document.querySelector('.timeline').getBoundingClientRect().top;
      const row = [...document.querySelectorAll('.message')].find((row) => row.getBoundingClientRect().top >= edge);
      return { key: row.dataset.key, top: row.getBoundingClientRect().top };
    })()`);
  const topOf = async (attribute: 'key' | 'seq', value: string | number): Promise<number> =>
    (await ann.page.locator(`[data-${attribute}="${value}"]`).boundingBox())!.y;
  const seqs = (): Promise<number[]> =>
    ann.page.evaluate(`[...document.querySelectorAll('.message')].map((row) => Number(row.dataset.seq))`);

  it('stays at the end while the reader is there', async () => {
    expect(Math.abs(Number(await gap()))).toBeLessThanOrEqual(1);
    await speaker.says('at the end');
    await ann.hears('at the end');
    expect(Math.abs(Number(await gap()))).toBeLessThanOrEqual(1);
    expect((await seqs()).length).toBeLessThanOrEqual(KEPT);
  });

  it('does not move while the reader looks further up, and counts what is new', async () => {
    await ann.page.mouse.move(600, 400);
    await view().evaluate((element) => void (element.scrollTop -= 2000));
    await ann.page.getByRole('button', { name: 'Jump to the latest message' }).waitFor();
    const { key, top } = await anchor();
    for (let n = 1; n <= 50; n += 1) await speaker.says(`new ${n}`);
    const jump = ann.page.getByRole('button', { name: '50 new messages' });
    await jump.waitFor();
    expect(Math.abs((await topOf('key', key)) - top)).toBeLessThanOrEqual(1);
    await jump.click();
    await ann.hears('new 50');
    await jump.waitFor({ state: 'detached' });
    expect(Math.abs(Number(await gap()))).toBeLessThanOrEqual(1);
  });

  it('brings older messages without moving what is read, also at the very top', async () => {
    for (let pages = 0; (await seqs())[0]! > 1; pages += 1) {
      const before = (await seqs())[0]!;
      // Jumps to the very top, and tells how far the row that stands there moves when rows are put above it.
      const moved = await ann.page.evaluate(`new Promise((done) => {
        const view = document.querySelector('.timeline');
        const row = view.querySelector('.message');
        view.scrollTop = 0;
        const top = row.getBoundingClientRect().top;
        const look = () => {
          if (view.querySelector('.message') === row) return requestAnimationFrame(look);
          requestAnimationFrame(() => done(row.getBoundingClientRect().top - top));
        };
        look();
      })`);
      expect(Math.abs(Number(moved))).toBeLessThanOrEqual(1);
      expect((await seqs())[0]).toBeLessThan(before);
      expect((await seqs()).length).toBeLessThanOrEqual(KEPT);
      expect(pages).toBeLessThan(30);
    }
    await view().evaluate((element) => void (element.scrollTop = 0));
    await ann.page.getByText('This is where “Lobby” begins.').waitFor();
  });

  it('finds the way back down without a hole', async () => {
    const total = LINES + 51;
    for (let pages = 0; (await seqs()).at(-1)! < total; pages += 1) {
      const before = (await seqs()).at(-1)!;
      await view().evaluate((element) => void (element.scrollTop = element.scrollHeight));
      await ann.page.locator(`[data-seq="${before + 1}"]`).waitFor({ state: 'attached' });
      const now = await seqs();
      expect(now).toEqual(now.map((_, at) => now[0]! + at));
      // What stood at the bottom is still there: nobody is carried past what he has not seen.
      const top = await topOf('seq', before);
      expect(top).toBeGreaterThan(400);
      expect(top).toBeLessThan(800);
      expect(pages).toBeLessThan(30);
    }
    await speaker.says('live again');
    await ann.hears('live again');
  });

  const lobby = (): Promise<{ epoch: string; head: number }> =>
    ann.page.evaluate(`fetch('/api/rooms').then((answer) => answer.json()).then(({ rooms }) =>
      rooms.find(({ id }) => id === 'lobby'))`);
  const follow = (hash: string) => ann.page.evaluate(`location.hash = ${JSON.stringify(hash)}`);

  it('opens around the message that a link names, and leads from there to the end without a hole', async () => {
    const link = `#/room/lobby/${(await lobby()).epoch}/200`;
    const message = ann.page.locator('[data-seq="200"]');
    for (let time = 0; time < 2; time += 1) {
      await follow(link);
      await ann.page.locator('[data-seq="200"][data-sought="true"]').waitFor();
      const { y, height } = (await message.boundingBox())!;
      expect(y + height / 2).toBeGreaterThan(300);
      expect(y + height / 2).toBeLessThan(500);
      expect(await message.evaluate((row) => row === document.activeElement)).toBe(true);
      await ann.page.locator('[data-seq="200"][data-sought="false"]').waitFor();
    }
    expect(await ann.page.evaluate('location.hash')).toBe('#/room/lobby');

    const { head } = await lobby();
    while ((await seqs()).at(-1)! < head) {
      const before = (await seqs()).at(-1)!;
      await view().evaluate((element) => void (element.scrollTop = element.scrollHeight));
      await ann.page.locator(`[data-seq="${before + 1}"]`).waitFor({ state: 'attached' });
      const now = await seqs();
      expect(now).toEqual(now.map((_, at) => now[0]! + at));
    }
    await view().evaluate((element) => void (element.scrollTop = element.scrollHeight));
    await speaker.says('after the link');
    await ann.hears('after the link');
  });

  it('opens around the message of a link that the page begins with', async () => {
    const link = `${server.url}/#/room/lobby/${(await lobby()).epoch}/300`;
    const tab = await ann.context.newPage();
    await tab.goto(link);
    await tab.locator('[data-seq="300"][data-sought="true"]').waitFor();
    await tab.close();
  });

  it('says so where the message of a link is not there, and shows the room as it is', async () => {
    const links = [`${(await lobby()).epoch}/99999`, 'another/200'];
    for (const [nth, link] of links.entries()) {
      await follow(`#/room/lobby/${link}`);
      await ann.page.getByText('This message is not there any more').nth(nth).waitFor();
      await ann.hears('after the link');
    }
  });

  it('opens at the first unread message, which stays marked while it is read', async () => {
    const room = await speaker.opensRoom('Busy');
    await speaker.counts(1, 3, room);
    await ann.page.getByRole('button', { name: 'Find rooms' }).click();
    await ann.page.getByRole('button', { name: 'Join Busy' }).click();
    await ann.hears('line 3');
    await ann.opens('Lobby');
    await speaker.counts(4, 150, room);
    await ann.page.reload();
    await ann.settles();
    const item = ann.page.locator('.room-item', { hasText: 'Busy' });
    await item.getByText('147 unread messages').waitFor();
    await ann.opens('Busy');
    const divider = ann.page.getByText('New messages', { exact: true });
    await divider.waitFor();
    expect(
      await divider.evaluate((row) => row.nextElementSibling?.querySelector('.bubble')?.textContent),
    ).toBe('line 4');
    const box = (await divider.boundingBox())!;
    expect(box.y).toBeGreaterThan(60);
    expect(box.y).toBeLessThan(700);

    await ann.page.getByRole('button', { name: /new messages$/ }).click();
    await ann.hears('line 150');
    await item.getByText('unread messages').waitFor({ state: 'detached' });
    expect(Math.abs(Number(await gap()))).toBeLessThanOrEqual(1);
  });

  it('counts a message as read only where the reader looks', async () => {
    await ann.opens('Lobby');
    await ann.looksAway();
    await speaker.says('unseen');
    await ann.hears('unseen');
    await ann.seesTitle('(1) Lobby · Parley');
    await ann.looksBack();
    await ann.seesTitle('Lobby · Parley');
    await ann.page.getByText('New messages', { exact: true }).waitFor();
  });
});

import type { Browser } from 'playwright-core';
import { ELSEWHERE, launchChromium } from '../support/chromium.js';
import { NOTIFICATIONS, Notified } from '../support/notifications.js';
import { ServerProcess } from '../support/server-process.js';
import { Speaker } from '../support/speaker.js';
import { Visitor } from '../support/visitor.js';

describe('notifications', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ann: Visitor;
  let other: Visitor;
  let speaker: Speaker;
  let behind: Notified;
  let epoch: string;

  beforeAll(async () => {
    [server, browser] = await Promise.all([ServerProcess.start(), launchChromium()]);
    speaker = await Speaker.named(server.url, '小明');
    ({ epoch } = await speaker.says('zero'));
    ann = await Visitor.comes(browser, server.url, 'Ann');
    await ann.context.addInitScript(NOTIFICATIONS);
    await ann.page.reload();
    await ann.settles();
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    expect(ann.surprises).toEqual([]);
  });

  const push = (seq: number, text: string, more?: { recalled: true }): Promise<void> =>
    behind.push({ epoch, seq, text, ...more });
  const gone = async (): Promise<void> => {
    while ((await behind.shown()).length > 0);
  };

  it('are shown once over all tabs, after they were asked for', async () => {
    other = await ann.tab();
    const worker = ann.context.waitForEvent('serviceworker');
    await ann.sets('Notifications');
    await ann.page.getByRole('group', { name: 'Notify me' }).getByRole('radio', { name: 'On' }).check();
    behind = await Notified.behind(ann.page, await worker);
    await ann.page.keyboard.press('Escape');
    await ann.looksAway();
    await other.looksAway();
    await speaker.says('**one**');
    await behind.once('小明: one');
    const { seq } = await speaker.says('two');
    await behind.once('小明: two');
    await push(seq, 'two');
    const told: string[][] = await Promise.all(
      ann.context.pages().map((page) => page.evaluate<string[]>('told')),
    );
    expect(told.flat()).toEqual(['小明: one', '小明: two']);
  });

  it('go when they are read in another tab, or recalled', async () => {
    await other.looksBack();
    await gone();
    await other.looksAway();
    await speaker.says('the first');
    await behind.once('the first');
    const said = await speaker.says('my password');
    await behind.once('my password');
    await speaker.recalls(said);
    await gone();
    // The page had shown what was pushed.
    expect(await behind.told()).toEqual([]);
    await other.page.close();
  });

  it('lead to their message, in a window that is there', async () => {
    await ann.looksBack();
    const { seq } = await speaker.says('look here');
    await ann.creates('Tea', 'Public');
    await push(seq, 'look here');
    await behind.once('look here');
    expect(await behind.user('click')).toEqual(['focus']);
    await ann.page.locator('.message[data-sought="true"]', { hasText: 'look here' }).waitFor();
    await ann.page.goto(`${server.url}/icon.svg`);
    await push(1003, 'three');
    await behind.once('three');
    expect(await behind.user('click')).toEqual([`/#/room/lobby/${epoch}/1003`]);
    await ann.page.goto(server.url);
    await ann.settles();
  });

  it('of a push show the newest message of a room, and nothing of what is recalled', async () => {
    await push(1005, 'five');
    await behind.once('five');
    await push(1004, 'four');
    await push(1004, '', { recalled: true });
    await push(1006, '');
    await behind.once('[File]');
    await push(1006, '', { recalled: true });
    expect(await behind.once('was recalled')).toEqual(['Lobby | This message was recalled']);
    expect((await behind.told()).slice(-4)).toEqual([
      '小明: three',
      '小明: five',
      '小明: [File]',
      'This message was recalled',
    ]);
  });

  it('that were put away do not come back', async () => {
    await push(1007, 'seven');
    await behind.once('seven');
    await behind.user('close');
    await push(1007, 'seven');
    await push(1006, 'six');
    await push(1008, 'eight');
    await behind.once('eight');
    expect((await behind.told()).slice(-2)).toEqual(['小明: seven', '小明: eight']);
  });

  it('speak the language of the page', async () => {
    const worker = ann.context.waitForEvent('serviceworker');
    await ann.sets('Appearance and language');
    await ann.page.getByRole('radio', { name: '简体中文' }).check();
    behind = await Notified.behind(ann.page, await worker);
    await push(1009, '');
    expect(await behind.once('[文件]')).toEqual(['大厅 | 小明：[文件]']);
  });

  it('say why they are off on a plain address of the network', async () => {
    const url = server.url.replace('127.0.0.1', ELSEWHERE);
    const guest = await Visitor.comes(browser, url, 'Guest');
    await guest.sets('Notifications');
    await guest.page.getByText('this address is plain http').waitFor();
    await guest.leaves();
  });
});

import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { ServerProcess } from '../support/server-process.js';
import { Visitor } from '../support/visitor.js';

/** All that a browser keeps for the page. */
const KEPT = `(async () => {
  const result = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
  const kept = [{ ...localStorage }, { ...sessionStorage }];
  for (const { name } of await indexedDB.databases()) {
    const db = await result(indexedDB.open(name));
    for (const store of db.objectStoreNames) kept.push(await result(db.transaction(store).objectStore(store).getAll()));
    db.close();
  }
  for (const name of await caches.keys())
    for (const stored of await (await caches.open(name)).matchAll()) kept.push(await stored.text());
  return JSON.stringify(kept);
})()`;

describe('two people with a page each', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ann: Visitor;
  let ming: Visitor;

  beforeAll(async () => {
    [server, browser] = await Promise.all([ServerProcess.start({ STORE: 'sqlite' }), launchChromium()]);
    ann = await Visitor.comes(browser, server.url, 'Ann');
    ming = await Visitor.comes(browser, server.url, '小明', { locale: 'zh-CN' });
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    expect([...ann.surprises, ...ming.surprises]).toEqual([]);
  });

  it('talk, each in a language of his own', async () => {
    await ann.says('Hello!');
    await ming.hears('Hello!');
    await ming.says('你好！');
    await ann.hears('你好！');
    expect(await ann.page.locator('html').getAttribute('lang')).toBe('en');
    expect(await ming.page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await ming.page.getByRole('heading', { name: '大厅' }).waitFor();
    await ann.page.getByRole('complementary').getByText('小明').waitFor();
  });

  it('find everything again after a reload', async () => {
    await ann.page.reload();
    await ann.settles();
    await ann.hears('你好！');
    expect(await ann.texts()).toEqual(['Hello!', '你好！']);
  });

  it('keep nothing in the browser of what was recalled while they were away', async () => {
    await ann.says('a slip of the tongue');
    await ming.hears('a slip of the tongue');
    await ming.isCutOff();
    await ann.does('Recall', 'a slip of the tongue');
    await ann.bubble('a slip of the tongue').waitFor({ state: 'detached' });
    for (const visitor of [ann, ming]) expect(await visitor.page.evaluate(KEPT)).not.toContain('a slip');
    await expect(ming.page.reload()).rejects.toThrow('ERR_INTERNET_DISCONNECTED');
    await ming.context.setOffline(false);
    await ming.page.reload();
    await ming.settles();
    expect(await ming.texts()).toEqual(['Hello!', '你好！']);
  });

  it('open, find, join and leave rooms, and see where something new was said', async () => {
    const { page } = ming;
    await ann.page.getByRole('button', { name: 'New room' }).click();
    await ann.page.getByLabel('Name', { exact: true }).fill('Hiking');
    await ann.page.getByLabel('Topic (optional)').fill('Saturdays at seven');
    await ann.page.getByRole('button', { name: 'Create room' }).click();
    await ann.page.getByRole('heading', { name: 'Hiking' }).waitFor();

    await page.getByRole('button', { name: '发现房间' }).click();
    await page.getByRole('button', { name: '加入 Hiking' }).click();
    await page.getByRole('heading', { name: 'Hiking' }).waitFor();
    await ming.opens('大厅');

    await ann.says('Who is in?');
    const item = page.locator('.room-item', { hasText: 'Hiking' });
    await item.getByText('1 条未读消息').waitFor();
    await ming.seesTitle('(1) 大厅 · Parley');
    await ming.opens('Hiking');
    await ming.hears('Who is in?');
    await ming.seesTitle('Hiking · Parley');

    await page.getByRole('button', { name: '退出房间' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '退出房间' }).click();
    await item.waitFor({ state: 'detached' });
    await ming.opens('大厅');
    await ann.opens('Lobby');
  });

  it('go by their newest name everywhere, and are told apart where it looks like another’s', async () => {
    await ming.page.locator('.me').click();
    await ming.page.getByRole('button', { name: '个人资料' }).click();
    await ming.page.getByLabel('昵称').fill('Аnn');
    await ming.page.getByRole('button', { name: '保存' }).click();
    await ming.page.keyboard.press('Escape');

    const author = ann.page.locator('.message', { hasText: '你好！' }).locator('.by');
    await author.getByText('Аnn').waitFor();
    expect(await author.locator('.tag').textContent()).toMatch(/^[0-9a-f]{4}$/);
  });

  it('are told when the server is gone, write on, and have missed nothing when it is back', async () => {
    await ann.says('before');
    await ming.hears('before');
    await server.kill();
    await ann.page.getByText(/Connection lost\. Next try in \d+ s\./).waitFor();
    await ming.page.getByText(/连接已断开，\d+ 秒后重试。/).waitFor();

    await ann.writes('while it was gone');
    await ann.page.locator('.message[data-state="pending"]', { hasText: 'while it was gone' }).waitFor();
    await server.up();

    await ming.hears('while it was gone');
    await ann.page.locator('.message[data-seq]', { hasText: 'while it was gone' }).waitFor();
    await ming.says('欢迎回来');
    await ann.hears('欢迎回来');
    const said = ['Hello!', '你好！', 'before', 'while it was gone', '欢迎回来'];
    expect(await ann.texts()).toEqual(said);
    expect(await ming.texts()).toEqual(said);
  });

  it('catch up by themselves when the network was away', async () => {
    await ming.context.setOffline(true);
    await ming.page.getByText('网络已断开').first().waitFor();
    for (const text of ['one', 'two', 'three']) await ann.says(text);
    await ming.context.setOffline(false);
    await ming.hears('three');
    expect((await ming.texts()).slice(-3)).toEqual(['one', 'two', 'three']);
  });

  it('sign out in every tab, and are asked for a name again', async () => {
    const guest = await Visitor.comes(browser, server.url, 'Guest');
    const other = await guest.tab();
    await guest.page.locator('.me').click();
    await guest.page.getByRole('button', { name: 'Sign out' }).click();
    await guest.page.getByText('nobody, not even you, can come back').waitFor();
    await guest.page.getByRole('button', { name: 'Sign out' }).click();
    for (const { page } of [guest, other])
      await page.getByRole('heading', { name: 'What should we call you?' }).waitFor();
    expect(await guest.page.getByLabel('Nickname').inputValue()).toBe('Guest');
    await guest.leaves();
  });
});

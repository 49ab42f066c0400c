import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { ServerProcess } from '../support/server-process.js';
import { Visitor } from '../support/visitor.js';

const PASSWORD = 'three blue bicycles';

describe('a page and its accounts', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ann: Visitor;

  beforeAll(async () => {
    [server, browser] = await Promise.all([
      ServerProcess.start({ STORE: 'sqlite', LIMITS: 'off' }),
      launchChromium(),
    ]);
    ann = await Visitor.comes(browser, server.url, 'Ann');
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    expect(ann.surprises).toEqual([]);
  });

  it('let a guest who has written something keep who he is, in every tab', async () => {
    const { page } = ann;
    const hint = page.getByText('You are a guest.');
    expect(await hint.isVisible()).toBe(false);
    await ann.says('I was here first');
    await hint.waitFor();
    const tab = await ann.tab();

    await page.getByRole('button', { name: 'Keep it' }).click();
    const dialog = page.getByRole('dialog', { name: 'Keep this identity' });
    await dialog.getByLabel('Username').fill('12345');
    await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await dialog.getByText('not only digits').waitFor();
    await dialog.getByLabel('Username').fill('Ann.Lee');
    await dialog.getByLabel('Password', { exact: true }).fill('password');
    await page.keyboard.press('Enter');
    await dialog.getByText('nobody would try first').waitFor();
    await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');

    await page.getByText('This identity is yours now.').waitFor();
    await page.getByRole('dialog').getByText('No. 10001').waitFor();
    await page.keyboard.press('Escape');
    await hint.waitFor({ state: 'detached' });
    await ann.settles();
    await ann.says('and here I stay');
    await tab.hears('and here I stay');
    await tab.says('in both tabs');
    await ann.hears('in both tabs');
    await tab.page.close();
  });

  it('sign in on another device, by the number too, and are the same there', async () => {
    const other = await Visitor.signsIn(browser, server.url, '10001', PASSWORD);
    await other.hears('I was here first');
    await other.says('from my phone');
    await ann.hears('from my phone');
    expect(await other.page.locator('.message[data-mine="true"]').count()).toBe(4);
    await other.leaves();
  });

  it('tell who types a wrong password nothing but that', async () => {
    const page = await browser.newPage({ locale: 'en-US' });
    await page.goto(server.url);
    await page.getByRole('button', { name: 'I have an account' }).click();
    for (const login of ['ann.lee', 'nobody']) {
      await page.getByLabel('Username or number').fill(login);
      await page.getByLabel('Password', { exact: true }).fill('wrong password');
      await page.keyboard.press('Enter');
      await page.getByText('The username, the number or the password is wrong.').waitFor();
      await page.getByLabel('Password', { exact: true }).fill('');
    }
    await page.close();
  });

  it('keep the room and the draft while a device that was signed out elsewhere signs in again', async () => {
    const phone = await Visitor.signsIn(browser, server.url, 'ann.lee', PASSWORD);
    await phone.box.fill('half a thought');
    await ann.sets('Devices');
    await ann.page.getByText('This device').waitFor();
    const others = ann.page.getByRole('button', { name: /^Sign out/ });
    for (let left = await others.count(); left > 0; left -= 1) {
      await others.first().click();
      await others.nth(left - 1).waitFor({ state: 'detached' });
    }

    const dialog = phone.page.getByRole('dialog', { name: 'You have been signed out' });
    await dialog.getByText('signed out from another one').waitFor();
    await phone.page.keyboard.press('Escape');
    await phone.page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(true);
    expect(await phone.bubble('I was here first').isVisible()).toBe(true);
    await ann.page.keyboard.press('Escape');
    await ann.says('while you were out');

    expect(await dialog.getByLabel('Username or number').inputValue()).toBe('ann.lee');
    await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await phone.page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await phone.hears('while you were out');
    expect(await phone.box.inputValue()).toBe('half a thought');
    await phone.box.press('Enter');
    await ann.hears('half a thought');
    await phone.leaves();
  });

  it('change the password, which signs out all other devices', async () => {
    const phone = await Visitor.signsIn(browser, server.url, 'ann.lee', PASSWORD);
    await ann.sets('Change password');
    const dialog = ann.page.getByRole('dialog', { name: 'Change password' });
    await dialog.getByLabel('Current password').fill('not this one');
    await dialog.getByLabel('New password').fill('four green kettles');
    await ann.page.keyboard.press('Enter');
    await dialog.getByText('This is not your password.').waitFor();
    await dialog.getByLabel('Current password').fill(PASSWORD);
    await ann.page.keyboard.press('Enter');
    await ann.page.getByText('Saved.').waitFor();
    await ann.page.keyboard.press('Escape');
    await ann.says('still here');
    await phone.page.getByText('Your password was changed on another device.').waitFor();
    await phone.page.getByRole('button', { name: 'To the start page' }).click();
    await phone.page.getByRole('heading', { name: 'Welcome back' }).waitFor();
    await phone.leaves();
  });

  it('take along what a guest was writing and could not send when he signs in', async () => {
    const guest = await Visitor.comes(browser, server.url, 'Guest');
    // From some time on the page can ask, and hears nothing: what is written waits.
    let deaf = false;
    await guest.page.route('**/socket.io/**', (route) => (deaf ? route.abort() : route.continue()));
    await guest.page.routeWebSocket('**/socket.io/**', (socket) => {
      if (deaf) void socket.close();
      else socket.connectToServer();
    });
    await guest.page.reload();
    await guest.settles();
    await guest.says('a guest for a moment');
    deaf = true;
    await server.kill();
    await guest.page.getByText('Connection lost').first().waitFor();
    await guest.writes('written into the void');
    await guest.box.fill('and unfinished');
    await server.up();
    await guest.sets('Sign in to an account');
    await guest.page.getByText('It becomes a draft.').waitFor();
    await guest.page.getByLabel('Username or number').fill('ann.lee');
    await guest.page.getByLabel('Password', { exact: true }).fill('four green kettles');
    await guest.page.keyboard.press('Enter');
    await guest.page.getByRole('dialog').waitFor({ state: 'detached' });
    deaf = false;
    await guest.page.evaluate('dispatchEvent(new Event("online"))');
    await guest.settles();
    expect(await guest.box.inputValue()).toBe('written into the void\nand unfinished');
    expect(await guest.texts()).not.toContain('written into the void');
    await guest.leaves();
  });
});

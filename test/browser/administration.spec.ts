import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { OfferClaim } from '../../src/application/use-cases/offer-claim.js';
import { login } from '../../src/domain/username.js';
import { barriers } from '../support/barriers.js';
import { launchChromium } from '../support/chromium.js';
import { account, runServer, type RunningServer } from '../support/running-server.js';
import { connect } from '../support/socket-client.js';
import { Visitor } from '../support/visitor.js';

const PASSWORD = 'three blue bicycles';

describe('the page of whoever runs the server, and of those who do not', () => {
  let server: RunningServer;
  let browser: Browser;
  let ann: Visitor;
  let bob: Visitor;

  beforeAll(async () => {
    [server, browser] = await Promise.all([runServer(), launchChromium()]);
    ann = await Visitor.comes(browser, server.url, 'Ann');
    bob = await Visitor.comes(browser, server.url, 'Bob');
    await ann.claims('ann', PASSWORD);
    await bob.claims('bob', PASSWORD);
    await bob.says('Hi, I am Bob');
    await ann.hears('Hi, I am Bob');
  });

  afterAll(async () => {
    await browser.close();
    await server.close();
    expect([...ann.surprises, ...bob.surprises]).toEqual([]);
  });

  it('shows who someone is, and keeps him away from those who block him', async () => {
    await bob.sets('Profile');
    await bob.page.getByLabel('Status line').fill('在钓鱼，勿扰');
    await bob.page.getByRole('button', { name: 'Save' }).click();
    await bob.page.getByText('Saved.').waitFor();
    await bob.page.keyboard.press('Escape');

    await ann.page.getByRole('button', { name: 'Profile of Bob' }).click();
    const card = ann.page.getByRole('dialog', { name: 'Bob' });
    await card.getByText('@bob · No. 10002').waitFor();
    await card.getByText('在钓鱼，勿扰').waitFor();
    await card.getByRole('button', { name: 'Block' }).click();
    await card.getByRole('button', { name: 'Unblock' }).waitFor();
    expect(await card.getByRole('button', { name: 'Write directly' }).count()).toBe(0);
    await ann.page.keyboard.press('Escape');

    await bob.page.locator('.member', { hasText: 'Ann' }).click();
    await bob.page.getByRole('button', { name: 'Write directly' }).click();
    await bob.page.getByText('This person cannot be reached.').waitFor();
    await bob.page.keyboard.press('Escape');

    await ann.sets('Privacy and people');
    await ann.page.getByRole('button', { name: 'Unblock Bob' }).click();
    await ann.page.getByRole('button', { name: 'Unblock Bob' }).waitFor({ state: 'detached' });
    await ann.page.keyboard.press('Escape');
  });

  it('shows a note also in a window that was opened after it, where it can be put away', async () => {
    await bob.sets('Profile');
    await bob.page.getByLabel('Status line').fill('在钓鱼');
    await bob.page.getByRole('button', { name: 'Save', exact: true }).click();
    const note = bob.page.getByRole('dialog').getByRole('button', { name: 'Saved.' }).last();
    await note.waitFor();
    await bob.page.keyboard.press('Escape');
    await bob.page.locator('.me').click();
    await note.click({ timeout: 4000 });
    await note.waitFor({ state: 'detached' });
    await bob.page.keyboard.press('Escape');
  });

  it('lets somebody choose who may write to him, on all his pages', async () => {
    const tab = await ann.tab();
    await tab.sets('Privacy and people');
    await ann.sets('Privacy and people');
    await ann.page.getByRole('radio', { name: 'Contacts' }).check();
    await tab.page.getByRole('radio', { name: 'Contacts', checked: true }).waitFor();
    await tab.page.close();
    await ann.page.keyboard.press('Escape');
  });

  it('shows somebody as busy, or not at all, as he wishes', async () => {
    const seen = (presence: string) =>
      bob.page.locator(`.member[data-presence="${presence}"]`, { hasText: 'Ann' });
    await ann.page.locator('.me').click();
    await ann.page.getByRole('radio', { name: 'Busy' }).check();
    await seen('busy').waitFor();
    await ann.page.getByRole('radio', { name: 'Invisible' }).check();
    await seen('offline').waitFor();
    await ann.page.getByRole('radio', { name: 'Online' }).check();
    await seen('online').waitFor();
    await ann.page.keyboard.press('Escape');
  });

  it('draws somebody by a picture of his, cut to a small square', async () => {
    const { page } = ann;
    const drawn = (await page.evaluate(`(() => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 900, height: 600 });
      canvas.getContext('2d').fillRect(0, 0, 300, 600);
      return canvas.toDataURL('image/png').split(',')[1];
    })()`)) as string;
    const picture = { name: 'me.png', mimeType: 'image/png', buffer: Buffer.from(drawn, 'base64') };
    await ann.sets('Profile');
    const picker = page.getByRole('dialog').locator('input[type="file"]');
    await picker.setInputFiles({ ...picture, buffer: Buffer.from('no picture') });
    await page.getByText('no picture that can be shown').waitFor();
    await picker.setInputFiles(picture);
    await page.getByRole('button', { name: 'Remove the picture' }).waitFor();
    await page.keyboard.press('Escape');

    await bob.page.locator('.member', { hasText: 'Ann' }).click();
    await bob.page.locator('.self img').waitFor();
    const size: number[] = await bob.page.evaluate(`(async () => {
      const image = document.querySelector('.self img');
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    })()`);
    expect(size).toEqual([256, 256]);
    await bob.page.keyboard.press('Escape');
    await ann.sets('Profile');
    await page.getByRole('button', { name: 'Remove the picture' }).click();
    await page.getByRole('button', { name: 'Remove the picture' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
  });

  it('makes who brings the token the administrator, and nobody else', async () => {
    const token = (await server.app.get(OfferClaim).execute())!;
    await ann.sets('Profile');
    await ann.page.getByRole('button', { name: 'Do you run this server?' }).click();
    await ann.page.getByLabel('Token').fill('not this one');
    await ann.page.keyboard.press('Enter');
    await ann.page.getByText('This is not the token').waitFor();
    await ann.page.getByLabel('Token').fill(token);
    await ann.page.keyboard.press('Enter');
    await ann.page.getByRole('dialog', { name: 'Administration' }).getByText('@bob').waitFor();
    await bob.page.locator('.me').click();
    expect(await bob.page.getByRole('button', { name: 'Administration' }).count()).toBe(0);
    await bob.page.keyboard.press('Escape');
  });

  it('lets the administrator find a user, give a password, ban and let in again', async () => {
    const { page } = ann;
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Search by name').fill('bob');
    await page.keyboard.press('Enter');
    await dialog.getByText('@ann').waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Bob' }).click();
    await dialog.getByRole('button', { name: 'Give a new password' }).click();
    await dialog.getByText('signed out everywhere').waitFor();
    await dialog.getByRole('button', { name: 'Give a new password' }).click();
    const password = (await dialog.locator('code').textContent())!;

    await bob.page.getByText('Your password was changed').waitFor();
    await bob.page.getByLabel('Password', { exact: true }).fill(password);
    await bob.page.keyboard.press('Enter');
    await bob.page.getByRole('dialog').waitFor({ state: 'detached' });

    await dialog.getByRole('button', { name: 'Ban from this server' }).click();
    await dialog.getByRole('button', { name: 'Ban from this server' }).click();
    await dialog.getByText('Banned').waitFor();
    const over = bob.page.getByRole('dialog', { name: 'You have been signed out' });
    await over.getByText('has banned this user').waitFor();
    await over.getByLabel('Password', { exact: true }).fill(password);
    await bob.page.keyboard.press('Enter');
    await over.getByText('The administrator has banned this user.').waitFor();

    await dialog.getByRole('button', { name: 'Let in again' }).click();
    await dialog.getByText('Banned').waitFor({ state: 'detached' });
    await bob.page.getByLabel('Password', { exact: true }).press('Enter');
    await over.waitFor({ state: 'detached' });
    await bob.says('back again');
    await page.keyboard.press('Escape');
    await ann.hears('back again');
  });

  it('lets the administrator see to what was reported in a direct talk', async () => {
    const cy = await account(server.url, 'Cy');
    const chat = await connect(server.url, cy.token);
    const his = (await server.backend.accounts.find(login('bob')!))!.user.id;
    const { room } = await chat.request('direct:open', { users: [his] });
    const said = { room: room.id, id: randomUUID(), text: 'Buy my boats!' };
    const { epoch, seq } = await chat.request('message:send', said);
    await chat.request('report:create', { room: room.id, epoch, seq, reason: 'Advertising' });
    chat.close();

    await ann.sets('Administration');
    const dialog = ann.page.getByRole('dialog', { name: 'Administration' });
    await dialog.getByRole('radio', { name: 'Reports' }).check();
    await dialog.getByText('Buy my boats!').waitFor();
    await dialog.getByText('Advertising').waitFor();
    expect(await barriers(ann.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Seen to' }).click();
    await dialog.getByText('Ann has seen to it').waitFor();
    await ann.page.keyboard.press('Escape');
  });

  it('lets an administrator appoint another, who may then dismiss the first', async () => {
    await ann.sets('Administration');
    const dialog = ann.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Ann' }).click();
    await dialog.getByRole('button', { name: 'Dismiss as administrator' }).click();
    await dialog.getByRole('button', { name: 'Dismiss as administrator' }).click();
    await dialog.getByText('This is the only administrator.').waitFor();
    await dialog.getByRole('button', { name: 'Back', exact: true }).click();
    await dialog.getByRole('button', { name: 'Bob' }).click();
    await dialog.getByRole('button', { name: 'Make an administrator' }).click();
    expect(await barriers(ann.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Make an administrator' }).click();
    await dialog.getByRole('button', { name: 'Dismiss as administrator' }).waitFor();
    await dialog.getByRole('button', { name: 'Back', exact: true }).click();

    await bob.sets('Administration');
    const his = bob.page.getByRole('dialog');
    await his.getByRole('button', { name: 'Ann' }).click();
    await his.getByRole('button', { name: 'Dismiss as administrator' }).click();
    await his.getByRole('button', { name: 'Dismiss as administrator' }).click();
    await his.getByRole('button', { name: 'Make an administrator' }).waitFor();
    await ann.page.getByRole('dialog', { name: 'Settings' }).waitFor();
    expect(await ann.page.getByRole('button', { name: 'Administration' }).count()).toBe(0);
  });
});

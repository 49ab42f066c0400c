import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** Someone in front of a page, who finds things by what they are called, as people do. */
export class Visitor {
  /** What should never be there: errors of the page's script, and windows that a message opened. */
  readonly surprises: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly nickname: string,
  ) {
    page.on('pageerror', (error) => this.surprises.push(error.stack ?? error.message));
    page.on('dialog', (dialog) => {
      this.surprises.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.setDefaultTimeout(15_000);
  }

  /** Comes with a browser of his own, and enters under the nickname. */
  static async comes(
    browser: Browser,
    url: string,
    nickname: string,
    options: BrowserContextOptions = {},
  ): Promise<Visitor> {
    const visitor = await Visitor.arrives(browser, url, nickname, options);
    await visitor.enter();
    return visitor;
  }

  /** Comes with a browser of his own, as an account. */
  static async signsIn(
    browser: Browser,
    url: string,
    login: string,
    password: string,
    options: BrowserContextOptions = {},
  ): Promise<Visitor> {
    const visitor = await Visitor.arrives(browser, url, login, options);
    const { page } = visitor;
    await page.locator('.card > .link').click();
    await page.locator('input[autocomplete="username"]').fill(login);
    await page.locator('input[autocomplete="current-password"]').fill(password);
    await page.keyboard.press('Enter');
    await visitor.settles();
    return visitor;
  }

  private static async arrives(
    browser: Browser,
    url: string,
    nickname: string,
    options: BrowserContextOptions,
  ): Promise<Visitor> {
    const context = await browser.newContext({
      locale: 'en-US',
      viewport: { width: 1280, height: 800 },
      ...options,
    });
    const visitor = new Visitor(await context.newPage(), nickname);
    await visitor.page.goto(url);
    return visitor;
  }

  get context(): BrowserContext {
    return this.page.context();
  }

  /** Another tab of the same browser. */
  async tab(): Promise<Visitor> {
    const other = new Visitor(await this.context.newPage(), this.nickname);
    await other.page.goto(this.page.url());
    await other.settles();
    return other;
  }

  async enter(): Promise<void> {
    await this.page.locator('.card input').fill(this.nickname);
    await this.page.keyboard.press('Enter');
    await this.settles();
  }

  /** The room is there, with who is in it, and the connection stands. */
  async settles(): Promise<void> {
    await this.page.locator('.timeline .rows[aria-busy="false"]').waitFor();
    await this.page.locator('.room-name p').filter({ hasText: /\d/ }).waitFor();
  }

  /** Opens one of the settings. */
  async sets(what: string): Promise<void> {
    await this.page.locator('.me').click();
    await this.page.getByRole('dialog').getByRole('button', { name: what }).click();
  }

  /** Becomes an account. */
  async claims(username: string, password: string): Promise<void> {
    await this.sets('Keep this identity');
    await this.page.getByLabel('Username').fill(username);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.page.keyboard.press('Enter');
    await this.page.getByText('This identity is yours now.').waitFor();
    await this.page.keyboard.press('Escape');
    await this.settles();
  }

  get box() {
    return this.page.locator('.composer textarea');
  }

  /** The bubble with this text. */
  bubble(text: string) {
    return this.page.locator('.bubble').getByText(text, { exact: true });
  }

  /** The last message that says this itself. */
  message(text: string) {
    const hasNot = this.page.locator('.quote', { hasText: text });
    return this.page.locator('.message', { hasText: text, hasNot }).last();
  }

  /** Opens what can be done with the message. */
  async attends(text: string): Promise<void> {
    await this.message(text).locator('.bubble').hover();
    await this.message(text).locator('.tools button').last().click();
    await this.page.getByRole('menu').waitFor();
  }

  /** Does something with the message, by what it is called in the menu. */
  async does(what: string, text: string): Promise<void> {
    await this.attends(text);
    await this.page.getByRole('menuitem', { name: what, exact: true }).click();
  }

  /** Puts an emoji to the message, or takes it away. */
  async reacts(emoji: string, text: string): Promise<void> {
    await this.attends(text);
    await this.page.getByRole('menuitemcheckbox', { name: emoji }).click();
  }

  /** The emoji at the message, each with how many put it; one’s own in brackets. */
  async reactions(text: string): Promise<string[]> {
    const chips = await this.message(text).locator('.reaction').all();
    return Promise.all(
      chips.map(async (chip) => {
        const told = (await chip.textContent())!;
        return (await chip.getAttribute('aria-pressed')) === 'true' ? `[${told}]` : told;
      }),
    );
  }

  /** Loses the network, and knows it. */
  async isCutOff(): Promise<void> {
    await this.context.setOffline(true);
    await this.page.locator('.banner:is([data-link="offline"], [data-link="waiting"])').waitFor();
  }

  /** The network is back, and what was missed is there. */
  async returns(): Promise<void> {
    await this.context.setOffline(false);
    await this.page.locator('.banner[data-link="well"]').waitFor({ state: 'attached' });
    await this.settles();
  }

  /** Writes and sends; what is sent may still be on its way. */
  async writes(text: string): Promise<void> {
    await this.box.fill(text);
    await this.box.press('Enter');
  }

  /** Says something, and waits until the server has it. */
  async says(text: string): Promise<void> {
    await this.writes(text);
    await this.page.locator('.message[data-seq]').filter({ hasText: text }).last().waitFor();
  }

  async hears(text: string): Promise<void> {
    await this.bubble(text).waitFor();
  }

  /** All texts of the timeline, from top to bottom. */
  async texts(): Promise<string[]> {
    return this.page.locator('.bubble').allTextContents();
  }

  /** The page is called so. */
  async seesTitle(title: string): Promise<void> {
    await this.page.evaluate(`new Promise((done) => {
      const look = () => (document.title === ${JSON.stringify(title)} ? done() : requestAnimationFrame(look));
      look();
    })`);
  }

  async opens(room: string): Promise<void> {
    await this.page.locator('.room-item', { hasText: room }).click();
    await this.page.locator('.room-name h2', { hasText: room }).waitFor();
    await this.settles();
  }

  /** Opens a room of the kind, and is in it. */
  async creates(name: string, kind: 'Public' | 'Private' | 'Announcements'): Promise<void> {
    await this.page.getByRole('button', { name: 'New room' }).click();
    await this.page.getByLabel('Name', { exact: true }).fill(name);
    await this.page.getByRole('radio', { name: kind }).check();
    await this.page.getByRole('button', { name: 'Create room' }).click();
    await this.page.getByRole('heading', { name, level: 2 }).waitFor();
    await this.settles();
  }

  /** Finds a room and becomes a member of it. */
  async joins(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Find rooms' }).click();
    await this.page.getByRole('button', { name: `Join ${name}` }).click();
    await this.page.getByRole('heading', { name, level: 2 }).waitFor();
    await this.settles();
  }

  /** Opens the card of a member of the room. */
  async card(name: string): Promise<void> {
    await this.page.locator('.member', { hasText: name }).click();
    await this.page.getByRole('dialog').waitFor();
  }

  /** The timeline tells that this happened. Names in it are set apart by marks that nobody sees. */
  async isTold(what: string): Promise<void> {
    await this.page.evaluate(`new Promise((done) => {
      const told = (notice) => notice.textContent.replace(/[\\u2068\\u2069]/g, '').includes(${JSON.stringify(what)});
      const look = () => ([...document.querySelectorAll('.notice')].some(told) ? done() : requestAnimationFrame(look));
      look();
    })`);
  }

  /** The window is there, and another one has the attention. */
  async looksAway(): Promise<void> {
    await this.page.evaluate(
      `Object.defineProperty(document, 'hasFocus', { value: () => false, configurable: true })`,
    );
  }

  async looksBack(): Promise<void> {
    await this.page.evaluate(`delete document.hasFocus; window.dispatchEvent(new Event('focus'))`);
  }

  async leaves(): Promise<void> {
    await this.context.close();
  }
}

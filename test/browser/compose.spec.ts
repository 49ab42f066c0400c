import type { Browser, CDPSession } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { ServerProcess } from '../support/server-process.js';
import { Visitor } from '../support/visitor.js';

describe('the message box', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ann: Visitor;
  let keys: CDPSession;

  beforeAll(async () => {
    [server, browser] = await Promise.all([ServerProcess.start(), launchChromium()]);
    ann = await Visitor.comes(browser, server.url, 'Ann');
    keys = await ann.context.newCDPSession(ann.page);
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    expect(ann.surprises).toEqual([]);
  });

  /** An Enter that an input method takes, as Chrome reports it. */
  const enterForInputMethod = async (): Promise<void> => {
    const key = { windowsVirtualKeyCode: 229, key: 'Enter', code: 'Enter' };
    await keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
    await keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
  };

  it('leaves Enter to the input method while a word is composed, and sends by the next one, once', async () => {
    await ann.box.focus();
    await keys.send('Input.imeSetComposition', { text: 'nihao', selectionStart: 5, selectionEnd: 5 });
    await enterForInputMethod();
    expect(await ann.box.inputValue()).toBe('nihao');
    expect(await ann.texts()).toEqual([]);

    await keys.send('Input.insertText', { text: '你好' });
    expect(await ann.box.inputValue()).toBe('你好');
    await ann.page.keyboard.press('Enter');
    await ann.page.locator('.message[data-seq]').waitFor();
    expect(await ann.texts()).toEqual(['你好']);
    expect(await ann.box.inputValue()).toBe('');
  });

  it('takes no notice of the Enter that Safari reports after a composition, and does of a later one', async () => {
    await ann.box.fill('早上好');
    const press = (afterMs: number): Promise<void> =>
      ann.page.evaluate(`new Promise((done) => {
        const box = document.querySelector('textarea');
        const key = { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true };
        box.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
        box.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
        setTimeout(() => done(void box.dispatchEvent(new KeyboardEvent('keydown', key))), ${afterMs});
      })`);
    await press(0);
    expect(await ann.box.inputValue()).toBe('早上好');
    await press(300);
    await ann.hears('早上好');
    expect(await ann.box.inputValue()).toBe('');
  });

  it('makes a new line by Shift and Enter, and sends by the button', async () => {
    await ann.box.fill('two');
    await ann.box.press('Shift+Enter');
    await ann.box.pressSequentially('lines');
    await ann.page.getByRole('button', { name: 'Send' }).click();
    await ann.hears('two\nlines');
    expect(await ann.page.evaluate('document.activeElement.tagName')).toBe('TEXTAREA');
  });

  it('sends once while Enter is held down', async () => {
    await ann.box.fill('held');
    for (const autoRepeat of [false, true, true]) {
      await keys.send('Input.dispatchKeyEvent', {
        type: 'rawKeyDown',
        windowsVirtualKeyCode: 13,
        key: 'Enter',
        code: 'Enter',
        autoRepeat,
      });
    }
    await ann.hears('held');
    await ann.says('after');
    expect((await ann.texts()).filter((text) => text === 'held')).toHaveLength(1);
  });

  it('shows a message at once, and keeps its row when the server has it', async () => {
    // Everything that goes to the server is held back until it is let go.
    await ann.context.setOffline(true);
    await ann.writes('optimistic');
    const row = ann.page.locator('.message', { hasText: 'optimistic' });
    await ann.page.locator('.message[data-state="pending"][aria-busy="true"]').waitFor();
    expect(await ann.box.inputValue()).toBe('');
    await row.evaluate((element) => element.setAttribute('data-marked', 'yes'));
    await ann.context.setOffline(false);
    await ann.page.locator('.message[data-seq]', { hasText: 'optimistic' }).waitFor();
    expect(await row.count()).toBe(1);
    expect(await row.getAttribute('data-marked')).toBe('yes');
  });

  it('keeps what cannot be sent, and says why', async () => {
    const long = '字'.repeat(4001);
    await ann.box.fill(long);
    await ann.page.getByText('1 character too long').waitFor();
    await ann.box.press('Enter');
    await ann.page.getByText('This message is too long: 4,000 characters at most.').waitFor();
    expect(await ann.box.inputValue()).toBe(long);
    await ann.box.fill('');
  });

  it('keeps a draft for each room, over a reload', async () => {
    await ann.page.getByRole('button', { name: 'New room' }).click();
    await ann.page.getByLabel('Name', { exact: true }).fill('Drafts');
    await ann.page.getByRole('button', { name: 'Create room' }).click();
    await ann.page.getByRole('heading', { name: 'Drafts' }).waitFor();
    await ann.box.fill('half a thought');
    await ann.opens('Lobby');
    expect(await ann.box.inputValue()).toBe('');
    await ann.page.locator('.room-item', { hasText: 'Drafts' }).getByText('[Draft] half a thought').waitFor();
    await ann.page.reload();
    await ann.opens('Drafts');
    expect(await ann.box.inputValue()).toBe('half a thought');
    await ann.box.fill('');
    await ann.opens('Lobby');
  });

  it('shows what others wrote as text, whatever they wrote', async () => {
    const corpus = [
      '<img src=x onerror=alert(1)>',
      '<script>alert(2)</script>',
      '<svg/onload=alert(3)>',
      'javascript:alert(4)',
      '[x](javascript:alert(5))',
      '"><iframe src="javascript:alert(6)">',
      '{{constructor.constructor("alert(7)")()}}',
      'https://example.org/"onmouseover="alert(8)',
      '\u202Egnp.exe',
    ];
    const before = (await ann.texts()).length;
    for (const text of corpus) await ann.says(text);
    expect((await ann.texts()).slice(before)).toEqual(corpus);
    expect(await ann.page.locator('.rows').locator('img, script, iframe, svg[onload]').count()).toBe(0);
    const links = ann.page.locator('.bubble a');
    expect(await links.count()).toBe(1);
    expect(await links.getAttribute('href')).toBe('https://example.org/');
    expect(await links.getAttribute('rel')).toBe('noopener noreferrer nofollow');
  });
});

import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { ServerProcess } from '../support/server-process.js';
import { Visitor } from '../support/visitor.js';

describe('the text of a message', () => {
  let server: ServerProcess;
  let browser: Browser;
  let ann: Visitor;
  let bob: Visitor;

  beforeAll(async () => {
    [server, browser] = await Promise.all([ServerProcess.start(), launchChromium()]);
    [ann, bob] = (await Promise.all(
      ['Ann', 'Bob'].map((name) => Visitor.comes(browser, server.url, name)),
    )) as [Visitor, Visitor];
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    expect([...ann.surprises, ...bob.surprises]).toEqual([]);
  });

  /** Ann says it, and both see it drawn so. */
  const draws = async (text: string, selector: string, inside: string): Promise<void> => {
    await ann.writes(text);
    for (const { page } of [ann, bob]) {
      await page
        .locator(`.message[data-seq] .bubble ${selector}`)
        .getByText(inside, { exact: true })
        .waitFor();
    }
  };

  it('fetches what understands marks when there are some, and no sooner', async () => {
    const fetched: string[] = [];
    bob.page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    await ann.says('nothing to draw: 2 * 3 * 4, snake_case');
    await bob.hears('nothing to draw: 2 * 3 * 4, snake_case');
    expect(fetched.filter((path) => path.includes('marked-text'))).toEqual([]);
    // Whoever does not get it at first gets it later.
    await ann.page.route('**/marked-text-*.js', (route) => route.abort(), { times: 1 });
    await draws('now **there is**', 'strong', 'there is');
    await bob.page.locator('.room-item').getByText('Ann: now there is').waitFor();
    expect(fetched.filter((path) => path.includes('marked-text'))).toHaveLength(1);
    expect(fetched.filter((path) => path.includes('highlight'))).toEqual([]);
  });

  it('draws emphasis, lists, quotes and code', async () => {
    await draws('*leaning*', 'em', 'leaning');
    await draws('这是**重点：**后面', 'strong', '重点：');
    await draws('~~gone~~', 'del', 'gone');
    await draws('- one\n- two', 'ul li', 'two');
    await draws('3. three', 'ol[start="3"] li', 'three');
    await draws('> quoted', 'blockquote', 'quoted');
    await draws('`code`', 'code', 'code');
    await draws('[a link](https://example.org/a_b_c)', 'a[href="https://example.org/a_b_c"]', 'a link');
  });

  it('colours code in the languages it knows, without losing a character', async () => {
    await draws('```ts\nconst a: string = "<b>";\n```', 'pre .code-kwd', 'const');
    expect(await bob.page.locator('.bubble pre').last().textContent()).toBe('const a: string = "<b>";');
    await draws('```klingon\nnuqneH\n```', 'pre code', 'nuqneH');
  });

  it('keeps the reader at the end while a text grows by what is drawn of it', async () => {
    const late = await Visitor.comes(browser, server.url, 'Late');
    await late.page.locator('.bubble pre .code-kwd').waitFor();
    await late.page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    );
    const gap =
      'document.querySelector(".timeline").scrollHeight - document.querySelector(".timeline").scrollTop - document.querySelector(".timeline").clientHeight';
    expect(Math.abs(await late.page.evaluate<number>(gap))).toBeLessThanOrEqual(1);
    await late.leaves();
  });

  it('executes nothing, and leads nowhere but to the web and to mail', async () => {
    const corpus = [
      '**<img src=x onerror=alert(1)>**',
      '`<script>alert(2)</script>`',
      '> <svg/onload=alert(3)>',
      '- <iframe src="javascript:alert(4)"></iframe>',
      '[x](javascript:alert(5)) **b**',
      '[x](JaVaScRiPt&colon;alert(6)) **b**',
      '[x](java\tscript:alert(7)) **b**',
      '[x](\u0001javascript:alert(8)) **b**'.replace('\u0001', '\u2028'),
      '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCg5KTwvc2NyaXB0Pg==) **b**',
      '[x](vbscript:msgbox(10)) **b**',
      '![x](https://example.org/pixel.png) **b**',
      '![x](javascript:alert(11)) **b**',
      '<javascript:alert(12)> **b**',
      '[x]: javascript:alert(13)\n\n[x] **b**',
      '[<img src=x onerror=alert(14)>](https://example.org/14)',
      '[x](https://example.org/"onmouseover="alert(15)) **b**',
      '[x](https://example.org/15 "title\\" onclick=alert(15)") **b**',
      '```html\n<script>alert(16)</script><img src=x onerror=alert(16)>\n```',
      '```<img src=x onerror=alert(17)>\nx\n```',
      '**bold <style>*{display:none}</style>**',
      '&lt;script&gt;alert(18)&lt;/script&gt; **b**',
      '<!-- **b** --> <![CDATA[ **c** ]]>',
    ];
    for (const text of corpus) await ann.writes(text);
    await ann.says('the end of it');
    await bob.hears('the end of it');
    const rows = bob.page.locator('.rows');
    await rows.locator('.bubble pre .code-var').first().waitFor();
    const odd = rows
      .locator('.bubble')
      .locator('img, script, iframe, svg, style, object, [onclick], [onmouseover], [onerror]');
    expect(await odd.count()).toBe(0);
    const links = await rows
      .locator('.bubble a')
      .evaluateAll((all) =>
        all.map(
          (one) =>
            `${(one as HTMLAnchorElement).protocol} ${one.getAttribute('rel')} ${one.getAttribute('target')}`,
        ),
      );
    expect(new Set(links)).toEqual(new Set(['https: noopener noreferrer nofollow _blank']));
  });

  it('breaks long words and code on a narrow screen', async () => {
    const narrow = await Visitor.comes(browser, server.url, 'Narrow', {
      viewport: { width: 360, height: 640 },
    });
    await ann.writes('**' + 'Donaudampfschifffahrtsgesellschaft'.repeat(4) + '**');
    await ann.writes('```\n' + 'x'.repeat(200) + '\n```');
    await narrow.page.locator('.bubble pre', { hasText: 'xxxx' }).waitFor();
    const wide = await narrow.page.evaluate<number>(
      'Math.max(...[...document.querySelectorAll(".bubble, .bubble *")].map((one) => one.getBoundingClientRect().right))',
    );
    expect(wide).toBeLessThanOrEqual(360);
    await narrow.leaves();
  });
});

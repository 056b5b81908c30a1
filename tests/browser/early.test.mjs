// From the first paint on, what is tapped, opened or typed on the page as built is answered at once, and done when the program
// comes: nothing is lost, nothing is done twice. The phone is slow: 1.6 Mbit/s, 150 ms a request, a processor slowed four times.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { decisionPage, live, say } from './hostile.mjs';
import { dist, launch, open, serve } from './support.mjs';

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const network = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
let browser, site;
before(async () => {
  browser = await launch();
  site = await serve(dist, { brotli: true });
});
after(async () => { await browser.close(); await site.close(); });

/** Opens a page as a slow phone does; gives it 200 ms after its first paint, before the program is there. */
async function painted(path, slowed = 4) {
  const page = await open(browser, phone);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', network);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowed });
  await page.addInitScript(() => {
    globalThis.__chosen = [];
    addEventListener('change', (event) => { if (event.target.type === 'radio') __chosen.push(event.target.closest('label').textContent); }, true);
    const seen = new Promise((done) => new PerformanceObserver(done).observe({ type: 'paint', buffered: true }));
    globalThis.__painted = seen.then(() => new Promise((done) => setTimeout(done, 200)));
  });
  await page.goto(site.at(path), { waitUntil: 'commit' });
  await page.evaluate(() => __painted);
  return page;
}

/** The same on a quick phone, where the words come late; `wait` is how late, in milliseconds. */
async function waiting(path, wait) {
  const slow = await serve(dist);
  slow.delay('content/words/en.yaml', wait);
  const page = await open(browser, phone);
  await page.goto(slow.at(path), { waitUntil: 'domcontentloaded' });
  await page.waitForTimeout(300);
  assert.equal(await page.locator('html.live').count(), 0, `${path}: the program is not there yet`);
  return { page, close: async () => { await page.context().close(); await slow.close(); } };
}

/** Everything in sight that answers a tap: what it is, its words, where it leads, and where its middle is. */
const tappable = (page) => page.evaluate(() => {
  const found = [];
  for (const it of document.querySelectorAll('a[href], summary, label, input[type=search], button')) {
    const box = it.getBoundingClientRect();
    const [x, y] = [box.x + Math.min(box.width / 2, 60), box.y + box.height / 2];
    if (!it.checkVisibility({ visibilityProperty: true }) || !box.width || y < 0 || y > innerHeight) continue;
    if (!it.contains(document.elementFromPoint(x, y))) continue;
    found.push({ tag: it.localName, words: it.textContent.trim(), href: it.getAttribute('href'), x, y });
  }
  return found;
});

/** What has to be so once the program is there. */
async function assertDone(page, it, path) {
  const what = `${path}: ${it.tag} ${it.words}`;
  if (it.tag === 'a' && !it.href.startsWith('#')) return page.waitForURL((url) => url.href.endsWith(it.href));
  if (it.tag === 'a' && it.href === '#main-title') return live(page);
  await live(page);
  if (it.tag === 'a') {
    assert.equal(await page.evaluate(() => location.hash), it.href, what);
    return page.locator(`.step--${it.href.slice(1)} #main-title, #main-title`).first().waitFor();
  }
  if (it.tag === 'summary') {
    const open = await page.locator('summary').filter({ hasText: it.words }).first().evaluate((summary) => summary.parentElement.open);
    return assert.ok(open, what);
  }
  if (it.tag === 'label' && it.words === say('bigger')) return assert.ok(await page.locator('#bigger').isChecked(), what);
  if (it.tag === 'label') {
    assert.ok(await page.getByRole('radio', { name: it.words, exact: true }).first().isChecked(), what);
    // By the finger on the page as built, and again on what the program drew; or on that alone, if it came meanwhile.
    const chosen = await page.evaluate(() => __chosen);
    return assert.ok(chosen.length < 3 && chosen.every((words) => words === it.words), `${what}: ${chosen}`);
  }
  assert.fail(`${what}: the test does not know what a tap on it should do`);
}

test('whatever is tapped 200 ms after the first paint is done when the program is there, on every kind of page', async (t) => {
  let taps = 0, early = 0;
  for (const path of [decisionPage, 'index.en.html', 'sheets-follow-up-plan.en.html']) {
    const first = await painted(path, 1);
    const all = (await tappable(first)).filter(({ tag }) => tag !== 'input');
    await first.context().close();
    assert.ok(all.length > 1, path);
    // One link to another page stands for its like.
    const isPage = ({ tag, href }) => tag === 'a' && !href.startsWith('#');
    const few = [...all.filter((it) => !isPage(it)), ...all.filter(isPage).slice(0, 1)];
    for (const it of few) {
      const page = await painted(path);
      early += 1 - (await page.locator('html.live').count());
      await page.touchscreen.tap(it.x, it.y);
      await assertDone(page, it, path);
      assert.deepEqual(page.seen.errors, [], path);
      await page.context().close();
      taps += 1;
    }
  }
  t.diagnostic(`${taps} taps, ${early} of them before the program was there; none lost, none done twice`);
  assert.ok(early > taps / 2, `${early} of ${taps} were early`);
});

test('what is typed before the program comes is searched for, and typing goes on', async () => {
  const { page, close } = await waiting('index.en.html', 1500);
  const field = page.getByRole('searchbox');
  await field.tap();
  await page.keyboard.type('prost');
  await live(page);
  await page.keyboard.type('ate');
  assert.equal(await field.inputValue(), 'prostate');
  await page.waitForFunction(() => [...document.querySelectorAll('.topics .topic')].every((it) => /prostate/i.test(it.closest('li').textContent)));
  await close();
});

test('a finger that is down when the program comes taps what it was on', async () => {
  const { page, close } = await waiting(decisionPage, 1500);
  const { x, y } = (await tappable(page)).find(({ words }) => words === say('detail-main'));
  const devtools = await page.context().newCDPSession(page);
  const mouse = (type) => devtools.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
  await mouse('mousePressed');
  await page.waitForTimeout(2200);
  assert.equal(await page.locator('html.live').count(), 0, 'it waits for the finger');
  await mouse('mouseReleased');
  await live(page);
  assert.ok(await page.getByRole('radio', { name: say('detail-main'), exact: true }).isChecked());
  await close();
});

test('what was opened and where the keyboard is stays so when the program comes', async () => {
  const { page, close } = await waiting(decisionPage, 1500);
  const fold = page.locator('.fold summary').first();
  await fold.click();
  await page.getByRole('link', { name: say('way-short'), exact: true }).first().focus();
  await live(page);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), say('way-short'));
  assert.ok(await fold.evaluate((it) => it.parentElement.open));
  await close();
});

test('where somebody of the same site could read it, nothing stays chosen', async () => {
  const host = await serve(dist);
  host.answer('host.html', `<!doctype html><title>Host</title><link rel="icon" href="data:,"><iframe src="${decisionPage}" title="Tandem" width="360" height="700"></iframe>`);
  host.delay('content/words/en.yaml', 1500);
  const page = await open(browser, { viewport: { width: 400, height: 800 } });
  await page.goto(host.at('host.html'), { waitUntil: 'domcontentloaded' });
  const frame = page.frameLocator('iframe');
  await frame.getByRole('radio', { name: say('detail-main'), exact: true }).first().check();
  await frame.getByText(say('beside'), { exact: true }).waitFor();
  assert.equal(await frame.locator('input:checked').count(), 0);
  assert.equal(await frame.getByRole('radio', { name: say('detail-main'), exact: true }).first().isVisible(), false);
  await page.context().close();
  await host.close();
});

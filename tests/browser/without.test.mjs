// Without the program, whatever kept it away, the page as built says everything: cards, numbers, a page to fill in by
// hand. Where a script can run at all, it says that the rest could not start.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { assertCalm, button, cards, decisionPage, field, fields, follow, go, heading, live, onDevice, ownAddress, published, quiet, say, toldByThePage, visit } from './hostile.mjs';
import { dist, launch } from './support.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const file = (pattern) => `app/${readdirSync(`${dist}/app`).find((name) => pattern.test(name))}`;
const program = file(/^program-.*\.wasm$/);
const glue = file(/^program-.*\.js$/);
const boot = file(/^boot-.*\.js$/);
const topic = 'My choices when prostate cancer has not spread';

/** Whether it can be seen once somebody has scrolled there: the browser draws what is far away only when it comes near. */
const shown = (locator) => locator.first().evaluate((it) => it.checkVisibility({ visibilityProperty: true }));

/** Everything can be read, nothing pretends to be of use, and what is hard to read is folded. */
async function assertStill(page, what) {
  const look = () => page.locator('body').evaluate((body) => {
    const seen = (it) => it.checkVisibility({ visibilityProperty: true });
    const all = (selector) => [...body.querySelectorAll(selector)].filter(seen).map((it) => it.textContent.replace(/\s+/g, ' '));
    const rows = [...body.querySelectorAll('.compare__numbers')].filter(seen);
    const numbers = rows.map((row) => [...row.querySelectorAll('.compare__number')].map((it) => it.textContent).join(', '));
    return { headings: all('h1, h2'), numbers, sentences: all('.cell__number'), controls: all('input:not(#bigger), textarea, select, button') };
  });
  const still = await look();
  for (const name of [topic, say('place-choices'), 'Surgery', say('place-compare'), say('place-about'), say('privacy-title'), say('worksheet-title')]) {
    assert.ok(still.headings.includes(name), `${what}: ${name}`);
  }
  assert.ok(still.numbers.includes('4, 46, 5'), `${what}: numbers`);
  assert.ok(!still.numbers.includes('23, 21, 21'), `${what}: survival is folded away`);
  // "Bigger words" needs no program.
  assert.deepEqual(still.controls, [], what);
  // Letters that come while a finger is down move what it pressed.
  await quiet(page, 150);
  await page.locator('summary').filter({ hasText: say('place-survival') }).click();
  assert.ok((await look()).numbers.includes('23, 21, 21'), `${what}: and opens`);
  // A row opens to its sentences and pictures without any program.
  assert.deepEqual(still.sentences, [], `${what}: rows are closed at first`);
  for (const [number, sentence] of [['46', '46 out of 100'], ['23', '23 out of 100']]) {
    const row = page.locator('.compare__outcome').filter({ has: page.locator('.compare__number').getByText(number, { exact: true }) }).first();
    await row.locator('summary').click();
    assert.ok((await look()).sentences.includes(sentence), `${what}: the row of ${sentence} opens`);
  }
}

/** The sentence that the rest could not start, before all else: "below" is said in it. */
async function assertSaid(page, what) {
  await page.getByText(say('unread'), { exact: true }).waitFor({ timeout: 5000 });
  const above = (await page.locator('#unread').boundingBox()).y < (await heading(page).boundingBox()).y;
  assert.ok(above, `${what}: the sentence stands before the page`);
}

/** The style itself counts how long the program was waited for. */
const tenSecondsLater = (page) => page.evaluate(() => document.getAnimations().forEach((it) => it.finish()));

test('with scripts switched off everything is there to read and to fill in by hand', async () => {
  const { page, site, close } = await visit(browser, { javaScriptEnabled: false, running: false });
  await assertStill(page, 'no scripts');
  assert.equal(await page.getByText(say('unread')).isVisible(), false, 'nobody is told of what they do not miss');
  assert.equal(await shown(page.getByText('☐')), true);
  assert.ok(page.seen.requests.every(({ url }) => url.startsWith(site.at())));
  await close();
});

test('no page has a link to nothing, or two things of one name', () => {
  for (const page of [decisionPage, 'index.html']) {
    const html = published(page);
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    // What ends a talk is hidden until the program has it seen, and leads to a place that only the program has.
    const read = html.replace(/<div class="talk-over" id="talk-ask".*?<\/div>/s, '');
    const dead = [...read.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id).filter((id) => !ids.includes(id));
    assert.deepEqual([...new Set(dead)], [], `${page}: links to nothing`);
    assert.deepEqual(ids.filter((id, place) => ids.indexOf(id) !== place), [], `${page}: ids twice`);
  }
});

test('without a script an address after # goes to its place', async () => {
  const { page, site, close } = await visit(browser, { javaScriptEnabled: false, running: false });
  const missed = [];
  for (const id of ['choices', 'surgery', 'radiotherapy', 'side-by-side', 'numbers', 'matters', 'my-page', 'about', 'start', 'survival', 'source-5', 'who-for']) {
    await page.goto('about:blank');
    await page.goto(site.at(`${decisionPage}#${id}`));
    const box = await page.locator(`[id="${id}"]`).first().boundingBox();
    if (!box || box.y < -5 || box.y > 700) missed.push(`#${id} stands at ${Math.round(box?.y)}`);
  }
  assert.deepEqual(missed, []);
  await close();
});

test('a browser too old for the script keeps the page as built', async () => {
  const { page, close } = await visit(browser, {
    running: false,
    prepare: (site) => site.answer(boot, 'this is; no script that { any browser understands'),
  });
  await quiet(page);
  assert.ok(page.seen.requests.some(({ url }) => url.endsWith(boot)), 'the script was asked for');
  await tenSecondsLater(page);
  await assertStill(page, 'old');
  await close();
});

const bytes = readFileSync(`${dist}/${program}`);
const scrambled = Buffer.from(bytes.map((byte, place) => (place > 1000 && place % 97 === 0 ? byte ^ 0x55 : byte)));
const elsewhere = '<!doctype html><title>Not found</title><p>Oops</p>';
const mishaps = {
  'no WebAssembly': { before: (page) => page.context().addInitScript(() => { delete globalThis.WebAssembly; }) },
  'WebAssembly that refuses': { before: (page) => page.context().addInitScript(() => { WebAssembly.compile = WebAssembly.compileStreaming = WebAssembly.instantiate = () => Promise.reject(new WebAssembly.CompileError('no')); }) },
  'no program': { prepare: (site) => site.lose(program) },
  'an empty program': { prepare: (site) => site.answer(program, '') },
  'half a program': { prepare: (site) => site.answer(program, bytes.subarray(0, bytes.length / 2)) },
  'a scrambled program': { prepare: (site) => site.answer(program, scrambled) },
  'a page instead of the program': { prepare: (site) => site.answer(program, elsewhere, 'text/html') },
  'no glue': { prepare: (site) => site.lose(glue) },
  'glue that breaks': { prepare: (site) => site.answer(glue, 'throw new Error("broken")') },
  'no words': { prepare: (site) => site.lose('content/words/en.yaml') },
  'empty words': { prepare: (site) => site.answer('content/words/en.yaml', '') },
  'a page instead of words': { prepare: (site) => site.answer('content/words/en.yaml', elsewhere) },
  'no cards': { prepare: (site) => site.lose(`${cards}decision.md`) },
  'no content at all': { before: (page) => page.route(/\/content\//, (route) => route.abort()) },
};
for (const [name, options] of Object.entries(mishaps)) {
  test(`${name}: the page as built stays, and says that the rest could not start`, async () => {
    const { page, close } = await visit(browser, { ...options, running: false });
    await assertSaid(page, name);
    await assertStill(page, name);
    assert.equal(await page.locator('html.live').count(), 0);
    assert.deepEqual(page.seen.errors, [], 'no uncaught error');
    assert.deepEqual(page.seen.violations, []);
    assert.deepEqual(toldByThePage(page).filter(({ text }) => !/Failed to load resource/.test(text)), []);
    await close();
  });
}

/** What came after the oldest browsers that run the program, or that somebody may have switched off. */
const NEWER = { style: /@container|:has\(|subgrid|text-wrap|content-visibility|\d(?:vb|cqi)\b/g, globals: ['structuredClone', 'customElements', 'requestIdleCallback', 'caches', 'speechSynthesis'] };

const hashOf = (text) => createHash('sha256').update(text).digest('base64');

/** A page whose style has only what those browsers know, each style with its new hash in the policy. */
function inOlderStyle(page) {
  const older = (style) => style.replace(NEWER.style, (it) => (it.startsWith('@') ? '@unknown' : it.endsWith('(') ? ':unknown(' : 'unknown'));
  const styles = [...page.matchAll(/<style data-style="[a-z]+">([^<]*)</g)].map(([, style]) => style);
  assert.ok(styles.length > 0 && styles.every((style) => page.includes(hashOf(style))), 'the styles of a page are named in its policy');
  return styles.reduce((text, style) => text.replace(style, () => older(style)).replace(hashOf(style), () => hashOf(older(style))), page);
}

test('the oldest browsers: without newer style and script, and with storage refused, the program runs and its page is made', async () => {
  const { page, close } = await visit(browser, {
    viewport: { width: 360, height: 740 },
    running: false,
    prepare: (site) => {
      ownAddress(site);
      site.answer(decisionPage, inOlderStyle(published(decisionPage)));
    },
    before: (page) => page.context().addInitScript((names) => {
      for (const name of names) delete globalThis[name];
      Object.defineProperty(globalThis, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError'); } });
      for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(globalThis, name, { get() { throw new DOMException('no', 'SecurityError'); } });
      delete HTMLElement.prototype.inert;
      delete Element.prototype.checkVisibility;
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
    }, NEWER.globals),
  });
  await live(page);
  await follow(page, 'place-matters');
  await button(page.getByRole('main'), 'pile-lot').first().click();
  for (const [place, label] of fields) {
    await go(page, place);
    await field(page, label).fill(`words in ${place}`);
    if (await button(page, 'add').count()) await button(page, 'add').click();
  }
  await go(page, 'my-page');
  const sheet = page.getByRole('article', { name: say('place-page') });
  for (const [place] of fields) await sheet.getByText(`words in ${place}`).first().waitFor();
  for (const place of ['decision', 'choices', 'side-by-side', 'matters', 'my-way', 'questions', 'where-i-stand', 'my-page', 'talk']) {
    await go(page, place);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${place} is wider than the screen`);
  }
  assertCalm(page);
  await close();
});

test('without the boot file the page as built stays, and says by itself that the rest could not start', async () => {
  const { page, close } = await visit(browser, { running: false, prepare: (site) => site.lose(boot) });
  await quiet(page);
  assert.equal(await page.getByText(say('unread'), { exact: true }).isVisible(), false, 'not before its time');
  await tenSecondsLater(page);
  await assertSaid(page, 'no boot file');
  await assertStill(page, 'no boot file');
  await close();
});

test('a program that takes longer than ten seconds: said until it comes, and then it works', async () => {
  let letGo;
  const held = new Promise((done) => { letGo = done; });
  const { page, close } = await visit(browser, {
    running: false,
    before: async (page) => {
      await page.clock.install();
      await page.route(/\.wasm$/, async (route) => { await held; await route.continue(); });
    },
  });
  await heading(page).waitFor();
  await page.clock.fastForward(9_000);
  assert.equal(await page.getByText(say('unread')).isVisible(), false, 'not before its time');
  await page.clock.fastForward(2_000);
  await page.getByText(say('unread'), { exact: true }).waitFor();
  const where = await page.locator('#unread').boundingBox();
  await assertStill(page, 'slow');
  letGo();
  await live(page);
  assert.equal(await page.getByText(say('unread')).isVisible(), false);
  await follow(page, 'place-matters');
  await button(page.getByRole('main'), 'pile-lot').first().click();
  await button(page, 'clear').waitFor();
  assertCalm(page);
  await close();
  assert.ok(where.y < 300, `said where people see it, not ${Math.round(where.y)} px down`);
});

test('a host that serves the program as some other kind of file', async () => {
  const unread = [];
  for (const kind of ['application/octet-stream', 'text/plain', 'application/wasm; charset=utf-8', '']) {
    const { page, close } = await visit(browser, { running: false, prepare: (site) => site.answer(program, bytes, kind) });
    await page.locator('html.live, #unread.unread--now').first().waitFor({ state: 'attached' });
    if (await page.locator('html.live').count()) {
      await follow(page, 'place-matters');
      await button(page.getByRole('main'), 'pile-lot').first().click();
      await button(page, 'clear').waitFor();
      assertCalm(page, kind);
    } else {
      unread.push(kind);
    }
    await close();
  }
  assert.deepEqual(unread, []);
});

test('with the network gone after loading, the whole journey works from memory', async () => {
  const { page, site, context, close } = await visit(browser, { acceptDownloads: true });
  // Not in the middle of what is laid away for later: the browser tells of each of those files that it cannot have.
  await onDevice(page);
  await context.setOffline(true);
  await site.close();
  const before = page.seen.requests.length;
  for (const [place, name] of [['choices', 'place-choices'], ['side-by-side', 'place-compare'], ['survival', 'place-survival'], ['about', 'place-about'], ['start', 'place-start']]) {
    await go(page, place);
    await page.getByRole('heading', { name: say(name), exact: true }).first().waitFor();
  }
  await go(page, 'surgery');
  await page.getByRole('heading', { name: 'Surgery', exact: true }).first().waitFor();
  await follow(page, 'place-matters');
  for (const it of (await button(page.getByRole('main'), 'pile-lot').all()).slice(0, 3)) await it.click();
  await follow(page, 'place-my-way');
  await button(page, 'mark-same').first().click();
  for (const [place, label] of fields) {
    await go(page, place);
    await field(page, label).fill(`words in ${place}`);
    if (await button(page, 'add').count()) await button(page, 'add').click();
  }
  const sheet = page.getByRole('article', { name: say('place-page') });
  for (const [place] of fields) await sheet.getByText(`words in ${place}`).first().waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'save').click()]);
  assert.match(readFileSync(await download.path(), 'utf8'), /words in my-page/);
  await button(page, 'clear').click();
  await button(page, 'clear-yes').click();
  assert.equal(page.seen.requests.slice(before).filter(({ url }) => !url.startsWith('blob:')).length, 0);
  assertCalm(page);
  await close();
});

test('the list of topics is there without a script, and without its program', async () => {
  for (const path of ['index.html', 'index.en.html']) {
    const { page, close } = await visit(browser, { path, javaScriptEnabled: false, running: false });
    await page.getByRole('heading', { name: say('library-title') }).waitFor();
    // What is said to everyone before any program runs: nothing outlasts the page.
    await page.getByText(`${say('privacy-promise')} ${say('privacy-gone')}`, { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Prostate cancer that has not spread' }).click();
    await page.getByRole('heading', { name: topic }).waitFor();
    await close();
  }
  const { page, close } = await visit(browser, { path: 'index.html', running: false, prepare: (site) => site.lose(program) });
  await page.locator('#unread.unread--now').waitFor({ state: 'attached' });
  await page.getByRole('link', { name: 'Prostate cancer that has not spread' }).waitFor();
  await close();
});

test('on paper the page as built is all there, unfolded', async () => {
  const { page, close } = await visit(browser, { javaScriptEnabled: false, running: false });
  await page.emulateMedia({ media: 'print' });
  for (const text of ['46 out of 100', '23 out of 100', say('worksheet-title')]) assert.equal(await shown(page.getByText(text, { exact: true })), true, text);
  assert.ok((await page.pdf()).length > 50_000);
  await close();
});

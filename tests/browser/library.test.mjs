// The list of topics when there are a thousand: any of them found by its words, at once, for no more to download than their
// titles; and all of them there without a script.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { assertCalm, live, nothingStored, published, quiet, say, stored, told } from './hostile.mjs';
import { app, axe, dist, launch, open, root, serve, slowness } from './support.mjs';
import { lines, topics } from './thousand.mjs';

const shown = 50;
const bytesATopic = 60;
const frame = 16;
const library = 'content/library.en.md';
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };

const shipped = published(library).split('\n').filter((line) => line.startsWith('- '));
// Without the other names that the shipped topics have: what is counted here are words of titles.
const head = published(library).split(/^- /m)[0].replace(/^other-names:\n( {2}- .*\n)+/m, '');
const generated = topics(1000 - shipped.length);
const thousand = `${head}${shipped.join('\n')}\n${lines(generated)}`;
// Only one more than the list has room for get a page, all the same one: a thousand would take minutes, and nobody opens them.
const paged = generated.slice(0, Math.max(0, shown + 1 - shipped.length));
const folder = mkdtempSync(join(tmpdir(), 'tandem-library-'));
const large = join(folder, 'dist');

let browser;
before(async () => {
  const content = join(folder, 'content');
  cpSync(join(root, 'content'), content, { recursive: true });
  const [, copied] = /\(([a-z0-9-]+)\/en\//.exec(shipped.at(-1));
  for (const { id } of paged) cpSync(join(content, copied), join(content, id), { recursive: true });
  writeFileSync(join(content, 'library.en.md'), `${head}${shipped.join('\n')}\n${lines(paged)}`);
  const command = ['publish', content, '--app', app, '--to', large, '--allow-unreviewed'];
  execFileSync(join(app, '../debug/tandem'), command, { stdio: 'pipe' });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** A published library whose file lists a thousand topics. */
async function serveThousand(options) {
  const site = await serve(large, options);
  site.answer(library, thousand);
  return site;
}

/** The page with a thousand topics, or another site's. */
async function visit({ site: given, ...options } = {}) {
  const site = given ?? (await serveThousand());
  const page = await open(browser, options);
  page.setDefaultTimeout(8000);
  await page.goto(site.at());
  if (options.javaScriptEnabled !== false) await live(page);
  const close = async () => { await page.context().close(); await site.close(); };
  return { site, page, close };
}

const field = (page) => page.getByRole('searchbox', { name: say('library-search'), exact: true });
const line = (page) => page.getByRole('search').getByRole('status');
/** What the line says; what holds a number together counts as a space. */
const lineText = async (page) => (await line(page).textContent()).replace(/\u00a0/g, ' ');
const listed = (page) => page.locator('.topics a').evaluateAll((all) => all.map((it) => it.textContent));
const more = (count) => say('library-more', { shown, count: count.toLocaleString('en-GB') });

test('a thousand topics cost no more than their titles', async (t) => {
  const weigh = async (site) => {
    // What a worker fetches for reading without a network comes when it likes.
    const { page, close } = await visit({ site, serviceWorkers: 'block' });
    await quiet(page);
    const [bytes, paths] = [site.sent(), site.requests.map(({ path }) => path)];
    await close();
    return { bytes, paths };
  };
  const few = await weigh(await serve(dist, { brotli: true }));
  const many = await weigh(await serveThousand({ brotli: true }));
  const each = (many.bytes - few.bytes) / (1000 - shipped.length);
  t.diagnostic(`${few.bytes} bytes for ${shipped.length} topics, ${many.bytes} for 1,000: ${each.toFixed(1)} a topic`);
  assert.equal(many.paths.length, few.paths.length, many.paths.join(' '));
  assert.ok(each <= bytesATopic, `${each} bytes a topic`);
});

test('without a script the first topics are there, and a page of all', async () => {
  const { page, close } = await visit({ javaScriptEnabled: false });
  assert.equal((await listed(page)).length, shown);
  assert.equal(await field(page).isVisible(), false, 'nothing to type in where nothing would answer');
  const before = page.seen.requests.length;
  await page.getByRole('link', { name: say('start-all-topics'), exact: true }).click();
  await page.getByRole('heading', { name: say('start-topics'), level: 1 }).waitFor();
  const all = await listed(page);
  assert.equal(all.length, shipped.length + paged.length);
  assert.deepEqual(all.slice(shipped.length), paged.map(({ title }) => title));
  const asked = page.seen.requests.slice(before).map(({ url }) => url);
  assert.ok(asked.every((url) => !/wasm|boot|program/.test(url)), `nothing but a page: ${asked}`);
  await page.getByRole('link', { name: say('back'), exact: true }).click();
  await page.getByRole('heading', { name: say('library-title') }).waitFor();
  await close();
});

test('the page of all topics is only there where one list is too short', () => {
  assert.equal(readdirSync(large).includes('topics.en.html'), true);
  assert.equal(readdirSync(dist).includes('topics.en.html'), shipped.length > shown);
});

test('a topic is found by any words of its title and of whom it is for', async () => {
  const { page, close } = await visit();
  assert.equal(await lineText(page), more(1000));
  const type = async (words) => { await field(page).fill(words); return listed(page); };
  for (let at = 0; at < generated.length; at += 37) {
    const { title, whom } = generated[at];
    for (const words of [title, title.toUpperCase(), `${whom} ${title}`, title.split(' ').reverse().join('  ')]) {
      assert.ok((await type(words)).includes(title), words);
    }
  }
  const all = thousand.split('\n').filter((it) => it.startsWith('- ')).map((it) => it.replace(/\]\(.*?\)/, ' '));
  const beginning = (word) => all.filter((it) => new RegExp(`(^|[^a-z])${word}`, 'i').test(it)).length;
  for (const word of ['glaucoma', 'hearing', 'tablets']) {
    const count = beginning(word);
    assert.ok(count > 0 && (await type(word)).length === Math.min(count, shown), `${word}: ${count}`);
    assert.equal(await lineText(page), count > shown ? more(count) : say('library-found', { count }));
  }
  assert.match((await type('ear'))[0], /\bear/i, 'the beginning of a word comes before its middle');
  const marked = await type('meniere');
  assert.ok(marked.length > 1 && marked.every((title) => title.includes('Ménière')), marked.join('\n'));
  assert.deepEqual(await type('glaucoma xylophone'), []);
  assert.equal(await lineText(page), say('library-none'));
  assertCalm(page);
  await close();
});

test('a topic is found by other names that its author gave, and by near spellings, and the line says so', async () => {
  const { page, close } = await visit({ site: await serve(dist) });
  const type = async (words) => { await field(page).fill(words); return listed(page); };
  const title = (id) => new RegExp(`\\[([^\\]]+)\\]\\(${id}/`).exec(shipped.find((it) => it.includes(`(${id}/`)))[1];
  for (const [words, id] of [
    ['lumpectomy', 'breast-surgery'], ['cholesterol', 'statin'], ['PSA', 'prostate-localised'], ['screening', 'psa-test'], ['tamoxifen', 'hormone-tablets'], ['bowel cancer', 'colon-chemotherapy'],
    ['chemo', 'colon-chemotherapy'], ['check-ups', 'follow-up'], ['radiation', 'breast-radiotherapy-65'], ['elderly', 'breast-over-70'],
  ]) {
    assert.ok((await type(words)).includes(title(id)), words);
    assert.equal(await lineText(page), say('library-found', { count: (await listed(page)).length }), words);
  }
  for (const [words, id] of [
    ['brest', 'breast-surgery'], ['protsate', 'prostate-localised'], ['colesterol', 'statin'], ['lumpectmy', 'breast-surgery'],
    ['kolesterol', 'statin'], ['statn stroke', 'statin'],
  ]) {
    assert.ok((await type(words)).includes(title(id)), words);
    assert.equal(await lineText(page), say('library-near', { count: (await listed(page)).length }), words);
  }
  assert.deepEqual(await type('xylophone'), []);
  await type('');
  assert.equal((await listed(page)).length, shipped.length);
  assert.doesNotMatch(await page.locator('#page').innerText(), /lumpectomy|cholesterol/i, 'other names are searched and not shown');
  await close();
});

test('with the keyboard alone, and told to who does not see', async () => {
  const { page, close } = await visit();
  await field(page).focus();
  await page.keyboard.type('knee ost');
  await page.getByText(/^Knee osteoarthritis/).first().waitFor();
  assert.equal(await line(page).getAttribute('aria-live') ?? 'polite', 'polite');
  const first = (await listed(page))[0];
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), first);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Escape');
  assert.equal(await field(page).inputValue(), '');
  assert.equal((await listed(page)).length, shown);
  assert.equal(await page.evaluate(() => document.activeElement.type), 'search', 'and the focus stays');
  await close();
});

for (const [where, options] of Object.entries({ phone, desktop: { viewport: { width: 1280, height: 900 } } })) {
  test(`no accessibility fault, and nothing moves when the program comes: ${where}`, async () => {
    const top = (page) => page.locator('.topics').evaluate((it) => it.getBoundingClientRect().top);
    const site = await serveThousand();
    const page = await open(browser, options);
    let letGo;
    const held = new Promise((done) => { letGo = done; });
    await page.route(/\.wasm$/, async (route) => { await held; await route.continue(); });
    await page.goto(site.at());
    const before = await top(page);
    letGo();
    await live(page);
    assert.equal(await top(page), before);
    assert.deepEqual(await axe(page), []);
    await field(page).fill('tablets');
    assert.deepEqual(await axe(page), []);
    await field(page).fill('xylophone');
    assert.deepEqual(await axe(page), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling');
    await page.context().close();
    await site.close();
  });
}

test('what is typed to find a topic goes nowhere', async () => {
  const { site, page, close } = await visit();
  await quiet(page);
  const before = site.requests.length;
  await field(page).fill('zebrafink');
  await quiet(page);
  assert.equal(site.requests.length, before);
  assert.doesNotMatch(told(site, page), /zebrafink/);
  assert.doesNotMatch(await page.evaluate(() => location.href + document.title + JSON.stringify(history.state)), /zebrafink/);
  assert.deepEqual(await stored(page), nothingStored);
  const attributes = await field(page).evaluate((it) => Object.fromEntries([...it.attributes].map((one) => [one.name, one.value])));
  assert.deepEqual([attributes.autocomplete, attributes.spellcheck, attributes.translate], ['off', 'false', 'no']);
  await close();
});

/** Sets the field as each keystroke does, and takes the time from the event to the end of the layout after it, in one task. */
async function strokes(typed) {
  const field = document.querySelector('[role=search] input');
  const drawn = () => `${document.querySelector('[role=status]').textContent} ${document.querySelector('.topics').textContent}`;
  const times = [];
  for (const words of typed) {
    field.value = words;
    const start = performance.now();
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    // The program draws in a microtask, which is the same task.
    for (let turn = 0; turn < 10; turn += 1) await null;
    const height = document.body.offsetHeight;
    const ms = performance.now() - start;
    const now = drawn();
    await new Promise((done) => setTimeout(done, 30));
    times.push({ words, ms, height, whole: drawn() === now, links: document.querySelectorAll('.topics a').length });
  }
  return times;
}

test('a keystroke is answered within a frame', async (t) => {
  const { page, close } = await visit({ viewport: { width: 1280, height: 900 } });
  // What a slower machine takes longer is no fault of the page.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const within = frame * (await slowness(page));
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  // Thirty keystrokes: from a letter that nearly every topic has to the one that is meant, and back again.
  const words = 'surgery for knee';
  const there = [...words].map((_, at) => words.slice(0, at + 1));
  const times = await page.evaluate(strokes, [...there, ...there.slice(0, -2).reverse()]);
  assert.equal(times.length, 30);
  assert.deepEqual(times.filter(({ whole }) => !whole), [], 'all is drawn before the time is taken');
  assert.ok(times[0].links === shown && times[15].links < shown && times[15].links > 0, 'and the list follows what is typed');
  const sorted = times.map(({ ms }) => ms).sort((a, b) => a - b);
  const median = (sorted[14] + sorted[15]) / 2;
  t.diagnostic(`script and layout of a keystroke, median of 30: ${median.toFixed(1)} ms, slowest ${sorted[29].toFixed(1)} ms`);
  assert.ok(median <= within, `${median} ms of ${within}`);
  // Words that no topic has, letter by letter: each topic is then looked at for near spellings.
  const wrong = [...'surgrey fro kneee ostioarthrites'].map((_, at, all) => all.slice(0, at + 1).join(''));
  const slow = (await page.evaluate(strokes, wrong)).map(({ ms }) => ms).sort((a, b) => a - b);
  t.diagnostic(`with near spellings: median of ${slow.length}: ${slow[slow.length >> 1].toFixed(1)} ms, slowest ${slow.at(-1).toFixed(1)} ms`);
  assert.ok(slow[slow.length >> 1] <= within, `${slow[slow.length >> 1]} ms with near spellings`);
  await close();
});

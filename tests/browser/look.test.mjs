// The icon of the thing: what a tab, a header and a link to a page show of whose it is.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { decisionPage, desktop, phone, say, site, visit } from './person.mjs';
import { dist, launch, open, quiet } from './support.mjs';

let browser, aid;
before(async () => { browser = await launch(); aid = await site(); });
after(async () => { await browser.close(); await aid.close(); });

const pages = readdirSync(dist).filter((name) => name.endsWith('.html'));
const html = (page) => readFileSync(join(dist, page), 'utf8');
const png = (file) => {
  const bytes = readFileSync(join(dist, file));
  return { kind: bytes.toString('latin1', 1, 4), width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), bytes: bytes.length };
};

test('every page has an icon that is there, and no page is without the name that leads home', async () => {
  for (const page of pages) {
    const [icon, touch] = ['icon', 'apple-touch-icon'].map((rel) => html(page).match(`<link rel="${rel}" href="([^"]+)"`)?.[1]);
    // A drawing a browser would read anew at each change of place, and take up to 12 ms of the answer on a slow phone.
    assert.match(icon, /^data:image\/png;base64,/, `${page}: no request of its own at each change of place`);
    assert.equal(touch, 'theme/icon-180.png', page);
    const lang = /<html[^>]* lang="([a-z]+)"/.exec(html(page))[1];
    assert.ok(html(page).includes(`<a class="brand" href="index.${lang}.html"`), page);
  }
  assert.deepEqual([png('theme/icon-180.png').width, png('theme/icon-180.png').height], [180, 180]);
  assert.match(readFileSync(join(dist, 'theme/icon.svg'), 'utf8'), /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 64 64">/);
});

test('the picture beside a link has the size that is asked for, and stands in no page whose address nobody has said', () => {
  const { kind, width, height, bytes } = png('theme/preview.png');
  assert.deepEqual([kind, width, height], ['PNG', 1200, 630]);
  assert.ok(bytes < 300_000, `${bytes} bytes`);
  for (const page of pages) assert.ok(!html(page).includes('property="og:'), page);
});

test('the name stands over a topic in sight, is as large as a finger, and leads to all topics', async () => {
  for (const device of [phone, desktop]) {
    const page = await visit(browser, aid, '', device);
    const name = page.getByRole('link', { name: 'Tandem', exact: true });
    const box = await name.boundingBox();
    assert.ok(box.y >= 0 && box.height >= 44 && box.width >= 44, JSON.stringify(box));
    assert.ok(await page.locator('.brand__mark').evaluate((it) => it.complete && it.naturalWidth > 0));
    await Promise.all([page.waitForURL(/index\.en\.html$/), name.click()]);
    await page.getByRole('heading', { name: say('library-title'), level: 1 }).waitFor();
    assert.deepEqual(page.seen.violations, []);
    await page.context().close();
  }
});

test('a theme has colours of its own by day and by night, and paper stays black on white', async () => {
  const mine = await site();
  mine.answer('theme.css', ':root { --accent: #7a1f5c; --paper: #ffffff; --ink-night: #ffffff; --font-heading: "Courier New"; }');
  const look = (page) => page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    const link = getComputedStyle(document.querySelector('.all-topics')).color;
    return { color, backgroundColor, link, heading: getComputedStyle(document.querySelector('h1')).fontFamily };
  });
  const page = await visit(browser, mine, '', desktop);
  assert.deepEqual(await look(page), { color: 'rgb(34, 32, 28)', backgroundColor: 'rgb(255, 255, 255)', link: 'rgb(122, 31, 92)', heading: '"Courier New"' });
  await page.emulateMedia({ colorScheme: 'dark' });
  const night = await look(page);
  assert.deepEqual([night.color, night.backgroundColor, night.link], ['rgb(255, 255, 255)', 'rgb(27, 26, 23)', 'rgb(169, 203, 234)'], 'the night has no colour of the day');
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, media: 'print' });
    const paper = await look(page);
    assert.deepEqual([paper.color, paper.backgroundColor], ['rgb(0, 0, 0)', 'rgb(255, 255, 255)'], `printed from the ${colorScheme}`);
    assert.doesNotMatch(paper.heading, /Courier/);
  }
  await page.context().close();
  await mine.close();
});

test('on a wide screen the list of topics fills its page, in line with the name over it', async () => {
  const page = await open(browser, { viewport: { width: 1280, height: 900 } });
  await page.goto(aid.at('index.html'));
  await page.locator('html.live').waitFor({ state: 'attached' });
  const edge = (selector) => page.locator(selector).first().evaluate((it) => { const { left, right } = it.getBoundingClientRect(); return { left: Math.round(left), right: Math.round(right) }; });
  const [name, last] = [await edge('.brand'), await edge('.over > :last-child')];
  for (const selector of ['.doors .question', 'h1', '.search', '.topics']) assert.equal((await edge(selector)).left, name.left, selector);
  assert.equal((await edge('.topics')).right, last.right, 'no half stands empty');
  await page.context().close();
});

/** What the browser counts as a shift of the layout, with what follows somebody's own tap counted too. */
const shifts = (page) => page.evaluate(() => new Promise((done) => {
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => {
    const found = [...observer.takeRecords(), ...(globalThis.__shifts ?? [])];
    done({ unasked: found.filter((it) => !it.hadRecentInput).reduce((sum, it) => sum + it.value, 0), entries: found.length });
  }, 300);
}));
const letters = (page) => page.evaluate(() => document.fonts.size);
const fontsSent = (here) => here.requests.filter(({ path }) => path.endsWith('.woff2')).map(({ path }) => path.split('/').at(-1));
const font = 'Atkinson Hyperlegible Next';

test('the letters come once the page is there, are used from the next change of place, and nothing moves', async () => {
  for (const device of [phone, desktop]) {
    const mine = await site();
    const page = await open(browser, device);
    await page.addInitScript(() => {
      globalThis.__shifts = [];
      new PerformanceObserver((list) => globalThis.__shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(mine.at(decisionPage));
    await page.locator('html.live').waitFor({ state: 'attached' });
    await page.waitForFunction((name) => performance.getEntriesByType('resource').filter((it) => it.name.endsWith('.woff2')).length === 2 && name, font);
    const order = mine.requests.map(({ path }) => path);
    assert.ok(order.findIndex((path) => path.endsWith('.woff2')) > order.findIndex((path) => path.endsWith('.wasm')), 'after the program');
    await quiet(page);
    const width = () => page.locator('#main-title').evaluate((it) => { const range = document.createRange(); range.selectNodeContents(it); return range.getBoundingClientRect().width; });
    const before = await width();
    assert.equal(await letters(page), 0, 'not while somebody reads');
    assert.equal(await width(), before);
    await page.evaluate(() => { location.hash = '#matters'; });
    await page.getByRole('heading', { name: say('place-matters'), level: 1 }).waitFor();
    assert.equal(await letters(page), 2);
    assert.ok(await page.evaluate((name) => document.fonts.check(`20px "${name}"`) && document.fonts.check(`700 20px "${name}"`), font));
    const { unasked } = await shifts(page);
    assert.equal(unasked.toFixed(2), '0.00', `${device.viewport.width} px`);
    assert.deepEqual(page.seen.violations, []);
    assert.equal(fontsSent(mine).length, 2, 'each once');
    await page.context().close();
    await mine.close();
  }
});

test('the letters weigh at most 25 kB, with their licence beside them, and a page that has its own asks for none', async () => {
  const files = readdirSync(join(dist, 'app'));
  const fonts = files.filter((name) => name.endsWith('.woff2'));
  const bytes = fonts.reduce((sum, name) => sum + readFileSync(join(dist, 'app', name)).length, 0);
  assert.ok(fonts.length === 2 && bytes <= 25_000, `${fonts.join(' ')}: ${bytes} bytes`);
  assert.match(readFileSync(join(dist, 'app/font-licence.txt'), 'utf8'), /SIL OPEN FONT LICENSE/i);
  const mine = await site();
  mine.answer('theme.css', ':root { --font: Georgia, serif; }');
  const page = await visit(browser, mine, '', desktop);
  await quiet(page, 1000);
  assert.deepEqual(fontsSent(mine), []);
  // Without them everything goes on in the device's own letters.
  await page.context().close();
  await mine.close();
  const without = await site();
  for (const name of fonts) without.lose(`app/${name}`);
  const other = await visit(browser, without, '', phone);
  await quiet(other);
  await other.evaluate(() => { location.hash = '#matters'; });
  await other.getByRole('heading', { name: say('place-matters'), level: 1 }).waitFor();
  assert.equal(await letters(other), 0);
  assert.deepEqual(other.seen.errors, []);
  await other.context().close();
  await without.close();
});

test('a page inside another has no name of its own over it', async () => {
  const page = await open(browser, desktop);
  aid.answer('around.html', `<!doctype html><html lang="en"><title>A</title><iframe src="${decisionPage}" width="800" height="600" title="A"></iframe>`);
  await page.goto(aid.at('around.html'));
  const inside = page.frameLocator('iframe');
  await inside.locator('html.embedded').waitFor({ state: 'attached' });
  assert.ok(!(await inside.locator('.brand').isVisible()));
  assert.ok(await inside.locator('#bigger').isVisible());
  aid.mend('around.html');
  await page.context().close();
});

// What stands around the steps: the way to all topics, what the list says of its topics, what is promised, the notices.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';

import { ownAddress } from './hostile.mjs';
import { decisionPage, desktop, enter, phone, places, ready, say, site, visit } from './person.mjs';
import { axe, dist, launch, open } from './support.mjs';

let browser, aid;
before(async () => { browser = await launch(); aid = await site(); });
after(async () => { await browser.close(); await aid.close(); });

/** Whether an element is within what the window shows when one has just come to a place. */
const inSight = (found) => found.evaluate((it) => {
  const { top, bottom, left, right } = it.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth;
});

test('a way to all topics is in sight on every place, on a phone and on a desktop', async () => {
  for (const device of [phone, desktop]) {
    const page = await visit(browser, aid, '', device);
    // My page alone on the screen has nothing around it, and a way back.
    for (const { hash } of places.filter((it) => it.hash !== 'show')) {
      await enter(page, hash);
      const way = page.getByRole('link', { name: say('start-all-topics'), exact: true }).first();
      await page.evaluate(() => scrollTo(0, 0));
      assert.ok(await inSight(way), `${hash} at ${device.viewport.width} px`);
      assert.ok((await way.boundingBox()).height >= 44);
    }
    const way = page.locator('.over').getByRole('link', { name: say('start-all-topics'), exact: true });
    await Promise.all([page.waitForURL(/index\.en\.html$/), way.click()]);
    await page.getByRole('heading', { name: say('library-title'), level: 1 }).waitFor();
    await page.context().close();
  }
});

test('the list says that its topics are examples that no clinician has reviewed, with the program and without', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await open(browser, { ...phone, javaScriptEnabled });
    await page.goto(aid.at('index.html'));
    if (javaScriptEnabled) await ready(page);
    const said = page.getByText(say('library-examples'), { exact: true });
    assert.ok(await inSight(said));
    if (javaScriptEnabled) assert.deepEqual(await axe(page), []);
    await page.context().close();
  }
});

test('keeping is promised only where it is offered', async () => {
  for (const own of [false, true]) {
    const mine = await site();
    if (own) ownAddress(mine);
    for (const address of [`${decisionPage}#start`, 'index.html']) {
      const page = await open(browser, phone);
      await page.goto(mine.at(address));
      await ready(page);
      const text = await page.locator('#page').innerText();
      // A tab remembers, and people may keep, only where nothing else shares the address; elsewhere it is said that all is gone.
      assert.equal(text.includes(say('privacy-tab')), own, address);
      assert.equal(text.includes(say('privacy-gone')), !own, address);
      await page.context().close();
    }
    await mine.close();
  }
});

test('opened from the disk, the page says that it needs a server, and how to have one', async () => {
  for (const name of [decisionPage, 'index.html']) {
    const page = await open(browser, phone);
    await page.goto(pathToFileURL(join(dist, name)).href);
    await page.getByText(say('disk'), { exact: true }).waitFor();
    assert.match(say('disk'), /web server.*tandem preview content/);
    assert.equal(await page.locator('#unread').isVisible(), false);
    await page.context().close();
  }
});

test('a notice and the link past the list of places never lie over each other', async () => {
  const mine = await site();
  for (const part of readdirSync(join(dist, 'app')).filter((name) => name.endsWith('.wasm'))) mine.lose(`app/${part}`);
  for (const width of [360, 1200]) {
    const page = await open(browser, { viewport: { width, height: 800 } });
    await page.goto(mine.at(decisionPage));
    await page.locator('#unread').waitFor();
    const skip = page.getByRole('link', { name: say('skip'), exact: true });
    assert.equal(await skip.evaluate((it) => {
      const { x, y, width, height } = it.getBoundingClientRect();
      return document.elementFromPoint(x + width / 2, y + height / 2) === it;
    }), false, 'it is not seen until it has the focus');
    // After the name, the way to all topics, "Bigger words" and the choice of language, which stand first on every page.
    const first = 3 + await page.locator('.languages a').count();
    for (let step = 0; step <= first; step += 1) await page.keyboard.press('Tab');
    assert.ok(await skip.evaluate((it) => it === document.activeElement));
    const [one, other] = [await skip.boundingBox(), await page.locator('#unread').boundingBox()];
    const apart = one.y >= other.y + other.height || other.y >= one.y + one.height || one.x >= other.x + other.width || other.x >= one.x + one.width;
    assert.ok(apart, `${width} px: ${JSON.stringify([one, other])}`);
    await page.context().close();
  }
  await mine.close();
});

test('every link of the list and of a topic leads somewhere, those in hidden notices too', async () => {
  for (const address of ['index.html', 'index.en.html', decisionPage]) {
    const page = await open(browser, phone);
    await page.goto(aid.at(address));
    await ready(page);
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((a) => a.href));
    const own = new Set(links.filter((it) => it.startsWith(aid.origin)).map((it) => it.split('#')[0]));
    assert.ok(own.size > 1);
    for (const link of own) assert.equal((await fetch(link)).status, 200, link);
    await page.context().close();
  }
});

test('where nothing can be kept, My page says beside the ways to take it along that it is gone when it is closed', async () => {
  const gone = `${say('privacy-short')} ${say('privacy-gone')}`;
  const page = await visit(browser, aid, 'my-page', phone);
  assert.ok(await page.getByText(gone, { exact: true }).isVisible());
  await page.context().close();
  const own = await site();
  ownAddress(own);
  const kept = await visit(browser, own, 'my-page', phone);
  await kept.getByRole('button', { name: say('print'), exact: true }).waitFor();
  assert.equal(await kept.getByText(say('privacy-gone')).count(), 0);
  await kept.context().close();
  await own.close();
});

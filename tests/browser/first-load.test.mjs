// The build adds up the files that the page names. Here a browser says whether those are all that a first tap needs.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { ready, say } from './person.mjs';
import { dist, launch, open, root, serve } from './support.mjs';

const budget = JSON.parse(readFileSync(join(root, 'budget.json'), 'utf8'));

/** The pages that start the program: the topics, and the list of them. */
const pages = readdirSync(dist).filter(
  (name) => name.endsWith('.html') && readFileSync(join(dist, name), 'utf8').includes('program-'),
);

/** What is fetched once the page can be used: held back here until somebody has done something. */
const late = readdirSync(join(dist, 'app')).filter((name) => /^(sheets|later)-.*\.wasm$/.test(name));

/** One tap, or what is typed, that the program answers. */
async function doSomething(page) {
  const view = new URL(page.url()).pathname.split('/').pop();
  if (view.startsWith('index')) return page.getByRole('searchbox').fill('a');
  if (view.startsWith('lists-') || view.startsWith('sheets-')) return page.locator('#page').locator('input, textarea, button').first().focus();
  await page.evaluate(() => { location.hash = '#matters'; });
  const first = page.getByRole('group').getByRole('button', { name: say('pile-lot'), exact: false }).first();
  await first.click();
  assert.equal(await first.getAttribute('aria-pressed'), 'true');
}

test('what a browser loads before something can be done stays within the budget, on every page', async (t) => {
  assert.ok(pages.length > 6, pages.join(' '));
  for (const name of pages) {
    const site = await serve(dist, { brotli: true });
    const held = name.startsWith('lists-') || name.startsWith('sheets-') ? late.filter((file) => file.startsWith('later-')) : late;
    for (const file of held) site.delay(`app/${file}`, 60_000);
    const browser = await launch();
    try {
      // A worker fetches the rest for later, when the page has long been there; that is no part of the wait.
      const page = await open(browser, { serviceWorkers: 'block' });
      await page.goto(site.at(name));
      await ready(page);
      await doSomething(page);
      await page.waitForTimeout(500);

      assert.deepEqual(site.requests.filter(({ path }) => !path.startsWith('/some/where/')), [], 'nothing outside the folder');
      const paths = site.requests.map(({ path }) => path);
      assert.deepEqual(paths.filter((path, at) => paths.indexOf(path) !== at), [], 'nothing is loaded twice');
      // The letters come when the page is long there to be read, and have an allowance of their own.
      const letters = paths.filter((path) => path.endsWith('.woff2')).reduce((sum, path) => sum + readFileSync(join(dist, path.slice('/some/where/'.length))).length, 0);
      assert.ok(letters <= 25_000, `${name}: ${letters} bytes of letters`);
      const sent = site.sent() - letters;
      assert.ok(sent <= budget.first_load_brotli_bytes, `${name}: ${sent} bytes: ${paths.join(' ')}`);
      const rest = late.filter((file) => !paths.some((path) => path.endsWith(file)) || held.includes(file));
      const after = rest.reduce((sum, file) => sum + readFileSync(join(dist, 'app', `${file}.br`)).length, 0);
      t.diagnostic(`${name}: ${sent} bytes in ${paths.length} requests, ${letters} of letters, ${after} bytes of the program afterwards`);
    } finally {
      await browser.close();
      await site.close();
    }
  }
});

// The build adds up the files that the page names. Here a browser says whether those are all.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { dist, launch, open, quiet, root, serve } from './support.mjs';

const budget = JSON.parse(readFileSync(join(root, 'budget.json'), 'utf8'));

/** The pages that start the program: the topics, and the list of them. */
const pages = readdirSync(dist).filter(
  (name) => name.endsWith('.html') && readFileSync(join(dist, name), 'utf8').includes('program-'),
);

test('what a browser really loads at first stays within the budget, on every page', async (t) => {
  assert.ok(pages.length > 6, pages.join(' '));
  for (const name of pages) {
    const site = await serve(dist, { brotli: true });
    const browser = await launch();
    try {
      // A worker fetches the rest for later, when the page has long been there; that is no part of the wait.
      const page = await open(browser, { serviceWorkers: 'block' });
      await page.goto(site.at(name));
      await quiet(page, 500);

      assert.deepEqual(site.requests.filter(({ path }) => !path.startsWith('/some/where/')), [], 'nothing outside the folder');
      const paths = site.requests.map(({ path }) => path);
      assert.deepEqual(paths.filter((path, at) => paths.indexOf(path) !== at), [], 'nothing is loaded twice');
      assert.ok(site.sent() <= budget.first_load_brotli_bytes, `${name}: ${site.sent()} bytes: ${paths.join(' ')}`);
      t.diagnostic(`${name}: ${site.sent()} bytes in ${paths.length} requests`);
    } finally {
      await browser.close();
      await site.close();
    }
  }
});

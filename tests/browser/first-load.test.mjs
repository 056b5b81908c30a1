// The build adds up the files that the page names. Here a browser says whether those are all.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { dist, launch, open, quiet, root, serve } from './support.mjs';

const budget = JSON.parse(readFileSync(join(root, 'budget.json'), 'utf8'));

test('what a browser really loads at first stays within the budget', async (t) => {
  const site = await serve(dist, { brotli: true });
  const browser = await launch();
  t.after(async () => { await browser.close(); await site.close(); });
  // A worker fetches the rest for later, when the page has long been there; that is no part of the wait.
  const page = await open(browser, { serviceWorkers: 'block' });
  await page.goto(site.at(budget.page));
  await quiet(page, 500);

  assert.deepEqual(site.requests.filter(({ path }) => !path.startsWith('/some/where/')), [], 'nothing outside the folder');
  const paths = site.requests.map(({ path }) => path);
  assert.deepEqual(paths.filter((path, at) => paths.indexOf(path) !== at), [], 'nothing is loaded twice');
  assert.ok(site.sent() <= budget.first_load_brotli_bytes, `${site.sent()} bytes: ${paths.join(' ')}`);
  t.diagnostic(`${site.sent()} bytes in ${paths.length} requests`);
});

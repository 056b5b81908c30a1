// The build adds up the files that the page names. Here a browser says whether those are all that a first tap needs.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { ready } from './person.mjs';
import { dist, launch, open, root, serve } from './support.mjs';

const budget = JSON.parse(readFileSync(join(root, 'budget.json'), 'utf8'));

/**
 * The pages that start the program: the topics, the list of them, lists and sheets. In other languages one of each kind: the build
 * weighs them all, and holds that they name the same files.
 */
const pages = readdirSync(dist).filter(
  (name) => /^[^.]+(\.en)?\.html$|^(index|prostate-localised|lists-needs|sheets-follow-up-plan)\./.test(name) && readFileSync(join(dist, name), 'utf8').includes('program-'),
);

/** The parts of the program, and what comes when a browser is idle. Those that a page does not begin with are held back here until somebody has done something. */
const late = readdirSync(join(dist, 'app')).filter((name) => /^(topic|library|sheets|later)-.*\.wasm$|^(aloud|offline)-.*\.js$/.test(name));

/** One tap, or what is typed, that the program answers. */
async function doSomething(page) {
  const view = new URL(page.url()).pathname.split('/').pop();
  if (view.startsWith('index')) return page.getByRole('searchbox').fill('a');
  if (view.startsWith('lists-') || view.startsWith('sheets-')) return page.locator('#page').locator('input, textarea, button').first().focus();
  await page.evaluate(() => { location.hash = '#matters'; });
  const first = page.locator('[role=main] [role=group]').first().getByRole('button').first();
  await first.click();
  assert.equal(await first.getAttribute('aria-pressed'), 'true');
}

/** The same file in English: `content/words/en.yaml` for `content/words/ko.yaml`. What is in no language is the same file. */
const inEnglish = (path, lang) => path.replace(`/${lang}/`, '/en/').replace(new RegExp(`([./])${lang}(\\.(?:html|yaml|md|webmanifest))$`), '$1en$2');
const weight = (path) => readFileSync(join(dist, existsSync(join(dist, `${path}.br`)) ? `${path}.br` : path)).length;

test('what a browser loads before something can be done stays within the budget, on every page', async (t) => {
  assert.ok(pages.length > 6, pages.join(' '));
  const browser = await launch();
  t.after(() => browser.close());
  for (const name of pages) {
    const site = await serve(dist, { brotli: true });
    const own = /^(lists|sheets)-/.test(name) ? 'sheets-' : name.startsWith('index') ? 'library-' : 'topic-';
    const held = late.filter((file) => !file.startsWith(own));
    for (const file of held) site.delay(`app/${file}`, 60_000);
    // A worker fetches the rest for later, when the page has long been there; that is no part of the wait.
    const page = await open(browser, { serviceWorkers: 'block' });
    try {
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
      // A page in another language may weigh more by its words alone: by nothing that the English page does not load as well.
      const lang = /\.([a-z]+)\.html$/.exec(name)?.[1] ?? 'en';
      const loaded = paths.map((path) => path.slice('/some/where/'.length));
      const allowed = budget.first_load_brotli_bytes + loaded.reduce((sum, path) => sum + weight(path) - weight(inEnglish(path, lang)), 0);
      assert.ok(sent <= allowed, `${name}: ${sent} bytes of ${allowed}: ${paths.join(' ')}`);
      assert.deepEqual(loaded.filter((path) => lang !== 'en' && /[./]en([./]|$)/.test(path)), [], `${name} loads words of another language`);
      const rest = late.filter((file) => !paths.some((path) => path.endsWith(file)) || held.includes(file));
      const after = rest.reduce((sum, file) => sum + readFileSync(join(dist, 'app', `${file}.br`)).length, 0);
      t.diagnostic(`${name}: ${sent} bytes in ${paths.length} requests, ${letters} of letters, ${after} bytes of the program afterwards`);
    } finally {
      await page.context().close();
      await site.close();
    }
  }
});

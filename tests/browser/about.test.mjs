// The page that says how a decision was made and checked: reached from the last step, beside the answers; whole without a
// script; and it never claims more than was looked for.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { decisionPage, live, say } from './hostile.mjs';
import { axe, dist, launch, open, serve } from './support.mjs';

const page = `about-${decisionPage}`;
let browser, site;
before(async () => { site = await serve(dist); browser = await launch(); });
after(async () => { await browser?.close(); await site?.close(); });

async function visit(path, options = {}) {
  const one = await open(browser, options);
  await one.goto(site.at(path));
  return one;
}

test('it opens in place of the decision, and the way back finds the answers', async () => {
  const here = await visit(`${decisionPage}#about`);
  await live(here);
  const way = here.getByRole('link', { name: say('about-more'), exact: true });
  await way.click();
  await here.waitForURL((url) => url.pathname.endsWith(page));
  await here.goBack();
  await here.waitForURL((url) => url.pathname.endsWith(decisionPage));
  assert.equal(here.context().pages().length, 1);
  await here.context().close();
});

for (const [kind, options] of Object.entries({
  'a phone': { viewport: { width: 360, height: 740 }, hasTouch: true },
  'a desktop': { viewport: { width: 1280, height: 900 } },
  'a phone in the dark': { viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
})) {
  test(`no fault that axe can find, and no sideways scrolling: ${kind}`, async () => {
    const one = await visit(page, options);
    for (const fold of await one.locator('details:not([open]) > summary').all()) await fold.click();
    assert.deepEqual(await axe(one), []);
    assert.ok(await one.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await one.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    assert.ok(await one.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'at twice the size');
    assert.deepEqual(one.seen.violations, []);
    await one.context().close();
  });
}

test('without a script it says everything, and that nobody has certified it', async () => {
  const one = await visit(page, { javaScriptEnabled: false });
  const said = await one.locator('main, [role=main]').innerText();
  for (const words of [/Nobody has certified this information/, /does not show that the information meets a standard/]) {
    assert.match(said, words);
  }
  assert.doesNotMatch(said.replace('Nobody has certified', ''), /certified|complian|conform/i);
  for (const word of ['about-authors', 'about-reviewers', 'about-funding', 'about-interests', 'about-evidence', 'about-updates', 'about-licence', 'about-sources', 'status-example']) {
    assert.ok(said.includes(say(word)), word);
  }
  const groups = await one.locator('details > summary').allInnerTexts();
  assert.deepEqual(groups.map((it) => it.replace(/ \(\d+\)$/, '')), ['What is missing', 'What only its authors say', 'What the app itself does', 'What is here']);
  assert.match(said, /Read in the source itself: \d+\./);
  assert.match(said, /reading age \d+\.\d/);
  const listed = await one.locator('.sources > li').count();
  assert.ok(listed > 5, `${listed} sources`);
  const addresses = one.seen.requests.map(({ url }) => url);
  assert.ok(addresses.every((url) => url.startsWith(site.at()) && !/\.(js|wasm)$/.test(url)), addresses.join(' '));
  await one.context().close();
});

test('it leads back to the decision', async () => {
  const one = await visit(page);
  await one.getByRole('link', { name: 'Back to the information itself' }).first().click();
  assert.ok(one.url().endsWith(decisionPage));
  await one.context().close();
});

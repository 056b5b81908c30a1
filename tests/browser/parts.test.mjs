// The program comes in parts. Nobody waits for a part that what they do does not need, and a part that is late, or does
// not come, costs nothing that was entered.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { at, matter, phone, say, site, sort, visit } from './person.mjs';
import { dist, launch } from './support.mjs';

const part = (name) => `app/${readdirSync(join(dist, 'app')).find((it) => it.startsWith(`${name}-`) && it.endsWith('.wasm')) ?? assert.fail(name)}`;
const later = part('later'), sheets = part('sheets');

const asked = (from, path) => from.requests.filter((it) => it.path.endsWith(`/${path}`)).length;

test('while the later parts are on their way, what comes first answers; a place that needs them opens when they are there', async (t) => {
  const from = await site();
  const browser = await launch();
  t.after(async () => { await browser.close(); await from.close(); });
  for (const path of [later, sheets]) from.delay(path, 4000);
  const page = await visit(browser, from, '', phone);
  await page.evaluate(() => { location.hash = '#matters'; });
  await at(page, say('place-matters'));
  await sort(page, matter(''));
  assert.ok(asked(from, later) === 1, 'it is on its way');
  await page.evaluate(() => { location.hash = '#my-page'; });
  await at(page, say('place-page'));
  assert.ok((await page.getByRole('article').innerText()).includes(matter('')));
  assert.equal(asked(from, later), 1, 'asked for once');
  assert.deepEqual(page.seen.errors, []);
});

test('what comes first needs no later part: each of its places opens, and answers, where those cannot be had', async (t) => {
  const from = await site();
  const browser = await launch();
  t.after(async () => { await browser.close(); await from.close(); });
  for (const path of [later, sheets]) from.lose(path);
  // The worker asks for everything as well, when the browser is idle.
  const page = await visit(browser, from, '', { ...phone, serviceWorkers: 'block' });
  for (const [hash, word] of [['#matters', 'matters'], ['#choices', 'choices'], ['#start', 'start']]) {
    await page.evaluate((hash) => { location.hash = hash; }, hash);
    await at(page, say(`place-${word}`));
    if (word === 'matters') await sort(page, matter(''));
  }
  assert.deepEqual(page.seen.errors.filter((it) => !it.includes('404')), []);
  const read = asked(from, later);
  await page.waitForTimeout(500);
  assert.equal(asked(from, later), read, 'nothing asks again and again');
});

test('an address of a place that needs a later part opens there', async (t) => {
  const from = await site();
  const browser = await launch();
  t.after(async () => { await browser.close(); await from.close(); });
  from.delay(later, 1000);
  const page = await visit(browser, from, '#side-by-side', phone);
  await at(page, say('place-compare'));
  assert.deepEqual(page.seen.errors, []);
});

test('a part that cannot be had: a calm page, and "carry on" brings all back once it can', async (t) => {
  const from = await site();
  const browser = await launch();
  t.after(async () => { await browser.close(); await from.close(); });
  from.lose(later);
  const page = await visit(browser, from, '#matters', phone);
  await at(page, say('place-matters'));
  await sort(page, matter(''));
  await page.evaluate(() => { location.hash = '#my-page'; });
  await page.locator('#trouble-title').waitFor({ state: 'visible' });
  from.mend(later);
  await page.locator('#trouble-on').click();
  await at(page, say('place-page'));
  assert.ok((await page.getByRole('article').innerText()).includes(matter('')));
});

test('printing before the later parts are there prints the page all the same', async (t) => {
  const from = await site();
  const browser = await launch();
  t.after(async () => { await browser.close(); await from.close(); });
  from.delay(later, 3000);
  const page = await visit(browser, from, '#matters', phone);
  await sort(page, matter(''));
  const pdf = await page.pdf({ format: 'A4' });
  assert.ok(pdf.length > 10_000);
  assert.deepEqual(page.seen.errors, []);
});

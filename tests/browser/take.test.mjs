// Only what happened is said to have happened: what is known of printing, saving and copying stands at their buttons.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { button, decisionPage, live, say, visit } from './hostile.mjs';
import { dist, launch, open, serve } from './support.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** What is said beside a button: in a live region, in the same part of the page. */
const told = (where, name) => button(where, name).locator('..').getByRole('status');
const says = (where, name, word) => told(where, name).filter({ hasText: say(word) }).waitFor({ timeout: 5000 });

const myPage = { path: `${decisionPage}#my-page` };

test('a frame that may neither print, save nor copy says so at each button, and what still works there does', async () => {
  const aid = await serve(dist);
  const host = await serve(undefined);
  host.answer('host.html', `<!doctype html><title>Host</title><iframe title="aid" width="800" height="900" sandbox="allow-scripts allow-same-origin" src="${aid.at(`${decisionPage}#my-page`)}"></iframe>`);
  const page = await open(browser);
  await page.goto(host.at('host.html'));
  const where = page.frameLocator('iframe');
  await live(where);
  for (const [name, word] of [['print', 'print-failed'], ['save', 'save-unsure'], ['copy', 'copy-failed']]) {
    await button(where, name).click();
    await says(where, name, word);
    assert.match(say(word), new RegExp(say('show').replace(/^Show my page/, 'show your page|show it'), 'i'), 'it says what still works there');
  }
  // Each button has its own message.
  assert.equal((await told(where, 'print').innerText()).trim(), say('print-failed'));
  await where.getByRole('link', { name: say('show'), exact: true }).click();
  await where.getByRole('link', { name: say('show-close'), exact: true }).waitFor();
  await page.context().close();
  await aid.close();
  await host.close();
});

test('printing that began says nothing; printing that did not is said', async () => {
  const { page, close } = await visit(browser, myPage);
  await page.evaluate(() => { window.print = () => dispatchEvent(new Event('beforeprint')); });
  await button(page, 'print').click();
  await page.waitForTimeout(1500);
  assert.equal((await told(page, 'print').innerText()).trim(), '');
  await page.evaluate(() => { window.print = () => {}; });
  await button(page, 'print').click();
  await says(page, 'print', 'print-failed');
  // It began late after all: then the sentence goes.
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.waitForFunction((words) => !document.body.innerText.includes(words), say('print-failed'));
  await page.evaluate(() => { window.print = undefined; });
  await button(page, 'print').click();
  await says(page, 'print', 'print-failed');
  assert.deepEqual(page.seen.errors, []);
  await close();
});

test('what is known late of one button takes nothing away from another', async () => {
  const { page, close } = await visit(browser, myPage);
  await page.evaluate(() => { window.print = () => {}; });
  await button(page, 'print').click();
  await button(page, 'save').click();
  await says(page, 'print', 'print-failed');
  await says(page, 'save', 'save-done');
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.waitForFunction((words) => !document.body.innerText.includes(words), say('print-failed'));
  await says(page, 'save', 'save-done');
  await close();
});

test('a browser inside an app may refuse to save without a word, and that is said', async () => {
  const { page, close } = await visit(browser, { ...myPage, userAgent: 'Mozilla/5.0 (Linux; Android 14; wv) AppleWebKit/537.36 Version/4.0 Chrome/120 Mobile Safari/537.36' });
  await button(page, 'save').click();
  await says(page, 'save', 'save-unsure');
  await close();
});

test('a file that was handed over can still be fetched a while later', async () => {
  const { page, close } = await visit(browser, myPage);
  await page.evaluate(() => {
    globalThis.made = [];
    globalThis.gone = [];
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (it) => { const url = createObjectURL(it); globalThis.made.push(url); return url; };
    URL.revokeObjectURL = (url) => { globalThis.gone.push(url); revokeObjectURL(url); };
  });
  await Promise.all([page.waitForEvent('download'), button(page, 'save').click()]);
  await says(page, 'save', 'save-done');
  await page.waitForTimeout(3000);
  assert.deepEqual(await page.evaluate(() => [globalThis.made.length, globalThis.gone.length]), [1, 0]);
  await close();
});

// How soon a slow phone answers a tap, in the decision with the most rows: from the finger's event to the first frame
// that shows the answer, with the processor slowed four times.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { dist, launch, slowness } from './support.mjs';
import { enter, phone, ready, say, site as published } from './person.mjs';

const WITHIN = 50;

/** The decision with the most rows of numbers, as published. */
const largest = readdirSync(dist)
  .map((name) => /^([a-z0-9-]+)\.en\.html$/.exec(name)?.[1])
  .filter((id) => id !== undefined && readdirSync(join(dist, 'content')).includes(id))
  .map((id) => ({ id, rows: readFileSync(join(dist, 'content', id, 'en/decision.md'), 'utf8').match(/^\| \[[^\]]+\]\(#/gm)?.length ?? 0 }))
  .sort((one, other) => other.rows - one.rows)[0];

/**
 * Runs in the page: times each click, from when the page hears of it to the frame that shows what it did. The way from
 * the finger to the page is the browser's own, and about 20 ms on a page with nothing but a button; it is told beside.
 */
function time() {
  globalThis.taps = [];
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage('');
  }));
  addEventListener('click', async (event) => {
    const heard = performance.now();
    globalThis.waiting = true;
    const title = () => document.getElementById('main-title').textContent;
    const tap = { what: event.target.textContent.trim().slice(0, 40), at: location.hash, draws: globalThis.draws === true };
    const before = title();
    const leads = event.target.closest('a[href^="#"]') !== null;
    let end = await painted();
    // A link's answer is the place it leads to; every other tap is answered as it is heard.
    while (leads && title() === before) end = await painted();
    globalThis.taps.push({ ...tap, took: end - heard, felt: end - event.timeStamp });
    globalThis.waiting = false;
  }, { capture: true });
}

/** A finger on the glass, with nothing of the test's own running in the page meanwhile. */
async function finger(page, one) {
  await one.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await one.boundingBox();
  await page.touchscreen.tap(x + Math.min(width / 2, 40), y + height / 2);
  await answered(page);
}

/** Taps what a selector finds, one after the other, as a person does: with the touch screen. */
async function tapAll(page, selector, most) {
  const count = Math.min(await page.locator(selector).count(), most);
  for (let at = 0; at < count; at += 1) {
    const one = page.locator(selector).nth(at);
    if (await one.isVisible()) await finger(page, one);
  }
}

/** Looks from time to time: asking at every frame would slow the page that is timed. */
async function answered(page) {
  await new Promise((done) => setTimeout(done, 80));
  await page.waitForFunction(() => globalThis.waiting === false, undefined, { polling: 100 });
}

/** Walks through the largest decision in a page opened afresh; every tap with its time. */
async function timed(browser, site, device, walk) {
  const context = await browser.newContext({ ...device, serviceWorkers: 'block' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(site.at(`${largest.id}.en.html`));
  await ready(page);
  await page.evaluate(time);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const machine = [await slowness(page)];
  await walk(page);
  const taps = await page.evaluate(() => globalThis.taps);
  machine.push(await slowness(page));
  await context.close();
  return { taps, slow: Math.min(...machine) };
}

/** Goes through the places as a person does. */
async function journey(page) {
  await enter(page, 'decision');
  await tapAll(page, '[role=main] button[aria-pressed], [role=main] input[type=radio]', 6);
  // Every line and every fold of the comparison, opened.
  await enter(page, 'side-by-side');
  await tapAll(page, '[role=main] summary', 40);
  await enter(page, 'matters');
  await tapAll(page, '[role=main] .sort button[aria-pressed]', 60);
  await enter(page, 'my-way');
  await tapAll(page, '[role=main] button[aria-pressed]', 24);
  await enter(page, 'questions');
  await tapAll(page, '[role=main] input[type=checkbox]', 12);
  await enter(page, 'where-i-stand');
  await tapAll(page, '[role=main] button[aria-pressed], [role=main] input', 12);
  await enter(page, 'start');
  for (let round = 0; round < 16; round += 1) {
    const next = page.locator('[role=main] .next a');
    if (!(await next.count())) break;
    await finger(page, next);
  }
}

/** The same of a tap that leads to the comparison or away from it, or sets something aside in it: such taps are told apart. */
async function fingerOnTable(page, one) {
  await page.evaluate(() => { globalThis.draws = true; });
  await finger(page, one);
  await page.evaluate(() => { globalThis.draws = false; });
}

const tablet = { viewport: { width: 1180, height: 820 }, hasTouch: true };

/** Ten minutes of a talk over one tablet, from what the person brings to what they take home. */
async function talk(page) {
  await enter(page, 'matters');
  await tapAll(page, '[role=main] .sort button[aria-pressed]:first-of-type', 4);
  await enter(page, 'questions');
  await tapAll(page, '[role=main] input[type=checkbox]', 3);
  const cues = () => tapAll(page, '.talk-cue > summary', 6);
  const go = (name) => finger(page, page.locator('.talk__bar nav a', { hasText: name }));
  await enter(page, 'talk');
  await cues();
  await tapAll(page, '[role=main] .talk__part summary', 6);
  await fingerOnTable(page, page.locator('.talk__bar nav a', { hasText: say('place-compare') }));
  await cues();
  // Rows opened in their place, one shown large and read on from, and back.
  await tapAll(page, '[role=main] tbody summary', 8);
  for (const row of [0, 1, 2]) {
    await fingerOnTable(page, page.locator('.to-large').nth(row));
    await tapAll(page, '[role=main] details > summary', 2);
    await finger(page, page.locator('.talk__ways a', { hasText: say('talk-after') }));
    await fingerOnTable(page, page.locator('.talk__bar nav a', { hasText: say('place-compare') }));
  }
  // A choice is set aside with its reason, all is shown, and it comes back.
  await finger(page, page.locator('.aside-choices > summary'));
  await finger(page, page.locator('.aside-choices li button').first());
  await fingerOnTable(page, page.locator('.aside-reasons button').first());
  await fingerOnTable(page, page.locator('#aside-all'));
  await fingerOnTable(page, page.locator('[id^=put-back-]').first());
  await fingerOnTable(page, page.locator('.talk__bar nav a', { hasText: say('talk-answers') }));
  await cues();
  await tapAll(page, '[role=main] input[type=checkbox], [role=main] input[type=radio]', 8);
  await finger(page, page.locator('.finish button'));
  await go(say('talk-home'));
  await go(say('talk-start'));
}

const of100 = (taps, key, share) => Math.round(taps.map((tap) => tap[key]).sort((one, other) => one - other)[Math.floor(taps.length * share)]);
const summary = (taps) =>
  `half within ${of100(taps, 'took', 0.5)} ms, 95 of 100 within ${of100(taps, 'took', 0.95)} ms (from the finger ${of100(taps, 'felt', 0.5)} and ${of100(taps, 'felt', 0.95)})`;

// A talk is wanted as quick as the rest, and is not yet: 57 ms, reckoned from 84 on a machine 1.48 times slower and busy.
for (const [where, device, walk, least, most] of [['on a slow phone', phone, journey, 60, WITHIN], ['in a talk, on a slow tablet', tablet, talk, 30, 80]]) test(`95 of 100 taps in the largest decision are answered within ${most} ms ${where}`, async (t) => {
  const site = await published();
  const browser = await launch();
  t.after(async () => { await browser.close(); await site.close(); });
  const rounds = [];
  let slow = Infinity;
  for (let round = 0; round < 4; round += 1) {
    const { taps, slow: now } = await timed(browser, site, device, walk);
    slow = Math.min(slow, now);
    rounds.push(taps);
    t.diagnostic(`${largest.id}, ${largest.rows} rows, round ${round + 1}, ${rounds[round].length} taps: ${summary(rounds[round])}`);
  }
  assert.equal(new Set(rounds.map((taps) => taps.length)).size, 1, 'the same taps each time');
  // Other work on the machine only ever makes a tap slower: of each tap the quickest of four counts, each in a page
  // opened afresh.
  const all = rounds[0].map((tap, at) => rounds.map((round) => round[at]).sort((one, other) => one.took - other.took)[0]);
  // In a talk a tap that leads to the comparison, or away from it, takes longer: 157 to 165 ms until setting aside changed only
  // what it is about, then 101 to 113, reckoned in the same way; half as much again is allowed.
  const tables = all.filter((tap) => tap.draws);
  if (tables.length) {
    t.diagnostic(`${tables.length} taps that lead to the comparison or away from it, or set something aside: ${summary(tables)}`);
    assert.ok(of100(tables, 'took', 0.95) <= 150 * slow, `${summary(tables)}, and ${Math.round(150 * slow)} were allowed`);
  }
  const taps = all.filter((tap) => !tap.draws);
  const slowest = [...taps].sort((one, other) => other.took - one.took).slice(0, 6).map((tap) => `${Math.round(tap.took)} ms: ${tap.what} (${tap.at})`);
  t.diagnostic(`each at its quickest: ${summary(taps)}; slowest: ${slowest.join('; ')}`);
  assert.ok(taps.length > least, `only ${taps.length} taps`);
  const within = most * slow;
  t.diagnostic(`this machine was ${slow.toFixed(2)} times slower than the one that is meant: ${Math.round(within)} ms`);
  assert.ok(of100(taps, 'took', 0.95) <= within, `${summary(taps)}, and ${Math.round(within)} were allowed:\n${slowest.join('\n')}`);
});

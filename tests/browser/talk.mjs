// What the tests of a talk need: a tablet with what somebody brings, its bar, the words that stand beside the program.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { open, root } from './support.mjs';
import { decisionPage, quick, ready, say } from './person.mjs';

export const landscape = { viewport: { width: 1180, height: 820 }, hasTouch: true };
export const portrait = { viewport: { width: 820, height: 1180 }, hasTouch: true };

const paperWords = new Map(
  readFileSync(join(root, 'content/words/en.paper.yaml'), 'utf8').split('\n').map((line) => /^([a-z0-9-]+):\s+(.*)$/.exec(line)).filter(Boolean)
    .map(([, key, value]) => [key, /^".*"$/.test(value) ? value.slice(1, -1) : value]),
);
/** A sentence of what stands beside the program. */
export const told = (key) => paperWords.get(key) ?? assert.fail(`there are no words for "${key}"`);

export const marker = 'zebrafink';
export const answers = {
  detail: 'main', tag: 417,
  things: [{ id: 'stay-dry', pile: 'lot', mark: { to: 'surgery' } }, { id: 'live-long', pile: 'lot' }, { own: 1, words: `Walking my dog ${marker}`, pile: 'lot' }],
  questions: [{ own: 1, words: `Who do I ring at night ${marker}?`, asked: true }, { own: 2, words: 'How soon could I drive?', asked: true }, { own: 3, words: 'Can my wife stay?', asked: true }],
};
const person = { sheets: { 'lists-needs': { lines: [{ id: 'today-first', words: '1', texts: [`Sleep ${marker}`] }] } } };

/** A tablet; with what somebody brings, as this tab remembers it. */
export async function tablet(browser, from, options, { hash = '', brings = true, path = decisionPage, said = answers, needs = person } = {}) {
  const page = quick(await open(browser, { locale: 'en-GB', ...options }));
  const texts = [['prostate-localised', JSON.stringify({ tandem: 2, topics: { 'prostate-localised': said } })], ['.person', JSON.stringify({ tandem: 2, person: needs })]];
  await page.goto(from.at('404'));
  if (brings) await page.evaluate((texts) => sessionStorage.setItem('tandem-tab', JSON.stringify({ version: 1, used: Date.now(), texts })), texts);
  await page.goto(from.at(path + hash));
  await ready(page);
  return page;
}

export const bar = (page) => page.getByRole('navigation', { name: say('place-talk'), exact: true });
export const to = (page, name) => bar(page).getByRole('link', { name, exact: true }).click();
export const isOnOneScreen = (page) => page.evaluate(() => document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth);

export const bothWays = [['lying', landscape], ['held upright', portrait]];

/** Counts every tap and every key from here on. */
export async function counting(page) {
  await page.evaluate(() => {
    globalThis.counted = { taps: 0, keys: 0 };
    addEventListener('pointerdown', () => { globalThis.counted.taps += 1; }, true);
    addEventListener('keydown', () => { globalThis.counted.keys += 1; }, true);
  });
  return () => page.evaluate(() => globalThis.counted);
}

// How long the places are that people compare and prepare in, in screens, for every decision that is published: the figures
// that the project's look is held to. It only measures and prints: `node tests/browser/figures.mjs [decision ...]`.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { dist, launch, open, settled } from './support.mjs';
import { ready, site } from './person.mjs';

export const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
export const tablet = { viewport: { width: 820, height: 1180 } };
export const across = { viewport: { width: 1180, height: 820 } };

/** The decisions that are published, by their ids. */
export const decisions = readdirSync(dist)
  .map((name) => /^([a-z0-9-]+)\.en\.html$/.exec(name)?.[1])
  .filter((id) => id !== undefined && readdirSync(join(dist, 'content')).includes(id));

/** How many choices a decision has. */
export const choicesOf = (id) => {
  const list = readFileSync(join(dist, 'content', id, 'en/decision.md'), 'utf8').split('](#choices)')[1] ?? '';
  return [...list.split('\n## ')[0].matchAll(/^- \[/gm)].length;
};

/** The length of what a place shows, in screens, as it is once somebody was everywhere. */
export const screens = (page, within = '[role=main]') =>
  page.evaluate((within) => {
    const near = new CSSStyleSheet();
    near.replaceSync('.comparison { content-visibility: visible !important }');
    document.adoptedStyleSheets.push(near);
    const height = document.querySelector(within).getBoundingClientRect().height;
    document.adoptedStyleSheets.pop();
    return height / innerHeight;
  }, within);

const round = (number) => Number(number.toFixed(1));

/** Opens a decision at a place. */
export async function arrive(browser, from, id, hash, options) {
  const page = await open(browser, { locale: 'en-GB', ...options });
  await page.goto(from.at(`${id}.en.html#${hash}`));
  await ready(page);
  return page;
}

/** Goes to a place by its address, and waits until it is drawn. */
export async function goThere(page, hash) {
  await page.evaluate((hash) => { location.hash = hash; }, hash);
  await page.locator(`[role=main] .step--${hash}`).waitFor({ state: 'attached' });
  await settled(page);
}

/** A finger's tap on something, counted. */
const tapping = (page, count) => async (what) => { await what.tap(); count.taps += 1; await page.waitForTimeout(30); };

/**
 * The short way as a person takes it: from the topic's front page by "I have 3 minutes", eight things sorted, two questions
 * ticked, to the page. Gives the taps, and the screens of all places passed and of the page's front. Nothing is typed.
 */
export async function shortWay(page) {
  const count = { taps: 0, screens: 0, places: {} };
  const tap = tapping(page, count);
  const passed = async (name, within) => {
    count.places[name] = round(await screens(page, within));
    count.screens += await screens(page, within);
  };
  const main = page.locator('[role=main]');
  await passed('this decision');
  await tap(main.locator('.ways a').nth(1));
  await page.locator('.step--matters').waitFor();
  const things = main.locator('.sort');
  for (let thing = 0; thing < Math.min(await things.count(), 8); thing += 1) {
    await tap(things.nth(thing).getByRole('button').nth(thing % 4 === 0 ? 0 : 1 + (thing % 3)));
  }
  await passed('what matters');
  await tap(main.locator('.next a'));
  await page.locator('.step--questions').waitFor();
  for (const question of [0, 2, 4]) await tap(main.locator('.ticks .tick').nth(question));
  await passed('questions');
  await tap(main.locator('.next a'));
  await page.locator('.step--my-page').waitFor();
  await passed('my page, its front', '.sheet__front');
  count.screens = round(count.screens);
  return count;
}

async function figures(browser, from, id) {
  const row = { choices: choicesOf(id) };
  for (const [name, options] of [['820 x 1180', tablet], ['1180 x 820', across], ['360 x 740', phone]]) {
    const page = await arrive(browser, from, id, 'side-by-side', options);
    row[name] = round(await screens(page));
    await page.context().close();
  }
  const page = await arrive(browser, from, id, 'decision', phone);
  row['this decision'] = round(await screens(page));
  await goThere(page, 'matters');
  row['what matters'] = round(await screens(page));
  const things = page.locator('[role=main] .sort');
  for (const thing of [0, 1, 2, 3]) await things.nth(thing).getByRole('button').first().tap();
  row['what matters, 4 a lot'] = round(await screens(page));
  await goThere(page, 'my-way');
  row['my way, 4 things'] = round(await screens(page));
  await page.context().close();
  const short = await arrive(browser, from, id, 'decision', phone);
  const way = await shortWay(short);
  row['short way'] = way.screens;
  row['taps'] = way.taps;
  await short.context().close();
  return { row, places: way.places };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const from = await site();
  const browser = await launch();
  const wanted = process.argv.slice(2);
  const rows = {};
  const ways = {};
  for (const id of decisions.filter((id) => wanted.length === 0 || wanted.includes(id))) {
    const { row, places } = await figures(browser, from, id);
    rows[id] = row;
    ways[id] = places;
  }
  console.log('Side by side as it opens, at three sizes, and the other places on a phone of 360 x 740, in screens:');
  console.table(rows);
  console.log('The short way, place by place, in screens of a phone:');
  console.table(ways);
  await browser.close();
  await from.close();
}

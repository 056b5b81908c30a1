// A number is never broken and never misread: every run of digits, and every short phrase of two numbers, stands on one line,
// on every place and every page that is built, on small screens, with large letters, and in three fonts.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { dist, launch, open } from './support.mjs';
import { enter, fillIn, own, places, quick, site, typical, unfold, visit } from './person.mjs';

let browser, here;
before(async () => { here = await site(); browser = await launch(); });
after(async () => { await browser?.close(); await here?.close(); });

const fonts = ['DejaVu Sans', 'Liberation Sans', 'Noto Sans'];
/** Screens: a narrow phone; a phone with letters twice as large; a desktop zoomed to 400%. */
const sizes = [
  { name: '280 px', width: 280, height: 640, letters: '100%' },
  { name: '360 px at 200%', width: 360, height: 740, letters: '200%' },
  { name: '1280 px zoomed to 400%', width: 320, height: 200, letters: '100%' },
];

/** Lays the page out in one font, with letters of a size. */
const dress = (page, font, letters) => page.evaluate(async ([font, letters]) => {
  document.documentElement.style.setProperty('font-size', letters);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { font-family: "${font}" !important; content-visibility: visible !important }`);
  document.adoptedStyleSheets = [sheet];
  await document.fonts.ready;
}, [font, letters]);

/** What is broken: numbers and short phrases whose letters stand on more than one line. Addresses and own words may break. */
const broken = (page) => page.evaluate(() => {
  const found = [];
  let looked = 0;
  const range = document.createRange();
  const isWhole = (node, start, end) => {
    range.setStart(node, start);
    range.setEnd(node, end);
    const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ bottom }) => Math.round(bottom)));
    looked += 1;
    return lines.size <= 1;
  };
  const isAddress = (word) => /:\/\/|^10\.\d{4}|^doi|@|[a-z]\.[a-z]{2}/i.test(word);
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const it = node.parentElement;
    if (!/\d/.test(node.data) || !it.checkVisibility() || it.closest('[dir=auto]')) continue;
    for (const match of node.data.matchAll(/\S+/g)) {
      if (isAddress(match[0])) continue;
      for (const digits of match[0].matchAll(/\d(?:[\d,.]*\d)?/g)) {
        const start = match.index + digits.index;
        if (!isWhole(node, start, start + digits[0].length)) found.push(`"${digits[0]}" of "${node.data.trim().slice(0, 50)}"`);
      }
    }
    for (const phrase of node.data.matchAll(/\d[\d,]*\s(?:out\sof|to|and)\s\d[\d,]*/g)) {
      const shown = phrase[0].replace(/,$/, '');
      if (shown.length <= 16 && !isWhole(node, phrase.index, phrase.index + shown.length)) found.push(`"${shown}"`);
    }
  }
  // Names of columns that stand beside their numbers are drawn by the style; they take room, but hold no number to break.
  return { looked, found };
});

/** Every size and font: what is broken, and how much was looked at. */
async function everywhere(page, what, faults) {
  let looked = 0;
  for (const { name, width, height, letters } of sizes) {
    await page.setViewportSize({ width, height });
    for (const font of fonts) {
      await dress(page, font, letters);
      const { looked: here, found } = await broken(page);
      looked += here;
      faults.push(...found.map((fault) => `${what}, ${name}, ${font}: ${fault}`));
    }
  }
  return looked;
}

/** A failed test should be read, not scrolled. */
const some = (faults) => (faults.length > 12 ? [...faults.slice(0, 12), `and ${faults.length - 12} more`] : faults);

test('on every place of a filled-in decision each number stands on one line', async () => {
  const page = await visit(browser, here, '', { viewport: { width: 360, height: 740 } });
  await fillIn(page, { ...typical, help: own.help });
  const faults = [];
  let looked = 0;
  for (const { hash } of places) {
    await enter(page, hash);
    await unfold(page);
    looked += await everywhere(page, hash, faults);
  }
  assert.deepEqual(some(faults), []);
  assert.ok(looked > 5000, `only ${looked} numbers were looked at`);
  await page.context().close();
});

test('on every page as it is built each number stands on one line', async () => {
  const pages = readdirSync(dist).filter((name) => name.endsWith('.html'));
  assert.ok(pages.length > 15, pages.join());
  const page = quick(await open(browser, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } }));
  const faults = [];
  let looked = 0;
  for (const name of pages) {
    await page.goto(here.at(name));
    await page.evaluate(() => { for (const fold of document.querySelectorAll('details')) fold.open = true; });
    looked += await everywhere(page, name, faults);
  }
  assert.deepEqual(some(faults), []);
  assert.ok(looked > 20_000, `only ${looked} numbers were looked at`);
  await page.context().close();
});

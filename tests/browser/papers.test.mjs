// Lists, sheets and support cards: read, printed and filled in by everyone, without a program.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { dist, inBothLights, launch, open, serve } from './support.mjs';

const everyLanguage = readdirSync(dist).filter((name) => /^(lists|sheets|support)-.*\.html$|^papers\..*\.html$/.test(name));
// What is looked at again for each language stands in `languages.test.mjs`.
const names = everyLanguage.filter((name) => name.endsWith('.en.html'));
const about = readdirSync(dist).filter((name) => /^about-(prostate|breast-surgery).*\.en\.html$/.test(name));
const screens = { phone: { viewport: { width: 360, height: 740 } }, desktop: { viewport: { width: 1280, height: 900 } } };
// A line to write on, and what is the least on paper, in CSS pixels.
const millimetre = 96 / 25.4;
const line = 9 * millimetre - 0.5;
const smallest = 16;

let browser;
let site;
before(async () => {
  browser = await launch();
  site = await serve(dist);
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** Opens each page in turn. */
async function each(options, look, pages = names) {
  const page = await open(browser, options);
  for (const name of pages) {
    await page.goto(site.at(name));
    await look(page, name);
  }
  await page.context().close();
}

test('there are lists, sheets and support cards', () => {
  for (const start of ['lists-', 'sheets-', 'support-', 'papers.']) assert.ok(names.some((name) => name.startsWith(start)), start);
});

for (const [kind, screen] of Object.entries(screens)) {
  test(`axe finds no fault on any of them on ${kind}, light and dark`, async () => {
    await each(screen, async (page, name) => assert.deepEqual(await inBothLights(page, name), []));
  });
}

test('nothing needs a script, scrolls sideways or asks anybody else, also at 320 pixels with text of twice the size', async () => {
  await each({ viewport: { width: 320, height: 740 } }, async (page, name) => {
    assert.deepEqual([page.seen.violations, page.seen.errors, page.seen.console], [[], [], []], name);
    for (const size of ['100%', '200%']) {
      const beyond = await page.evaluate((size) => {
        document.documentElement.style.fontSize = size;
        return document.documentElement.scrollWidth - innerWidth;
      }, size);
      assert.ok(beyond <= 0, `${name} at ${size}: ${beyond} px`);
    }
    const elsewhere = page.seen.requests.filter(({ url }) => !url.startsWith(site.origin) && !url.startsWith('data:'));
    assert.deepEqual(elsewhere, [], name);
  });
});

test('on paper nothing is smaller than 12 pt, and there is room to write', async () => {
  await each({ viewport: { width: 794, height: 1123 } }, async (page, name) => {
    await page.emulateMedia({ media: 'print' });
    const found = await page.evaluate(() => {
      const shown = (it) => it.getClientRects().length > 0;
      const texts = [...document.querySelectorAll('#page *')].filter((it) => shown(it) && [...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
      const sizes = texts.map((it) => [parseFloat(getComputedStyle(it).fontSize), it.textContent.slice(0, 40)]);
      const lines = [...document.querySelectorAll('.fill__line')].filter(shown).map((it) => [it.getBoundingClientRect().height, it.getBoundingClientRect().width]);
      const cells = [...document.querySelectorAll('.form td:empty')].map((it) => it.getBoundingClientRect().height);
      return { sizes, lines, cells };
    });
    for (const [size, text] of found.sizes) assert.ok(size >= smallest, `${name}: ${text} is ${size} px`);
    for (const [height, width] of found.lines) assert.ok(height >= line && width >= 20 * millimetre, `${name}: a line of ${width} by ${height}`);
    for (const height of found.cells) assert.ok(height >= line, `${name}: a cell of ${height}`);
  }, everyLanguage);
});

/** Fewer lines than these, its number among them, are no reason for a side. */
const FEW = 5;

test('on paper no heading stands alone at the foot of a side, no side is there for a few lines, and each has its number once, in any language', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-papers-'));
  const faults = [];
  try {
    await each({}, async (page, name) => {
      const headings = (await page.locator('h2').allTextContents()).map((it) => it.trim());
      for (const format of ['A4', 'Letter']) {
        const file = join(folder, 'page.pdf');
        writeFileSync(file, await page.pdf({ format }));
        const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
        const sides = text.split('\f').slice(0, -1).map((side) => side.split('\n').map((line) => line.trim()).filter(Boolean));
        for (const side of sides) {
          const last = side.filter((line) => !/^\d+ ?\/ ?\d+$/.test(line)).at(-1);
          if (headings.includes(last)) faults.push(`${name} on ${format}: ${last}`);
        }
        sides.forEach((side, at) => {
          // In a line of Arabic the two numbers may come in the other order.
          const numbers = side.join(' ').match(new RegExp(`\\b(${at + 1} ?/ ?${sides.length}|${sides.length} ?/ ?${at + 1})\\b`, 'g')) ?? [];
          if (numbers.length !== 1) faults.push(`${name} on ${format}: side ${at + 1} has its number ${numbers.length} times`);
        });
        if (sides.length > 1 && sides.some((side) => side.length < FEW)) faults.push(`${name} on ${format}: ${sides.map((side) => side.length).join(' ')} lines`);
      }
    }, [...everyLanguage, ...about]);
    assert.deepEqual(faults, []);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('"My page", the talk and who supports me are one side each when empty, so that nobody carries a second for two lines', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-papers-'));
  try {
    const page = await open(browser, screens.desktop);
    for (const name of ['lists-my-page.en.html', 'lists-talk.en.html', 'lists-supporter.en.html']) {
      await page.goto(site.at(name));
      await page.locator('html.live').waitFor({ state: 'attached' });
      for (const format of ['A4', 'Letter']) {
        const file = join(folder, 'page.pdf');
        writeFileSync(file, await page.pdf({ format }));
        assert.match(execFileSync('pdfinfo', [file]).toString(), /Pages:\s+1\n/, `${name} on ${format}`);
      }
    }
    await page.context().close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the list of topics leads there, also once its program has taken over', async () => {
  const page = await open(browser, screens.phone);
  await page.goto(site.at('index.html'));
  await page.locator('html.live').waitFor({ state: 'attached' });
  await page.locator('a[href="papers.en.html"]').click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  const found = await page.locator('.topics a').evaluateAll((all) => all.map((it) => it.getAttribute('href')));
  assert.deepEqual([...found].sort(), names.filter((name) => !name.startsWith('papers.')).sort());
  await page.context().close();
});

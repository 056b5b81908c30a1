// A word that its author explains once is explained wherever it stands: by a touch, by the keyboard, to a screen reader, in
// forced colours, on paper, and on a page that no program runs on.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { axe, launch, open } from './support.mjs';
import { decisionPage, desktop, phone, press, say, site, tell, unfold, visit } from './person.mjs';

let browser, here;
before(async () => { here = await site(); browser = await launch(); });
after(async () => { await browser?.close(); await here?.close(); });

const MEANING = 'MRI: a detailed scan.';
const where = 'active-surveillance';
const term = (page) => page.locator('[role=main]').getByRole('link', { name: 'MRI', exact: true }).first();
const meaning = (page) => page.locator('[role=main] .term__meaning', { hasText: MEANING });

test('a touch shows what a word means under it, and another takes that away; nobody is led anywhere', async () => {
  const page = await visit(browser, here, where, phone);
  await unfold(page);
  const address = page.url();
  await term(page).scrollIntoViewIfNeeded();
  const box = await term(page).boundingBox();
  assert.ok(box.height >= 44, `${box.height} px high`);
  await term(page).tap();
  await meaning(page).waitFor();
  const [word, told] = [await term(page).boundingBox(), await meaning(page).boundingBox()];
  assert.ok(told.y >= word.y && told.y < word.y + 2 * word.height, 'not beside its word');
  // What follows it stays on its line: a full stop alone below an explanation is no sentence.
  const next = await term(page).evaluate((it) => {
    const texts = document.createTreeWalker(it.parentElement, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (!text.data.trim() || text.parentElement.closest('.term, .term__meaning')) continue;
      if (!(it.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
      const range = document.createRange();
      range.setStart(text, 0);
      range.setEnd(text, 1);
      return { top: range.getBoundingClientRect().top, below: it.parentElement.nextElementSibling?.getBoundingClientRect().top };
    }
    return null;
  });
  assert.ok(next && next.top < told.y, 'the sentence is cut');
  assert.ok(next.below === undefined || next.below >= told.y + told.height, 'what comes next runs into it');
  assert.equal(page.url(), address);
  assert.ok(Math.abs(word.y - box.y) < 2, 'the word moved under the finger');
  assert.deepEqual(await axe(page), []);
  await term(page).tap();
  await meaning(page).waitFor({ state: 'detached' });
  await page.context().close();
});

test('the same by the keyboard and for a screen reader, and it is read aloud with its sentence', async () => {
  const page = await visit(browser, here, where, desktop);
  await unfold(page);
  await term(page).focus();
  assert.equal(await term(page).getAttribute('aria-expanded'), 'false');
  await page.keyboard.press('Enter');
  await meaning(page).waitFor();
  assert.equal(await term(page).getAttribute('aria-expanded'), 'true');
  assert.ok(await term(page).evaluate((it) => it === document.activeElement), 'the keyboard was led away');
  // What it means comes next for who reads on.
  assert.ok(await term(page).evaluate((it, text) => it.nextElementSibling.textContent === text, MEANING));
  await page.keyboard.press('Enter');
  await meaning(page).waitFor({ state: 'detached' });
  await page.context().close();
});

test('in forced colours a word that is explained is told from the others by its line', async () => {
  const page = await visit(browser, here, where, desktop);
  await page.emulateMedia({ forcedColors: 'active' });
  const line = await term(page).evaluate((it) => getComputedStyle(it).textDecorationLine);
  assert.equal(line, 'underline');
  await page.context().close();
});

test('a word in a row of numbers is explained once the row is open', async () => {
  const page = await visit(browser, here, 'side-by-side', desktop);
  await tell(page, 'detail-everything');
  await unfold(page);
  const rows = page.locator('.compare .opened', { has: page.locator('.term__meaning') });
  const told = await rows.evaluateAll((all) => all.map((it) => it.querySelector('.term__meaning').textContent));
  assert.ok(told.every((it) => it.includes(': ')), JSON.stringify(told));
  await page.context().close();
});

test('on a leaflet nothing can be touched; what is read without a program leads to the words explained', async () => {
  const page = await visit(browser, here, 'decision', desktop);
  await page.evaluate(() => { window.print = () => {}; });
  await press(page, say('print-leaflet'));
  await page.waitForFunction(() => document.querySelector('.leaflet'));
  const leaflet = page.locator('.leaflet');
  assert.equal(await leaflet.locator('.term').count(), 0);
  await page.context().close();

  // A card that is printed as it stands has no marks either.
  const own = await visit(browser, here, where, desktop);
  await own.emulateMedia({ media: 'print' });
  assert.equal(await term(own).evaluate((it) => getComputedStyle(it).textDecorationLine), 'none');
  await own.context().close();

  const still = await open(browser, { ...phone, javaScriptEnabled: false });
  await still.goto(here.at(decisionPage));
  const link = still.locator('a.term', { hasText: 'MRI' }).first();
  const to = await link.getAttribute('href');
  assert.match(await still.locator(to).textContent(), /MRI: a detailed scan\./);
  await still.context().close();
});

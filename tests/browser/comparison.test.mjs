// The comparison: every number in sight with nothing opened, the names of the choices always in view, short enough to be used,
// the same table for a keyboard and a screen reader, and quickly there.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch } from './support.mjs';
import { card, enter, matter, say, sentences, site, sort, visit } from './person.mjs';

let browser, here;
before(async () => { here = await site(); browser = await launch(); });
after(async () => { await browser?.close(); await here?.close(); });

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const tablet = { viewport: { width: 820, height: 1180 } };
const across = { viewport: { width: 1180, height: 820 } };
const filled = card.numbers.flatMap((table) => table.rows.flatMap((row) => row.cells.map((cell) => sentences(row, cell).short)));

/** The words of the cells of numbers that can be seen, in order. */
const seen = (page) => page.evaluate(() => [...document.querySelectorAll('[role=main] .compare [data-studied]')]
  .filter((it) => it.checkVisibility() && it.getBoundingClientRect().height > 0).map((it) => it.textContent.replace(/\s+/g, ' ').trim()));

for (const [kind, options] of [['a phone', phone], ['a tablet', tablet], ['a tablet held across', across]]) {
  test(`with nothing opened each filled cell shows its number on ${kind}`, async () => {
    const page = await visit(browser, here, 'side-by-side', options);
    assert.equal(await page.locator('[role=main] .compare details.row[open]').count(), 0);
    assert.deepEqual(await seen(page), filled);
    await page.context().close();
  });

  test(`the name of each choice is in view beside its numbers on ${kind}`, async () => {
    const page = await visit(browser, here, 'side-by-side', options);
    const lost = await page.evaluate(async () => {
      const lost = [];
      const shown = ({ top, bottom, height }) => height > 0 && top >= -1 && bottom <= innerHeight + 1;
      for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight * 0.7) {
        scrollTo(0, y);
        await new Promise(requestAnimationFrame);
        for (const row of document.querySelectorAll('.compare__numbers')) {
          if (!shown(row.getBoundingClientRect())) continue;
          const table = row.closest('table');
          const heads = [...table.querySelectorAll('thead th')].slice(1);
          [...row.querySelectorAll('[data-studied]')].forEach((cell, place) => {
            const beside = getComputedStyle(cell, '::before').content.includes(cell.dataset.studied.slice(0, 5));
            if (!beside && !shown(heads[place].getBoundingClientRect())) lost.push(`${cell.dataset.studied} at ${Math.round(y)}`);
          });
        }
      }
      return lost;
    });
    assert.deepEqual(lost.slice(0, 5), []);
    await page.context().close();
  });
}

test('rows that matter to the person stand first, and each row once', async () => {
  const page = await visit(browser, here, 'matters', phone);
  await sort(page, matter('dry'));
  await enter(page, 'side-by-side');
  const { mine, all } = await page.evaluate(() => {
    const lines = (within) => [...document.querySelectorAll(`${within} .compare__numbers`)].map((it) => it.id);
    return { mine: lines('.mine'), all: lines('[role=main]') };
  });
  const about = card.matters.find((it) => it.words === matter('dry')).about;
  assert.equal(mine.length, card.numbers.flatMap((table) => table.rows).filter((row) => about.includes(row.id)).length);
  assert.ok(mine.length > 0 && mine.every((id, place) => all[place] === id), 'they stand first');
  assert.equal(all.length, card.numbers.flatMap((table) => table.rows).length);
  assert.equal(new Set(all).size, all.length);
  await page.getByRole('heading', { name: say('compare-mine'), exact: true }).waitFor();
  await page.context().close();
});

test('a row opens in its place by key and by tap, with both frames in sentences, and closes again', async () => {
  const page = await visit(browser, here, 'side-by-side', tablet);
  const fold = page.locator('.compare details.row').first();
  const row = card.numbers[0].rows[0];
  const { happened, rest } = sentences(row, row.cells[0]);
  await fold.locator('summary').focus();
  await page.keyboard.press('Enter');
  await fold.getByText(`${happened} ${rest}`, { exact: true }).waitFor();
  assert.ok(await fold.locator('summary').evaluate((it) => it === document.activeElement), 'the focus stays');
  await page.keyboard.press('Enter');
  await fold.getByText(`${happened} ${rest}`, { exact: true }).waitFor({ state: 'hidden' });
  // A tap on a number opens its row.
  await page.locator('.compare__number').first().click({ force: true });
  await fold.getByText(`${happened} ${rest}`, { exact: true }).waitFor();
  await page.context().close();
});

test('it is a table to a screen reader: numbers have the names of their row and column', async () => {
  for (const options of [phone, tablet]) {
    const page = await visit(browser, here, 'side-by-side', options);
    const table = page.getByRole('table').first();
    const first = card.numbers[0];
    for (const column of first.columns) assert.equal(await table.locator('[role=columnheader]').filter({ hasText: column.studied }).count(), 1, column.studied);
    const head = table.locator('[role=rowheader]').first();
    assert.equal((await head.textContent()).replace(/\s+/g, ' ').trim(), `${first.rows[0].label} ${first.rows[0].over}`);
    await page.context().close();
  }
});

test('it is short enough to be used', async () => {
  const lengths = {};
  for (const [kind, options, most] of [['820 x 1180', tablet, 4], ['1180 x 820', across, 5.5], ['360 x 740', phone, 11]]) {
    const page = await visit(browser, here, 'side-by-side', options);
    const screens = await page.evaluate(() => document.querySelector('[role=main]').getBoundingClientRect().height / innerHeight);
    lengths[kind] = { screens: Number(screens.toFixed(2)), most };
    await page.context().close();
  }
  console.log(lengths);
  for (const [kind, { screens, most }] of Object.entries(lengths)) assert.ok(screens <= most, `${kind}: ${screens} screens, at most ${most} are allowed`);
});

// Wanted are 100 ms. Measured on 28 November 2026: 205 to 360. The limit keeps it from getting worse until that is mended.
test('it is there within half a second on a processor slowed 4 times', async () => {
  const page = await visit(browser, here, 'choices', phone);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const times = [];
  for (let turn = 0; turn < 5; turn += 1) {
    await enter(page, 'choices');
    times.push(await page.evaluate(() => new Promise((done) => {
      const start = performance.now();
      location.hash = 'side-by-side';
      const look = () => (document.querySelector('.compare') ? done(performance.now() - start) : setTimeout(look, 1));
      look();
    })));
  }
  times.sort((one, other) => one - other);
  console.log('opened in', times.map(Math.round).join(', '), 'ms');
  assert.ok(times[2] <= 500, `${times.map(Math.round).join(', ')} ms`);
  await page.context().close();
});

// The comparison: every number in sight with nothing opened, the names of the choices always in view, short enough to be used,
// the same table for a keyboard and a screen reader, and quickly there.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { arrive, decisions, shortWay } from './figures.mjs';
import { launch, settled } from './support.mjs';
import { card, desktop, enter, flat, matter, say, sentences, site, sort, visit } from './person.mjs';
import { ownAddress } from './hostile.mjs';
import { tablet as inTalk } from './talk.mjs';

let browser, here;
before(async () => { here = await site(); browser = await launch(); });
after(async () => { await browser?.close(); await here?.close(); });

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const tablet = { viewport: { width: 820, height: 1180 } };
const across = { viewport: { width: 1180, height: 820 } };
const low = { viewport: { width: 800, height: 360 }, hasTouch: true };
const filled = card.numbers.flatMap((table) => table.rows.flatMap((row) => row.cells.map((cell) => sentences(row, cell).short)));

/** The words of the cells of numbers that can be seen, in order. */
const seen = (page) => page.evaluate(() => [...document.querySelectorAll('[role=main] .compare [data-studied]')]
  .filter((it) => it.checkVisibility() && it.getBoundingClientRect().height > 0).map((it) => it.textContent.replace(/\s+/g, ' ').trim()));

for (const [kind, options] of [['a phone', phone], ['a phone held across', low], ['a tablet', tablet], ['a tablet held across', across]]) {
  test(`with nothing opened each filled cell shows its number on ${kind}`, async () => {
    const page = await visit(browser, here, 'side-by-side', options);
    assert.equal(await page.locator('[role=main] .compare details.row[open]').count(), 0);
    assert.deepEqual(await seen(page), filled);
    await page.context().close();
  });

  for (const place of ['side-by-side', 'talk-compare']) test(`the name of each choice is in view beside its numbers on ${kind}: ${place}`, async () => {
    const page = await visit(browser, here, place, options);
    const lost = await page.evaluate(async () => {
      const lost = [];
      const shown = ({ top, bottom, height }) => height > 0 && top >= -1 && bottom <= innerHeight + 1;
      // What stays in view lies under nothing else that stays, like the bar of a talk, and no row passes above it.
      const onTop = (head) => {
        const { left, right, top, bottom } = head.getBoundingClientRect();
        const at = (y) => document.elementFromPoint((left + right) / 2, y);
        return [top + 3, bottom - 3].every((y) => head.contains(at(y))) && !head.closest('table').contains(at(top - 8));
      };
      for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight * 0.7) {
        scrollTo(0, y);
        await new Promise(requestAnimationFrame);
        for (const row of document.querySelectorAll('.compare__numbers')) {
          if (!shown(row.getBoundingClientRect())) continue;
          const table = row.closest('table');
          const heads = [...table.querySelectorAll('thead th')].slice(1);
          [...row.querySelectorAll('[data-studied]')].forEach((cell, place) => {
            // On a phone a thing at two times has its names once, on the lines of the first time.
            const named = row.closest('tbody').querySelector('.compare__numbers').querySelectorAll('[data-studied]')[place];
            const middle = ({ top, bottom }) => (top + bottom) / 2;
            const level = Math.abs(middle(named.getBoundingClientRect()) - middle(cell.getBoundingClientRect())) < 8;
            const names = (it) => getComputedStyle(it, '::before').content.includes(cell.dataset.studied.slice(0, 5));
            const beside = names(cell) || (level && names(named));
            const over = shown(heads[place].getBoundingClientRect()) && onTop(heads[place]);
            if (!beside && !over) lost.push(`${cell.dataset.studied} at ${Math.round(y)}`);
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
  for (const part of ['compare-mine', 'compare-others']) await page.getByRole('heading', { name: say(part), exact: true }).waitFor();
  await page.context().close();
});

test('in a talk what happened at several times stands together, also where only some of them are on the page', async () => {
  const own = await site();
  ownAddress(own);
  const page = await inTalk(browser, own, { ...across, hasTouch: true }, { hash: '#talk-compare' });
  await page.getByRole('heading', { name: say('compare-others'), exact: true }).waitFor();
  await settled(page);
  const { mine, all } = await page.evaluate(() => {
    const labels = (within) => [...document.querySelectorAll(`${within} .row__label`)].map((it) => it.textContent);
    return { mine: labels('.mine'), all: labels('[role=main]') };
  });
  assert.ok(mine.length > 0);
  for (const label of mine) assert.equal(all.filter((it) => it === label).length, 1, `"${label}" is torn`);
  await page.context().close();
  await own.close();
});

test('out of how many it is stands over numbers of people, and over nothing else', async () => {
  const page = await visit(browser, here, 'side-by-side', tablet);
  const faults = [];
  let without = 0;
  for (const id of decisions) {
    await page.goto(here.at(`${id}.en.html#side-by-side`));
    await page.locator('html.live').waitFor({ state: 'attached' });
    await settled(page);
    const tables = await page.locator('[role=main] .compare').evaluateAll((all) => all.map((it) => [it.querySelector('thead th').textContent, it.querySelectorAll('.compare__number').length]));
    assert.ok(tables.length > 0, id);
    without += tables.filter(([, numbers]) => numbers === 0).length;
    faults.push(...tables.filter(([head, numbers]) => /out of/i.test(head) !== numbers > 0).map(([head, numbers]) => `${id}: "${head}" over ${numbers} numbers`));
  }
  assert.deepEqual(faults, []);
  assert.ok(without > 0, 'there is no table without numbers of people to look at');
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
  for (const [kind, options, most] of [['820 x 1180', tablet, 2.5], ['1180 x 820', across, 4], ['360 x 740', phone, 8]]) {
    const page = await visit(browser, here, 'side-by-side', options);
    const screens = await page.evaluate(() => document.querySelector('[role=main]').getBoundingClientRect().height / innerHeight);
    lengths[kind] = { screens: Number(screens.toFixed(2)), most };
    await page.context().close();
  }
  console.log(lengths);
  for (const [kind, { screens, most }] of Object.entries(lengths)) assert.ok(screens <= most, `${kind}: ${screens} screens, at most ${most} are allowed`);
});

test('a choice is set aside with a reason, is named and counted, and comes back', async () => {
  const page = await visit(browser, here, 'side-by-side', tablet);
  const choice = card.options.find((option) => option.id === 'surgery').title;
  const shown = () => page.locator('[role=main] .compare').first().locator('thead th:visible').allInnerTexts();
  const before = await shown();
  await page.locator('.compare details.row').first().locator('summary').click();
  await page.locator('.aside-choices > summary').click();
  await page.getByRole('button', { name: say('aside-set-named', { thing: choice }), exact: true }).click();
  await page.getByRole('button', { name: say('aside-not-open'), exact: true }).click();
  const line = page.locator('.asides li');
  await line.waitFor();
  await settled(page);
  assert.match(await line.innerText(), new RegExp(`${choice}.*${say('aside-not-open')}`));
  const count = say('aside-choices', { all: card.options.length, count: 1 });
  assert.equal(flat(await page.locator('.aside-count').innerText()), count);
  assert.ok(!(await shown()).includes(choice));
  // Nothing is drawn anew for it: a row that was open stands open, without that choice.
  assert.equal(await page.locator('.compare details.row[open]').count(), 1);
  const inside = await page.locator('.compare details.row[open] .cell__studied').allInnerTexts();
  assert.deepEqual(inside.map(flat), (await shown()).slice(1).map(flat));
  // It is as wide as before, and no row is wider than the numbers.
  const wide = await page.locator('[role=main] .compare').evaluateAll((all) => all.filter((table) => table.scrollWidth > table.parentElement.clientWidth).length);
  assert.equal(wide, 0);
  // All of it is one tap away, and the line stays.
  await page.getByRole('button', { name: say('aside-show-all'), exact: true }).click();
  await settled(page);
  assert.deepEqual(await shown(), before);
  assert.equal(flat(await page.locator('.aside-count').innerText()), count);
  assert.equal(await line.count(), 1);
  await enter(page, 'my-page');
  assert.match(await page.locator('.sheet').first().innerText(), new RegExp(`${choice}. Set aside: ${say('aside-not-open')}`));
  await enter(page, 'side-by-side');
  await page.locator('.asides button').click();
  await settled(page);
  assert.deepEqual(await shown(), before);
  assert.equal(await line.count(), 0);
  await page.context().close();
});

test('what was tapped answers at once and the table a frame later; no frame says of it what it does not show', async () => {
  const page = await visit(browser, here, 'side-by-side', across);
  await page.locator('.aside-choices > summary').click();
  await page.getByRole('button', { name: say('aside-set-named', { thing: card.options[1].title }), exact: true }).click();
  await page.evaluate(() => {
    globalThis.frames = [];
    const look = () => {
      const heads = [...document.querySelectorAll('.compare thead')].map((head) => [...head.querySelectorAll('th')].filter((it) => it.checkVisibility()).length - 1);
      const now = JSON.stringify({ count: document.querySelector('.aside-count').textContent.replace(/\s+/g, ' '), lines: document.querySelectorAll('.asides li').length, whole: document.querySelector('#aside-all')?.ariaPressed ?? null, columns: Math.max(...heads) });
      if (globalThis.frames.at(-1) !== now) globalThis.frames.push(now);
      requestAnimationFrame(look);
    };
    look();
  });
  const taps = ['.aside-reasons button', '#aside-all', '#aside-all', '.asides button'];
  for (const tap of taps) {
    await page.locator(tap).first().click();
    await settled(page);
  }
  const [all, columns] = [card.options.length, Math.max(...card.numbers.map((it) => it.columns.length))];
  const counted = say('aside-choices', { all, count: 1 });
  const frames = (await page.evaluate(() => globalThis.frames)).map((it) => JSON.parse(it));
  for (const frame of frames.filter((it) => it.count)) {
    assert.deepEqual([frame.count, frame.columns], [counted, frame.whole === 'true' ? columns : columns - 1], JSON.stringify(frame));
  }
  assert.equal(frames.at(-1).columns, columns);
  await page.context().close();
});

test('an outcome is set aside where it stands, in own words, and its row comes back', async () => {
  const page = await visit(browser, here, 'side-by-side', phone);
  const row = card.numbers[0].rows[0];
  await page.locator('.compare details.row').first().locator('summary').click();
  await page.getByRole('button', { name: say('aside-set-named', { thing: row.label }), exact: true }).click();
  await page.getByLabel(say('aside-own'), { exact: true }).fill('We talked about it');
  await page.getByRole('button', { name: `${say('aside-set')}: ${say('aside-own')}`, exact: true }).click();
  const line = page.locator('.compare__aside');
  await line.waitFor();
  assert.match(await line.innerText(), /We talked about it/);
  assert.equal((await page.locator('.compare__numbers').count()), filled.length === 0 ? 0 : card.numbers.flatMap((table) => table.rows).filter((it) => it.id !== row.id).length);
  await line.getByRole('button').click();
  assert.deepEqual(await seen(page), filled);
  await page.context().close();
});

test('bigger words: one tap makes all words larger, on every place, with nothing beside the screen', async () => {
  const page = await visit(browser, here, 'side-by-side', { viewport: { width: 320, height: 740 }, isMobile: true, hasTouch: true });
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('#main-title')).fontSize));
  const before = await size();
  const box = page.getByRole('checkbox', { name: say('bigger'), exact: true });
  await box.check();
  for (const hash of ['side-by-side', 'matters', 'my-page', 'decision']) {
    await enter(page, hash);
    assert.ok((await size()) >= before * 1.25, hash);
    assert.ok(await box.isChecked());
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${hash} is wider than the screen`);
  }
  await box.uncheck();
  assert.equal(await size(), before);
  await page.context().close();
});

test('on the narrowest phone, also with large text, the numbers of my page stand in one column', async () => {
  const page = await visit(browser, here, 'matters', { viewport: { width: 320, height: 640 } });
  await sort(page, matter('dry'));
  await enter(page, 'my-page');
  for (const size of ['', '200%']) {
    await page.evaluate((size) => { document.documentElement.style.fontSize = size; }, size);
    const ends = await page.locator('.sheet__concern .sheet__cell').evaluateAll((all) => all.map((it) => Math.round(it.getBoundingClientRect().right)));
    assert.ok(ends.length >= 6);
    assert.equal(new Set(ends).size, 1, `${size}: ${ends}`);
  }
  await page.context().close();
});

test('the short way: from the front page of a topic to a useful page in at most 12 phone screens and 25 taps, nothing typed', async () => {
  for (const id of decisions) {
    const page = await arrive(browser, here, id, 'decision', phone);
    const { taps, screens, places } = await shortWay(page);
    console.log(id, taps, 'taps,', screens, 'screens', JSON.stringify(places));
    assert.ok(taps <= 25 && screens <= 12, `${id}: ${taps} taps, ${screens} screens`);
    assert.ok(await page.locator('.sheet .said').count() > 0, 'the page says something');
    await page.context().close();
  }
});

test('who prints before all of it is drawn gets all of it on paper', async () => {
  const page = await visit(browser, here, 'choices', desktop);
  const rows = await page.evaluate(() => new Promise((done) => {
    addEventListener('hashchange', () => setTimeout(() => {
      dispatchEvent(new Event('beforeprint'));
      done(document.querySelectorAll('[role=main] .compare__numbers').length);
    }), { once: true });
    location.hash = 'side-by-side';
  }));
  assert.equal(rows, card.numbers.flatMap((table) => table.rows).length);
  await page.context().close();
});

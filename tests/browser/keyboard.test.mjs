// The whole way by keyboard alone: Tab, Shift and Tab, Enter, Space. Nothing here clicks.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch } from './support.mjs';
import { adds, again, at, card, choices, desktop, enter, flat, heading, journey, listUnder, markTo, matter, own, phone, pileOf, places, prompt, say, sentences, sheet, site, visit, openOrder } from './person.mjs';

let browser, here;
before(async () => { here = await site(); browser = await launch(); });
after(async () => { await browser?.close(); await here?.close(); });

/** What has the focus: its name as a screen reader would say it, roughly; whether it can be seen that it has it. */
const focus = (page) => page.evaluate(() => {
  const it = document.activeElement;
  if (!it || it === document.body || it === document.documentElement) return null;
  const label = it.getAttribute('aria-label') ?? (it.labels?.length ? it.labels[0].textContent : it.textContent);
  const style = getComputedStyle(it);
  const box = it.getBoundingClientRect();
  const [x, y] = [box.x + Math.min(box.width / 2, 40), box.y + box.height / 2];
  let top = document.elementFromPoint(x, y);
  // What covers something has a colour of its own.
  while (top && !top.contains(it) && !it.contains(top) && /, 0\)$/.test(getComputedStyle(top).backgroundColor)) top = top.parentElement;
  return {
    name: label.replace(/\s+/g, ' ').trim(),
    group: it.closest('[role=group]')?.getAttribute('aria-label'),
    tag: it.localName,
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && !/, 0\)$|transparent/.test(style.outlineColor),
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    covered: Boolean(top) && !it.contains(top) && !top.contains(it),
    disabled: it.matches(':disabled'),
    order: [...document.querySelectorAll('*')].indexOf(it),
  };
});

/** Waits until what the page is like now has been drawn. */
const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Presses Tab until something with this name has the focus. */
async function tabTo(page, name, { group, key = 'Tab', most = 400 } = {}) {
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press(key);
    const now = await focus(page);
    if (now && now.name === flat(name) && (group === undefined || now.group === flat(group))) {
      assert.ok(now.outlined, `nothing shows that "${name}" has the focus`);
      assert.ok(now.seen && !now.covered, `"${name}" has the focus but cannot be seen`);
      return;
    }
  }
  assert.fail(`"${name}"${group ? ` in "${group}"` : ''} cannot be reached with ${key}`);
}
const back = (page, name, options) => tabTo(page, name, { ...options, key: 'Shift+Tab' });

/** Says that an action left the focus where one can go on. */
async function notLost(page, what) {
  // A list that is drawn anew may give the focus back a moment later.
  let now = await focus(page);
  for (let tries = 0; !now && tries < 20; tries += 1) {
    await page.evaluate(() => new Promise(requestAnimationFrame));
    now = await focus(page);
  }
  assert.ok(now, `after ${what} nothing has the focus`);
  assert.ok(!now.disabled, `after ${what} a button has the focus that cannot be pressed`);
  return now;
}

async function nextStep(page, name) {
  await tabTo(page, say('next', { place: name }));
  await page.keyboard.press('Enter');
  await at(page, journey.find((place) => place.name === name).title);
}

test('the whole way can be gone by keyboard alone', async () => {
  const page = await visit(browser, here, 'matters', desktop);
  await tabTo(page, say('pile-lot'), { group: matter('dry') });
  await page.keyboard.press('Space');
  await tabTo(page, say('pile-lot'), { group: matter('erections') });
  await page.keyboard.press('Enter');
  await tabTo(page, say('pile-lot'), { group: matter('Bowel') });
  await page.keyboard.press('Space');
  await back(page, say('pile-some'), { group: matter('erections') });
  await page.keyboard.press('Space');
  await back(page, say('pile-lot'), { group: matter('erections') });
  await page.keyboard.press('Space');
  assert.equal(await pileOf(page, matter('erections')), say('pile-lot'));
  await tabTo(page, say('matters-own'));
  await page.keyboard.type(own.matter);
  await page.keyboard.press('Enter');
  const order = [matter('dry'), matter('Bowel'), matter('erections'), flat(own.matter)];
  assert.deepEqual(await listUnder(page, say('order-title')), order);
  await tabTo(page, say('move-up-named', { thing: own.matter }));
  await page.keyboard.press('Space');
  assert.deepEqual(await listUnder(page, say('order-title')), [order[0], order[1], order[3], order[2]]);

  await nextStep(page, say('place-my-way'));
  await tabTo(page, markTo(choices[2]), { group: say('mark-title', { thing: matter('dry') }) });
  await page.keyboard.press('Space');
  await tabTo(page, say('mark-unsure'), { group: say('mark-title', { thing: matter('Bowel') }) });
  await page.keyboard.press('Enter');

  await nextStep(page, say('place-questions'));
  await tabTo(page, prompt('nerves'));
  await page.keyboard.press('Space');
  await tabTo(page, say('questions-own'));
  await page.keyboard.type('Who rings me?');
  await tabTo(page, adds('questions-own'));
  await page.keyboard.press('Enter');
  await tabTo(page, say('move-up-named', { thing: 'Who rings me?' }));
  await page.keyboard.press('Enter');
  assert.deepEqual(await listUnder(page, say('questions-order')), ['Who rings me?', prompt('nerves')]);

  await nextStep(page, say('place-stand'));
  await tabTo(page, say('lean-to', { choice: choices[0] }));
  await page.keyboard.press('Space');
  await tabTo(page, say('wish-together'));
  await page.keyboard.press('Space');
  await tabTo(page, say('help-label'));
  await page.keyboard.type('A drawing');

  await nextStep(page, say('place-page'));
  await tabTo(page, say('note-label'));
  await page.keyboard.type(own.note);
  await tabTo(page, say('filled-me'));
  await page.keyboard.press('Space');
  const text = flat(await sheet(page).innerText());
  let from = 0;
  for (const said of ['Who rings me?', prompt('nerves'), matter('dry'), say('mark-says-to', { choice: choices[2] }), matter('Bowel'), say('mark-says-unsure'), own.matter, matter('erections'), say('lean-says-to', { choice: choices[0] }), say('wish-together'), 'A drawing', own.note]) {
    const found = text.indexOf(flat(said), from);
    assert.ok(found >= 0, `"${said}" is not where it should be:\n${text}`);
    from = found;
  }
  await tabTo(page, say('show'));
  await page.keyboard.press('Enter');
  await tabTo(page, say('show-close'));
  await page.keyboard.press('Enter');
  await at(page, say('place-page'));
  await page.context().close();
});

test('from the first page to the numbers by keyboard alone', async () => {
  const page = await visit(browser, here, '', phone);
  // Radios: the first takes the focus, an arrow chooses the next.
  await tabTo(page, say('detail-everything'));
  await page.keyboard.press('ArrowDown');
  await nextStep(page, say('place-choices'));
  await tabTo(page, choices[1]);
  await page.keyboard.press('Enter');
  await at(page, choices[1]);
  await nextStep(page, say('place-compare'));
  await tabTo(page, say('compare-to-survival'));
  await page.keyboard.press('Enter');
  await at(page, say('place-survival'));
  // The numbers stand there with nothing opened; a row opened tells them in sentences, and is closed by the same key.
  const [row] = card.survival[0].rows;
  const { happened, rest, short } = sentences(row, row.cells[0]);
  assert.ok(await page.getByRole('cell').filter({ hasText: new RegExp(`^${short}$`) }).first().isVisible());
  const told = page.getByText(`${happened} ${rest}`, { exact: true });
  assert.equal(await told.count(), 0, 'nothing is told in sentences before a row is opened');
  const fold = `${row.label} ${row.over}: ${row.difference}`;
  await tabTo(page, fold);
  await page.keyboard.press('Enter');
  await told.first().waitFor();
  assert.equal((await notLost(page, 'opening a row')).name, flat(fold), 'the focus stays on the row');
  await page.keyboard.press('Enter');
  await told.first().waitFor({ state: 'hidden' });
  await page.context().close();
});

test('the list of places is opened, walked and left by keyboard', async () => {
  const page = await visit(browser, here, '', phone);
  await tabTo(page, say('places-here', { place: say('place-decision') }));
  await page.keyboard.press('Enter');
  await tabTo(page, say('place-stand'));
  await page.keyboard.press('Enter');
  await at(page, say('place-stand'));
  // The list has closed: the next stop is in the step, not in the list.
  const list = page.getByRole('navigation', { name: say('places') }).getByRole('link', { name: say('place-page'), exact: true });
  assert.equal(await list.isVisible(), false);
  await page.context().close();
});

/** Each action that draws a list anew, or takes away the very button that was pressed. */
const actions = [
  ['sorting a thing', 'matters', async (page) => { await tabTo(page, say('pile-lot'), { group: matter('dry') }); await page.keyboard.press('Space'); }, say('pile-lot')],
  ['taking a thing off its pile', 'matters', async (page) => { await tabTo(page, say('pile-lot'), { group: matter('dry') }); await page.keyboard.press('Space'); await page.keyboard.press('Space'); }, say('pile-lot')],
  ['adding own words by Enter', 'matters', async (page) => { await tabTo(page, say('matters-own')); await page.keyboard.type('Mine'); await page.keyboard.press('Enter'); }],
  ['adding own words by the button', 'matters', async (page) => { await tabTo(page, say('matters-own')); await page.keyboard.type('Mine'); await tabTo(page, adds('matters-own')); await page.keyboard.press('Enter'); }],
  ['moving up in the middle', 'matters', async (page) => { await three(page); await tabTo(page, say('move-up-named', { thing: matter('Bowel') })); await page.keyboard.press('Enter'); }, say('move-up-named', { thing: matter('Bowel') })],
  ['moving up to the top', 'matters', async (page) => { await three(page); await tabTo(page, say('move-up-named', { thing: matter('erections') })); await page.keyboard.press('Enter'); }, say('move-down-named', { thing: matter('erections') })],
  ['moving down to the end', 'matters', async (page) => { await three(page); await tabTo(page, say('move-down-named', { thing: matter('erections') })); await page.keyboard.press('Space'); }, say('move-up-named', { thing: matter('erections') })],
  ['removing own words', 'matters', async (page) => { await tabTo(page, say('matters-own')); await page.keyboard.type('Mine'); await page.keyboard.press('Enter'); await back(page, say('remove-named', { thing: 'Mine' })); await page.keyboard.press('Enter'); }],
  ['placing a marker', 'matters', async (page) => { await three(page); await nextStep(page, say('place-my-way')); await tabTo(page, markTo(choices[1]), { group: say('mark-title', { thing: matter('dry') }) }); await page.keyboard.press('Space'); }, markTo(choices[1])],
  ['ticking a question', 'questions', async (page) => { await tabTo(page, prompt('nerves')); await page.keyboard.press('Space'); }, prompt('nerves')],
  ['moving a question', 'questions', async (page) => { for (const part of ['CPG', 'nerves', 'brachy']) { await tabTo(page, prompt(part)); await page.keyboard.press('Space'); } await tabTo(page, say('move-down-named', { thing: prompt('nerves') })); await page.keyboard.press('Enter'); }, say('move-up-named', { thing: prompt('nerves') })],
  ['removing a question', 'questions', async (page) => { await tabTo(page, say('questions-own')); await page.keyboard.type('Mine'); await page.keyboard.press('Enter'); await tabTo(page, say('remove-named', { thing: 'Mine' })); await page.keyboard.press('Enter'); }],
  ['choosing how much to be told', 'side-by-side', async (page) => { await tabTo(page, say('detail-ask')); await page.keyboard.press('Enter'); await tabTo(page, say('detail-everything')); await page.keyboard.press('ArrowDown'); }, say('detail-main')],
  ['leaning', 'where-i-stand', async (page) => { await tabTo(page, say('lean-unsure')); await page.keyboard.press('Space'); }, say('lean-unsure')],
  ['asking to clear', 'where-i-stand', async (page) => { await tabTo(page, say('lean-unsure')); await page.keyboard.press('Space'); await tabTo(page, say('clear')); await page.keyboard.press('Enter'); }],
  ['not clearing', 'where-i-stand', async (page) => { await tabTo(page, say('lean-unsure')); await page.keyboard.press('Space'); await tabTo(page, say('clear')); await page.keyboard.press('Enter'); await tabTo(page, say('clear-no')); await page.keyboard.press('Enter'); }, say('clear')],
  ['clearing', 'where-i-stand', async (page) => { await tabTo(page, say('lean-unsure')); await page.keyboard.press('Space'); await tabTo(page, say('clear')); await page.keyboard.press('Enter'); await tabTo(page, say('clear-yes')); await page.keyboard.press('Enter'); await at(page, card.heading); }, card.heading],
  ['clearing on the first step', '', async (page) => { await tabTo(page, say('detail-everything')); await page.keyboard.press('ArrowDown'); await tabTo(page, say('clear')); await page.keyboard.press('Enter'); await tabTo(page, say('clear-yes')); await page.keyboard.press('Enter'); }, card.heading],
];
async function three(page) {
  await openOrder(page);
  for (const part of ['dry', 'erections', 'Bowel']) {
    await tabTo(page, say('pile-lot'), { group: matter(part) });
    await page.keyboard.press('Space');
  }
}

let shared;
for (const [what, hash, act, there] of actions) {
  test(`the focus is not lost by ${what}`, async () => {
    shared ??= await visit(browser, here, '', desktop);
    const page = shared;
    await again(page, here, hash);
    await act(page);
    const now = await notLost(page, what);
    if (there) assert.equal(now.name, flat(there), `after ${what} the focus is elsewhere`);
  });
}

test('every stop of the Tab key can be seen, in the order of the page, on every step', async () => {
  for (const kind of [phone, desktop]) {
    const page = await visit(browser, here, 'matters', kind);
    for (const part of ['dry', 'Bowel']) {
      await tabTo(page, say('pile-lot'), { group: matter(part) });
      await page.keyboard.press('Space');
    }
    // On a desktop the list of places stands beside each step; the steps themselves are the same.
    const screens = kind === desktop ? ['decision', 'side-by-side', 'matters'] : places.map((place) => place.hash).filter((hash) => !card.options.slice(1).some(({ id }) => id === hash));
    for (const hash of screens) {
      await enter(page, hash);
      // From the first stop of the page.
      let place = await page.evaluate(() => {
        const stop = [...document.querySelectorAll('a, button, summary, input')].find((it) => it.checkVisibility());
        stop.focus();
        return [...document.querySelectorAll('*')].indexOf(stop);
      });
      let stops = 0;
      const first = place;
      for (;;) {
        await page.keyboard.press('Tab');
        let now = await focus(page);
        // What counts is what is drawn: a table whose rows are laid out when somebody comes near keeps its place at the next drawing.
        if (now && !now.seen) now = await drawn(page).then(() => focus(page));
        // After the last stop the focus leaves the page, or begins anew.
        if (!now || now.order === first) break;
        assert.ok(now.outlined, `${hash}: nothing shows that "${now.name}" has the focus`);
        assert.ok(now.seen, `${hash}: "${now.name}" has the focus outside the screen`);
        assert.ok(!now.covered, `${hash}: something covers "${now.name}" when it has the focus`);
        // A field for a day has a stop for each of its parts.
        assert.ok(now.order >= place, `${hash}: Tab goes back to "${now.name}"`);
        place = now.order;
        stops += 1;
        assert.ok(stops < 400);
      }
      assert.ok(stops > (hash === 'show' ? 0 : 3), `${hash}: only ${stops} stops`);
    }
    await page.context().close();
  }
});

test('the link to the main part is the first stop, can be seen, and goes past the list of places', async () => {
  const page = await visit(browser, here, 'matters', desktop);
  await page.keyboard.press('Tab');
  const first = await focus(page);
  assert.equal(first.name, say('skip'));
  assert.ok(first.seen && first.outlined && !first.covered);
  await page.keyboard.press('Enter');
  const there = await focus(page);
  assert.equal(there?.name, say('place-matters'));
  await page.keyboard.press('Tab');
  const after = await focus(page);
  assert.equal(after.name, say('pile-lot'));
  assert.equal(after.group, card.matters[0].words);
  assert.equal(flat(await heading(page).innerText()), say('place-matters'));
  await page.context().close();
});

test('after the link to the main part the address still leads to the same step', async () => {
  const page = await visit(browser, here, 'questions', desktop);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.reload();
  await page.locator('html.live').waitFor({ state: 'attached' });
  assert.equal(flat(await heading(page).innerText()), say('place-questions'));
  await page.context().close();
});

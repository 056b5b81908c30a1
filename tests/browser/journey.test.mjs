// The whole way through a decision, on a phone, as a person goes it: by what is written on links, buttons and fields.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { launch, open, settled } from './support.mjs';
import {
  addMatter, again, addQuestion, at, button, card, choices, chosen, clear, decisionPage, desktop, enter, fillIn, flat, goTo, heading, held, journey, listUnder, mark, markTo, matter,
  moveDown, moveUp, next, nothingStored, numberedLines, numberRows, own, phone, pictures, pileOf, places, press, prompt, quick, ready, say, sentences, sheet, site, sort, stored, tell,
  thing, tick, typical, unfold, untick, visibleText, visit, write,
} from './person.mjs';

let browser, here;
before(async () => { here = await site(); browser = await launch(); });
after(async () => { await browser?.close(); await here?.close(); });

/** A test with a page of its own, that ends without an error or a refusal. */
const journeyTest = (name, hash, run, options) => test(name, async () => {
  const page = await visit(browser, here, hash, options);
  await run(page);
  assert.deepEqual([page.seen.errors, page.seen.violations], [[], []]);
  await page.context().close();
});

const main = (page) => page.getByRole('main');
/** The words that have the focus; it may come a moment after the words. */
const focused = (page) => page.evaluate(async () => {
  for (let tries = 0; tries < 20 && document.activeElement === document.body; tries += 1) await new Promise(requestAnimationFrame);
  return document.activeElement === document.body ? 'nothing' : document.activeElement.textContent;
});
const position = (page) => page.evaluate(() => scrollY);

/** Says that the parts stand in the text, one after another. */
function inOrder(text, parts, what) {
  let from = 0;
  for (const part of parts) {
    const found = text.indexOf(flat(part), from);
    assert.ok(found >= 0, `${what}: "${flat(part)}" ${text.includes(flat(part)) ? 'stands in the wrong place' : 'is missing'}:\n${text}`);
    from = found + flat(part).length;
  }
}
const timesIn = (text, part) => text.split(flat(part)).length - 1;

test('a person goes the whole way, and the page holds exactly what they entered', async () => {
  const page = quick(await open(browser, { locale: 'en-GB', ...phone }));
  await page.goto(here.at());
  await page.locator('html.live').waitFor({ state: 'attached' });
  await at(page, say('library-title'));
  await page.getByRole('link', { name: card.meta.title, exact: true }).click();
  await ready(page);

  // What this is, then the decision.
  await at(page, card.heading);
  await page.getByRole('link', { name: say('privacy-more'), exact: true }).click();
  await at(page, say('place-start'));
  // The promise stands in one paragraph with how long answers stay; this copy has no address of its own, so they go with the page.
  for (const said of [say('start-what'), say('start-what-not'), `${say('privacy-promise')} ${say('privacy-gone')}`]) assert.ok(await page.getByText(said, { exact: true }).isVisible(), said);
  await next(page, say('place-decision'));
  assert.ok(await page.getByText(card.question, { exact: true }).isVisible());
  assert.match(await visibleText(page), new RegExp(say('status-example').replaceAll('.', '\\.')));
  await tell(page, 'detail-everything');

  // The choices, one of them, and the next.
  await next(page, say('place-choices'));
  for (const choice of choices) assert.ok(await main(page).getByRole('link', { name: choice, exact: true }).isVisible());
  await main(page).getByRole('link', { name: choices[1], exact: true }).click();
  await at(page, choices[1]);
  await main(page).getByRole('link', { name: choices[3], exact: true }).click();
  await at(page, choices[3]);

  // Side by side, and how long people lived by its own link.
  await next(page, say('place-compare'));
  await main(page).getByRole('link', { name: say('compare-to-survival'), exact: true }).first().click();
  await at(page, say('place-survival'));
  const fold = page.locator('.compare details.row').first();
  await fold.locator('summary').click();
  await fold.getByText(sentences(card.survival[0].rows[0], card.survival[0].rows[0].cells[0]).happened).first().waitFor();
  assert.ok((await pictures(page)).length > 0);
  await next(page, say('place-matters'));

  // What matters: piles, a change of mind, own words, an order.
  for (const part of ['erections', 'dry', 'Bowel', 'cancer is left', 'hormone']) await sort(page, matter(part), 'pile-lot');
  await sort(page, matter('few hospital'), 'pile-some');
  await sort(page, matter('other health'), 'pile-not');
  await sort(page, matter('never need'), 'pile-unsure');
  await sort(page, matter('done with it'), 'pile-some');
  await sort(page, matter('done with it'), 'pile-some');
  assert.equal(await pileOf(page, matter('done with it')), undefined, 'the same pile again takes a thing off');
  assert.equal(await pileOf(page, matter('few hospital')), say('pile-some'));
  await addMatter(page, own.matter);
  assert.equal(await pileOf(page, own.matter), say('pile-lot'), 'what somebody took the trouble to write matters a lot');
  await moveUp(page, matter('dry'));
  for (let up = 0; up < 3; up += 1) await moveUp(page, own.matter);
  await moveDown(page, matter('Bowel'));
  const order = [matter('dry'), matter('erections'), own.matter, matter('cancer is left'), matter('Bowel'), matter('hormone')];
  assert.deepEqual(await listUnder(page, say('order-title')), order.map(flat));

  // My way: a marker for each.
  await next(page, say('place-my-way'));
  const marks = [[matter('dry'), markTo(choices[2]), say('mark-says-to', { choice: choices[2] })], [own.matter, say('mark-unsure'), say('mark-says-unsure')], [matter('erections'), say('mark-same'), say('mark-says-same')]];
  for (const [words, label] of marks) await mark(page, words, label);

  // Questions: ticked, unticked, own, in order.
  await next(page, say('place-questions'));
  for (const part of ['Which group is my cancer in', 'surgery patients', 'nerves', 'brachytherapy']) await tick(page, prompt(part));
  await untick(page, prompt('nerves'));
  await addQuestion(page, own.question);
  for (let up = 0; up < 3; up += 1) await moveUp(page, own.question);
  const asked = [own.question, prompt('Which group is my cancer in'), prompt('surgery patients'), prompt('brachytherapy')];
  assert.deepEqual(await listUnder(page, say('questions-order')), asked.map(flat));

  // Where I stand.
  await next(page, say('place-stand'));
  await press(page, say('lean-to', { choice: choices[1] }));
  await press(page, say('lean-unsure'));
  for (const wish of ['wish-together', 'wish-company', 'wish-peer']) await tick(page, say(wish));
  await untick(page, say('wish-company'));
  await write(page, say('help-label'), own.help);

  // The page.
  await next(page, say('place-page'));
  await write(page, say('note-label'), own.note);
  await press(page, say('filled-helped'));
  const text = flat(await sheet(page).innerText());
  inOrder(text, [
    say('page-filled-helped'), card.heading, say('box-name'), say('box-birth'), say('box-number'),
    say('page-start-here'), ...asked.slice(0, 3), say('page-matters'),
    order[0], marks[0][2], order[1], marks[2][2], order[2], marks[1][2],
    say('page-stand'), say('lean-says-unsure'), say('page-said-today'), say('status-example'), say('page-not-consent'),
    say('page-more-questions'), asked[3], say('page-also-lot'), order[3], order[4], order[5], say('page-some'), matter('few hospital'),
  ], 'my page');
  // On the front or overleaf, as there is room.
  inOrder(text, [say('page-stand'), say('wish-together'), say('wish-peer')], 'wishes');
  inOrder(text, [say('help-label'), own.help], 'help');
  inOrder(text, [say('note-label'), own.note], 'note');
  // Nothing that was not said, and nothing twice.
  for (const unsaid of [matter('other health'), matter('done with it'), matter('long as I can'), prompt('nerves'), say('wish-company'), say('lean-says-to', { choice: choices[1] })]) assert.equal(timesIn(text, unsaid), 0, unsaid);
  for (const once of [own.matter, own.question, own.help, own.note, asked[1]]) assert.equal(timesIn(text, once), 1, once);
  assert.equal(timesIn(text, 'CANARY'), 4);

  assert.deepEqual([page.seen.errors, page.seen.violations], [[], []]);
  assert.deepEqual(await stored(page), nothingStored);
  await page.context().close();
});

journeyTest('back and forward lead through the steps, and keep what was entered', '', async (page) => {
  for (const place of journey.slice(1)) await goTo(page, place.name);
  for (const place of journey.slice(0, -1).reverse()) {
    await page.goBack();
    await at(page, place.title);
  }
  for (const place of journey.slice(1)) {
    await page.goForward();
    await at(page, place.title);
    if (place.hash === 'matters') await sort(page, matter('dry'));
  }
  for (let back = 0; back < 4; back += 1) await page.goBack();
  await at(page, say('place-matters'));
  assert.equal(await pileOf(page, matter('dry')), say('pile-lot'));
});

test('every address can be entered first; one that is not known leads to the first step', async () => {
  const unknown = ['nowhere', '%22%3E%3Cb%3E', 'toString'].map((hash) => ({ hash, title: card.heading }));
  const page = await visit(browser, here, '', desktop);
  for (const { hash, title } of [...places, ...unknown]) {
    await again(page, here, hash);
    if (hash === 'show') await sheet(page).waitFor();
    else assert.equal(flat(await heading(page).innerText()), title, hash);
    assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, hash);
  }
  await page.context().close();
});

// What stands in a place has an address too: a section, a shared heading, a line of numbers, a source.
const pads = card.numbers.flatMap((table) => table.rows).find((row) => row.id === 'pads');
const spots = [
  ['who-studied', card.heading, 'Who was studied, and who was not?'],
  ['involves', say('place-compare'), 'What does it involve?'],
  ['pads', say('place-compare'), pads.over],
  ['leaking-bowels', say('place-compare'), 'Leaking and bowels'],
  ['died-any', say('place-survival'), card.survival[0].rows[1].label],
  ['source-3', say('place-about'), Object.values(card.sources)[2].slice(0, 100)],
];
for (const way of ['entered first', 'gone to']) {
  test(`what stands in a step has an address too, that leads to its very place when it is ${way}`, async () => {
    const page = await visit(browser, here, '', desktop);
    const lost = [];
    for (const [hash, title, words] of spots) {
      await again(page, here, way === 'gone to' ? 'start' : hash);
      if (way === 'gone to') await page.evaluate((hash) => { location.hash = hash; }, hash);
      await at(page, title);
      const named = page.getByRole('main').getByRole('heading', { name: words });
      const spot = (await named.count()) ? named.first() : page.getByRole('main').getByText(words).first();
      const { top, bottom } = await spot.evaluate((it) => it.getBoundingClientRect().toJSON());
      const end = await page.evaluate(() => scrollY + innerHeight >= document.documentElement.scrollHeight - 2);
      if (!(top >= -2 && (top < 250 || (end && bottom <= 800)))) lost.push(`#${hash}: "${words}" stands at ${Math.round(top)}`);
    }
    assert.deepEqual(lost, []);
    await page.context().close();
  });
}

test('an address says the same in the title, whether it is entered first or gone to', async () => {
  const gone = await visit(browser, here);
  const first = await visit(browser, here);
  for (const place of [...journey.slice(1), { hash: 'about', title: say('place-about') }, { hash: card.options[1].id, title: choices[1] }]) {
    await enter(gone, place.hash);
    const title = await gone.title();
    assert.ok(title.includes(place.title) && title.includes(card.meta.title), `${place.hash}: ${title}`);
    await again(first, here, place.hash);
    assert.equal(await first.title(), title, place.hash);
  }
  await first.context().close();
  await gone.context().close();
});

journeyTest('after every change of step the heading has the focus, the page is at its top and the title tells the step', '', async (page) => {
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true, 'nothing takes the focus at the start');
  for (const place of [...places.slice(1), places[0]].filter(({ hash }) => hash !== 'show')) {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await enter(page, place.hash);
    assert.equal(flat(await focused(page)), place.title);
    assert.equal(await position(page), 0, place.hash);
    assert.equal(await page.title(), place.hash === 'decision' ? card.meta.title : `${place.title} – ${card.meta.title}`);
  }
});

/** Every way in which the screen says the numbers of some tables. */
const saidOf = (tables) => tables.flatMap((table) => table.rows.flatMap((row) => row.cells.filter((cell) => !cell.notKnown).map((cell) => sentences(row, cell).happened)));

journeyTest('numbers on how long people lived stand nowhere but behind their own link', '', async (page) => {
  const survival = saidOf(card.survival);
  assert.ok(survival.length > 3);
  const never = async (where) => {
    const all = await page.evaluate(() => document.body.textContent.replace(/\s+/g, ' '));
    for (const said of survival) assert.ok(!all.includes(said), `${where}: ${said}`);
    for (const row of card.survival.flatMap((table) => table.rows)) assert.ok(!all.includes(`${row.label} ${row.over}`), `${where}: ${row.label}`);
  };
  for (const place of places.filter(({ hash }) => hash !== 'survival')) {
    await enter(page, place.hash);
    await never(place.hash);
  }
  // Also where they are about what matters to the person.
  await enter(page, 'matters');
  await sort(page, matter('long as I can'));
  for (const hash of ['my-way', 'my-page']) {
    await enter(page, hash);
    await never(`${hash}, when living long matters`);
  }
  const rows = card.survival.flatMap((table) => table.rows);
  assert.ok((await sheet(page).innerText()).includes(say('page-ask-first')));
  // Ticked, they stand on the page, with deaths from any cause beside those from one.
  await enter(page, 'survival');
  await unfold(page);
  const text = await visibleText(page, '[role=main]');
  for (const said of survival) assert.ok(text.includes(said), said);
  await tick(page, say('survival-print'));
  await enter(page, 'my-page');
  for (const row of rows) assert.ok(flat(await sheet(page).innerText()).includes(`${row.label} ${row.over}`), row.label);
  await enter(page, 'survival');
  await untick(page, say('survival-print'));
  await enter(page, 'my-page');
  await never('my page, unticked again');
});

test('numbers on how long people lived are folded away in the page as built', async () => {
  const page = quick(await open(browser, { ...phone, javaScriptEnabled: false }));
  await page.goto(here.at(decisionPage));
  // A closed fold gives its words no box.
  for (const row of card.survival.flatMap((table) => table.rows)) {
    const words = page.getByText(sentences(row, row.cells[0]).happened).first();
    assert.equal(await words.count(), 1, 'it stands in the page as built');
    assert.equal(await words.isVisible(), false, row.label);
    assert.equal(await page.getByText(row.label, { exact: true }).filter({ visible: true }).count(), 0, row.label);
  }
  await page.getByText(say('place-survival'), { exact: true }).and(page.getByRole('heading')).click();
  await page.getByText(card.survival[0].rows[0].label, { exact: true }).filter({ visible: true }).first().waitFor();
  await page.context().close();
});

const placesWithNumbers = ['decision', 'side-by-side', 'survival', 'my-way', 'my-page'];

journeyTest('how much one wants to be told can be changed wherever numbers stand', '', async (page) => {
  await enter(page, 'matters');
  await sort(page, matter('dry'));
  const lacking = [];
  for (const hash of placesWithNumbers) {
    await enter(page, hash);
    const control = page.locator('[role=main] .detail-control > summary');
    if (await control.count()) await control.click();
    const group = page.getByRole('radiogroup', { name: say('detail-title'), exact: true });
    if ((await group.count()) !== 1) lacking.push(hash);
    else for (const word of ['detail-everything', 'detail-main', 'detail-none']) assert.equal(await group.getByRole('radio', { name: say(word), exact: true, checked: false }).count(), 1);
  }
  assert.deepEqual(lacking, [], 'places that show numbers but do not ask how much to tell');
});

journeyTest('"No numbers for now" takes away every number of the tables, and "Everything" brings them back', 'decision', async (page) => {
  await tell(page, 'detail-everything');
  await enter(page, 'matters');
  await sort(page, matter('dry'));
  await sort(page, matter('Bowel'));
  const shown = {};
  for (const hash of ['side-by-side', 'survival', 'my-way', 'my-page']) {
    await enter(page, hash);
    await unfold(page);
    shown[hash] = { pictures: (await pictures(page)).map(({ line, low, high, of }) => [line, low, high, of]), tables: await numberRows(page) };
    assert.ok(shown[hash].pictures.length + shown[hash].tables.length > 0, `${hash} shows numbers`);
  }
  await enter(page, 'side-by-side');
  await tell(page, 'detail-none');
  const short = new RegExp(`\\b${say('out-of-exact', { count: '\\d[\\d,]*', of: '\\d[\\d,]*' })} (${[...new Set(card.tables.map((table) => table.group))].join('|')}) (${card.tables.flatMap((table) => table.rows).map((row) => row.label.replace(/[^a-z ]/gi, '.')).join('|')})`);
  for (const hash of Object.keys(shown)) {
    await enter(page, hash);
    await unfold(page);
    assert.deepEqual(await pictures(page), [], hash);
    assert.deepEqual(await numberRows(page), [], hash);
    const text = await visibleText(page, '[role=main]');
    assert.doesNotMatch(text, short, hash);
    for (const table of card.tables) for (const row of table.rows) for (const cell of row.cells.filter((cell) => !cell.notKnown)) assert.ok(!text.includes(sentences(row, cell).happened), hash);
    // The line and the sentence on the difference stay, so that there is still something to talk about.
    if (hash === 'side-by-side') for (const row of card.numbers.flatMap((table) => table.rows)) assert.ok(text.includes(row.over));
  }
  await enter(page, 'side-by-side');
  await tell(page, 'detail-main');
  await unfold(page);
  assert.deepEqual(await pictures(page), [], 'the main points are told without pictures');
  assert.ok((await visibleText(page, '[role=main]')).includes(saidOf(card.numbers)[0]));
  await tell(page, 'detail-everything');
  for (const [hash, before] of Object.entries(shown)) {
    await enter(page, hash);
    await unfold(page);
    assert.deepEqual({ pictures: (await pictures(page)).map(({ line, low, high, of }) => [line, low, high, of]), tables: await numberRows(page) }, before, hash);
  }
});

journeyTest('"No numbers for now" also holds back sentences on the difference that are numbers themselves', 'side-by-side', async (page) => {
  await tell(page, 'detail-none');
  const text = await visibleText(page, '[role=main]');
  for (const row of card.numbers.flatMap((table) => table.rows)) {
    const shown = text.includes(row.difference);
    assert.ok(!(shown && /\d/.test(row.difference)), `${row.label}: "${row.difference}" tells a number`);
  }
});

journeyTest('the sentence, the picture and the table tell the same number, and it is the card’s', 'side-by-side', async (page) => {
  await tell(page, 'detail-everything');
  for (const [hash, tables] of [['side-by-side', card.numbers], ['survival', card.survival]]) {
    await enter(page, hash);
    await unfold(page);
    const drawn = await pictures(page);
    const text = await visibleText(page, '[role=main]');
    const cells = tables.flatMap((table) => table.rows.flatMap((row) => row.cells.map((cell, column) => ({ table, row, cell, column })))).filter(({ cell }) => !cell.notKnown);
    assert.equal(drawn.length, cells.length, 'one picture for each number of the card, and none besides');
    for (const [place, { table, row, cell, column }] of cells.entries()) {
      const [it, said] = [drawn[place], sentences(row, cell)];
      const which = `${row.label}, ${row.over}, ${table.columns[column].studied}`;
      assert.deepEqual([it.low, it.high, it.of], [cell.low, cell.high, table.of], `picture: ${which}`);
      assert.equal(it.name, say('picture-of', { number: said.outOf }), which);
      for (const sentence of [said.outOf, `${said.happened} ${said.rest}`, said.range].filter(Boolean)) {
        assert.ok(it.words.includes(sentence), `${which}: "${sentence}" does not stand with its picture: ${it.words}`);
        assert.ok(text.includes(sentence), `${which}: "${sentence}" cannot be seen`);
      }
    }
    assert.deepEqual(
      (await numberRows(page)).map(({ head, about, cells }) => [...head, about, ...cells]),
      tables.flatMap((table) => table.rows.map((row) => [table.phrase, ...table.columns.map((column) => column.studied), `${row.label} ${row.over}`, ...row.cells.map((cell) => sentences(row, cell).short)])),
    );
    // Each row carries its sentence on the difference, how sure, and its source.
    for (const row of tables.flatMap((table) => table.rows)) {
      assert.ok(text.includes(row.difference), row.difference);
      for (const source of row.sources) assert.ok(text.includes(card.sources[source].slice(0, 60)), source);
    }
    const counted = (said) => text.split(said).length - 1;
    for (const sure of ['high', 'moderate', 'low']) assert.equal(counted(say(`sure-${sure}`)), tables.flatMap((table) => table.rows).filter((row) => row.sure === sure).length, sure);
  }
});

journeyTest('as many figures are filled as the number says', 'side-by-side', async (page) => {
  await tell(page, 'detail-everything');
  await unfold(page);
  const drawn = await page.evaluate(() => [...document.querySelectorAll('[role=main] svg[role=img]')].map((svg) => {
    const cell = 10;
    const area = { filled: 0, between: 0, empty: 0 };
    for (const rect of svg.querySelectorAll('rect')) {
      const kind = /person-([a-z]+)/.exec(rect.getAttribute('fill'))[1];
      area[kind] += (rect.getAttribute('width') * rect.getAttribute('height')) / (cell * cell);
    }
    return { ...area, low: Number(svg.dataset.low), high: Number(svg.dataset.high), of: Number(svg.dataset.of) };
  }));
  assert.ok(drawn.length > 30);
  for (const { filled, between, empty, low, high, of } of drawn) assert.deepEqual([filled, between, empty], [low, high - low, of - high]);
});

journeyTest('a line has the same number on every screen and on the page', 'matters', async (page) => {
  for (const { words } of card.matters.slice(0, 5)) await sort(page, words);
  await enter(page, 'survival');
  await unfold(page);
  const known = new Map(await numberedLines(page));
  await tick(page, say('survival-print'));
  await enter(page, 'side-by-side');
  await unfold(page);
  for (const [about, line] of await numberedLines(page)) known.set(about, line);
  assert.ok(known.size > 20);
  assert.equal(new Set(known.values()).size, known.size, 'no two lines share a number');

  await enter(page, 'my-page');
  const numbered = await numberedLines(page, '[role=main] article');
  assert.ok(numbered.length > 12, numbered.join('\n'));
  for (const [about, line] of numbered.filter(([about]) => known.has(about))) assert.equal(known.get(about), line, about);
  assert.ok(numbered.filter(([about]) => known.has(about)).length > 10);

  await enter(page, 'my-way');
  await unfold(page);
  const mine = await numberedLines(page);
  assert.ok(mine.length > 10);
  for (const [about, line] of mine) assert.equal(known.get(about), line, about);
});

journeyTest('a line’s number has its word, never stands before what happened, and is no part of a row’s name', 'matters', async (page) => {
  for (const { words } of card.matters.slice(0, 5)) await sort(page, words);
  const labels = card.tables.flatMap((table) => table.rows).map((row) => row.label);
  for (const hash of ['side-by-side', 'my-way', 'my-page']) {
    await enter(page, hash);
    await unfold(page);
    const wrong = await page.evaluate((labels) => {
      const text = (it) => it.textContent.replace(/\s+/g, ' ').trim();
      const found = [];
      for (const it of document.querySelectorAll('[role=main] .line')) if (!/^\p{L}+ \d+( \[\d+\])?(, (\p{L}+ )?\d+( \[\d+\])?)*$/u.test(text(it))) found.push(`"${text(it)}" has no word`);
      for (const it of document.querySelectorAll('[role=main] :is(th, h2, h3, h4, h5)')) if (it.querySelector('.line') && !it.hasAttribute('aria-label')) found.push(`${text(it)} is named by its line`);
      // As somebody hears the page read, or copies it.
      const all = document.querySelector('[role=main]').innerText.replaceAll('\u00a0', ' ');
      for (const label of labels) if (new RegExp(`(?<!out of |\\d)\\d+[ \\t]+${label.replace(/[^a-z ]/gi, '.')}`, 'i').test(all)) found.push(`a number stands before "${label}"`);
      return found;
    }, labels);
    // "46 out of 100 men used pads" has the people between the number and what happened.
    assert.deepEqual(wrong, [], hash);
  }
});

journeyTest('markers are sentences: nothing is counted, added up or marked out', 'matters', async (page) => {
  for (const part of ['dry', 'erections', 'Bowel']) await sort(page, matter(part));
  await enter(page, 'my-way');
  const digits = async () => (await visibleText(page, '[role=main]')).match(/\d+/g);
  const before = await digits();
  for (const part of ['dry', 'erections', 'Bowel']) await mark(page, matter(part), markTo(choices[1]));
  assert.deepEqual(await digits(), before, 'a marker brings no number with it');
  const pressed = await page.getByRole('main').getByRole('button', { name: markTo(choices[1]), pressed: true }).count();
  assert.equal(pressed, 3);
  await enter(page, 'my-page');
  const text = flat(await sheet(page).innerText());
  assert.equal(timesIn(text, say('mark-says-to', { choice: choices[1] })), 3);
  assert.doesNotMatch(text, /%|\b\d+ (times|points|marks|of 3)\b/);
  // A marker can be taken back by the same button.
  await enter(page, 'my-way');
  await mark(page, matter('dry'), markTo(choices[1]));
  await enter(page, 'my-page');
  assert.equal(timesIn(flat(await sheet(page).innerText()), say('mark-says-to', { choice: choices[1] })), 2);
});

/** How each choice stands on each screen: order and looks. */
async function standing(page) {
  const found = {};
  for (const hash of ['choices', card.options[0].id, 'side-by-side', 'survival', 'my-way', 'where-i-stand']) {
    await enter(page, hash);
    await unfold(page);
    found[hash] = await page.evaluate((names) => {
      const looks = ['color', 'backgroundColor', 'fontWeight', 'fontSize', 'opacity', 'order', 'outlineStyle', 'borderTopStyle', 'borderTopColor', 'borderTopWidth', 'boxShadow', 'textDecorationLine', 'display', 'visibility'];
      const of = (it) => { const style = getComputedStyle(it); return looks.map((look) => style[look]).join(' '); };
      const said = (it) => it.textContent.replace(/\s+/g, ' ').trim();
      const cells = [...document.querySelectorAll('[role=main] svg[role=img]')].map((it) => [it.dataset.low, of(it), of(it.parentElement)]);
      const named = [...document.querySelectorAll('[role=main] :is(a, h2, h3, h4, h5, th, li, button, summary)')].filter((it) => names.includes(said(it)) && !it.hasAttribute('aria-pressed')).map((it) => [it.localName, said(it), of(it)]);
      const asked = [...document.querySelectorAll('[role=main] button[aria-pressed]')].map(said).filter((it) => names.some((name) => it.includes(name)));
      const words = [...document.querySelectorAll('[role=main] .side-by-side h4')].map(said);
      return { cells, named, asked, words };
    }, choices);
  }
  return found;
}

journeyTest('answers re-order no choice and mark none out', 'matters', async (page) => {
  await sort(page, matter('dry'));
  await sort(page, matter('erections'));
  const before = await standing(page);
  await enter(page, 'my-way');
  await mark(page, matter('dry'), markTo(choices[2]));
  await mark(page, matter('erections'), markTo(choices[2]));
  await enter(page, 'where-i-stand');
  await press(page, say('lean-to', { choice: choices[2] }));
  await enter(page, 'my-page');
  await write(page, say('note-label'), own.note);
  const after = await standing(page);
  assert.deepEqual(after, before);
  // And everywhere the order is the author's.
  const rises = (list) => list.every((it, place) => place === 0 || it > list[place - 1]);
  const named = after.choices.named.filter(([tag]) => tag === 'a').map(([, name]) => name);
  assert.deepEqual(named, choices);
  assert.deepEqual(after['where-i-stand'].asked, choices.map((choice) => say('lean-to', { choice })));
  assert.deepEqual(after['my-way'].asked, [...choices, ...choices].map(markTo));
  const names = after['side-by-side'].words;
  assert.ok(names.length >= 10 * choices.length);
  for (let row = 0; row < 10; row += 1) assert.deepEqual(names.slice(row * choices.length, (row + 1) * choices.length), choices);
  await enter(page, 'my-page');
  for (const { head } of await numberRows(page)) assert.ok(rises(head.slice(1).map((studied) => card.tables.flatMap((table) => table.columns).find((column) => column.studied === studied)).map((column) => card.options.findIndex((option) => option.id === column.option))), head.join());
});

journeyTest('"Clear my answers" asks, and then removes everything at once, also for Back', '', async (page) => {
  assert.equal(await page.getByRole('button', { name: say('clear'), exact: true }).count(), 0, 'there is nothing to clear yet');
  await fillIn(page, { ...typical, help: own.help });
  await enter(page, 'my-page');
  const onPage = await held(page);
  await enter(page, 'questions');
  await write(page, say('questions-own'), 'CANARY-5 half a question');
  const full = onPage + await held(page);
  for (const marker of ['CANARY-1', 'CANARY-2', 'CANARY-4', 'CANARY-5']) assert.ok(full.includes(marker), `the test sees ${marker}`);

  await press(page, say('clear'));
  await press(page, say('clear-no'));
  assert.ok((await held(page)).includes('CANARY'), 'No means no');
  await clear(page);
  await at(page, card.heading);
  assert.ok(await page.getByText(say('clear-done'), { exact: true }).isVisible());
  assert.doesNotMatch(await held(page), /CANARY/);
  assert.deepEqual(await stored(page), nothingStored);
  assert.equal(await page.getByRole('button', { name: say('clear'), exact: true }).count(), 0);
  for (let back = 0; back < 5; back += 1) {
    await page.goBack();
    assert.doesNotMatch(await held(page), /CANARY/);
    assert.equal(await chosen(page).count(), 0, page.url());
    assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 0, page.url());
  }
  await page.reload();
  await ready(page);
  assert.doesNotMatch(await held(page), /CANARY/);
  await enter(page, 'my-page');
  assert.doesNotMatch(await held(page), /CANARY/);
  assert.doesNotMatch(await sheet(page).innerText(), new RegExp(matter('dry')));
  assert.deepEqual(await stored(page), nothingStored);
});

/** What may come whenever the browser has time, since the page as built names it: letters, later parts of the program and what
 * is kept for reading without a network, among it the list of topics. The worker asks only for such files as well. */
const comesLate = (page) => page.evaluate(async () => {
  const built = await (await fetch(location.pathname)).text();
  const named = [...built.matchAll(/[\w./-]+\.(?:js|wasm|woff2|html|png)/g)].map(([file]) => file);
  const kept = ['worker.js', 'away.ar.html', 'away.en.html', 'away.ko.html', 'content/library.en.md', 'theme/icon-180.png'];
  return [...named, ...kept].map((file) => new URL(file, document.baseURI).href);
});

test('nothing that was entered is ever in an address, the title, the history or a request', async () => {
  const page = await visit(browser, here);
  const late = await comesLate(page);
  const asked = page.seen.requests.length;
  const seen = [];
  page.on('framenavigated', (frame) => seen.push(frame.url()));
  await fillIn(page, { ...typical, help: own.help });
  for (const place of journey) {
    await enter(page, place.hash);
    seen.push(await page.title(), await page.evaluate(() => JSON.stringify(history.state)));
  }
  assert.ok(seen.length > 16);
  for (const it of seen) assert.doesNotMatch(it, /CANARY|daughter|wife/);
  assert.deepEqual(page.seen.requests.slice(asked).filter((it) => !late.includes(it.url) && !(/\/app\/[a-z]+-[0-9a-f]{10}\.(js|wasm)$/.test(it.url))), [], 'nothing is asked for after the start but what the page named before, and files of the program');
  assert.doesNotMatch(page.seen.console.map((it) => it.text).join('\n'), /CANARY/);
  await page.context().close();
});

// From the page as built to the program -------------------------------------------------------------------------------

/** Opens the page as built and holds the program back until it is let go. */
async function beforeTheProgram(options, hash = '') {
  const page = quick(await open(browser, { locale: 'en-GB', ...options }));
  let letGo;
  const gate = new Promise((done) => { letGo = done; });
  await page.route(/boot-[0-9a-f]+\.js/, async (route) => { await gate; await route.continue(); });
  await page.goto(here.at(decisionPage + hash), { waitUntil: 'domcontentloaded' });
  return { page, start: async () => { letGo(); await ready(page); } };
}

const topOf = (target) => target.evaluate((it) => it.getBoundingClientRect().top);
/** Scrolls until something stands at a height. What is far away is laid out only when it comes near. */
const scrollUnder = (target, offset) => target.evaluate(async (it, offset) => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (let tries = 0; tries < 10 && Math.abs(it.getBoundingClientRect().top - offset) > 1; tries += 1) {
    it.scrollIntoView();
    await frame();
    scrollBy(0, it.getBoundingClientRect().top - offset);
    await frame();
  }
}, offset);

/** Where the heading, the first words and what stands around them are. */
const boxes = (page) => page.evaluate(() => {
  const main = document.querySelector('[role=main]');
  const parts = [main.querySelector('h1'), ...[...main.querySelectorAll('p, h2, li')].slice(0, 12), document.querySelector('[role=banner]'), document.querySelector('nav')];
  return parts.map((it) => { const { x, y, width, height } = it.getBoundingClientRect(); return [it.textContent.replace(/\s+/g, ' ').slice(0, 30), x, y, width, it.matches('p, h1, h2, li') ? height : 0].join(' '); });
});

for (const [kind, options] of [['a phone', phone], ['a desktop', desktop]]) {
  test(`nothing moves when the program takes its place on ${kind}`, async () => {
    const { page, start } = await beforeTheProgram(options);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const before = await boxes(page);
    await start();
    assert.deepEqual(await boxes(page), before);
    assert.equal(await position(page), 0);
    await page.context().close();
  });
}

for (const [kind, options] of [['a phone', phone], ['a desktop', desktop]]) {
  test(`what somebody is reading stays under their eyes when the program takes its place on ${kind}`, async () => {
    const started = async (find, offset) => {
      const { page, start } = await beforeTheProgram(options);
      const target = find(page);
      await target.waitFor();
      await scrollUnder(target, offset);
      const before = await topOf(target);
      await start();
      return { page, before };
    };
    // In the first part: what is read is drawn alike, so nothing scrolls.
    const first = await started((page) => page.getByRole('heading', { name: 'When do I need to decide?', exact: true }), 300);
    assert.equal(new URL(first.page.url()).hash, '');
    const there = await topOf(first.page.getByRole('heading', { name: 'When do I need to decide?', exact: true }));
    assert.ok(Math.abs(there - first.before) < 2, `${first.before} became ${there}`);
    await first.page.context().close();
    // Further down: the program opens at that place, at the same height.
    for (const { hash, title } of [{ hash: 'side-by-side', title: say('place-compare') }, { hash: card.options[2].id, title: choices[2] }, { hash: 'about', title: say('place-about') }]) {
      const { page, before } = await started((page) => page.locator(`[data-place="${hash}"]`).getByRole('heading', { name: title, exact: true }).first(), 20);
      assert.equal(new URL(page.url()).hash, `#${hash}`);
      const there = await topOf(heading(page));
      assert.ok(Math.abs(there - before) < 2, `${hash}: ${before} became ${there}`);
      assert.equal(flat(await heading(page).innerText()), title);
      await page.context().close();
    }
  });
}

test('deep in a place, the very words that somebody reads stay where they are', async () => {
  const { page, start } = await beforeTheProgram(phone);
  const find = () => page.getByText(card.numbers[2].rows[1].label, { exact: true }).filter({ visible: true }).first();
  await scrollUnder(find(), 200);
  const before = await topOf(find());
  await start();
  await at(page, say('place-compare'));
  const there = await topOf(find());
  assert.ok(Math.abs(there - before) < 40, `it stood at ${before} and stands at ${there}`);
  await page.context().close();
});

/** All blocks of words in an element, in order; what only hands can use is left out. */
const blocks = (page, within) => page.locator(within).first().evaluate((root) => {
  const found = [];
  const text = (it) => it.textContent.replace(/\s+/g, ' ').trim();
  for (const it of root.querySelectorAll('h2, h3, h4, h5, p, dt, dd, td, th, li, summary, svg[role=img]')) {
    if (it.closest('[role=group]') || it.querySelector('input') || it.closest('label')) continue;
    if (it.localName === 'svg') found.push(['picture', it.dataset.low, it.dataset.high, it.dataset.of, it.getAttribute('aria-label')].join(' '));
    else if (text(it)) found.push(`${it.localName} ${text(it)}`);
  }
  return found;
});

test('the page as built tells the same headings, numbers and sources as the program', async () => {
  const still = quick(await open(browser, { ...desktop, javaScriptEnabled: false }));
  await still.goto(here.at(decisionPage));
  // Scripts of the page are off, but the test may still look.
  const live = await visit(browser, here, '', desktop);
  // The page as built tells everything, since nobody can ask there for more.
  await tell(live, 'detail-everything');
  for (const { hash, title } of places.filter((it) => ['decision', 'choices', 'side-by-side', 'survival', 'about', ...card.options.map((option) => option.id)].includes(it.hash))) {
    await enter(live, hash);
    await unfold(live);
    // What only the program can do, and what was chosen, stands on no page as built.
    await live.evaluate((ask) => document.querySelectorAll('[role=main] .detail-control > summary').forEach((it) => { it.textContent = ask; }), say('detail-ask'));
    await live.evaluate(() => document.querySelectorAll('[role=main] :is(.opened__aside, .print-leaflet)').forEach((it) => it.remove()));
    const built = (await blocks(still, `[data-place="${hash}"]`)).filter((it) => it !== `h2 ${title}` && it !== `summary ${title}`);
    const drawn = (await blocks(live, '[role=main]')).filter((it) => !it.includes(say('next', { place: '' }).trim()));
    const others = drawn.indexOf(`h2 ${say('choices-others')}`);
    const without = (list) => list.filter((it) => !it.startsWith(`p ${say('next', { place: '' }).trim()}`));
    assert.ok(built.length > 5, `${hash}: ${built}`);
    assert.deepEqual(without(built), others > 0 ? drawn.slice(0, others) : drawn, hash);
  }
  await live.context().close();
  await still.context().close();
});

test('the program shows the newest card, also when the page was built from an older one', async () => {
  const fresh = await site();
  const path = 'content/prostate-localised/en/decision.md';
  const text = await (await fetch(fresh.at(path))).text();
  fresh.answer(path, text.replace(card.heading, 'My choices, written anew'), 'text/plain; charset=utf-8');
  const page = await visit(browser, fresh);
  await at(page, 'My choices, written anew');
  await page.context().close();
  await fresh.close();
});

test('on a phone my page itself comes first, with printing and saving above it; one tap leads to what can be added', async () => {
  const page = await visit(browser, here, 'my-page');
  await page.locator('.sheet').first().waitFor();
  await settled(page);
  const box = (it) => it.boundingBox();
  const [print, save, sheetBox, note] = [await box(button(page, say('print'))), await box(button(page, say('save'))), await box(page.locator('.sheet').first()), await box(page.getByLabel(say('note-label'), { exact: true }))];
  for (const it of [print, save]) assert.ok(it.y + it.height < sheetBox.y && it.y + it.height < 740, `${it.y} above ${sheetBox.y}`);
  assert.ok(sheetBox.y < 680, `the page begins at ${sheetBox.y}`);
  assert.ok(note.y > sheetBox.y + sheetBox.height, 'what can be added stands after it');
  await page.getByRole('link', { name: say('page-more'), exact: true }).click();
  await page.waitForFunction(() => { const it = document.getElementById('page-more').getBoundingClientRect(); return it.top >= 0 && it.top < innerHeight / 2; });
  assert.equal(await page.evaluate(() => location.hash), '#page-more');
  await page.context().close();
});

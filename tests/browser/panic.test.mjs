// A fault in the program costs nothing: it is stopped, a calm page stands in its place, and one tap brings everything back.
//
// The faults are made by three buttons in the foot of the page, which only a build for these tests has.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { distPanics, launch } from './support.mjs';
import { at, button, card, choices, chosen, enter, fillIn, flat, goTo, held, journey, listUnder, mark, markTo, matter, nothingStored, own, phone, pileOf, places, press, say, sheet, site, sort, stored, thing, typical, visit, write } from './person.mjs';

let browser, here;
before(async () => { here = await site(distPanics); browser = await launch(); });
after(async () => { await browser?.close(); await here?.close(); });

const faults = ['Fault in an event', 'Fault in an update', 'Fault in drawing'];

const trouble = (page) => page.getByRole('heading', { name: say('trouble-title'), exact: true });
async function fail(page, fault) {
  await press(page, fault);
  await trouble(page).waitFor();
}
const carryOn = async (page, title) => {
  await press(page, say('trouble-on'));
  await at(page, title);
};
/** What the console said; a fault's own message is allowed there, an answer never. */
const said = (page) => [...page.seen.console.map((it) => it.text), ...page.seen.errors].join('\n');

for (const fault of faults) {
  test(`${fault}: a calm page takes the place, and Carry on brings everything back, twice, also without a network`, async () => {
    const page = await visit(browser, here, '', phone);
    await fillIn(page, { ...typical, help: own.help });
    await enter(page, 'questions');
    await write(page, say('questions-own'), 'CANARY-5 half a question');
    await page.context().setOffline(true);
    const before = await page.evaluate(() => document.title);

    for (let time = 0; time < 2; time += 1) {
      await fail(page, fault);
      // Calm: the heading has the focus, the words say what is true, and nothing of the broken page can be touched.
      assert.equal(flat(await page.evaluate(() => document.activeElement.textContent)), say('trouble-title'));
      assert.ok(await page.getByText(say('trouble-text'), { exact: true }).isVisible());
      assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1);
      assert.deepEqual((await page.getByRole('button').allInnerTexts()).map(flat), [say('trouble-on'), say('trouble-save'), say('trouble-clear')]);

      await carryOn(page, say('place-questions'));
      assert.equal(await trouble(page).isVisible(), false);
      assert.equal(flat(await page.evaluate(() => document.activeElement.textContent)), say('place-questions'), 'the focus is on the heading again');
      assert.equal(await page.title(), before);
      assert.equal(new URL(page.url()).hash, '#questions');
      assert.equal(await page.getByLabel(say('questions-own'), { exact: true }).inputValue(), 'CANARY-5 half a question');
      assert.deepEqual(await listUnder(page, say('questions-order')), typical.questions.map(flat));
    }

    // All of it is there, and it can be gone on with.
    await goTo(page, say('place-matters'));
    for (const words of typical.lot) assert.equal(await pileOf(page, words), say('pile-lot'), words);
    for (const words of typical.some) assert.equal(await pileOf(page, words), say('pile-some'), words);
    for (const words of typical.not) assert.equal(await pileOf(page, words), say('pile-not'), words);
    await sort(page, matter('other health'), 'pile-unsure');
    assert.equal(await pileOf(page, matter('other health')), say('pile-unsure'));
    await goTo(page, say('place-my-way'));
    for (const { thing: words, label } of typical.marks) {
      const group = page.getByRole('group', { name: say('mark-title', { thing: words }), exact: true });
      assert.equal(await button(group, label).getAttribute('aria-pressed'), 'true', words);
    }
    await mark(page, matter('dry'), markTo(choices[3]));
    await goTo(page, say('place-page'));
    const text = flat(await sheet(page).innerText());
    for (const words of [...typical.questions, own.matter, own.help, own.note, say('lean-says-to', { choice: typical.lean }), say('mark-says-to', { choice: choices[3] }), ...typical.wishes.map((wish) => say(wish))]) assert.ok(text.includes(flat(words)), words);
    await page.goBack();
    await at(page, say('place-my-way'));

    assert.doesNotMatch(said(page), /CANARY|daughter|wife|Gleason/);
    assert.deepEqual(page.seen.violations, []);
    assert.deepEqual(await stored(page), nothingStored);
    await page.context().close();
  });
}

test('a fault on any step, and before anything was entered, leads back to the same step', async () => {
  const page = await visit(browser, here, '', phone);
  for (const { hash, title } of places.filter(({ hash }) => hash !== 'show')) {
    await enter(page, hash);
    await fail(page, faults[0]);
    await carryOn(page, title);
    assert.equal(flat(await page.getByRole('heading', { level: 1 }).innerText()), title, hash);
  }
  assert.equal(await page.getByRole('button', { name: say('clear'), exact: true }).count(), 0);
  await page.context().close();
});

test('while the calm page stands, Back and other addresses break nothing', async () => {
  const page = await visit(browser, here, 'matters', phone);
  await sort(page, matter('dry'));
  await goTo(page, say('place-questions'));
  await fail(page, faults[1]);
  await page.goBack();
  assert.ok(await trouble(page).isVisible());
  await carryOn(page, say('place-matters'));
  assert.equal(await pileOf(page, matter('dry')), say('pile-lot'));
  assert.deepEqual(page.seen.violations, []);
  await page.context().close();
});

test('after a fault the answers can still be saved, in a file that says nothing by its name', async () => {
  const page = await visit(browser, here, '', phone);
  await fillIn(page, { ...typical, help: own.help });
  await fail(page, faults[2]);
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, say('trouble-save'))]);
  assert.match(download.suggestedFilename(), /^my-page\.[a-z]+$/);
  const text = readFileSync(await download.path(), 'utf8');
  // The copy is JSON: a straight quote stands in it with its sign.
  for (const words of [own.matter, own.question, own.help, own.note]) assert.ok(text.includes(JSON.stringify(words).slice(1, -1)), `${words} is not in the copy:\n${text}`);
  // Saving is no farewell: everything can still be brought back.
  await carryOn(page, say('place-page'));
  assert.ok((await held(page)).includes('CANARY-4'));
  await page.context().close();
});

test('after a fault everything can be cleared', async () => {
  const page = await visit(browser, here, '', phone);
  await fillIn(page, { ...typical, help: own.help });
  await fail(page, faults[0]);
  await press(page, say('trouble-clear'));
  await page.getByRole('heading', { level: 1, name: say('place-page'), exact: true }).or(page.getByRole('heading', { level: 1, name: card.heading, exact: true })).waitFor();
  assert.doesNotMatch(await held(page), /CANARY/);
  for (const place of journey) {
    await enter(page, place.hash);
    assert.doesNotMatch(await held(page), /CANARY/, place.hash);
    assert.equal(await chosen(page).count(), 0, place.hash);
  }
  assert.deepEqual(await stored(page), nothingStored);
  // Nor does a later fault bring anything back.
  await fail(page, faults[0]);
  await press(page, say('trouble-on'));
  await trouble(page).waitFor({ state: 'hidden' });
  assert.doesNotMatch(await held(page), /CANARY/);
  await page.context().close();
});

test('the last keystroke before a fault is not lost', async () => {
  const page = await visit(browser, here, 'my-page', phone);
  await page.getByLabel(say('note-label'), { exact: true }).pressSequentially('CANARY-6 to the last letter');
  await fail(page, faults[0]);
  await carryOn(page, say('place-page'));
  assert.equal(await page.getByLabel(say('note-label'), { exact: true }).inputValue(), 'CANARY-6 to the last letter');
  await enter(page, 'matters');
  await thing(page, matter('dry')).waitFor();
  await page.context().close();
});

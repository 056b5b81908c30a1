// The person's own phone lies beside the tablet, or is at the other end of a telephone: what is on it is typed over in less
// than a minute, and both show the same numbers in the same lines, or say that they do not.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { ownAddress } from './hostile.mjs';
import { dist, launch } from './support.mjs';
import { addMatter, adds, at, button, card, choices, enter, fillIn, flat, moveUp, phone, say, site, typical, visibleText, visit } from './person.mjs';
import { bothWays, counting, isOnOneScreen, landscape, tablet } from './talk.mjs';

let browser, here, theirs;
/** What the person has in own words, among what matters a lot and first of the questions. */
const [ownThing, ownQuestion] = ['Walking my dog', 'Who do I ring at night?'];
before(async () => {
  here = await site();
  ownAddress(here);
  browser = await launch();
  theirs = await visit(browser, here, '', phone);
  await fillIn(theirs, { ...typical, questions: [ownQuestion, ...typical.questions.slice(1)] });
  await enter(theirs, 'matters');
  await addMatter(theirs, ownThing);
  for (let place = 0; place < 4; place += 1) await moveUp(theirs, ownThing);
});
after(async () => { await browser?.close(); await here?.close(); });

/** What people read off the phone: what stands there of the topic, the date, the words of the cards, and both lists. */
async function readPhone() {
  await enter(theirs, 'my-page');
  await theirs.getByRole('link', { name: say('talk-open'), exact: true }).first().tap();
  await at(theirs, say('place-talk'));
  const about = theirs.locator('.talk__about');
  const box = await about.boundingBox();
  assert.ok(box.y + box.height <= 740, 'what has to agree is on the phone’s first screen');
  const told = flat(await about.innerText());
  const words = new RegExp(say('talk-cards-tag', { tag: '([^.\\s]+ [^.\\s]+)' })).exec(told)[1];
  const pages = new RegExp(say('talk-page-tag', { tag: '([^.\\s]+ [^.\\s]+)' })).exec(told)[1];
  const date = new RegExp(say('talk-cards', { date: '(.+? \\d{4})' })).exec(told)[1];
  const [questions, things] = [0, 1].map((part) => theirs.locator('.talk__part').nth(part).locator('.said').allInnerTexts());
  return { words, pages, date, questions: (await questions).map(flat), things: (await things).map(flat) };
}

/**
 * What a tap and a key take somebody who looks from one screen to the other: 1.35 s to read what is next and 1.1 s to point at
 * it, 0.28 s a key (the keystroke model of Card, Moran and Newell, for people of usual skill).
 */
const seconds = ({ taps, keys }) => taps * (1.35 + 1.1) + keys * 0.28;

for (const [kind, options] of bothWays) {
  test(`what a phone shows is typed over on a tablet ${kind} in less than a minute, in its order, own words too`, async () => {
    const phones = await readPhone();
    assert.equal(phones.things.length, 3);
    assert.equal(phones.questions[0], ownQuestion);
    assert.ok(phones.things.includes(ownThing), String(phones.things));
    const page = await tablet(browser, here, options, { brings: false, hash: '#talk' });
    const count = await counting(page);
    await page.getByRole('link', { name: say('talk-paper'), exact: true }).tap();
    await at(page, say('talk-paper'));
    const first = flat(await page.locator('.talk__about').innerText());
    for (const it of [card.meta.title, phones.date, phones.words]) assert.ok(first.includes(it), `${it}: ${first}`);
    await page.getByLabel(say('talk-paper-words'), { exact: true }).tap();
    await page.keyboard.type(phones.words);
    await page.getByText(say('talk-paper-same'), { exact: true }).waitFor();
    for (const it of phones.things) {
      if (card.matters.some((known) => known.words === it)) await button(page, it).tap();
      else await write(page, 'matters-own', it);
    }
    for (const it of phones.questions) {
      if (card.prompts.some((known) => known.words === it)) await page.getByRole('checkbox', { name: it, exact: true }).tap();
      else await write(page, 'questions-own', it);
    }
    assert.ok(await isOnOneScreen(page), 'all of it on one screen');
    // Only what is the same on both screens stands over it: the tablet's page has two words of its own.
    const over = flat(await page.locator('.talk__about').innerText());
    assert.doesNotMatch(over, new RegExp(say('talk-page-tag', { tag: '' }).replace(/\W*$/, '')), over);
    await page.getByRole('link', { name: say('talk-paper-done'), exact: true }).tap();
    await at(page, say('place-talk'));
    const lists = await Promise.all([0, 1].map(async (part) => (await page.locator('.talk__part').nth(part).locator('.said').allInnerTexts()).map(flat)));
    assert.deepEqual(lists, [phones.questions, phones.things], 'in the order of the phone');
    const counted = await count();
    console.log(`typed over from a phone, tablet ${kind}: ${counted.taps} taps, ${counted.keys} keys, reckoned ${Math.round(seconds(counted))} s`);
    assert.ok(seconds(counted) < 60, `${counted.taps} taps, ${counted.keys} keys`);
    await page.context().close();
  });
}

/** Own words: tapped, typed, added. */
async function write(page, label, words) {
  await page.getByLabel(say(label), { exact: true }).tap();
  await page.keyboard.type(words);
  await button(page, adds(label)).tap();
  await page.locator('[role=main]').getByText(words, { exact: true }).first().waitFor();
}

test('own words typed over are seen beside what was tapped, and can be taken back', async () => {
  const page = await tablet(browser, here, landscape, { brings: false, hash: '#talk-paper' });
  await write(page, 'matters-own', 'My allotment');
  await write(page, 'questions-own', 'Can I swim?');
  assert.equal(await button(page, 'My allotment').getAttribute('aria-pressed'), 'true');
  assert.ok(await page.getByRole('checkbox', { name: 'Can I swim?', exact: true }).isChecked());
  await button(page, 'My allotment').tap();
  await page.getByRole('checkbox', { name: 'Can I swim?', exact: true }).uncheck();
  await page.getByRole('link', { name: say('talk-paper-done'), exact: true }).tap();
  await at(page, say('place-talk'));
  // Nothing is left that was brought, so the talk begins with what can be tapped: neither is said there any more.
  assert.equal(await button(page, 'My allotment').getAttribute('aria-pressed'), 'false');
  assert.ok(!(await page.getByRole('checkbox', { name: 'Can I swim?', exact: true }).isChecked()));
  await page.context().close();
});

test('by telephone: a line that the person names shows a clinician the numbers that stand on the person’s page', async () => {
  await enter(theirs, 'my-page');
  const page = await tablet(browser, here, landscape, { brings: false, hash: '#talk-compare' });
  const rows = card.numbers.flatMap((table) => table.rows);
  const row = rows.find((it) => it.label === 'used pads for leaking urine' && it.over === 'at 6 months');
  const said = flat(await theirs.locator('.sheet').innerText());
  const [, line] = new RegExp(`${row.label} ${row.over} ${say('line-number', { line: '(\\d+)' })}`).exec(said);
  const go = page.getByRole('textbox', { name: say('compare-line'), exact: true });
  await go.fill(line);
  await go.press('Enter');
  await page.locator('.talk-line').waitFor();
  const seen = await visibleText(page, '[role=main]');
  for (const [index, cell] of row.cells.entries()) {
    assert.match(said, new RegExp(`${row.label} ${row.over} Line ${line}[^L]*\\b${cell.low}\\b`), `on the person's page: ${choices[index]}`);
    assert.ok(seen.includes(`${cell.low} out of ${row.table.of}`), `on the clinician's screen: ${choices[index]}`);
  }
  await page.context().close();
});

test('by telephone: a clinician whose cards have another number is told so by the words on the person’s page', async () => {
  const phones = await readPhone();
  const newer = await site();
  const path = 'content/prostate-localised/en/decision.md';
  const text = readFileSync(join(dist, path), 'utf8');
  const changed = text.replace(/^(\| \[used pads for leaking urine\].*?\| )4( \|)/m, '$15$2');
  assert.notEqual(changed, text);
  newer.answer(path, changed);
  const page = await tablet(browser, newer, landscape, { brings: false, hash: '#talk-paper' });
  await page.getByLabel(say('talk-paper-words'), { exact: true }).fill(phones.words);
  await page.getByText(say('talk-paper-other'), { exact: true }).waitFor();
  // The page's own two words are no words of cards: who types them is told which are meant.
  await page.getByLabel(say('talk-paper-words'), { exact: true }).fill(phones.pages);
  await page.getByText(say('talk-paper-other'), { exact: true }).waitFor();
  await page.context().close();
  await newer.close();
});

// What is written down in a talk, and taken home: all that is needed is on one screen of a tablet, both ways.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { decisions } from './figures.mjs';
import { ownAddress } from './hostile.mjs';
import { launch } from './support.mjs';
import { at, button, card, dateInWords, decisionPage, ready, say, site, visibleText } from './person.mjs';
import { answers, bothWays, isOnOneScreen, tablet, to, told } from './talk.mjs';

let browser, here;
before(async () => {
  here = await site();
  ownAddress(here);
  browser = await launch();
});
after(async () => { await browser?.close(); await here?.close(); });

/** As much as is said in ten minutes: to each question a line or two, and every field but the day. */
const reply = 'The ward, day and night, and the number on the card you have';
const notes = {
  'talk-said-back-ask': 'Tests first, then we look again together', 'talk-person-note': 'I will ask my wife', 'talk-clinician-note': 'Hearing loop next time',
  'today-who': 'Ann sends the leaflet by Friday', 'today-again': 'In two weeks, in clinic', 'today-ring': 'The nurse line, 01234 567',
  'today-change-mind': 'If the next test is higher', 'today-hard': 'The drive, each day', 'today-before-stop': 'The nurse line',
};
const field = (page, label) => page.getByLabel(say(label), { exact: true });

async function writeAll(page) {
  for (const it of answers.questions) {
    await page.getByLabel(say('talk-reply-to', { question: it.words }), { exact: true }).fill(reply);
    await page.getByRole('listitem').filter({ hasText: it.words }).getByRole('checkbox').check();
  }
  for (const [label, words] of Object.entries(notes)) await field(page, label).fill(words);
  await page.getByRole('radio', { name: say('today-more-time'), exact: true }).check();
}

const height = (page) => page.evaluate(() => `${document.documentElement.scrollHeight} of ${innerHeight}`);
/** The questions that do not stand whole. */
const cutShort = (page) => page.locator('.talk__question').evaluateAll((all) => all.map((it) => it.querySelector('.said')).filter((it) => it.scrollHeight > it.clientHeight + 1 && getComputedStyle(it).overflow !== 'visible').map((it) => it.textContent));
/** Whether all of it is seen, with nothing over it. */
const isSeen = (locator) => locator.evaluate((it) => {
  const box = it.getBoundingClientRect();
  const on = [[0.02, 0.1], [0.5, 0.5], [0.98, 0.9]].map(([x, y]) => document.elementFromPoint(box.left + box.width * x, box.top + box.height * y));
  return on.every((on) => on && (it.contains(on) || on.contains(it)) && !on.closest('.talk-cue, .talk__bar'));
});

for (const [kind, options] of bothWays) {
  test(`on a tablet ${kind} all that we said is written on one screen, and finished there`, async () => {
    const page = await tablet(browser, here, options, { hash: '#talk-answers' });
    assert.ok(await isOnOneScreen(page), `with three questions it scrolls: ${await height(page)}`);
    await writeAll(page);
    assert.ok(await isOnOneScreen(page), `once all is written it scrolls: ${await height(page)}`);
    for (const label of Object.keys(notes)) assert.ok(await isSeen(field(page, label)), say(label));
    assert.ok(await isSeen(button(page, say('said-finish'))));
    // Once a day is written, the way to a calendar is in sight as well; finished, all of it stands in sight.
    await field(page, 'today-again-on').fill('2027-03-12');
    const calendar = page.locator('summary', { hasText: say('calendar-title') });
    await calendar.waitFor();
    assert.ok(await isOnOneScreen(page), `with a day it scrolls: ${await height(page)}`);
    assert.ok(await isSeen(calendar));
    await calendar.click();
    assert.ok(await button(page, say('calendar-save')).isVisible());
    await button(page, say('said-finish')).click();
    await page.locator('.stands').waitFor();
    assert.ok(await isOnOneScreen(page), `finished it scrolls: ${await height(page)}`);
    const again = page.locator('summary', { hasText: say('said-now') });
    for (const part of [calendar, again]) assert.ok(await isSeen(part));
    // What was said and what is asked again are one at a time.
    await again.click();
    assert.ok(await isOnOneScreen(page), `opened the same day it scrolls: ${await height(page)}`);
    for (const label of Object.keys(notes)) assert.ok(await isSeen(field(page, label)), say(label));
    for (const label of Object.keys(notes)) await field(page, label).fill(notes[label]);
    assert.ok(await isOnOneScreen(page), `written anew it scrolls: ${await height(page)}`);
    assert.ok(await isSeen(button(page, say('said-finish'))));
    await page.locator('.stands > summary').click();
    for (const words of Object.values(notes)) assert.ok(await page.locator('.stands').getByText(words, { exact: true }).isVisible(), words);
    await page.context().close();
  });

  test(`on a tablet ${kind} when we talk again is one screen on a later day, with what was said then`, async () => {
    const page = await tablet(browser, here, options, { hash: '#talk-answers', said: { ...answers, lean: { to: card.options[1].id } } });
    await writeAll(page);
    await button(page, say('said-finish')).click();
    await page.locator('.stands').waitFor();
    // As when the same tablet is taken up months later: with the same cards; then with others.
    for (const [part, other] of [[/"day":"[^"]+"/, '"look-again-on":"2099-06-01","day":"2026-06-01"'], [/"print":"[^"]+"/g, '"print":"another"']]) {
      const kept = await page.evaluate(() => sessionStorage.getItem('tandem-tab'));
      const texts = JSON.parse(kept).texts.map(([id, text]) => [id, text.replace(part, other)]);
      await page.goto(here.at('404'));
      await page.evaluate((texts) => sessionStorage.setItem('tandem-tab', JSON.stringify({ version: 1, used: Date.now(), texts })), texts);
      await page.goto(here.at(`${decisionPage}#talk-answers`));
      await ready(page);
      await page.locator('.again[open]').waitFor();
      assert.ok(await isOnOneScreen(page), `${part}: it scrolls: ${await height(page)}`);
      for (const label of Object.keys(notes)) assert.ok(await isSeen(field(page, label)), say(label));
      assert.ok(await isSeen(button(page, say('said-finish'))));
      for (const label of Object.keys(notes)) await field(page, label).fill(notes[label]);
      assert.ok(await isOnOneScreen(page), `${part}: written anew it scrolls: ${await height(page)}`);
      for (const label of Object.keys(notes)) await field(page, label).fill('');
    }
    // No word of then is lost: over its field it may be cut short, and all of it is a tap away, in the fold of that day; how
    // things stood is in the other, which says of itself that the cards changed.
    const beside = page.locator('.then');
    assert.match(await beside.locator('summary').innerText(), new RegExp(say('said-then-now-other')));
    await beside.locator('summary').click();
    assert.ok((await visibleText(page, '.then')).includes(say('said-then-lean', { choice: card.options[1].title })));
    await page.locator('.stands > summary').click();
    const told = await visibleText(page, '.stands');
    for (const it of [...Object.values(notes), say('today-more-time')]) assert.ok(told.includes(it), `${it} is not in ${told}`);
    await page.context().close();
  });

  test(`on a tablet ${kind} a little that was said is not torn: its name stands whole over it`, async () => {
    const page = await tablet(browser, here, options, { hash: '#talk-answers', brings: false });
    await field(page, 'talk-said-back-ask').fill('I will hear from the ward on Monday');
    /** Each name, and what was said, that is not in one piece or not below its name. */
    const torn = () => page.locator('.talk__home').evaluate((list) => [...list.querySelectorAll('dt')].filter((name) => {
      const [one, other] = [name, name.nextElementSibling].map((it) => [...it.getClientRects()]);
      return one.length > 1 || other.length > 1 || one[0].left !== other[0].left || one[0].bottom > other[0].top + 1;
    }).map((name) => name.textContent));
    await to(page, say('talk-home'));
    await at(page, say('talk-home'));
    assert.deepEqual(await torn(), [], 'taken home');
    await to(page, say('talk-answers'));
    await button(page, say('said-finish')).click();
    await page.locator('.stands').waitFor();
    assert.deepEqual(await torn(), [], 'finished');
    await page.context().close();
  });

  test(`on a tablet ${kind} an answer stays marked while places are made ready in idle moments`, async () => {
    const page = await tablet(browser, here, options, { hash: '#talk-answers' });
    const answer = page.getByRole('radio', { name: say('today-more-time'), exact: true });
    await answer.check();
    // As the program does it a moment after the start, for each place in turn.
    await page.waitForTimeout(2500);
    assert.ok(await answer.isChecked());
    await page.context().close();
  });

  test(`on a tablet ${kind} three long questions of any topic leave all that is written in sight`, async () => {
    const page = await tablet(browser, here, options, { brings: false });
    const faults = [];
    for (const id of decisions) {
      await page.goto(here.at(`${id}.en.html#talk-paper`));
      await ready(page);
      const ticks = page.locator('.talk-paper').getByRole('checkbox');
      const names = await ticks.evaluateAll((all) => all.map((it) => it.labels[0].innerText.trim()));
      for (const name of names.toSorted((one, other) => other.length - one.length).slice(0, 3)) await page.getByRole('checkbox', { name, exact: true }).check();
      await page.evaluate(() => { location.hash = 'talk-answers'; });
      await at(page, say('talk-answers'));
      if (!await isOnOneScreen(page)) faults.push(`${id}: ${await height(page)}`);
      const cut = await cutShort(page);
      if (cut.length) faults.push(`${id}: cut short: ${cut}`);
    }
    assert.deepEqual(faults, []);
    await page.context().close();
  });

  test(`on a tablet ${kind} all that was written is one screen to photograph, with nothing over it`, async () => {
    const page = await tablet(browser, here, options, { hash: '#talk-answers' });
    await writeAll(page);
    await to(page, say('talk-home'));
    await at(page, say('talk-home'));
    assert.ok(await isOnOneScreen(page), await height(page));
    const seen = await visibleText(page, '[role=main]');
    for (const words of [reply, ...Object.values(notes), say('talk-home-not'), say('page-as-on', { date: dateInWords(new Date()) })]) assert.ok(seen.includes(words), words);
    for (const line of await page.locator('.talk__home dd').all()) assert.ok(await isSeen(line), await line.innerText());
    await page.context().close();
  });
}

test('on a phone and in other languages a question stands whole where it is answered', async () => {
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true };
  for (const [lang, options] of [['ar', phone], ['ar', bothWays[0][1]], ['ko', phone], ['en', phone]]) {
    const asked = card.prompts.map((it) => ({ id: it.id, asked: true }));
    const page = await tablet(browser, here, options, { hash: '#talk-answers', path: decisionPage.replace('.en.', `.${lang}.`), said: { questions: asked } });
    assert.equal(await page.locator('.talk__question').count(), asked.length);
    assert.deepEqual(await cutShort(page), [], `${lang}, ${options.viewport.width}`);
    await page.context().close();
  }
});

test('what was finished stands with the answers of that day, however they are changed later, and says where the person stood', async () => {
  const lean = card.options[1];
  const page = await tablet(browser, here, bothWays[0][1], { hash: '#talk-answers', said: { ...answers, lean: { to: lean.id } } });
  const [first, second] = answers.questions.map((it) => page.getByLabel(say('talk-reply-to', { question: it.words }), { exact: true }));
  await first.fill('Maybe on one side');
  await page.getByRole('radio', { name: say('today-decided'), exact: true }).check();
  await button(page, say('said-finish')).click();
  const stands = page.locator('.stands');
  await stands.waitFor();
  await first.fill('On neither side');
  await second.fill('After two weeks');
  const stood = say('lean-says-to', { choice: lean.title });
  await stands.locator('summary', { hasText: say('place-questions') }).click();
  for (const words of ['Maybe on one side', say('today-decided'), stood]) assert.ok((await stands.innerText()).includes(words), words);
  await to(page, say('talk-home'));
  await at(page, say('talk-home'));
  const [now, then] = [say('page-as-on', { date: dateInWords(new Date()) }), say('said-on', { date: dateInWords(new Date()) })];
  const parts = (await visibleText(page, '[role=main]')).split(now);
  assert.equal(parts.length, 2, 'what was said since has a heading of its own');
  for (const words of [then, 'Maybe on one side', say('today-decided'), stood]) assert.ok(parts[0].includes(words), words);
  for (const words of ['On neither side', 'After two weeks']) assert.ok(!parts[0].includes(words) && parts[1].includes(words), words);
  await to(page, say('place-page'));
  await at(page, say('place-page'));
  const sheet = await page.locator('.sheet').innerText();
  for (const words of ['Maybe on one side', 'On neither side', 'After two weeks']) assert.equal(sheet.split(words).length, 2, `${words} is on the page once`);
  await page.context().close();
});

test('who has no printer is led from the end of a talk to the one screen to photograph, and back to the end', async () => {
  const page = await tablet(browser, here, bothWays[0][1], { hash: '#talk-answers' });
  await field(page, 'today-who').fill('Ann rings on Friday');
  await button(page, say('talk-finish')).click();
  await page.getByRole('link', { name: told('talk-ask-home'), exact: true }).click();
  await at(page, say('talk-home'));
  assert.match(await visibleText(page, '[role=main]'), /Ann rings on Friday/);
  await button(page, say('talk-finish')).click();
  await page.getByRole('heading', { level: 1, name: told('talk-ask-title'), exact: true }).waitFor();
  await page.context().close();
});

// Keep: what we said is finished and stands with its day; what changes is added below; months later it stands beside what is
// asked again; days go into a file for a calendar. Nothing of it leaves, and all of it can be cleared.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { onDevice, ownAddress } from './hostile.mjs';
import { axe, launch, open } from './support.mjs';
import { adds, at, button, card, clear, dateInWords, decisionPage, desktop, enter, held, matter, nothingStored, phone, press, ready, say, sheet, site, sort, stored, visibleText, write } from './person.mjs';

let browser, here;
before(async () => { here = await site(); ownAddress(here); browser = await launch(); });
after(async () => { await browser?.close(); await here?.close(); });

const first = new Date('2026-11-29T10:00:00');
const later = new Date('2027-03-01T10:00:00');
const marker = 'zebrafink';
const ours = {
  'today-who': `Ann sends the leaflet ${marker}`, 'today-again': `After the holidays ${marker}`, 'today-ring': `The nurse line ${marker}`,
  'today-change-mind': `If it grows ${marker}`, 'today-hard': `The bus to the hospital ${marker}`, 'today-before-stop': `Ann, by day ${marker}`,
};

/** Somebody comes on a day. */
async function comes(day, { hash = '', options = phone, page } = {}) {
  page ??= await open(browser, { locale: 'en-GB', ...options });
  await page.clock.setFixedTime(day);
  await page.goto('about:blank');
  await page.goto(here.at(decisionPage + hash));
  await ready(page);
  return page;
}

const label = (page, key) => page.getByLabel(say(key), { exact: true });
async function writeDown(page, words = ours) {
  for (const [key, text] of Object.entries(words)) await label(page, key).fill(text);
  await page.getByRole('radio', { name: say('today-decided'), exact: true }).check();
}
const finish = (page) => button(page, say('said-finish'));
const title = (day) => say('said-on', { date: dateInWords(day) });

test('what we said can be corrected until it is finished; then it stands with its day, and what changes is added below', async () => {
  const page = await comes(first, { hash: '#my-page' });
  await page.getByRole('link', { name: say('talk-answers'), exact: true }).click();
  await at(page, say('talk-answers'));
  assert.ok(await finish(page).isDisabled(), 'there is nothing to finish yet');
  await writeDown(page, { ...ours, 'today-ring': 'Wrong number' });
  await label(page, 'today-ring').fill(ours['today-ring']);
  await finish(page).click();
  const stands = page.getByRole('heading', { level: 2, name: title(first), exact: true });
  await stands.waitFor();
  assert.ok(await stands.evaluate((it) => it === document.activeElement), 'the focus is on what stands now');
  const shown = await visibleText(page, '[role=main]');
  for (const words of [...Object.values(ours), say('today-decided'), say('talk-home-not')]) assert.ok(shown.includes(words), `${words} does not stand there`);
  assert.ok(!shown.includes('Wrong number'));
  assert.equal(await label(page, 'today-who').isVisible(), false, 'nothing of it can be written over');
  assert.equal(await page.getByRole('link', { name: 'How did this go?', exact: true }).count(), 1, 'and then it can be asked how it went');
  await page.getByLabel(say('said-add-label'), { exact: true }).fill(`I moved house ${marker}`);
  await button(page, `${say('said-add')}: ${say('said-add-label')}`).click();
  await page.getByText(say('said-added', { date: dateInWords(first) }), { exact: true }).waitFor();

  await enter(page, 'my-page');
  const paper = await sheet(page).innerText();
  for (const words of [...Object.values(ours), title(first), `☑ ${say('today-decided')}`, `I moved house ${marker}`, say('talk-home-not')]) {
    assert.ok(paper.includes(words), `${words} is not on the page`);
  }
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await press(page, say('copy'));
  await page.getByText(say('copy-done'), { exact: true }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  const order = [title(first), ...Object.values(ours), `I moved house ${marker}`, say('talk-home-not')].map((words) => text.indexOf(words));
  assert.deepEqual(order, [...order].sort((one, other) => one - other), 'in the same order as on the page');
  assert.ok(!order.includes(-1), text);

  // A reload loses nothing, and clearing leaves nothing.
  await page.reload();
  await ready(page);
  assert.ok((await sheet(page).innerText()).includes(`I moved house ${marker}`));
  assert.doesNotMatch(await page.evaluate(() => location.href + document.title), new RegExp(marker));
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await clear(page);
  assert.doesNotMatch(await held(page), new RegExp(marker));
  assert.deepEqual(await stored(page), nothingStored);
  await page.context().close();
});

test('three months later the notebook opens as then and now: what was said with its day, what is asked again, which cards say something else', async () => {
  const page = await comes(first, { hash: '#matters' });
  await sort(page, matter('dry'));
  await enter(page, 'where-i-stand');
  await press(page, say('lean-to', { choice: card.options[0].title }));
  await enter(page, 'what-we-said');
  await writeDown(page);
  await finish(page).click();
  await page.getByRole('heading', { name: title(first), exact: true }).waitFor();
  await enter(page, 'decision');
  const then = page.getByRole('link', { name: say('said-open', { date: dateInWords(first) }), exact: true });
  assert.equal(await then.count(), 0, 'on the same day there is no then and now');
  // They keep it on their device; the thirty days go by, and they say that it is to be shown again.
  const day = (from, days) => dateInWords(new Date(from.getTime() + days * 86_400_000));
  await press(page, say('keep-ask', { date: day(first, 30) }));
  await page.getByText(say('kept-until', { date: day(first, 30) }), { exact: false }).waitFor();
  const text = readFileSync(new URL('../../content/prostate-localised/en/surgery.md', import.meta.url), 'utf8');
  here.answer('content/prostate-localised/en/surgery.md', text.replace(/^(# .*\n\n.*)$/m, '$1 One sentence more.'));
  await comes(later, { page });
  await press(page, say('keep-ask', { date: day(later, 30) }));
  await then.click();
  await at(page, say('talk-answers'));
  await page.getByRole('heading', { name: title(first), exact: true }).waitFor();
  const shown = await visibleText(page, '[role=main]');
  const surgery = card.options.find(({ id }) => id === 'surgery').title;
  for (const words of [
    ...Object.values(ours), ...Object.values(ours).map((words) => say('said-then', { words })), say('said-then', { words: say('today-decided') }),
    say('said-then-matters', { things: matter('dry') }), say('said-now-matters', { things: matter('dry') }), say('said-then-lean', { choice: card.options[0].title }),
  ]) assert.ok(shown.includes(words), `${words}\n${shown}`);
  assert.ok(shown.includes(say('said-cards-changed', { things: surgery })), `the card that changed is named, and no other: ${shown}`);
  here.mend('content/prostate-localised/en/surgery.md');
  // What is asked again is empty, and is finished on its own day; what was said before stands as it was.
  assert.equal(await label(page, 'today-ring').inputValue(), '');
  await label(page, 'today-ring').fill('The new ward');
  await finish(page).click();
  await page.getByRole('heading', { name: title(later), exact: true }).waitFor();
  await enter(page, 'my-page');
  const paper = await sheet(page).innerText();
  for (const words of [title(first), title(later), 'The new ward', ...Object.values(ours)]) assert.ok(paper.includes(words), `${words} is not on the page`);
  await clear(page);
  await page.context().close();
});

/** The copy as it is saved with the button on My page. */
async function copyOf(page) {
  await enter(page, 'my-page');
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, say('save'))]);
  return { name: 'my-page.html', mimeType: 'text/html', buffer: readFileSync(await download.path()) };
}
/** Opens a copy on a device that was never here before; the way there is a link or a place. */
async function opens(page, copy) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press(page, say('open-choose'))]);
  await chooser.setFiles(copy);
  await press(page, say('open-yes'));
}
const tablet = { viewport: { width: 1180, height: 820 } };

test('from home to the room, home again and three months later to the next talk, by the saved copy alone: each device is a new one', async () => {
  // At home: what matters, a question, where they stand.
  const home = await comes(first, { hash: '#matters' });
  await sort(home, matter('dry'));
  await enter(home, 'questions');
  await write(home, say('questions-own'), `Who drives me? ${marker}`);
  await press(home, adds('questions-own'));
  await enter(home, 'where-i-stand');
  await press(home, say('lean-to', { choice: card.options[0].title }));
  const brought = await copyOf(home);
  await home.context().close();

  // In the room: the clinic's tablet opens it. What is said is written down and finished, and the person takes the copy along.
  const room = await comes(first, { hash: '#talk', options: tablet });
  await room.getByRole('link', { name: say('open-theirs'), exact: true }).click();
  await at(room, say('open-theirs'));
  await opens(room, brought);
  await at(room, say('place-talk'));
  await enter(room, 'talk-answers');
  await at(room, say('talk-answers'));
  await room.getByRole('checkbox', { name: new RegExp(`Who drives me\\? ${marker}`) }).check();
  await writeDown(room);
  await finish(room).click();
  await room.getByRole('heading', { name: title(first), exact: true }).waitFor();
  const taken = await copyOf(room);
  await room.context().close();

  // Three months later, on a device that knows nothing. One card says more than it did.
  const file = 'content/prostate-localised/en/surgery.md';
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  here.answer(file, text.replace(/^(# .*\n\n.*)$/m, '$1 One sentence more.'));
  const again = await comes(later, { hash: '#my-page', options: desktop });
  assert.doesNotMatch(await held(again), new RegExp(marker));
  await again.getByRole('link', { name: say('open-copy'), exact: true }).click();
  await at(again, say('open-copy'));
  await opens(again, taken);
  await at(again, say('place-page'));
  await enter(again, 'decision');
  await again.getByRole('link', { name: say('said-open', { date: dateInWords(first) }), exact: true }).click();
  await at(again, say('talk-answers'));
  await again.getByRole('heading', { name: title(first), exact: true }).waitFor();
  const shown = await visibleText(again, '[role=main]');
  const surgery = card.options.find(({ id }) => id === 'surgery').title;
  for (const words of [
    ...Object.values(ours), ...Object.values(ours).map((words) => say('said-then', { words })), say('said-then', { words: say('today-decided') }),
    say('said-then-matters', { things: matter('dry') }), say('said-now-matters', { things: matter('dry') }), say('said-then-lean', { choice: card.options[0].title }),
    say('said-cards-changed', { things: surgery }),
  ]) assert.ok(shown.includes(words), `${words}\n${shown}`);
  here.mend(file);

  // What is said now stands with its own day below what was said then, and both go home in the next copy.
  await label(again, 'today-ring').fill(`The new ward ${marker}`);
  await finish(again).click();
  await again.getByRole('heading', { name: title(later), exact: true }).waitFor();
  const kept = await copyOf(again);
  await again.context().close();
  const back = await comes(later, { hash: '#saved-copy' });
  await opens(back, kept);
  await at(back, say('place-page'));
  const paper = await sheet(back).innerText();
  const both = [`Who drives me? ${marker}`, title(first), title(later), `The new ward ${marker}`, ...Object.values(ours)];
  for (const words of both) assert.ok(paper.includes(words), `${words} is not on the page`);
  assert.doesNotMatch(await back.evaluate(() => location.href + document.title), new RegExp(marker));
  await clear(back);
  assert.deepEqual(await stored(back), nothingStored);
  await back.context().close();
});

test('"How did this go?" asks in own words and sends nothing; the slip after it asks for no name', async () => {
  const page = await open(browser, { locale: 'en-GB', ...phone });
  await page.goto(here.at('index.en.html'));
  await ready(page);
  await page.getByText('We want to talk together', { exact: true }).click();
  await page.getByRole('link', { name: 'How did this go?', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'How did this go?', exact: true }).waitFor();
  const asked = page.locator('[role=main] textarea:visible');
  await asked.first().waitFor();
  // What is kept for reading without a network is fetched once the page is there.
  await onDevice(page);
  const asks = page.seen.requests.length;
  for (let index = 0; index < 3; index += 1) await asked.nth(index).fill(`${marker} ${index}`);
  assert.deepEqual(await axe(page), []);
  assert.deepEqual(page.seen.requests.slice(asks), [], 'nothing is asked of anybody');
  await page.getByRole('link', { name: 'Next: A slip without a name', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'A slip without a name', exact: true }).waitFor();
  const shown = await visibleText(page, '[role=main]');
  assert.ok(shown.includes('This slip has no name. Nothing was sent.'), shown);
  assert.doesNotMatch(shown, new RegExp(marker), 'nothing that the person wrote for themselves stands on the slip');
  const labels = await page.locator('[role=main] :is(textarea, input)').evaluateAll((all) => all.map((it) => it.labels?.[0]?.textContent ?? it.ariaLabel ?? ''));
  assert.deepEqual(labels, ['What helped, or what should change', 'Place to leave it'], 'there is no other place to write, so none for a name');
  assert.deepEqual(await axe(page), []);
  await page.context().close();
});

test('after a talk there is a way to "How did this go?", from what was said and from what is taken home, and back with nothing lost', async () => {
  const page = await comes(first, { hash: '#talk-answers', options: tablet });
  const way = () => page.getByRole('link', { name: 'How did this go?', exact: true });
  await writeDown(page);
  assert.equal(await way().count(), 0, 'not before it is finished');
  await enter(page, 'talk-home');
  assert.equal(await way().count(), 0);
  await enter(page, 'talk-answers');
  await finish(page).click();
  await way().waitFor();
  await enter(page, 'talk-home');
  await way().click();
  await page.getByRole('heading', { level: 1, name: 'How did this go?', exact: true }).waitFor();
  await page.goBack();
  await at(page, say('talk-home'));
  assert.ok((await visibleText(page, '[role=main]')).includes(ours['today-who']));
  await page.context().close();
});

test('with the keyboard alone it is written, finished and added to', async () => {
  const page = await comes(first, { hash: '#what-we-said', options: desktop });
  await label(page, 'today-who').focus();
  await page.keyboard.type('Ann rings');
  for (let tabs = 0; tabs < 12 && !(await finish(page).evaluate((it) => it === document.activeElement)); tabs += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: title(first), exact: true }).waitFor();
  await page.keyboard.press('Tab');
  assert.ok(await page.getByLabel(say('said-add-label'), { exact: true }).evaluate((it) => it === document.activeElement));
  await page.keyboard.type('One thing more');
  await page.keyboard.press('Enter');
  await page.getByText('One thing more', { exact: true }).waitFor();
  await clear(page);
  await page.context().close();
});

test('axe finds nothing in what stands, nor at 320 px does anything scroll sideways, before and after', async () => {
  const page = await comes(first, { hash: '#what-we-said', options: { viewport: { width: 320, height: 640 } } });
  const faults = [];
  const look = async (when) => {
    faults.push(...(await axe(page)).map((fault) => `${when}: ${fault}`));
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) faults.push(`${when}: it scrolls sideways`);
  };
  await writeDown(page);
  await label(page, 'today-again-on').fill('2027-03-12');
  await look('being written');
  await finish(page).click();
  await page.getByRole('heading', { name: title(first), exact: true }).waitFor();
  await look('finished');
  await comes(later, { page, hash: '#what-we-said' });
  await look('later');
  assert.deepEqual(faults, []);
  await page.context().close();
});

/** A file for a calendar, its folded lines put together. */
async function savedDays(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, say('calendar-save'))]);
  await page.getByText(say('calendar-done'), { exact: true }).waitFor();
  const text = readFileSync(await download.path(), 'utf8');
  assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75 && !line.includes('\n')));
  return { name: download.suggestedFilename(), lines: text.replaceAll('\r\n ', '').trimEnd().split('\r\n') };
}

/** The names by which a calendar tells events apart. */
const names = (lines) => lines.filter((line) => line.startsWith('UID:')).map((line) => line.slice(4));

test('the day on which we look again goes into a file for a calendar, which names nothing; what calendars do is said first', async () => {
  const page = await comes(first, { hash: '#what-we-said' });
  assert.equal(await button(page, say('calendar-save')).count(), 0, 'there is no day yet');
  await writeDown(page);
  await label(page, 'today-again-on').fill('2027-03-12');
  const note = page.getByText(say('calendar-note'), { exact: true });
  await note.waitFor();
  const isFirst = await note.evaluate((it, save) => Boolean(it.compareDocumentPosition([...document.querySelectorAll('button')].find((one) => one.textContent === save)) & Node.DOCUMENT_POSITION_FOLLOWING), say('calendar-save'));
  assert.ok(isFirst);
  const { name, lines } = await savedDays(page);
  assert.equal(name, 'days.ics');
  assert.ok(lines.includes('DTSTART;VALUE=DATE:20270312') && lines.includes(`SUMMARY:${say('calendar-again')}`), lines.join('\n'));
  assert.equal(lines.filter((line) => line === 'BEGIN:VALARM').length, 2);
  assert.doesNotMatch(lines.join('\n'), new RegExp(`${marker}|${card.meta.title}|${card.heading}`, 'i'));
  await finish(page).click();
  await page.getByRole('heading', { name: title(first), exact: true }).waitFor();
  const again = (await savedDays(page)).lines;
  assert.equal(again.filter((line) => line === 'BEGIN:VEVENT').length, 1, 'it can still be saved once it stands');
  assert.deepEqual(names(again), names(lines), 'it is the same event, for a calendar that puts files together');
  // The name goes along in the saved copy; it is nobody else's, and another day has another.
  const copy = await copyOf(page);
  await page.context().close();
  const other = await comes(first, { hash: '#saved-copy' });
  await opens(other, copy);
  await at(other, say('place-page'));
  await enter(other, 'what-we-said');
  assert.deepEqual(names((await savedDays(other)).lines), names(lines));
  await other.context().close();
  const somebodyElse = await comes(first, { hash: '#what-we-said' });
  await label(somebodyElse, 'today-again-on').fill('2027-03-12');
  const theirs = names((await savedDays(somebodyElse)).lines);
  await label(somebodyElse, 'today-again-on').fill('2027-03-13');
  assert.equal(new Set([...names(lines), ...theirs, ...names((await savedDays(somebodyElse)).lines)]).size, 3);
  await somebodyElse.context().close();
});

test('the tests of a follow-up plan go into a file for a calendar; the plan opens with what it does not do', async () => {
  const page = await open(browser, { locale: 'en-GB', ...desktop });
  await page.clock.setFixedTime(first);
  await page.goto(here.at('sheets-follow-up-plan.en.html'));
  await ready(page);
  const shown = await visibleText(page, '[role=main]');
  assert.match(shown, /This list does not tell the hospital\. Test late\? Ring:/);
  assert.ok(shown.indexOf('This list does not tell the hospital') < shown.indexOf('My plan'));
  const days = page.locator('input[type=date]');
  await days.nth(0).fill('2027-02-01');
  assert.equal(await days.nth(1).isVisible(), false, 'an empty row more is a tap away');
  await page.locator('div, section').filter({ has: page.getByRole('heading', { name: 'My tests', exact: true }) }).last().getByRole('button', { name: say('sheet-add-row'), exact: true }).click();
  await days.nth(1).fill('2026-02-01');
  const { lines } = await savedDays(page);
  assert.deepEqual(lines.filter((line) => line.startsWith('DTSTART')), ['DTSTART;VALUE=DATE:20270201'], 'what is over needs no reminder');
  assert.ok(lines.includes(`SUMMARY:${say('calendar-test')}`));
  // Saved again with one more, the first keeps its name; a reload changes nothing. Nothing of the sheet stands in a name.
  await days.nth(1).fill('2027-02-01');
  const more = names((await savedDays(page)).lines);
  assert.equal(new Set(more).size, 2, 'two tests on one day are two events');
  assert.ok(more.includes(names(lines)[0]));
  await page.reload();
  await ready(page);
  assert.deepEqual(names((await savedDays(page)).lines), more);
  assert.ok(more.every((name) => /^[0-9a-f]{32}$/.test(name)), more.join());
  await page.context().close();
});

test('a treatment summary and a cancer care review open with six lines; the rest is folded, and opens where something was written', async () => {
  const page = await open(browser, { locale: 'en-GB', ...phone });
  for (const name of ['treatment-summary', 'cancer-care-review']) {
    await page.goto(here.at(`sheets-${name}.en.html`));
    await ready(page);
    const lines = await page.locator('[role=main] textarea').evaluateAll((all) => all.filter((it) => it.checkVisibility()).length);
    assert.ok(lines >= 6 && lines <= 10, `${name}: ${lines} places to write at first`);
    const folds = page.getByRole('heading', { level: 2 }).getByRole('button', { expanded: false });
    const count = await folds.count();
    assert.ok(count > 3, `${name}: ${count} folded`);
    await folds.first().click();
    await page.locator('[role=main] textarea').evaluateAll((all) => all.filter((it) => it.checkVisibility()).length).then((now) => assert.ok(now > lines));
    assert.deepEqual(await axe(page), []);
    // On paper all of it stands.
    await page.emulateMedia({ media: 'print' });
    const hidden = await page.locator('[role=main] section > .folded').evaluateAll((all) => all.filter((it) => !it.checkVisibility()).length);
    assert.equal(hidden, 0, name);
    await page.emulateMedia({ media: 'screen' });
  }
  await page.context().close();
});

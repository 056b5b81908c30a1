// A saved copy: it opens from a disk in a browser that knows nothing of Tandem, prints, runs nothing, asks for nothing, and is
// read back on another device. What is no copy, or not one any more, costs a sentence and nothing else.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';

import { axe, dist, launch, open } from './support.mjs';
import { adds, at, button, card, dateInWords, decisionPage, desktop, enter, fillIn, flat, held, matter, own, phone, press, quick, ready, say, sheet, site, stored, nothingStored, typical, visit, write } from './person.mjs';

let browser, here, folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-copy-'));
  here = await site();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await here?.close();
  rmSync(folder, { recursive: true, force: true });
});

const bare = (text) => text.normalize('NFKC').replace(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, '');
const holds = (text, part) => bare(text).includes(bare(part));

/** Presses a button that saves, and gives the file. */
async function saved(page, word = 'save') {
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, say(word))]);
  const path = join(folder, `${Math.random().toString(36).slice(2)}.html`);
  await download.saveAs(path);
  return { path, name: download.suggestedFilename(), text: readFileSync(path, 'utf8') };
}

let typicalCopy;
/** The copy of typical answers, of which `word` is written in the note as well. */
async function copyOf(extra = '') {
  if (typicalCopy && !extra) return typicalCopy;
  const page = await visit(browser, here, '', desktop);
  await fillIn(page, { ...typical, help: own.help });
  if (extra) await write(page, say('note-label'), extra);
  const file = await saved(page);
  await page.context().close();
  if (!extra) typicalCopy = file;
  return file;
}

/**
 * Chooses a file in the window that `act` opens. The browser is told first that a test will answer, and heard once: told at the
 * same time as a key is pressed, it now and then opened its own window, as it does for everybody, and the test waited in vain.
 */
async function chooseBy(page, act, file) {
  page.on('filechooser', () => {});
  await page.evaluate(() => {});
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), act()]);
  await chooser.setFiles(file);
}

/** Chooses a file with the button that is named so. */
const choose = (page, file, name = 'open-choose') => chooseBy(page, () => press(page, say(name)), file);
const file = (text, name = 'my-page.html') => ({ name, mimeType: 'text/html', buffer: Buffer.from(text) });

test('a saved copy opens from a disk without a script or a request, says all that was entered, and prints on A4', async (t) => {
  const { path, name, text } = await copyOf();
  assert.equal(name, 'my-page.html');
  t.diagnostic(`the copy of typical answers has ${statSync(path).size} bytes`);
  assert.doesNotMatch(text, /<script|<link|<img|<iframe|@import|url\((?!#)|127\.0\.0\.1|some\/where|javascript:/i);
  const page = quick(await open(browser, { ...desktop, javaScriptEnabled: true }));
  await page.goto(pathToFileURL(path).href);
  assert.equal(await page.title(), say('page-file-title'));
  assert.deepEqual(page.seen.requests.filter(({ url }) => !url.startsWith('file:')), []);
  const words = await page.locator('main').innerText();
  for (const said of [own.matter, own.question, own.help, own.note, ...typical.lot, say('page-not-consent'), card.heading]) assert.ok(holds(words, said), said);
  // The cards as they were: every number of the comparison.
  for (const table of card.numbers) assert.ok(holds(words, table.heading), table.heading);
  assert.ok(holds(words, say('copy-note-mine', { date: dateInWords(new Date()) })));
  assert.deepEqual(await axe(page), []);
  // On paper whatever stands outside the page's margin is cut: a number of two digits needs two letters' room and more.
  const room = await page.locator('ol.sources').evaluate((it) => parseFloat(getComputedStyle(it).paddingInlineStart) / parseFloat(getComputedStyle(it).fontSize));
  assert.ok(room >= 2.2, `${room} em for the number of a source`);
  const pdf = join(folder, 'copy.pdf');
  writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true }));
  const read = execFileSync('pdftotext', ['-raw', '-enc', 'UTF-8', pdf, '-'], { encoding: 'utf8' });
  for (const said of [own.matter, own.help, own.note, ...typical.lot, say('page-not-consent')]) assert.ok(holds(read, said), `on paper: ${said}`);
  assert.match(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' }), /Page size:\s+59[45]\.\d+ x 84[12]/);
  await page.setViewportSize({ width: 320, height: 640 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), 'nothing is cut at 320 px');
  assert.deepEqual([page.seen.errors, page.seen.violations], [[], []]);
  await page.context().close();
});

const HOSTILE = '</template></pre></script><script>globalThis.ran = 1</script><!-- <img src=x onerror="globalThis.ran = 1">\u2028\u2029 \\u003c {"tandem":9} שלום \u{1F469}\u200D\u{1F467} ]]>';

test('words that mean something elsewhere are words in the file, and come back as they were typed', async () => {
  const { path, text } = await copyOf(HOSTILE);
  assert.equal(text.split('<script').length, 1);
  const page = quick(await open(browser, desktop));
  await page.goto(pathToFileURL(path).href);
  assert.equal(await page.evaluate(() => globalThis.ran), undefined);
  assert.ok(holds(await page.locator('main').innerText(), HOSTILE));
  // Even without the policy there is nothing to run.
  writeFileSync(join(folder, 'without.html'), text.replace(/<meta http-equiv[^>]*>/, ''));
  await page.goto(pathToFileURL(join(folder, 'without.html')).href);
  assert.equal(await page.evaluate(() => [globalThis.ran, document.scripts.length].join()), ',0');
  await page.context().close();
  const other = await visit(browser, here, 'saved-copy');
  await choose(other, path);
  await press(other, say('open-yes'));
  await at(other, say('place-page'));
  assert.equal(await other.getByLabel(say('note-label'), { exact: true }).inputValue(), HOSTILE);
  assert.equal(await other.evaluate(() => globalThis.ran), undefined);
  assert.deepEqual([other.seen.errors, other.seen.violations], [[], []]);
  await other.context().close();
});

test('a copy is opened on another device from the list of topics, and saves the same again', async () => {
  const copy = await copyOf();
  const page = quick(await open(browser, { locale: 'en-GB', ...phone }));
  await page.goto(here.at('index.en.html'));
  await ready(page);
  const asked = page.seen.requests.length;
  await choose(page, copy.path, 'open-copy');
  await at(page, say('open-copy'));
  await page.getByText(say('open-found', { topic: card.meta.title }), { exact: true }).waitFor();
  await page.getByText(say('open-found-day', { date: dateInWords(new Date()) }), { exact: true }).waitFor();
  assert.deepEqual(await axe(page), []);
  assert.doesNotMatch(await held(page), /CANARY/, 'nothing is taken before somebody says so');
  await press(page, say('open-yes'));
  await at(page, say('place-page'));
  await page.getByText(say('open-done'), { exact: true }).waitFor();
  const shown = bare(await sheet(page).textContent());
  for (const said of [own.matter, own.question, own.help, own.note, ...typical.lot]) assert.ok(shown.includes(bare(said)), said);
  const again = await saved(page);
  const block = (text) => /<template id="tandem-copy"[^>]*>([^<]*)</.exec(text)[1];
  assert.deepEqual(JSON.parse(block(again.text)), JSON.parse(block(copy.text)));
  const addresses = page.seen.requests.slice(asked).map(({ url }) => url).filter((url) => !url.startsWith('blob:'));
  assert.ok(addresses.every((url) => url.startsWith(here.at('')) && !/CANARY|\?/.test(url)), addresses.join('\n'));
  assert.deepEqual(await stored(page).then(({ session, state, ...rest }) => rest), (({ session, state, ...rest }) => rest)(nothingStored));
  assert.deepEqual([page.seen.errors, page.seen.violations], [[], []]);
  await page.context().close();
});

test('a talk opens on the things of the person whose copy is opened there', async () => {
  const copy = await copyOf();
  const page = await visit(browser, here, 'talk', { viewport: { width: 1180, height: 820 } });
  const entries = await page.evaluate(() => history.length);
  await page.getByRole('link', { name: say('open-theirs'), exact: true }).click();
  await at(page, say('open-theirs'));
  assert.deepEqual(await axe(page), []);
  await choose(page, copy.path);
  await press(page, say('open-yes'));
  await at(page, say('place-talk'));
  const words = await page.getByRole('main').innerText();
  for (const said of [own.question, ...typical.lot.slice(0, 3)]) assert.ok(holds(words, said), said);
  assert.equal(await page.evaluate(() => history.length), entries, 'the history has no entry of it');
  await page.context().close();
});

test('what is here already is never written over unasked: both are put together, or all is cleared first, or nothing is done', async () => {
  const copy = await copyOf();
  const page = await visit(browser, here, 'questions');
  await page.getByLabel(say('questions-own'), { exact: true }).fill('MINE question');
  await press(page, adds('questions-own'));
  await enter(page, 'my-page');
  await write(page, say('note-label'), 'MINE note');
  await enter(page, 'saved-copy');
  await at(page, say('open-copy'));
  await choose(page, copy.path);
  const ways = page.getByRole('group', { name: say('open-here'), exact: true });
  await ways.waitFor();
  assert.deepEqual(await ways.getByRole('button').allInnerTexts(), [say('open-both'), say('open-clear'), say('open-no')]);
  assert.deepEqual(await axe(page), []);
  await press(page, say('open-no'));
  await ways.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement.id), 'open-copy');
  await enter(page, 'my-page');
  assert.equal(await page.getByLabel(say('note-label'), { exact: true }).inputValue(), 'MINE note');
  // Together.
  await enter(page, 'saved-copy');
  await choose(page, copy.path);
  await press(page, say('open-both'));
  await page.getByText(say('open-done-both'), { exact: true }).waitFor();
  const both = await sheet(page).textContent();
  for (const said of ['MINE question', 'MINE note', own.question, own.note, own.matter]) assert.ok(holds(both, said), said);
  // Another person.
  await enter(page, 'saved-copy');
  await choose(page, copy.path);
  await press(page, say('open-clear'));
  await page.getByText(say('open-done'), { exact: true }).waitFor();
  assert.doesNotMatch(await held(page), /MINE/);
  assert.ok(holds(await sheet(page).textContent(), own.note));
  assert.deepEqual([page.seen.errors, page.seen.violations], [[], []]);
  await page.context().close();
});

test('every file that is no copy, or a damaged one, has its sentence, and changes nothing', async () => {
  const { text } = await copyOf();
  const page = await visit(browser, here, 'my-page');
  await write(page, say('note-label'), 'MINE note');
  await enter(page, 'saved-copy');
  const block = text.indexOf('{"tandem"');
  const refused = [
    ['an empty file', '', 'open-foreign'],
    ['a page of somebody else', '<!doctype html><title>x</title><script>globalThis.ran = 1</script>', 'open-foreign'],
    ['another tool\'s data', '{"version":3,"answers":[]}', 'open-foreign'],
    ['bytes', '\u0000\uFFFD\u0001PK', 'open-foreign'],
    ['an old page', '<!DOCTYPE html><html><article class="sheet" aria-label="My page">old</article>', 'open-old-page'],
    ['a copy of nothing', '<template id="tandem-copy">{"tandem":2}</template>', 'open-damaged'],
    ['a copy cut at its head', text.slice(0, block), 'open-damaged'],
    ['deep brackets', `<template id="tandem-copy">${'['.repeat(200_000)}`, 'open-damaged'],
    ['hostile values', '<template id="tandem-copy">{"tandem":2,"topics":[NaN]}</template>', 'open-damaged'],
  ];
  for (const [what, content, word] of refused) {
    await choose(page, file(content));
    await page.getByRole('status').filter({ hasText: say(word) }).waitFor();
    assert.ok(holds(await page.getByRole('main').innerText(), say('open-unchanged')), what);
    assert.equal(await page.getByRole('button', { name: say('open-both'), exact: true }).count(), 0, what);
    await choose(page, file('nothing'));
  }
  // Too large is said before it is read.
  writeFileSync(join(folder, 'large.html'), Buffer.alloc(17 * 1024 * 1024, 32));
  await choose(page, join(folder, 'large.html'));
  await page.getByRole('status').filter({ hasText: say('open-too-large') }).waitFor();
  // What can be read is offered, with what is wrong.
  const topics = text.indexOf('"topics"');
  const offered = [
    ['cut in the answers', text.slice(0, text.indexOf('</template') - 40), 'open-cut-short'],
    ['changed', text.replace('CANARY-4 I look', 'CANARY-4 I do not look'), 'open-changed'],
    ['newer', text.replace('{"tandem":2', '{"tandem":9'), 'open-newer'],
    ['the bare text of the answers', text.slice(block, text.indexOf('</template')), 'open-here'],
  ];
  assert.ok(topics > block);
  for (const [what, content, word] of offered) {
    await choose(page, file(content));
    await page.getByText(say(word), { exact: true }).waitFor();
    await page.getByRole('button', { name: say('open-both'), exact: true }).waitFor();
    assert.doesNotMatch(await held(page), /CANARY/, what);
    await press(page, say('open-no'));
  }
  // A topic that is another.
  await choose(page, file(text.replace('"topic":"prostate-localised"', '"topic":"colon-chemotherapy"')));
  await page.getByText(say('open-other-topic'), { exact: true }).waitFor();
  await press(page, say('open-no'));
  assert.equal(await page.evaluate(() => globalThis.ran), undefined);
  await enter(page, 'my-page');
  assert.equal(await page.getByLabel(say('note-label'), { exact: true }).inputValue(), 'MINE note');
  assert.deepEqual([page.seen.errors, page.seen.violations], [[], []]);
  await page.context().close();
});

test('on the list of topics a file that is no copy, and a topic that is not there, are said', async () => {
  const { text } = await copyOf();
  const page = quick(await open(browser, { locale: 'en-GB', ...phone }));
  await page.goto(here.at('index.en.html'));
  await ready(page);
  await choose(page, file('nothing'), 'open-copy');
  await page.getByText(`${say('open-foreign')} ${say('open-unchanged')}`, { exact: true }).waitFor();
  await choose(page, file(text.replaceAll('prostate-localised', 'not-there')), 'open-copy');
  await page.getByText(say('open-nowhere'), { exact: true }).waitFor();
  assert.match(page.url(), /index\.en\.html$/);
  assert.deepEqual(await axe(page), []);
  assert.deepEqual([page.seen.errors, page.seen.violations], [[], []]);
  await page.context().close();
});

test('with the keyboard alone a copy is saved, chosen and opened', async () => {
  const copy = await copyOf();
  const page = await visit(browser, here, 'saved-copy', { viewport: { width: 320, height: 640 } });
  const reach = async (name) => {
    for (let tries = 0; tries < 40; tries += 1) {
      if (await page.evaluate((name) => document.activeElement?.textContent.trim() === name, name)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`"${name}" cannot be reached`);
  };
  await reach(say('open-choose'));
  await chooseBy(page, () => page.keyboard.press('Enter'), copy.path);
  await page.getByRole('button', { name: say('open-yes'), exact: true }).waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320));
  await reach(say('open-yes'));
  await page.keyboard.press('Enter');
  await at(page, say('place-page'));
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main-title');
  await reach(say('save'));
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  assert.equal(download.suggestedFilename(), 'my-page.html');
  await page.context().close();
});

/** A site whose service says whom to ring: only there private lines are asked. */
async function helpingSite() {
  const there = join(folder, 'with-help');
  cpSync(dist, there, { recursive: true });
  const service = join(there, 'content/service.en.md');
  let text = readFileSync(service, 'utf8').replace('owner:', 'owner: Ward 7').replace('checked:', 'checked: 2026-11-01');
  for (const id of ['emergency', 'crisis-line', 'safeguarding', 'advice-line']) text = text.replace(`(#${id})`, `(#${id})\n\nRing the ward`);
  writeFileSync(service, text);
  return site(there);
}

/** A list on which a private line and an open one are filled in. */
async function filledList(helping) {
  const page = quick(await open(browser, { locale: 'en-GB', ...desktop }));
  await page.goto(helping.at('lists-what-matters.en.html'));
  await ready(page);
  await page.getByRole('textbox', { name: 'If I become too ill to speak for myself, the person who knows my wishes is', exact: true }).fill('ZZPRIVATE');
  await page.getByRole('textbox', { name: 'On a good day I', exact: true }).fill('ZZOPEN');
  return page;
}

const block = (text) => JSON.parse(/<template id="tandem-copy"[^>]*>([^<]*)</.exec(text)[1]);

test('at a list or sheet a copy is saved of all of them, without what is private if it is to show, and it is read by people', async () => {
  const helping = await helpingSite();
  const page = await filledList(helping);
  assert.equal(await button(page, say('save')).count(), 0, 'one tap away');
  await press(page, say('sheet-copies'));
  assert.deepEqual(await axe(page), []);
  const mine = await saved(page), shown = await saved(page, 'save-to-show');
  assert.deepEqual([mine.name, mine.text.split('ZZPRIVATE').length], ['my-page.html', 3], 'to be read by people and by Tandem');
  assert.doesNotMatch(shown.text, /ZZPRIVATE/);
  const heading = await page.getByRole('heading', { level: 1 }).innerText();
  await page.context().close();
  for (const file of [mine, shown]) {
    assert.equal(file.text.split('ZZOPEN').length, 3);
    const read = quick(await open(browser, desktop));
    await read.goto(pathToFileURL(file.path).href);
    await read.getByRole('heading', { level: 1, name: say('copy-lists'), exact: true }).waitFor();
    await read.getByRole('heading', { name: heading, exact: true }).waitFor();
    await read.getByText('On a good day I: ZZOPEN', { exact: true }).waitFor();
    assert.deepEqual(await axe(read), []);
    await read.context().close();
  }
  await helping.close();
});

test('such a copy is read back with nothing lost at another list, at a topic, and from the list of topics', async () => {
  const helping = await helpingSite();
  const first = await filledList(helping);
  await press(first, say('sheet-copies'));
  const mine = await saved(first);
  await first.context().close();
  const at_ = async (address) => {
    const page = quick(await open(browser, { locale: 'en-GB', ...phone }));
    await page.goto(helping.at(address));
    await ready(page);
    return page;
  };
  const taken = async (page) => {
    await page.getByText(say('open-found-lists'), { exact: true }).waitFor();
    assert.doesNotMatch(await held(page), /ZZ/, 'nothing is taken before somebody says so');
    await press(page, say('open-yes'));
    await page.getByText(say('open-done'), { exact: true }).waitFor();
  };
  // At another list: what was open is there when it is saved again.
  const other = await at_('lists-needs.en.html');
  await press(other, say('sheet-copies'));
  await choose(other, mine.path);
  await taken(other);
  assert.equal(await other.evaluate(() => document.activeElement.id), 'open-copy');
  const again = block((await saved(other)).text);
  assert.deepEqual([again.person, again.copy.topic], [block(mine.text).person, 'lists-needs']);
  assert.deepEqual([other.seen.errors, other.seen.violations], [[], []]);
  await other.context().close();
  // At a topic.
  const topic = await at_(`${decisionPage}#saved-copy`);
  await choose(topic, mine.path);
  await taken(topic);
  await at(topic, say('place-page'));
  assert.deepEqual(block((await saved(topic)).text).person, block(mine.text).person);
  await topic.context().close();
  // From the list of topics it leads to the list where it was saved.
  const index = await at_('index.en.html');
  await choose(index, mine.path, 'open-copy');
  await taken(index);
  assert.match(index.url(), /lists-what-matters\.en\.html/);
  const filled = index.getByRole('textbox', { name: 'On a good day I', exact: true });
  assert.equal(await filled.inputValue(), 'ZZOPEN');
  await index.context().close();
  await helping.close();
});

test("a topic's copy that is chosen at a list is opened at its topic; where there is none, that is said", async () => {
  const copy = await copyOf();
  const page = quick(await open(browser, { locale: 'en-GB', ...phone }));
  await page.goto(here.at('lists-needs.en.html'));
  await ready(page);
  await press(page, say('sheet-copies'));
  await choose(page, file(copy.text.replaceAll('prostate-localised', 'not-there')));
  await page.getByText(say('open-nowhere'), { exact: true }).waitFor();
  await choose(page, file('nothing'));
  await page.getByText(`${say('open-foreign')} ${say('open-unchanged')}`, { exact: true }).waitFor();
  await choose(page, copy.path);
  await page.getByText(say('open-found', { topic: card.meta.title }), { exact: true }).waitFor();
  await press(page, say('open-yes'));
  await at(page, say('place-page'));
  assert.ok(holds(await sheet(page).textContent(), own.note));
  assert.deepEqual([page.seen.errors, page.seen.violations], [[], []]);
  await page.context().close();
});

test('where something is private there is a copy to show, without it', async () => {
  const helping = await helpingSite();
  const page = await filledList(helping);
  await page.getByRole('link', { name: say('privacy-more'), exact: true }).click();
  await page.getByRole('link', { name: card.meta.title, exact: true }).click();
  await at(page, card.heading);
  await enter(page, 'my-page');
  await at(page, say('place-page'));
  await button(page, say('save-to-show')).waitFor();
  const mine = await saved(page), shown = await saved(page, 'save-to-show');
  assert.equal(mine.text.split('ZZPRIVATE').length, 3, 'to be read by people and by Tandem');
  assert.doesNotMatch(shown.text, /ZZPRIVATE/);
  for (const file of [mine, shown]) assert.equal(file.text.split('ZZOPEN').length, 3);
  const other = await visit(browser, here, 'saved-copy');
  await choose(other, shown.path);
  await other.getByText(say('open-found-to-show'), { exact: true }).waitFor();
  await other.context().close();
  await page.context().close();
  await helping.close();
});

test('beside "kept in this browser" stands the day on which a copy was last handed over', async () => {
  const own = await site();
  own.answer('content/settings.yaml', `own-address: ${own.origin}\n`);
  const page = await visit(browser, own, 'my-page');
  await write(page, say('note-label'), 'A note');
  const soon = new Date();
  soon.setDate(soon.getDate() + 30);
  await press(page, say('keep-ask', { date: dateInWords(soon) }));
  await page.getByText(say('kept-until', { date: dateInWords(soon) }), { exact: true }).waitFor();
  const told = page.getByText(say('copied-on', { date: dateInWords(new Date()) }), { exact: true });
  assert.equal(await told.count(), 0);
  await saved(page);
  await told.waitFor();
  await page.waitForTimeout(300);
  await page.reload();
  await ready(page);
  await told.waitFor();
  await page.context().close();
  await own.close();
});

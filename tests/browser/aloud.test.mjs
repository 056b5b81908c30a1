// Reading aloud: by voices on the device alone, what is in front of a person, both halves of a number, and nothing that was
// entered unless the button says so. The voices here are stand-ins: what they are given to say is noted.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { launch, open, root } from './support.mjs';
import { addMatter, button, card, choices, decisionPage, enter, flat, matter, own, phone, press, quick, ready, say, sentences, sheet, site, sort, write } from './person.mjs';

let browser, here;
before(async () => { here = await site(); browser = await launch(); });
after(async () => { await browser?.close(); await here?.close(); });

const paperWords = readFileSync(join(root, 'content/words/en.paper.yaml'), 'utf8');
const paper = (key) => new RegExp(`^${key}: "?(.*?)"?$`, 'm').exec(paperWords)?.[1] ?? assert.fail(`there are no words for "${key}"`);

const LOCAL = { name: 'Here', lang: 'en-GB', localService: true, default: false };
const REMOTE = { name: 'There', lang: 'en-GB', localService: false, default: true };
const OTHER = { name: 'Hier', lang: 'de-DE', localService: true, default: true };

/** A page in a browser with these voices; none if it has no such thing. Each text takes `pace` to say. */
async function visit(voices, hash = '', { pace = 5, path = decisionPage } = {}) {
  const page = quick(await open(browser, { locale: 'en-GB', ...phone }));
  await page.addInitScript(({ voices, pace }) => {
    globalThis.heard = [];
    if (!voices) return delete globalThis.speechSynthesis;
    let now = null;
    globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    const stand = {
      getVoices: () => voices,
      speak(it) {
        now = it;
        globalThis.heard.push({ text: it.text, voice: it.voice?.name, lang: it.lang });
        setTimeout(() => now === it && it.onend?.(), pace);
      },
      cancel() { now = null; globalThis.stopped = (globalThis.stopped ?? 0) + 1; },
    };
    Object.defineProperty(globalThis, 'speechSynthesis', { value: stand });
  }, { voices, pace });
  await page.goto(here.at(path + (hash && `#${hash}`)));
  await ready(page);
  return page;
}
const control = (page) => page.getByRole('button', { name: say('aloud'), exact: true }).first();
const stopping = (page) => page.getByRole('button', { name: paper('aloud-stop'), exact: true });
const heard = (page) => page.evaluate(() => globalThis.heard.map(({ text }) => text));
const done = async (page) => { await stopping(page).waitFor({ state: 'detached', timeout: 60_000 }); return heard(page); };

test('a place is read from its heading on, by a voice on the device in the language of the page', async () => {
  const page = await visit([REMOTE, OTHER, LOCAL]);
  await control(page).click();
  const said = await done(page);
  assert.equal(said[0], card.heading);
  assert.ok(said.includes(flat(card.question)), said.join('\n'));
  assert.deepEqual(await page.evaluate(() => [...new Set(globalThis.heard.map(({ voice, lang }) => `${voice} ${lang}`))]), ['Here en-GB']);
  assert.deepEqual(said.filter((it, place) => it === said[place - 1]), [], 'nothing is said twice running');
  assert.deepEqual([page.seen.errors, page.seen.violations], [[], []]);
  await page.context().close();
});

for (const [name, voices] of [['only voices that are elsewhere', [REMOTE]], ['no voice of the page’s language', [OTHER]], ['no voice at all', []]]) {
  test(`${name}: nothing is read, and it says so`, async () => {
    const page = await visit(voices);
    await control(page).click();
    await page.getByRole('status').filter({ hasText: paper('aloud-none') }).waitFor();
    assert.deepEqual(await heard(page), []);
    await page.context().close();
  });
}

test('a browser without reading aloud is offered no button, and the reason is on the page about the topic', async () => {
  const page = await visit(undefined, 'my-page');
  await page.waitForTimeout(500);
  for (const name of [say('aloud'), say('aloud-entered')]) assert.equal(await page.getByRole('button', { name, exact: true }).count(), 0, name);
  await page.goto(here.at(`about-${decisionPage}`));
  await page.getByText(paper('aloud-about'), { exact: true }).waitFor();
  await page.context().close();
});

test('a row is read with both halves of its numbers, as whole sentences', async () => {
  const page = await visit([LOCAL], 'side-by-side');
  const row = card.numbers.flatMap((table) => table.rows).find((row) => row.id === 'pads');
  const fold = page.locator('tbody').filter({ hasText: row.label }).locator('details').first();
  await fold.locator('summary').click();
  await button(fold, `${say('aloud')}: ${row.label}`).click();
  const said = (await done(page)).join(' ');
  for (const cell of row.cells.filter((it) => !it.notKnown)) {
    const { outOf, rest } = sentences(row, cell);
    for (const part of [outOf, rest]) assert.ok(said.includes(flat(part)), `${part} in: ${said}`);
  }
  for (const name of choices.slice(1, 3)) assert.ok(said.includes(name));
  await page.context().close();
});

test('read from the top, the comparison opens each row and reads it: no bare number is said', async () => {
  const page = await visit([LOCAL], 'side-by-side', { pace: 0 });
  await control(page).click();
  await page.waitForFunction((words) => globalThis.heard.some(({ text }) => text.includes(words)), sentences(card.numbers[0].rows[0], card.numbers[0].rows[0].cells[0]).outOf, { timeout: 20_000 });
  const said = await heard(page);
  assert.deepEqual(said.filter((it) => /^[\d, to]+$/.test(it)), []);
  await stopping(page).click();
  await page.context().close();
});

test('it stops when it is told to, at another place, at any other button, and on leaving', async () => {
  const page = await visit([LOCAL], '', { pace: 60_000 });
  const stops = async (act, how) => {
    await control(page).click();
    await stopping(page).waitFor();
    const [before, count] = [await page.evaluate(() => globalThis.stopped ?? 0), (await heard(page)).length];
    await act();
    await stopping(page).waitFor({ state: 'detached' });
    assert.ok(await page.evaluate(() => globalThis.stopped) > before, how);
    assert.equal((await heard(page)).length, count, how);
  };
  await stops(() => stopping(page).click(), 'the button');
  await stops(() => enter(page, 'matters'), 'another address');
  await stops(() => sort(page, matter('dry')), 'another button');
  await stops(() => page.goBack(), 'Back');
  await stops(() => page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide'))), 'leaving');
  await page.context().close();
});

test('what somebody entered is read only by the button that says so', async () => {
  const page = await visit([LOCAL], 'matters');
  await addMatter(page, own.matter);
  for (const hash of ['matters', 'my-way', 'my-page']) {
    await enter(page, hash);
    if (hash === 'my-page') await write(page, say('note-label'), own.note);
    await control(page).click();
    assert.doesNotMatch((await done(page)).join(' '), /CANARY/, hash);
  }
  await sheet(page).waitFor();
  await press(page, say('aloud-entered'));
  const said = (await done(page)).join(' ');
  for (const words of [own.matter, own.note]) assert.ok(said.includes(flat(words)), `${words} in: ${said}`);
  await page.context().close();
});

test('a page without the program is read too, and its room is there before its script', async () => {
  const page = quick(await open(browser, { locale: 'en-GB', ...phone, viewport: { width: 360, height: 740 } }));
  await page.addInitScript((voices) => {
    globalThis.heard = [];
    globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    Object.defineProperty(globalThis, 'speechSynthesis', { value: { getVoices: () => voices, speak: (it) => { globalThis.heard.push({ text: it.text }); setTimeout(() => it.onend?.()); }, cancel() {} } });
  }, [LOCAL]);
  await page.goto(here.at('support-feelings.en.html'));
  await page.locator('html.speaks').waitFor({ state: 'attached' });
  const { y, height } = await control(page).boundingBox();
  assert.ok(height >= 44);
  await control(page).click();
  await page.waitForFunction(() => globalThis.heard.length > 5);
  assert.equal((await heard(page))[0], await page.getByRole('heading', { level: 1 }).innerText());
  const brand = await page.locator('.over .brand').boundingBox();
  assert.ok(Math.abs(brand.y + brand.height / 2 - y - height / 2) < 12, 'it stands in the line of the name, over the page');
  await page.context().close();
});

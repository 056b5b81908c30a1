// Several tabs: with keeping on they show the same, with keeping off they are separate, and what was cleared in one never
// comes back from another.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { assertCalm, button, decisionPage, field, go, live, ownAddress, say, visit } from './hostile.mjs';
import { launch } from './support.mjs';
import { card } from './person.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const topic = 'prostate-localised';
const otherTopic = 'statin.en.html';

async function waitFor(holds, milliseconds = 8000) {
  for (const end = Date.now() + milliseconds; !(await holds()); ) {
    assert.ok(Date.now() < end, `never: ${holds}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

const first = (options = {}) => visit(browser, { ...options, prepare: ownAddress });

/** Another tab of the same browser. A deaf one hears nothing from the others: it was asleep. */
async function tab({ context, site }, { path = `${decisionPage}#my-page`, deaf = false } = {}) {
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  if (deaf) {
    await page.addInitScript(() => {
      globalThis.BroadcastChannel = class { postMessage() {} addEventListener() {} };
    });
  }
  await page.goto(site.at(path));
  await live(page);
  return page;
}

async function keepOn(page) {
  await go(page, 'matters');
  await button(page.getByRole('main'), 'pile-lot').first().click();
  await page.getByRole('button', { name: new RegExp(`^${say('keep-ask', { date: '' })}`) }).click();
  await button(page, 'kept-delete').waitFor();
}

const records = (page) =>
  page.evaluate(async () => {
    if (!(await indexedDB.databases()).some((it) => it.name === 'tandem')) return {};
    const db = await new Promise((done) => { indexedDB.open('tandem').onsuccess = (event) => done(event.target.result); });
    const parts = db.transaction('parts').objectStore('parts');
    const all = (asks) => new Promise((done) => { asks.onsuccess = () => done(asks.result); });
    const [keys, values] = await Promise.all([all(parts.getAllKeys()), all(parts.getAll())]);
    db.close();
    return Object.fromEntries(keys.map((key, index) => [key, values[index].text]).filter(([, text]) => text));
  });
const kept = async (page) => JSON.parse((await records(page))[topic] ?? '{"topics":{}}').topics[topic] ?? {};
const note = (page) => field(page, 'note-label');

test('with keeping on, what is typed in one tab appears in the other, and a tap there loses nothing', async () => {
  const it = await first();
  await keepOn(it.page);
  const other = await tab(it);
  await go(it.page, 'my-page');
  await note(it.page).pressSequentially('typed in A');
  await waitFor(async () => (await note(other).inputValue()) === 'typed in A');
  await go(other, 'where-i-stand');
  await button(other, 'lean-unsure').click();
  await waitFor(async () => (await kept(other)).lean === 'unsure');
  assert.equal((await kept(other)).note, 'typed in A');
  await go(it.page, 'where-i-stand');
  await waitFor(async () => (await button(it.page, 'lean-unsure').getAttribute('aria-pressed')) === 'true');
  assertCalm(it.page);
  await it.close();
});

test('what another tab wrote while this one was told late of its own writing is taken in afterwards', async () => {
  const it = await first();
  await keepOn(it.page);
  const other = await tab(it);
  await go(other, 'where-i-stand');
  await go(it.page, 'my-page');
  // The disk has it; the browser says so only three seconds later.
  await it.page.evaluate(() => {
    Object.defineProperty(IDBTransaction.prototype, 'oncomplete', {
      set(act) { this.addEventListener('complete', (event) => setTimeout(() => act.call(this, event), 3000)); },
    });
  });
  await note(it.page).pressSequentially('x');
  await waitFor(async () => (await kept(other)).note === 'x');
  await button(other, 'lean-unsure').click();
  await waitFor(async () => (await kept(other)).lean === 'unsure');
  await go(it.page, 'where-i-stand');
  await waitFor(async () => (await button(it.page, 'lean-unsure').getAttribute('aria-pressed')) === 'true');
  assertCalm(it.page);
  await it.close();
});

test('two tabs type at once: nothing that either typed is lost', async () => {
  const it = await first();
  await keepOn(it.page);
  const other = await tab(it, { path: `${decisionPage}#where-i-stand` });
  await go(it.page, 'my-page');
  const [mine, theirs] = ['a sentence from the one tab', 'and another from the other'];
  await Promise.all([note(it.page).pressSequentially(mine), field(other, 'help-label').pressSequentially(theirs)]);
  await waitFor(async () => (await kept(other)).note === mine && (await kept(other)).help === theirs);
  assert.equal(await note(it.page).inputValue(), mine);
  assert.equal(await field(other, 'help-label').inputValue(), theirs);
  await it.close();
});

test('a tab that was asleep keeps what others wrote meanwhile, in the same field too', async () => {
  const it = await first();
  await keepOn(it.page);
  const asleep = await tab(it, { deaf: true });
  await go(it.page, 'my-page');
  await note(it.page).pressSequentially('three paragraphs');
  await waitFor(async () => (await kept(it.page)).note === 'three paragraphs');
  await note(asleep).pressSequentially('x');
  await waitFor(async () => (await kept(asleep)).note?.includes('x'));
  const text = (await kept(asleep)).note;
  assert.ok(text.includes('three paragraphs') && text.includes('x'), text);
  await it.close();
});

test('what was cleared in one tab is gone in all, and one more tap elsewhere does not bring it back', async () => {
  const it = await first();
  await keepOn(it.page);
  await go(it.page, 'my-page');
  await note(it.page).fill('CANARY');
  await waitFor(async () => (await kept(it.page)).note === 'CANARY');
  const [listening, asleep, third] = [await tab(it), await tab(it, { deaf: true }), await tab(it)];
  await button(third, 'clear').click();
  await button(third, 'clear-yes').click();
  await waitFor(async () => Object.keys(await records(third)).length === 0);
  await waitFor(async () => (await note(listening).inputValue()) === '');
  await listening.getByText(say('clear-elsewhere'), { exact: true }).waitFor();
  for (const page of [listening, asleep]) {
    await go(page, 'where-i-stand');
    await button(page, 'lean-unsure').click();
    await page.waitForTimeout(500);
    assert.deepEqual(await records(page), {}, 'nothing is stored again');
    await go(page, 'my-page');
    assert.equal(await note(page).inputValue(), '');
    assert.doesNotMatch(await page.evaluate(() => document.documentElement.outerHTML + JSON.stringify({ ...sessionStorage, ...localStorage })), /CANARY/);
  }
  await it.close();
});

test('with keeping off, tabs are separate, and only clearing reaches all', async () => {
  const it = await first();
  const other = await tab(it);
  await go(it.page, 'my-page');
  await note(it.page).fill('mine');
  await note(other).fill('theirs');
  await it.page.waitForTimeout(300);
  assert.deepEqual([await note(it.page).inputValue(), await note(other).inputValue()], ['mine', 'theirs']);
  await button(it.page, 'clear').click();
  await it.page.getByText(say('clear-ask'), { exact: true }).waitFor();
  await button(it.page, 'clear-yes').click();
  await waitFor(async () => (await note(other).inputValue()) === '');
  await other.getByText(say('clear-elsewhere'), { exact: true }).waitFor();
  assert.deepEqual(await other.evaluate(() => ({ ...sessionStorage })), {});
  await it.close();
});

test('clearing one topic clears that topic in every tab, and leaves every other as it is', async () => {
  const it = await first();
  await keepOn(it.page);
  await go(it.page, 'my-page');
  await note(it.page).fill('CANARY');
  const other = await tab(it, { path: otherTopic });
  await keepOn(other);
  await go(other, 'my-page');
  await note(other).fill('of the other topic');
  await waitFor(async () => Object.keys(await records(other)).length === 2);
  const [listening, asleep] = [await tab(it), await tab(it, { deaf: true })];
  await button(it.page, 'clear').click();
  await button(it.page, 'clear-topic').click();
  await it.page.getByText(say('clear-topic-done'), { exact: true }).waitFor();
  await waitFor(async () => Object.keys(await records(other)).join() === 'statin');
  await listening.getByText(say('clear-elsewhere'), { exact: true }).waitFor();
  for (const page of [listening, asleep]) {
    await go(page, 'where-i-stand');
    await button(page, 'lean-unsure').click();
    await page.waitForTimeout(500);
    assert.deepEqual(Object.keys(await records(page)), ['statin'], 'nothing is stored again');
    await go(page, 'my-page');
    assert.equal(await note(page).inputValue(), '');
    assert.doesNotMatch(await page.evaluate(() => document.documentElement.outerHTML + JSON.stringify({ ...sessionStorage, ...localStorage })), /CANARY/);
  }
  assert.equal(await note(other).inputValue(), 'of the other topic');
  await note(other).fill('and kept still');
  await waitFor(async () => (await records(other)).statin.includes('and kept still'));
  await it.close();
});

test('with keeping off, clearing one topic leaves what the same tab has of another', async () => {
  const it = await first({ path: `${decisionPage}#my-page` });
  const { page } = it;
  await note(page).fill('of the one');
  await page.getByRole('link', { name: say('start-all-topics'), exact: true }).first().click();
  await page.locator(`a[href="${otherTopic}"]`).click();
  await page.waitForURL(/statin/);
  await go(page, 'my-page');
  await note(page).fill('CANARY');
  await button(page, 'clear').click();
  await button(page, 'clear-topic').click();
  await page.getByText(say('clear-topic-done'), { exact: true }).waitFor();
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify({ ...sessionStorage })), /CANARY/);
  await page.getByRole('link', { name: say('start-all-topics'), exact: true }).first().click();
  await page.locator(`a[href="${decisionPage}"]`).first().click();
  await page.waitForURL(/prostate/);
  await go(page, 'my-page');
  assert.equal(await note(page).inputValue(), 'of the one');
  assertCalm(page);
  await it.close();
});

test('the list of topics tells what is kept until when, asks again once a day is over, and clears everything when asked to', async () => {
  const it = await first();
  await keepOn(it.page);
  const list = await tab(it, { path: 'index.html' });
  const topics = list.getByRole('list').filter({ hasText: /: until/ }).getByRole('listitem');
  await topics.filter({ hasText: card.meta.title }).waitFor();
  assert.equal(await topics.count(), 1);
  await it.page.evaluate(async () => {
    const db = await new Promise((done) => { indexedDB.open('tandem').onsuccess = (event) => done(event.target.result); });
    const parts = db.transaction('parts', 'readwrite').objectStore('parts');
    parts.get('prostate-localised').onsuccess = ({ target }) => parts.put({ ...target.result, until: '2026-01-02' }, 'prostate-localised');
    await new Promise((done) => { parts.transaction.oncomplete = done; });
    db.close();
  });
  await it.page.close();
  await list.reload();
  await live(list);
  const over = say('kept-topic-over', { topic: card.meta.title, date: '2 January 2026' });
  await list.getByText(over, { exact: true }).waitFor();
  assert.deepEqual(Object.keys(await records(list)), [topic], 'telling deletes nothing');
  await button(list, 'trouble-clear').click();
  await button(list, 'clear-no').click();
  await list.getByText(over, { exact: true }).waitFor();
  await button(list, 'trouble-clear').click();
  await button(list, 'clear-yes').click();
  await list.getByText(say('clear-done'), { exact: true }).waitFor();
  assert.equal(await list.getByText(say('kept-title'), { exact: true }).count(), 0);
  await waitFor(async () => Object.keys(await records(list)).length === 0);
  assert.deepEqual(await list.evaluate(() => ({ ...localStorage })), {});
  await it.close();
});

test('the list hears at once what other tabs keep, stop keeping and clear', async () => {
  const it = await first();
  const list = await tab(it, { path: 'index.html' });
  assert.equal(await list.getByText(say('kept-title'), { exact: true }).count(), 0, 'nothing is kept');
  const told = list.getByText(say('kept-title'), { exact: true });
  await keepOn(it.page);
  await told.waitFor();
  await button(it.page, 'kept-delete').click();
  await told.waitFor({ state: 'detached' });
  await it.close();
});

test('keeping that stops in one tab is not begun again by another', async () => {
  const it = await first();
  await keepOn(it.page);
  const other = await tab(it);
  await note(other).fill('still here');
  await waitFor(async () => (await kept(other)).note === 'still here');
  await button(it.page, 'kept-delete').click();
  await waitFor(async () => Object.keys(await records(it.page)).length === 0);
  await note(other).fill('still here too');
  await other.getByText(say('kept-gone'), { exact: true }).waitFor();
  assert.deepEqual(await records(other), {});
  assert.equal(await note(other).inputValue(), 'still here too');
  await it.close();
});

test('the half word of somebody who composes is not added by the Enter that takes it', async () => {
  const it = await first({ path: `${decisionPage}#matters` });
  const input = field(it.page, 'matters-own');
  await input.fill('にほん');
  for (const init of [{ isComposing: true }, { keyCode: 229 }]) {
    await input.evaluate((element, init) => element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, ...init })), init);
    assert.equal(await input.inputValue(), 'にほん');
  }
  await input.press('Enter');
  assert.equal(await input.inputValue(), '');
  await it.page.getByText('にほん', { exact: true }).first().waitFor();
  await it.close();
});

test('own words stay: a tap on their pile leaves them on the page, and removing can be undone', async () => {
  const it = await first({ path: `${decisionPage}#matters` });
  const { page } = it;
  await field(page, 'matters-own').fill('my dog');
  await page.keyboard.press('Enter');
  const mine = page.getByRole('group', { name: 'my dog', exact: true });
  await button(mine, 'pile-lot').click();
  const sheet = page.getByRole('article', { name: say('place-page') });
  await go(page, 'my-page');
  await sheet.getByText(say('page-also-said'), { exact: true }).waitFor();
  await sheet.getByText('my dog', { exact: true }).waitFor();
  await go(page, 'matters');
  await page.getByRole('button', { name: say('remove-named', { thing: 'my dog' }), exact: true }).click();
  await mine.waitFor({ state: 'detached' });
  await button(page, 'put-back').click();
  await mine.waitFor();
  await it.close();
});

test('nothing is cut in silence: over-long words are whole, and it is said that they go overleaf', async () => {
  const it = await first({ path: `${decisionPage}#my-page` });
  const long = `${'x'.repeat(2020)}END`;
  await note(it.page).fill(long);
  assert.equal(await note(it.page).inputValue(), long);
  await it.page.getByText(say('goes-overleaf'), { exact: true }).waitFor();
  const sheet = it.page.getByRole('article', { name: say('place-page') });
  await sheet.getByText(say('page-overleaf'), { exact: false }).waitFor();
  await sheet.locator('.sheet__overleaf').getByText(long).waitFor();
  await it.close();
});

test('a card renamed after it was answered shows the words that were answered', async () => {
  const it = await first();
  await keepOn(it.page);
  await waitFor(async () => (await kept(it.page)).things?.length === 1);
  const { words, id } = (await kept(it.page)).things[0];
  assert.ok(card.matters.some((matter) => matter.words === words), words);
  const file = `content/${topic}/en/decision.md`;
  const text = await (await fetch(it.site.at(file))).text();
  it.site.answer(file, text.replaceAll(`(#${id})`, `(#${id}-renamed)`).replace(words, 'Quite other words'));
  const again = await tab(it);
  await again.getByRole('article', { name: say('place-page') }).getByText(words, { exact: true }).first().waitFor();
  await it.close();
});

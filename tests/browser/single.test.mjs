// One topic in one file, opened from a folder: the whole journey works, and nothing is asked of a network or of another file.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';

import { axe, dist, launch, open, root, target } from './support.mjs';
import { at, button, card, enter, fillIn, flat, goTo, heading, journey, nothingStored, own, phone, press, quick, ready, say, sheet, stored, typical, unfold, visibleText, write, desktop } from './person.mjs';

const TOPIC = 'prostate-localised';
let browser, folder, file;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-single-'));
  // As somebody renames it on a memory stick.
  file = join(folder, 'My choice (1).html');
  const app = join(target, dist.endsWith('quick') ? 'app-dev' : 'app');
  execFileSync(join(target, 'debug/tandem'), ['publish', join(root, 'content'), '--app', app, '--single', TOPIC, '--to', file, '--allow-unreviewed'], { stdio: 'pipe' });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const paperWords = readFileSync(join(root, 'content/words/en.paper.yaml'), 'utf8');
const told = (key) => new RegExp(`^${key}: "?(.*?)"?$`, 'm').exec(paperWords)?.[1] ?? assert.fail(`there are no words for "${key}"`);
const address = (hash = '') => pathToFileURL(file).href + hash;

async function opened(options = phone, hash = '') {
  const page = await open(browser, { locale: 'en-GB', ...options });
  // Whatever is asked of a network is refused.
  await page.context().setOffline(true);
  await page.goto(address(hash));
  await ready(page);
  return quick(page);
}

/** Nothing but the file itself was asked for, and nothing went wrong. What is saved has an address in the page. */
function isCalm(page) {
  const asked = page.seen.requests.map(({ url }) => url.split(/[?#]/)[0]).filter((url) => !/^(data|blob):/.test(url));
  assert.deepEqual(asked.filter((url) => url !== address()), [], 'nothing else was asked for');
  assert.deepEqual([page.seen.errors, page.seen.violations], [[], []]);
  assert.deepEqual(page.seen.console.filter(({ kind }) => kind === 'error'), []);
}

test('from a folder the whole journey works without a network, to a page that can be printed', async (t) => {
  t.diagnostic(`${statSync(file).size} bytes with everything in it`);
  assert.ok(!existsSync(join(folder, 'app')));
  const page = await opened();
  assert.equal(await page.locator('#unread').isVisible(), false);
  assert.deepEqual(await axe(page), []);
  for (const place of journey) {
    await goTo(page, place.name);
    assert.equal(await heading(page).innerText(), place.title);
  }
  await fillIn(page);
  const seen = flat(await sheet(page).innerText());
  for (const words of [own.note, own.matter, own.question, typical.lot[0], card.heading]) assert.ok(seen.includes(flat(words)), words);
  assert.deepEqual(await axe(page), []);
  const pdf = join(folder, 'page.pdf');
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  const read = flat(execFileSync('pdftotext', ['-raw', '-enc', 'UTF-8', pdf, '-'], { encoding: 'utf8' }));
  for (const words of [own.note, typical.lot[0]]) assert.ok(read.replace(/\s/g, '').includes(words.replace(/\s/g, '')), words);
  assert.ok(!read.includes(told('single-note').slice(0, 30)), 'what the file is belongs on no page of a person');
  // Nothing is kept, and nothing offers to.
  assert.deepEqual(await stored(page), nothingStored);
  assert.equal(await page.getByText(say('keep-own-device'), { exact: true }).count(), 0);
  isCalm(page);
  await page.context().close();
});

test('every place of the topic, all unfolded, is within the rules and leads nowhere dead', async () => {
  const page = await opened(desktop);
  for (const { hash, title } of [...journey, { hash: 'start', title: say('place-start') }, { hash: 'about', title: say('place-about') }]) {
    await enter(page, hash);
    await at(page, title);
    await unfold(page);
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((it) => it.getAttribute('href')));
    assert.deepEqual(links.filter((it) => !/^(#|\?|https:|mailto:|tel:)/.test(it)), [], hash);
    assert.deepEqual(await axe(page), [], hash);
  }
  await enter(page, 'start');
  const away = page.getByText(told('single-away'), { exact: true });
  assert.ok(await away.first().isVisible(), 'words that lead elsewhere on the website say that this is not here');
  const note = page.getByRole('region', { name: told('single-label'), exact: true });
  assert.ok(flat(await note.innerText()).includes(told('single-note')));
  isCalm(page);
  await page.context().close();
});

test('a copy is saved, and read back in the same file', async () => {
  const page = await opened(desktop);
  await fillIn(page);
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, say('save'))]);
  const copy = join(folder, 'my-page.html');
  await download.saveAs(copy);
  const text = readFileSync(copy, 'utf8');
  assert.ok(!text.includes(folder) && !text.includes('file:'), 'where the file lies is nobody’s business');
  isCalm(page);
  await page.context().close();
  const other = await opened(desktop, '#saved-copy');
  other.on('filechooser', () => {});
  await other.evaluate(() => {});
  const [chooser] = await Promise.all([other.waitForEvent('filechooser'), press(other, say('open-choose'))]);
  await chooser.setFiles(copy);
  await press(other, say('open-yes'));
  await at(other, say('place-page'));
  assert.equal(await other.getByLabel(say('note-label'), { exact: true }).inputValue(), own.note);
  isCalm(other);
  await other.context().close();
});

test('a talk ends with nothing left, again and again, and a rehearsal is one of its own', async () => {
  const page = await opened({ viewport: { width: 1180, height: 820 }, hasTouch: true });
  for (const turn of [1, 2]) {
    await enter(page, 'my-page');
    await write(page, say('note-label'), `zebrafink ${turn}`);
    await page.getByRole('link', { name: say('talk-open'), exact: true }).first().click();
    await at(page, say('place-talk'));
    await button(page, say('talk-finish')).click();
    await button(page, told('talk-ask-yes')).click();
    await page.getByRole('heading', { name: told('talk-cleared'), exact: true }).waitFor({ timeout: 30_000 });
    await ready(page);
    assert.ok(!(await page.content()).includes('zebrafink'));
    await enter(page, 'my-page');
    assert.equal(await page.getByLabel(say('note-label'), { exact: true }).inputValue(), '', `turn ${turn}`);
    assert.ok(!(await visibleText(page)).includes(told('talk-cleared-all')), 'it is said once');
  }
  await page.reload();
  await ready(page);
  assert.equal(await page.getByRole('heading', { name: told('talk-cleared'), exact: true }).count(), 0, 'it is said once');
  isCalm(page);
  await page.goto(address('?rehearsal#talk'));
  await ready(page);
  await page.getByText(told('talk-rehearsing'), { exact: true }).waitFor();
  await button(page, say('talk-finish')).click();
  await button(page, told('talk-ask-yes')).click();
  await page.getByRole('heading', { name: told('talk-rehearsed'), exact: true }).waitFor({ timeout: 30_000 });
  await ready(page);
  assert.equal(await page.getByText(told('talk-rehearsing'), { exact: true }).isVisible(), false);
  isCalm(page);
  await page.context().close();
});

test('its policy holds: nothing can be fetched, run, framed or sent from it', async () => {
  const page = await opened(desktop);
  const tried = await page.evaluate(async () => {
    // What asks this may run code; the page itself may not.
    await new Promise((done) => setTimeout(done));
    const refused = [];
    const fails = async (name, act) => { try { await act(); } catch { refused.push(name); } };
    await fails('fetch', () => fetch('data:text/plain,x'));
    await fails('its own file', () => fetch(location.href));
    await fails('markup', () => { document.body.innerHTML = '<b>x</b>'; });
    await fails('a policy', () => trustedTypes.createPolicy('worker', {}));
    await fails('code', () => Function('return 1')());
    const script = document.createElement('script');
    await fails('a script', () => { script.textContent = 'globalThis.ran = 1'; });
    const data = document.createElement('script');
    data.append('globalThis.ran = 1');
    document.body.append(data);
    return { refused, ran: globalThis.ran };
  });
  assert.deepEqual(tried, { refused: ['fetch', 'its own file', 'markup', 'a policy', 'code', 'a script'], ran: undefined });
  await page.context().close();
});

test('without scripts it is read, and says that nothing else is in it', async () => {
  const page = quick(await open(browser, { ...phone, javaScriptEnabled: false }));
  await page.goto(address());
  const read = flat(await page.locator('body').innerText());
  for (const words of [card.heading, told('single-note'), told('single-away')]) assert.ok(read.includes(flat(words)), words);
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((it) => it.getAttribute('href')));
  assert.deepEqual(links.filter((it) => !/^(#|\?|https:|mailto:|tel:)/.test(it)), []);
  await page.context().close();
});

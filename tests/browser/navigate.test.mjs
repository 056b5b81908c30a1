// Going elsewhere and back loses nothing: other pages of the site, a reload, a tab that was thrown away. On a device that
// several people use it is the other way round: nothing stays, and Back shows nothing.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import {
  assertCalm, button, decisionPage, field, fields, follow, go, heading, link, live, nothingStored, ownAddress, say, stored, visit,
} from './hostile.mjs';
import { launch } from './support.mjs';

let browser;
before(async () => {
  // As people have it: pages that were left are held ready for Back.
  browser = await launch({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });
});
after(() => browser.close());

const phone = { viewport: { width: 360, height: 740 } };
const otherTopic = 'statin.en.html';

/** Leaving what is kept nowhere is asked about; here the answer is yes. */
const agree = (page) => page.on('dialog', (dialog) => dialog.accept());
const path = (page) => new URL(page.url()).pathname.split('/').pop();
const at = (page, file) => page.waitForURL((url) => url.pathname.endsWith(`/${file}`));
const settled = (page) => page.evaluate(() => new Promise((done) => setTimeout(done, 60)));
const focused = (page) => page.evaluate(() => document.activeElement.id);

/** Marker words in every field, and the first thing sorted. */
async function enterAll(page, mark) {
  for (const [place, name] of fields) {
    await go(page, place);
    await field(page, name).fill(`${mark} ${place}`);
  }
  await go(page, 'matters');
  await button(page.getByRole('main'), 'pile-lot').first().click();
}

async function assertAllThere(page, mark, where) {
  for (const [place, name] of fields) {
    await go(page, place);
    assert.equal(await field(page, name).inputValue(), `${mark} ${place}`, `${where}: ${place}`);
  }
  await go(page, 'matters');
  assert.equal(await button(page.getByRole('main'), 'pile-lot').first().getAttribute('aria-pressed'), 'true', where);
}

/** A page that holds no trace of a mark, in its markup, its fields or its stores. */
async function assertNoTrace(page, mark, where) {
  const all = await page.evaluate(() => document.documentElement.outerHTML + [...document.querySelectorAll('input, textarea')].map((it) => it.value).join());
  assert.doesNotMatch(all, new RegExp(mark), where);
  assert.doesNotMatch(JSON.stringify(await stored(page)), new RegExp(mark), where);
}

test('"How this was made and checked" opens in this tab, and Back loses nothing, though nothing is kept', async () => {
  const { page, context, close } = await visit(browser, phone);
  await enterAll(page, 'zebrafink');
  await go(page, 'about');
  await link(page, 'about-more').click();
  await at(page, `about-${decisionPage}`);
  assert.equal(context.pages().length, 1, 'no second tab');
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await focused(page), 'main-title');
  assert.ok((await page.title()).includes(await page.getByRole('heading', { level: 1 }).innerText()));
  // Looks as it does when it is opened by its address.
  const measure = () => page.evaluate(() => [document.title, document.documentElement.lang, document.querySelector('.main').getBoundingClientRect().width]);
  const inPlace = await measure();
  const alone = await context.newPage();
  await alone.goto(page.url());
  assert.deepEqual(await alone.evaluate(() => [document.title, document.documentElement.lang, document.querySelector('.main').getBoundingClientRect().width]), inPlace);
  await alone.close();
  await page.goBack();
  await heading(page).filter({ hasText: say('place-about') }).waitFor();
  assert.equal(path(page), decisionPage);
  assert.equal(await focused(page), 'main-title');
  await assertAllThere(page, 'zebrafink', 'after Back');
  // The page's own way back as well.
  await go(page, 'about');
  await link(page, 'about-more').click();
  await at(page, `about-${decisionPage}`);
  await page.locator(`[role=main] a[href="${decisionPage}"]`).first().click();
  await at(page, decisionPage);
  await assertAllThere(page, 'zebrafink', 'after the way back');
  assert.deepEqual(await stored(page), nothingStored);
  assertCalm(page);
  await close();
});

test('the list, another topic, a sheet, and back again by Back and by links: both topics hold all that was entered', async () => {
  const { page, site, close } = await visit(browser, phone);
  const parts = () => site.requests.map((it) => it.path).filter((it) => it.endsWith('.wasm')).sort();
  await enterAll(page, 'zebrafink');
  await go(page, 'start');
  await link(page.getByRole('main'), 'start-all-topics').click();
  await page.waitForURL(/\/index([._]en)?\.html$/);
  await page.getByRole('heading', { level: 1, name: say('library-title') }).waitFor();
  assert.equal(await page.title(), say('library-title'));
  await field(page, 'library-search').or(page.getByRole('searchbox')).first().fill('statin');
  await page.locator(`a[href="${otherTopic}"]`).click();
  await at(page, otherTopic);
  await live(page);
  await enterAll(page, 'robin');
  await go(page, 'start');
  await link(page.getByRole('main'), 'start-all-topics').click();
  await page.waitForURL(/\/index([._]en)?\.html$/);
  await page.getByRole('searchbox').fill('');
  await page.locator('a[href="papers.en.html"]').click();
  await at(page, 'papers.en.html');
  await page.getByRole('main').locator('a[href^="sheets-"]').first().click();
  await page.waitForURL(/sheets-/);
  await page.goBack();
  await at(page, 'papers.en.html');
  await page.goBack();
  await page.waitForURL(/\/index([._]en)?\.html$/);
  await page.locator(`a[href="${decisionPage}"]`).first().click();
  await at(page, decisionPage);
  await assertAllThere(page, 'zebrafink', 'the first topic, by a link');
  await go(page, 'my-page');
  await field(page, 'note-label').fill('zebrafink my-page');
  while (path(page) !== otherTopic) await page.goBack();
  await heading(page).waitFor();
  await assertAllThere(page, 'robin', 'the other topic, by Back');
  assert.deepEqual(parts(), [...new Set(parts())], 'each part of the program is loaded once for all of it');
  assert.equal(parts().length, 5);
  assert.deepEqual(await stored(page), nothingStored);
  assertCalm(page);
  await close();
});

test('a second visit of a topic in one tab is the first one gone on with: Back shows what was written last', async () => {
  const { page, close } = await visit(browser, { ...phone, path: `${decisionPage}#my-page`, prepare: ownAddress });
  for (let round = 0; round < 6; round += 1) {
    await go(page, 'my-page');
    await field(page, 'note-label').fill(`round ${round}`);
    await go(page, 'start');
    await link(page.getByRole('main'), 'start-all-topics').click();
    await page.waitForURL(/\/index([._]en)?\.html$/);
    await page.locator(`a[href="${decisionPage}"]`).first().click();
    await at(page, decisionPage);
    await go(page, 'my-page');
    assert.equal(await field(page, 'note-label').inputValue(), `round ${round}`);
    await field(page, 'note-label').fill(`round ${round} and more`);
    while (new URL(page.url()).hash !== '#start') await page.goBack();
    await go(page, 'my-page');
    assert.equal(await field(page, 'note-label').inputValue(), `round ${round} and more`);
  }
  await close();
});

test('Back returns to the same height with the same rows open, from a source and from another page', async () => {
  const { page, close } = await visit(browser, { ...phone, path: `${decisionPage}#side-by-side` });
  const rows = page.locator('details.row');
  for (const index of [2, 5]) await rows.nth(index).locator('summary').first().click();
  await rows.nth(5).evaluate((it) => it.scrollIntoView());
  await settled(page);
  const state = () => page.evaluate(() => ({ y: Math.round(scrollY), open: [...document.querySelectorAll('details.row')].map((it) => it.open) }));
  const before = await state();
  assert.ok(before.y > 500 && before.open.filter(Boolean).length === 2, JSON.stringify(before));
  await page.evaluate(() => { location.hash = '#source-1'; });
  await heading(page).filter({ hasText: say('place-about') }).waitFor();
  await settled(page);
  await page.goBack();
  await heading(page).filter({ hasText: say('place-compare') }).waitFor();
  await settled(page);
  assert.deepEqual(await state(), before, 'from a source');
  assert.equal(await focused(page), 'main-title');
  // By way of another page.
  await page.evaluate(() => { location.hash = '#about'; });
  await link(page, 'about-more').click();
  await at(page, `about-${decisionPage}`);
  await page.evaluate(() => history.go(-2));
  await heading(page).filter({ hasText: say('place-compare') }).waitFor();
  await settled(page);
  assert.deepEqual(await state(), before, 'from another page');
  await page.goForward();
  await heading(page).filter({ hasText: say('place-about') }).waitFor();
  assertCalm(page);
  await close();
});

test('a page that cannot be had is left to the browser, which asks first', async () => {
  const { page, site, close } = await visit(browser, { ...phone, path: `${decisionPage}#my-page` });
  await field(page, 'note-label').pressSequentially('x');
  site.lose(`about-${decisionPage}`);
  const asked = new Promise((done) => page.once('dialog', async (dialog) => { await dialog.dismiss(); done(dialog.type()); }));
  await go(page, 'about');
  await link(page, 'about-more').click();
  assert.equal(await asked, 'beforeunload');
  await go(page, 'my-page');
  assert.equal(await field(page, 'note-label').inputValue(), 'x');
  await close();
});

// The tab's own memory ------------------------------------------------------------------------------------------------

test('where answers could be kept, a reload costs nothing, to the last key, and Clear leaves nothing', async () => {
  const { page, site, close } = await visit(browser, { ...phone, path: `${decisionPage}#my-page`, prepare: ownAddress });
  agree(page);
  await enterAll(page, 'zebrafink');
  await page.reload();
  await live(page);
  await assertAllThere(page, 'zebrafink', 'after a reload');
  // A tab that was thrown away in the background comes back by its address, with its own memory.
  await page.goto('about:blank');
  await page.goto(site.at(`${decisionPage}#matters`));
  await live(page);
  await assertAllThere(page, 'zebrafink', 'after the tab was thrown away');
  assert.deepEqual((await stored(page)).local, {}, 'the device keeps nothing');
  await go(page, 'start');
  await page.getByText(say('privacy-tab')).waitFor();
  await button(page, 'clear').click();
  await button(page, 'clear-yes').click();
  assert.deepEqual(await stored(page), nothingStored);
  await page.reload();
  await live(page);
  await assertNoTrace(page, 'zebrafink', 'after Clear');
  await close();
});

test('a reload within 50 ms of the last key loses no key, 20 times of 20', async () => {
  const { page, close } = await visit(browser, { ...phone, path: `${decisionPage}#my-page`, prepare: ownAddress });
  agree(page);
  let text = '';
  for (let round = 0; round < 20; round += 1) {
    const key = String.fromCharCode(97 + round);
    text += key;
    await field(page, 'note-label').focus();
    await page.keyboard.press('End');
    await page.keyboard.press(key);
    await page.waitForTimeout((round * 13) % 50);
    await page.reload();
    await live(page);
    assert.equal(await field(page, 'note-label').inputValue(), text);
  }
  await close();
});

test('the tab forgets what lay unused for two hours', async () => {
  const { page, close } = await visit(browser, { ...phone, path: `${decisionPage}#my-page`, prepare: ownAddress });
  agree(page);
  await field(page, 'note-label').fill('zebrafink');
  const age = (minutes) => page.evaluate((minutes) => {
    const it = JSON.parse(sessionStorage.getItem('tandem-tab'));
    sessionStorage.setItem('tandem-tab', JSON.stringify({ ...it, used: Date.now() - minutes * 60000 }));
  }, minutes);
  await age(119);
  await page.reload();
  await live(page);
  assert.equal(await field(page, 'note-label').inputValue(), 'zebrafink', 'after 119 minutes');
  await age(121);
  await page.reload();
  await live(page);
  assert.equal(await field(page, 'note-label').inputValue(), '', 'after 121 minutes');
  await assertNoTrace(page, 'zebrafink', 'after two hours');
  await close();
});

test('whatever lies in the tab’s memory, the page opens and works', async () => {
  const { page, close } = await visit(browser, { ...phone, path: `${decisionPage}#my-page`, prepare: ownAddress });
  agree(page);
  for (const text of ['', '{', 'null', '[]', '{"version":2,"used":1,"texts":[]}', '{"version":1,"used":"x","texts":{}}', `{"version":1,"used":${Date.now()},"texts":[["prostate-localised",7],[1,2],["prostate-localised","nonsense"]]}`]) {
    await page.evaluate((text) => sessionStorage.setItem('tandem-tab', text), text);
    await page.reload();
    await live(page);
    await field(page, 'note-label').fill('works');
    assert.equal(await field(page, 'note-label').inputValue(), 'works', text);
    await button(page, 'clear').click();
    await button(page, 'clear-yes').click();
    await go(page, 'my-page');
  }
  assertCalm(page);
  await close();
});

test('where answers could not be kept the tab remembers nothing', async () => {
  const { page, close } = await visit(browser, phone);
  await enterAll(page, 'zebrafink');
  assert.deepEqual(await stored(page), nothingStored);
  await go(page, 'start');
  await page.getByText(say('privacy-gone')).waitFor();
  assert.equal(await page.getByText(say('privacy-tab')).count(), 0);
  await close();
});

// A device that several people use ------------------------------------------------------------------------------------

/** Leaves by an address, as by a link, and comes Back. */
async function leaveAndBack(page) {
  await page.goto('data:text/html,<title>elsewhere</title>');
  // A page that was held ready is not loaded again.
  await page.goBack({ waitUntil: 'commit' });
  await live(page);
}

test('at home Back after leaving shows all that was entered', async () => {
  const { page, close } = await visit(browser, { ...phone, prepare: ownAddress });
  agree(page);
  await enterAll(page, 'zebrafink');
  await leaveAndBack(page);
  await assertAllThere(page, 'zebrafink', 'after Back');
  await close();
});

const ways = {
  'by the site’s settings': { prepare: (site) => site.answer('content/settings.yaml', `own-address: ${site.origin}\ndevice: shared\n`) },
  'by the switch': {
    prepare: ownAddress,
    act: async (page) => {
      await go(page, 'start');
      await page.getByRole('checkbox', { name: say('shared-device'), exact: true }).check();
    },
    kept: { 'tandem-shared': 'yes' },
  },
};
for (const [name, { prepare, act, kept = {} }] of Object.entries(ways)) {
  test(`a shared device, ${name}: nothing is kept or remembered, and Back after leaving shows nothing`, async () => {
    const { page, close } = await visit(browser, { ...phone, prepare });
    agree(page);
    await enterAll(page, 'zebrafink');
    await act?.(page);
    await go(page, 'start');
    await page.getByText(say('privacy-shared')).waitFor();
    assert.equal(await page.getByText(say('keep-own-device')).count(), 0, 'keeping is not offered');
    assert.deepEqual(await stored(page), { ...nothingStored, local: kept });
    await leaveAndBack(page);
    await assertNoTrace(page, 'zebrafink', 'after Back');
    for (const [place] of fields) {
      await go(page, place);
      await assertNoTrace(page, 'zebrafink', place);
    }
    // Within the site nothing is lost, and a reload begins anew.
    await enterAll(page, 'robin');
    await go(page, 'about');
    await link(page, 'about-more').click();
    await at(page, `about-${decisionPage}`);
    await page.goBack();
    await assertAllThere(page, 'robin', 'within the site');
    await page.reload();
    await live(page);
    await assertNoTrace(page, 'robin', 'after a reload');
    assert.deepEqual(await stored(page), { ...nothingStored, local: kept });
    await close();
  });
}

// A page changed under its feet ---------------------------------------------------------------------------------------

const trouble = (page) => page.getByRole('heading', { name: say('trouble-title'), exact: true });

test('a tool that tidies the page’s texts changes nothing: every place is drawn, and no words pile up', async () => {
  const { page, close } = await visit(browser, phone);
  await page.evaluate(() => document.body.normalize());
  for (const place of ['matters', 'my-way', 'questions', 'where-i-stand', 'side-by-side', 'my-page', 'start']) {
    await go(page, place);
    await heading(page).waitFor();
    await page.evaluate(() => document.body.normalize());
    assert.ok((await page.getByRole('main').innerText()).length > 100, place);
  }
  await enterAll(page, 'zebrafink');
  await page.evaluate(() => document.body.normalize());
  await assertAllThere(page, 'zebrafink', 'after tidying');
  assert.equal(await trouble(page).count(), 0);
  assertCalm(page);
  await close();
});

/** What a browser does that translates a page: other texts, in elements of its own, in the place of ours. */
const translate = (page) => page.evaluate(() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) texts.push(walk.currentNode);
  for (const text of texts.filter((it) => it.data.trim() && !it.parentElement.closest('[translate=no]'))) {
    const font = document.createElement('font');
    font.textContent = text.data.replace(/[a-z]/g, 'ı');
    text.replaceWith(font);
  }
});

test('a page that the browser translates goes on right: what changes takes the place of the translation', async () => {
  const { page, close } = await visit(browser, { ...phone, path: 'index.html' });
  const search = page.getByRole('searchbox');
  const count = page.getByRole('status').filter({ hasText: /./ }).first();
  const words = await count.innerText();
  for (const typed of ['stat', 'statin', '']) {
    await translate(page);
    await search.fill(typed);
    await page.waitForTimeout(50);
    assert.match(await count.innerText(), /^Topics found: \d+$/);
  }
  assert.equal(await count.innerText(), words);
  await close();

  const topic = await visit(browser, phone);
  const here = topic.page.locator('nav summary');
  for (const place of ['matters', 'questions', 'my-page']) {
    await translate(topic.page);
    await go(topic.page, place);
    assert.doesNotMatch(await here.innerText(), /ı.*[A-Z].*:/, place);
    assert.equal((await here.innerText()).split(':').length, 2, place);
  }
  await translate(topic.page);
  await go(topic.page, 'matters');
  await button(topic.page.getByRole('main'), 'pile-lot').first().click();
  assert.equal(await trouble(topic.page).count(), 0);
  assertCalm(topic.page);
  await topic.close();
});

const removals = {
  'the main part': () => document.querySelector('[role=main]').remove(),
  'the whole page': () => document.getElementById('page').remove(),
  'everything': () => document.body.replaceChildren(),
  'the marks that the program draws by': () => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
    const all = [];
    while (walk.nextNode()) all.push(walk.currentNode);
    for (const it of all) it.remove();
    location.hash = '#my-way';
  },
};
for (const [name, remove] of Object.entries(removals)) {
  test(`a tool takes out ${name}: the calm page comes, and Carry on brings everything back`, async () => {
    const { page, close } = await visit(browser, phone);
    await enterAll(page, 'zebrafink');
    await page.evaluate(remove);
    await trouble(page).waitFor();
    await button(page, 'trouble-on').click();
    await heading(page).waitFor();
    assert.equal(await trouble(page).count(), 0);
    await assertAllThere(page, 'zebrafink', 'after Carry on');
    assertCalm(page);
    await close();
  });
}

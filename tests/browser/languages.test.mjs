// Several languages: which one somebody gets, changing it without losing anything, two of them on one page, and writing from
// right to left in every place.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { allButColours, axe, dist, launch, open, quiet, root, serve, settled } from './support.mjs';
import { card, phone, ready, say, site } from './person.mjs';

const topic = 'prostate-localised';
const OTHERS = ['ko', 'ar'];

const folder = mkdtempSync(join(tmpdir(), 'tandem-languages-'));

let browser, here;
before(async () => {
  here = await site();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await here?.close();
  rmSync(folder, { recursive: true, force: true });
});

const words = (lang) => {
  const text = readFileSync(join(dist, `content/words/${lang}.yaml`), 'utf8');
  return (key) => new RegExp(`^${key}: +"?(.*?)"?$`, 'm').exec(text)[1];
};
const language = (page, lang) => page.locator(`.languages [hreflang=${lang}]`);
const storage = (page) => page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);

async function visit(path, options = phone) {
  const page = await open(browser, { locale: 'en-GB', serviceWorkers: 'block', ...options });
  await page.goto(here.at(path));
  await ready(page);
  return page;
}

test('the bare address heeds the languages of the browser; an address that names one is never changed', async () => {
  for (const [locale, address, arrives] of [
    ['ko-KR', '', 'index.ko.html'],
    ['ar-EG', 'index.html', 'index.ar.html'],
    ['fr-FR', 'index.html', 'index.html'],
    ['en-GB', 'index.html', 'index.html'],
    ['ko-KR', 'index.en.html', 'index.en.html'],
  ]) {
    const page = await open(browser, { locale, serviceWorkers: 'block' });
    await page.goto(here.at(address));
    await ready(page);
    assert.equal(page.url(), here.at(arrives), `${locale} at ${address}`);
    assert.deepEqual(await storage(page), [0, 0, '']);
    await page.context().close();
  }
});

test('the choice stands over every page, large enough to tap, also without a script', async () => {
  const page = await open(browser, { ...phone, javaScriptEnabled: false });
  for (const path of ['index.html', `${topic}.en.html`, `${topic}.ar.html`, `about-${topic}.ko.html`, 'papers.ko.html', 'lists-needs.ar.html']) {
    await page.goto(here.at(path));
    const links = page.locator('.languages a');
    assert.equal(await links.count(), 2, path);
    for (const link of await links.all()) {
      const box = await link.boundingBox();
      assert.ok(box.height >= 44 && box.width >= 44, `${path}: ${JSON.stringify(box)}`);
      assert.equal(await link.getAttribute('lang'), await link.getAttribute('hreflang'));
    }
  }
  await page.goto(here.at(`${topic}.en.html`));
  await language(page, 'ar').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(here.at(`${topic}.ar.html`));
  assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl');
  await page.context().close();
});

test('the page about a translation says how the numbers of its original were read', () => {
  for (const lang of OTHERS) {
    const none = /^about-no-trail: +"?(.*?)"?$/m.exec(readFileSync(join(root, `content/words/${lang}.paper.yaml`), 'utf8'))[1];
    const page = readFileSync(join(dist, `about-${topic}.${lang}.html`), 'utf8');
    assert.ok(!page.includes(none), lang);
  }
});

test('a topic that is not there in a language says so before and after the tap; on a phone it is heard before, and takes no line', async () => {
  const name = words('ko')('language-name');
  const wide = await visit('statin.en.html', { viewport: { width: 1180, height: 820 } });
  assert.match(await language(wide, 'ko').innerText(), new RegExp(`^${name} \\(.+\\)$`), 'it is seen where there is room');
  assert.ok((await language(wide, 'ko').locator('span').boundingBox()).width > 20);
  const arabic = language(wide, 'ar');
  const [note, whole] = [await arabic.locator('span').boundingBox(), await arabic.locator('bdi').boundingBox()];
  assert.ok(note.x < whole.x + 2 && note.width < whole.width - 20, 'from right to left the name comes first');
  await wide.context().close();
  const place = async (page) => (await page.locator('#main-title').boundingBox()).y;
  const there = await visit(`${topic}.en.html#matters`);
  const page = await visit('statin.en.html#matters');
  assert.ok(await place(page) < await place(there) + 48, 'a place begins as high as that of a topic that is there, but for a longer title');
  await there.context().close();
  const link = language(page, 'ko');
  assert.equal((await link.locator('span').boundingBox()).width, 0);
  await page.getByRole('link', { name: new RegExp(`^${name} ?.+`) }).waitFor();
  await link.click();
  await page.waitForURL(/index\.ko\.html#elsewhere$/);
  const listed = page.locator('#elsewhere [lang=en] a[href="statin.en.html"]');
  await listed.waitFor();
  assert.equal(await page.locator('#elsewhere a[href^="prostate-localised"]').count(), 0);
  await page.context().close();
});

test('changing the language keeps the place and what was entered, and stores nothing', async () => {
  for (const lang of OTHERS) {
    const page = await visit(`${topic}.en.html#matters`);
    await quiet(page);
    assert.deepEqual(page.seen.requests.map((it) => it.url).filter((url) => /\/(ko|ar)[/.]|\.(ko|ar)\./.test(url)), [], 'another language came unasked');
    const first = page.locator('[role=main] [role=group]').first();
    await first.getByRole('button').nth(1).click();
    await page.getByLabel(say('matters-own'), { exact: true }).fill('Walking my dog 강아지');
    const before = await page.evaluate(() => history.length);
    await language(page, lang).click();
    await page.waitForURL(here.at(`${topic}.${lang}.html#matters`));
    await ready(page);
    await page.locator(`html[lang=${lang}] [role=main] #main-title`).waitFor();
    assert.equal(await page.locator('#main-title').innerText(), words(lang)('place-matters'));
    assert.equal(await page.locator('[role=main] [role=group]').first().getByRole('button').nth(1).getAttribute('aria-pressed'), 'true');
    assert.equal(await page.getByLabel(words(lang)('matters-own'), { exact: true }).inputValue(), 'Walking my dog 강아지');
    assert.equal(await page.evaluate(() => history.length), before + 1);
    assert.deepEqual(await storage(page), [0, 0, '']);
    // Nothing changed in the cards: they are in another language.
    await page.evaluate(() => { location.hash = '#my-page'; });
    await page.locator('.sheet').first().waitFor();
    const changed = words(lang)('page-answered-as').split('{')[0].trim();
    if (changed) assert.ok(!(await page.locator('.sheet').innerText()).includes(changed));
    await language(page, 'en').click();
    await page.waitForURL(here.at(`${topic}.en.html#my-page`));
    await page.getByText('Walking my dog 강아지').first().waitFor();
    assert.deepEqual(page.seen.errors, []);
    await page.context().close();
  }
});

test('my page has a second language beside the first, fetched when it is chosen, with lines for an interpreter', async () => {
  for (const lang of OTHERS) {
    const page = await visit(`${topic}.${lang}.html#questions`, { viewport: { width: 1180, height: 820 }, permissions: ['clipboard-read', 'clipboard-write'] });
    await page.locator('[role=main] input[type=checkbox]').first().check();
    await page.evaluate(() => { location.hash = '#matters'; });
    await page.locator('[role=main] [role=group]').nth(2).getByRole('button').first().click();
    await page.evaluate(() => { location.hash = '#my-page'; });
    const note = lang === 'ko' ? '귀가 잘 안 들립니다' : 'سمعي ضعيف';
    await page.getByLabel(words(lang)('note-label'), { exact: true }).fill(note);
    const english = () => page.seen.requests.map((it) => it.url).filter((url) => /\/en[/.]/.test(url));
    assert.deepEqual(english(), []);
    const choose = page.getByRole('group', { name: words(lang)('beside-title') }).getByRole('button', { name: 'English' });
    await choose.click();
    await page.locator('.two').waitFor();
    assert.ok(english().length > 2);
    const rows = await page.locator('.two__row').evaluateAll((rows) => rows.map((row) => [...row.children].map((it) => it.textContent)));
    const row = (text) => rows.find((sides) => sides[1].includes(text)) ?? assert.fail(`no row has ${text}`);
    assert.notEqual(row(say('page-matters'))[0], say('page-matters'));
    row(card.matters[2].words);
    row(card.prompts[0].words);
    // Whose page it is can be filled in by whoever holds it: each box is named in both languages.
    const boxes = ['box-name', 'box-birth', 'box-number'];
    assert.deepEqual(await page.locator('.two .sheet__box').allInnerTexts(), boxes.map((key) => `${words(lang)(key)} ${say(key)}`));
    // Own words stand as typed on one side; on the other a line to write on.
    const own = page.locator('.two__row', { hasText: note });
    assert.equal(await own.last().getByRole('img', { name: say('beside-line') }).count(), 1);
    assert.ok(!(await page.locator('.two__team').allInnerTexts()).join().includes(note));
    // Both sides have the two words of the page and those of their cards; what is not said yet has lines to write on.
    assert.equal(await page.locator('.two .sheet__tag').count(), 2);
    assert.deepEqual(row(say('talk-cards-tag', { tag: '' }).split(':')[0]).map((it) => it.trim() !== ''), [true, true]);
    for (const key of ['page-said-today', 'today-who', 'today-again', 'today-ring', 'page-no-stand', 'page-sources']) row(say(key));
    assert.ok(await page.locator('.two__write').count() >= 4, 'no line to write on');
    assert.equal(rows.filter(([, theirs]) => theirs.includes(card.prompts[0].words)).length, 1, 'a question stands twice');
    // The same numbers stand on both sides of each row.
    const digits = (text) => (text.match(/\d+/g) ?? []).sort().join();
    const differ = rows.filter(([one, other]) => /\(Line \d+\)/.test(other) && digits(one) !== digits(other));
    assert.deepEqual(differ, []);
    assert.deepEqual(await axe(page), []);
    // As text, and on paper.
    await page.getByRole('button', { name: words(lang)('copy'), exact: true }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.ok(copied.includes(card.matters[2].words) && copied.includes(note) && copied.includes('____'), copied);
    await page.pdf({ path: join(folder, 'page.pdf'), preferCSSPageSize: true });
    // Both languages can be read out of the file, the person's own words too; the signs for directions are no part of a text.
    const printed = execFileSync('pdftotext', ['-layout', join(folder, 'page.pdf'), '-'], { encoding: 'utf8' }).replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
    const theirs = [words(lang)('page-matters'), words(lang)('box-number').split(' ')[0]];
    for (const text of [say('page-matters'), say('box-name'), say('box-birth'), say('page-not-consent').slice(0, 20), ...theirs, note]) assert.ok(printed.includes(text), `${text} is not in\n${printed}`);
    await page.getByRole('button', { name: words(lang)('beside-none'), exact: true }).click();
    await page.locator('.two').waitFor({ state: 'detached' });
    assert.deepEqual(page.seen.errors, []);
    await page.context().close();
  }
});

test('a second language that cannot be had is said, and my page stays as it was', async () => {
  const page = await visit(`${topic}.ko.html#my-page`);
  here.lose(`content/${topic}/en/decision.md`);
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText(words('ko')('beside-failed')).waitFor();
  assert.equal(await page.locator('.two').count(), 0);
  here.mend(`content/${topic}/en/decision.md`);
  await page.getByRole('button', { name: 'English' }).click();
  await page.locator('.two').waitFor();
  await page.context().close();
});

test('every place of both languages fits a narrow screen, runs its own way and has no fault that axe finds', async () => {
  for (const lang of OTHERS) {
    const page = await visit(`${topic}.${lang}.html`, { viewport: { width: 320, height: 640 } });
    for (const hash of ['decision', 'choices', 'surgery', 'side-by-side', 'matters', 'my-way', 'questions', 'where-i-stand', 'my-page', 'about', 'talk']) {
      await page.evaluate((hash) => { location.hash = hash; }, hash);
      await page.waitForTimeout(200);
      await settled(page);
      const { wide, dir } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, dir: getComputedStyle(document.querySelector('[role=main]')).direction }));
      assert.ok(wide <= 320, `${lang} ${hash} is ${wide} wide`);
      assert.equal(dir, lang === 'ar' ? 'rtl' : 'ltr');
      assert.deepEqual(await axe(page, allButColours), [], `${lang} ${hash}`);
    }
    const others = readdirSync(dist).filter((name) => name.endsWith(`.${lang}.html`) && /^(index|papers|about|away|lists|sheets|support)[-.]/.test(name));
    assert.ok(others.length > 20, others.join());
    for (const path of others) {
      await page.goto(here.at(path));
      if (/^(index|lists|sheets)/.test(path)) await ready(page);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 320, path);
      assert.deepEqual(await axe(page, allButColours), [], path);
    }
    assert.deepEqual(page.seen.errors, []);
    await page.context().close();
  }
});

test('a topic is found by what is typed in both languages, also letter by letter as an input method gives it', async () => {
  for (const [lang, typed, other] of [['ko', '전립선', '추적'], ['ar', 'البروستاتا', 'متابعة']]) {
    const page = await visit(`index.${lang}.html`);
    const field = page.getByLabel(words(lang)('library-search'), { exact: true });
    const client = await page.context().newCDPSession(page);
    await field.focus();
    for (let end = 1; end <= typed.length; end += 1) {
      await client.send('Input.imeSetComposition', { text: typed.slice(0, end), selectionStart: end, selectionEnd: end });
    }
    await client.send('Input.insertText', { text: typed });
    assert.equal(await field.inputValue(), typed);
    await page.locator(`[role=main] a[href="${topic}.${lang}.html"]`).waitFor();
    await field.fill(other);
    await page.locator(`[role=main] a[href="follow-up.${lang}.html"]`).waitFor();
    await page.context().close();
  }
});

test('inside a page of the other direction it runs its own way, and changes its language in the frame', async () => {
  const host = await serve(dist);
  for (const [lang, dir, other] of [['ar', 'ltr', 'en'], ['en', 'rtl', 'ar']]) {
    host.answer('host.html', `<!doctype html><html lang="${other}" dir="${dir}"><title>Host</title><body><h1>Host</h1><iframe src="${here.at(`${topic}.${lang}.html#matters`)}" width="400" height="700" title="Tandem"></iframe></body></html>`, 'text/html');
    const page = await open(browser, { locale: 'en-GB', serviceWorkers: 'block', viewport: { width: 800, height: 900 } });
    await page.goto(host.at('host.html'));
    const frame = page.frameLocator('iframe');
    await frame.locator('html.live').waitFor({ state: 'attached', timeout: 30_000 });
    const inside = page.frames()[1];
    const seen = () => inside.evaluate(() => [document.documentElement.lang, getComputedStyle(document.querySelector('[role=main]')).direction, document.documentElement.scrollWidth <= innerWidth]);
    assert.deepEqual(await seen(), [lang, lang === 'ar' ? 'rtl' : 'ltr', true]);
    await frame.locator('[role=main] [role=group]').first().getByRole('button').nth(1).click();
    const before = await page.evaluate(() => history.length);
    await frame.locator(`.languages [hreflang=${other}]`).click();
    await frame.locator(`html[lang=${other}] [role=main] #main-title`).waitFor();
    assert.deepEqual(await seen(), [other, other === 'ar' ? 'rtl' : 'ltr', true]);
    assert.equal(await frame.locator('[role=main] [role=group]').first().getByRole('button').nth(1).getAttribute('aria-pressed'), 'true');
    assert.equal(await page.evaluate(() => history.length), before, 'their history is theirs');
    await page.context().close();
  }
  await host.close();
});

/** My page with a telephone number among somebody's words, in a language. */
async function filledIn(lang, options = phone) {
  const page = await visit(`${topic}.${lang}.html#matters`, options);
  const piles = page.locator('[role=main] [role=group]');
  for (const [thing, pile] of [[2, 0], [3, 0], [8, 1]]) await piles.nth(thing).getByRole('button').nth(pile).click();
  await page.evaluate(() => { location.hash = '#questions'; });
  for (const ask of [0, 2]) await page.locator('[role=main] input[type=checkbox]').nth(ask).check();
  if (lang === 'ar') {
    await page.getByLabel(words(lang)('questions-own'), { exact: true }).fill('PSA عندي 12، هل هذا كثير؟');
    await page.keyboard.press('Enter');
  }
  await page.evaluate(() => { location.hash = '#my-page'; });
  await page.getByLabel(words(lang)('note-label'), { exact: true }).fill({ ar: 'هاتفي 020 7946 0018، بعد الظهر', ko: '제 전화는 020 7946 0018입니다', en: 'I am at 020 7946 0018 in the afternoon' }[lang]);
  await page.locator('.sheet .said', { hasText: '7946' }).first().waitFor();
  return page;
}

/** How many points are dark in one picture and light in the other. */
const covered = (page, plain, coloured) => page.evaluate(async (pictures) => {
  const [one, other] = await Promise.all(pictures.map(async (bytes) => {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (it) => it.charCodeAt(0))], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    canvas.drawImage(picture, 0, 0);
    return canvas.getImageData(0, 0, picture.width, picture.height).data;
  }));
  const light = (data, at) => data[at] + data[at + 1] + data[at + 2];
  let count = 0;
  for (let at = 0; at < one.length; at += 4) if (light(one, at) < 200 && light(other, at) > 450) count += 1;
  return count;
}, [plain.toString('base64'), coloured.toString('base64')]);

test('the colour under what a person said covers no part of a letter', async () => {
  for (const lang of ['en', ...OTHERS]) {
    const page = await filledIn(lang);
    const sheet = page.locator('.sheet');
    const coloured = await sheet.screenshot();
    await page.evaluate(() => document.querySelector('.sheet').style.setProperty('--tint', 'transparent'));
    assert.equal(await covered(page, await sheet.screenshot(), coloured), 0, lang);
    // On paper there is no colour: one that is not seen was printed over the line above all the same.
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.sheet .said').first().evaluate((it) => getComputedStyle(it).backgroundImage), 'none');
    await page.context().close();
  }
});

test('a range stands beside its picture in a comparison on a tablet', async () => {
  for (const lang of ['en', ...OTHERS]) {
    const page = await visit(`${topic}.${lang}.html#side-by-side`, { viewport: { width: 820, height: 1180 } });
    await settled(page);
    const below = await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('.comparison { content-visibility: visible !important }');
      document.adoptedStyleSheets.push(sheet);
      const cells = [...document.querySelectorAll('.compare__number')].map((it) => [it, it.parentElement.querySelector('.small-people')]);
      return cells.filter(([number, picture]) => picture && picture.getBoundingClientRect().top > number.getBoundingClientRect().bottom - 4).map(([number]) => number.textContent);
    });
    assert.deepEqual(below, [], lang);
    await page.context().close();
  }
});

test('a number to ring and a name with its year keep their order in writing from right to left', async () => {
  const page = await filledIn('ar');
  const placed = (within, part) => page.evaluate(([within, part]) => {
    for (const root of document.querySelectorAll(within)) {
      const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const at = node.data.indexOf(part);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + part.length);
        const { left, right, top } = range.getBoundingClientRect();
        return { left, right, top };
      }
    }
    return undefined;
  }, [within, part]);
  await page.setViewportSize({ width: 1180, height: 820 });
  const [first, last] = [await placed('.sheet .said', '020'), await placed('.sheet .said', '0018')];
  assert.ok(first.right <= last.left, 'the number to ring is back to front');
  await page.evaluate(() => { location.hash = '#about'; });
  await page.locator('#main-title', { hasText: words('ar')('place-about') }).waitFor();
  const [name, year] = [await placed('[role=main] ol a', 'NG131'), await placed('[role=main] ol li:has(a)', '2019')];
  assert.ok(Math.abs(name.top - year.top) < 8 && year.right <= name.left, `the year stands before its name: ${JSON.stringify({ name, year })}`);
  await page.context().close();
});

test('a number to ring that a person typed keeps its order in every place, on lists and sheets as well', async () => {
  const typed = 'رقمها 020 7946 0018 (مساءً)';
  const say = words('ar');
  const page = await visit(`${topic}.ar.html#matters`, { viewport: { width: 1180, height: 820 } });
  const go = async (place) => {
    await page.evaluate((place) => { location.hash = place; }, place);
    await settled(page);
  };
  // Behind three others it stands among what else matters a lot.
  for (const at of [0, 1, 2]) await page.locator('[role=main] .sort').nth(at).getByRole('button').first().click();
  for (const [place, label] of [['matters', 'matters-own'], ['questions', 'questions-own']]) {
    await go(place);
    await page.getByLabel(say(label), { exact: true }).fill(typed);
    await page.keyboard.press('Enter');
  }
  // On the list in which things are put in order it stands once more.
  await go('matters');
  const alot = page.locator('.sort', { hasText: '7946' }).getByRole('button').first();
  if ((await alot.getAttribute('aria-pressed')) !== 'true') await alot.click();
  await page.locator('.order summary').click();
  await page.locator('.ordered', { hasText: '7946' }).waitFor();
  await go('talk-answers');
  await page.getByLabel(say('today-ring'), { exact: true }).fill(typed);
  await page.getByRole('button', { name: say('said-finish'), exact: true }).click();
  /** How often the number is seen, and where it stands back to front. */
  const turned = () => page.evaluate(() => {
    let seen = 0;
    const wrong = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const box = (node, part) => {
      const range = document.createRange();
      range.setStart(node, node.data.indexOf(part));
      range.setEnd(node, node.data.indexOf(part) + part.length);
      return range.getBoundingClientRect();
    };
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (!node.data.includes('020 7946 0018')) continue;
      const [first, last] = [box(node, '020'), box(node, '0018')];
      if (!first.width) continue;
      seen += 1;
      if (first.top === last.top && first.left > last.left) wrong.push(node.parentElement.className || node.parentElement.localName);
    }
    return { seen, wrong };
  });
  for (const place of ['matters', 'questions', 'my-way', 'what-we-said', 'my-page', 'show', 'talk', 'talk-answers', 'talk-paper', 'talk-home']) {
    await go(place);
    await page.locator('[role=main]', { hasText: '7946' }).waitFor().catch(() => assert.fail(`${place}: the number is nowhere`));
    const { seen, wrong } = await turned();
    assert.ok(seen > 0, `${place}: the number is nowhere`);
    assert.deepEqual(wrong, [], place);
    if (place === 'my-page') assert.ok((await page.locator('.sheet__others').textContent()).includes('7946'), 'it is not among what else matters');
  }
  await page.goto(here.at('sheets-follow-up-plan.ar.html'));
  await ready(page);
  await page.locator('[role=main] textarea').first().fill(typed);
  await page.emulateMedia({ media: 'print' });
  const { seen, wrong } = await turned();
  assert.ok(seen > 0, 'it is not on the printed sheet');
  assert.deepEqual(wrong, [], 'on the printed sheet');
  await page.context().close();
});

test('a line of my page runs as its language does, also where it begins with a Latin name', async () => {
  const page = await filledIn('ar', { viewport: { width: 1180, height: 820 } });
  await page.locator('.sheet', { hasText: 'PSA عندي' }).waitFor();
  const backwards = (lines) => page.locator(lines).evaluateAll((lines) => lines.filter((it) => /[\u0621-\u064a]/.test(it.textContent) && getComputedStyle(it).direction !== 'rtl').map((it) => it.textContent));
  assert.deepEqual(await backwards('.sheet .said'), []);
  await page.getByRole('group', { name: words('ar')('beside-title') }).getByRole('button', { name: 'English' }).click();
  await page.locator('.two', { hasText: 'PSA عندي' }).waitFor();
  assert.deepEqual(await backwards('.two__own'), []);
  await page.context().close();
});

test('what opens points down once it is open, and where reading goes before', async () => {
  for (const [lang, shut] of [['en', '-45deg'], ['ar', '45deg']]) {
    const page = await visit(`${topic}.${lang}.html#decision`);
    const fold = page.locator('[role=main] details.fold').first();
    const turned = () => fold.locator('summary').evaluate((it) => getComputedStyle(it, '::before').rotate);
    assert.equal(await turned(), shut);
    await fold.locator('summary').click();
    assert.equal(await turned(), shut === '45deg' ? '-45deg' : '45deg', lang);
    await page.context().close();
  }
});

test('the sides of a page on paper are numbered within the paper in every language', async () => {
  for (const lang of ['en', ...OTHERS]) {
    const page = await filledIn(lang);
    const path = join(folder, `sides-${lang}.pdf`);
    await page.pdf({ path, preferCSSPageSize: true });
    const sides = execFileSync('pdftotext', ['-bbox', path, '-'], { encoding: 'utf8' }).split('<page ').slice(1);
    sides.forEach((side, at) => {
      const width = Number(/width="([\d.]+)"/.exec(side)[1]);
      const inside = [...side.matchAll(/xMin="([\d.-]+)"[^>]*xMax="([\d.-]+)"[^>]*>([^<]*)</g)].filter(([, from, to]) => Number(from) > 12 && Number(to) < width - 12).map(([, , , word]) => word).join(' ');
      assert.match(inside, new RegExp(`${at + 1} ?/ ?${sides.length}`), `${lang}, side ${at + 1}`);
    });
    await page.context().close();
  }
});

/** How many lines each side of the page has on paper. */
async function linesOfSides(page, format) {
  const path = join(folder, 'sides.pdf');
  await page.pdf({ path, format });
  const sides = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
  return sides.map((side) => side.split('\n').filter((line) => line.trim()).length);
}

test('a page in two languages ends on no side of a few lines, whatever was said, on both papers', async () => {
  const faults = [];
  for (const id of [topic, 'follow-up']) for (const lang of OTHERS) {
    const page = await visit(`${id}.${lang}.html#matters`, { viewport: { width: 1180, height: 820 } });
    const go = (place) => page.evaluate((place) => { location.hash = place; }, place);
    await go('#my-page');
    await page.getByRole('group', { name: words(lang)('beside-title') }).getByRole('button', { name: 'English' }).click();
    for (let said = 0; said < 6; said += 1) {
      await go('#matters');
      await page.locator('[role=main] .sorts > li').filter({ has: page.getByRole('button') }).nth(said).getByRole('button').first().click();
      await go('#my-page');
      await page.locator('.two').waitFor();
      for (const format of ['A4', 'Letter']) {
        const lines = await linesOfSides(page, format);
        if (lines.at(-1) < 10) faults.push(`${id}, ${lang} on ${format}: ${lines.join(' ')} lines`);
      }
    }
    await page.context().close();
  }
  assert.deepEqual(faults, []);
});

test('the front of my page is one side in every language and on both papers, and what is overleaf is no few lines', async () => {
  const long = {
    ar: 'أعتني بزوجتي في معظم الأيام، ولذلك لا يمكنني أن أبقى في المستشفى طويلًا. أنام قليلًا منذ أن أُخبرت، وأود أن يأتي ابني معي حين نتحدث.',
    ko: '거의 매일 아내를 돌보고 있어서 병원에 오래 있을 수 없습니다. 이야기를 들은 뒤로 잠을 잘 못 자고, 다시 이야기할 때 아들과 함께 오고 싶습니다.',
  };
  const faults = [];
  for (const lang of OTHERS) {
    const page = await visit(`${topic}.${lang}.html#matters`);
    const things = page.locator('[role=main] .sorts > li').filter({ has: page.getByRole('button') });
    for (let at = 0; at < 8; at += 1) await things.nth(at).getByRole('button').nth(at < 6 ? 0 : 1).click();
    await page.evaluate(() => { location.hash = '#questions'; });
    for (const ask of [0, 2, 3]) await page.locator('[role=main] input[type=checkbox]').nth(ask).check();
    await page.evaluate(() => { location.hash = '#my-page'; });
    await page.getByLabel(words(lang)('note-label'), { exact: true }).fill(long[lang]);
    await page.locator('.sheet .said', { hasText: long[lang].slice(0, 12) }).first().waitFor();
    for (const format of ['A4', 'Letter']) {
      const lines = await linesOfSides(page, format);
      if (lines.some((count) => count < 8)) faults.push(`${lang} on ${format}: ${lines.join(' ')} lines`);
    }
    await page.context().close();
  }
  assert.deepEqual(faults, []);
});

test('a page has as many sides of A4 in every language: one while it is empty, two with two things, three questions and a note', async () => {
  const notes = {
    en: 'I look after my wife on most days, so I cannot be in hospital for long.',
    ar: 'أعتني بزوجتي في معظم الأيام، ولذلك لا يمكنني أن أبقى في المستشفى طويلًا.',
    ko: '거의 매일 아내를 돌보고 있어서 병원에 오래 있을 수 없습니다.',
  };
  const faults = [];
  for (const [lang, note] of Object.entries(notes)) {
    const page = await visit(`${topic}.${lang}.html#my-page`);
    const go = (place) => page.evaluate((place) => { location.hash = place; }, place);
    await page.locator('.sheet').first().waitFor();
    const empty = await linesOfSides(page, 'A4');
    await go('#matters');
    const things = page.locator('[role=main] .sorts > li').filter({ has: page.getByRole('button') });
    for (const at of [2, 3]) await things.nth(at).getByRole('button').first().click();
    await go('#questions');
    for (const at of [3, 8, 9]) await page.locator('[role=main] input[type=checkbox]').nth(at).check();
    await go('#my-page');
    await page.getByLabel(words(lang)('note-label'), { exact: true }).fill(note);
    await page.locator('.sheet .said', { hasText: note.slice(0, 12) }).first().waitFor();
    const filled = await linesOfSides(page, 'A4');
    if (empty.length !== 1 || filled.length !== 2 || filled[1] < 8) faults.push(`${lang}: ${empty} empty; ${filled} filled`);
    await page.context().close();
  }
  assert.deepEqual(faults, []);
});

test('a table without a number says of whom it is in words that can stand alone', async () => {
  for (const lang of OTHERS) {
    const page = await visit(`follow-up.${lang}.html#side-by-side`, { viewport: { width: 1180, height: 820 } });
    await settled(page);
    const corners = await page.locator('.compare:not(.compare--1) thead th:first-child').allTextContents();
    const alone = corners.filter((text) => !text.includes('100'));
    assert.ok(alone.length > 2, corners.join());
    assert.deepEqual([...new Set(alone)], [words(lang)('people-alone')], lang);
    await page.context().close();
  }
});

test('over every page what can be tapped stands apart, and a range shown large stays in its column', async () => {
  for (const lang of OTHERS) {
    const page = await filledIn(lang);
    const near = await page.evaluate(() => {
      const box = (it) => { const range = document.createRange(); range.selectNodeContents(it); return range.getBoundingClientRect(); };
      const all = [...document.querySelectorAll('.over > a, .over .bigger, .over .languages a')].map(box).filter((it) => it.width);
      return all.flatMap((one, at) => all.slice(at + 1).filter((other) => one.top < other.bottom && other.top < one.bottom).map((other) => Math.max(other.left - one.right, one.left - other.right))).filter((gap) => gap < 10);
    });
    assert.deepEqual(near, [], lang);
    await page.setViewportSize({ width: 820, height: 1180 });
    await page.evaluate(() => { location.hash = '#show'; });
    await page.locator('.app--show .sheet__number').first().waitFor();
    const out = await page.locator('.app--show .sheet__facts td:has(.sheet__number)').evaluateAll((cells) => cells.filter((it) => it.querySelector('.sheet__number').offsetWidth > it.clientWidth - 6).map((it) => it.textContent));
    assert.deepEqual(out, [], lang);
    await page.context().close();
  }
});

test('an arrow never stands alone on a line, and a word that is explained makes no gap between lines', async () => {
  for (const lang of ['en', ...OTHERS]) {
    const page = await visit(`${topic}.${lang}.html#side-by-side`);
    await settled(page);
    const alone = await page.evaluate(() => {
      const heights = () => [...document.querySelectorAll('.study__about > summary')].map((it) => it.offsetHeight);
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('.comparison { content-visibility: visible !important }');
      document.adoptedStyleSheets.push(sheet);
      const withArrow = heights();
      sheet.insertRule('.study__about > summary::after { display: none !important }');
      return heights().filter((it, at) => it !== withArrow[at]).length;
    });
    assert.equal(alone, 0, lang);
    await page.evaluate(() => { location.hash = '#choices'; });
    await page.locator('.choice-list').waitFor();
    const gaps = await page.locator('.choice-list p').evaluateAll((all) => all.filter((it) => it.offsetHeight % parseFloat(getComputedStyle(it).lineHeight) > 1).map((it) => it.textContent));
    assert.deepEqual(gaps, [], lang);
    await page.context().close();
  }
});

test('lines that are set close leave the letters of Arabic their room, on the screen and on paper', async () => {
  const page = await visit('follow-up.ar.html#matters');
  for (const thing of [0, 2]) await page.locator('[role=main] [role=group]').nth(thing).getByRole('button').first().click();
  const faults = [];
  for (const media of ['screen', 'print']) {
    await page.emulateMedia({ media });
    for (const hash of ['side-by-side', 'my-way', 'scheduled', 'where-i-stand', 'my-page']) {
      await page.evaluate((hash) => { location.hash = hash; }, hash);
      await page.locator('[role=main] h1').first().waitFor({ state: 'attached' });
      await settled(page);
      faults.push(...await page.evaluate((place) => [...document.querySelectorAll('#page *')].filter((it) => {
        const own = [...it.childNodes].some((node) => node.nodeType === 3 && /[\u0600-\u06ff]/.test(node.data));
        if (!own || !it.getClientRects().length || it.closest('svg, sup')) return false;
        const style = getComputedStyle(it);
        return parseFloat(style.lineHeight) < 1.24 * parseFloat(style.fontSize);
      }).map((it) => `${place}: ${it.className} ${it.textContent.slice(0, 30)}`), `${media} ${hash}`));
    }
  }
  assert.deepEqual([...new Set(faults)], []);
  await page.context().close();
});

test('what is said of all choices is said once: apart from the last one on the screen, and on the leaflet', async () => {
  for (const lang of OTHERS) {
    const page = await visit(`follow-up.${lang}.html#choices`);
    const said = page.locator('.of-all');
    const text = (await said.innerText()).trim();
    assert.ok(text.length > 20, text);
    assert.equal(await said.locator('p').evaluate((it) => getComputedStyle(it).borderBlockStartStyle), 'solid', 'a rule parts it from the last choice');
    await page.evaluate(() => { location.hash = '#side-by-side'; });
    await settled(page);
    const path = join(folder, `leaflet-${lang}.pdf`);
    await page.pdf({ path, preferCSSPageSize: true });
    const leaflet = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
    const part = { ko: '영어로 쓴', ar: 'ترجمة' }[lang];
    assert.ok(text.includes(part));
    assert.equal(leaflet.split(part).length - 1, 1, lang);
    await page.context().close();
  }
});

test('a talk reflows on a phone whose text is twice as large, in every language', async () => {
  const wide = [];
  for (const lang of ['en', ...OTHERS]) {
    const page = await visit(`${topic}.${lang}.html#talk`);
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    for (const hash of ['talk', 'talk-compare', 'talk-answers', 'talk-home', 'talk-paper']) {
      await page.evaluate((hash) => { location.hash = hash; }, hash);
      await page.waitForTimeout(200);
      await settled(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 360) wide.push(`${lang} ${hash}: ${width}`);
    }
    await page.context().close();
  }
  assert.deepEqual(wide, []);
});

test('a language with no topic yet has a list that starts', async () => {
  const list = readFileSync(join(dist, 'content/library.ko.md'), 'utf8');
  here.answer('content/library.ko.md', list.slice(0, list.indexOf('- [')));
  const page = await visit('index.ko.html');
  await page.getByText(words('ko')('start-no-topics'), { exact: true }).waitFor();
  here.mend('content/library.ko.md');
  await page.context().close();
});

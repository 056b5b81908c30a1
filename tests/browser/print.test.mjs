// The page on paper, and the other ways to take it along: what is printed is read back from the PDF.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { launch, open } from './support.mjs';
import {
  addMatter, card, choices, dateInWords, decisionPage, desktop, enter, fillIn, flat, goTo, matter, own, phone, press, prompt, quick, say, sheet, site, sort, tell, tick, typical, unfold, visit, write,
} from './person.mjs';

let browser, here, folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-print-'));
  here = await site();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await here?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The line at the foot of every side of a person's page. */
const runningFoot = (tag) => say('join-title', { a: tag, b: card.meta.title });

let printed = 0;
/** What comes out of the printer: each side's words, the file's own facts, and a way to look at a side. */
async function print(page, options = { format: 'A4' }) {
  const path = join(folder, `${printed += 1}.pdf`);
  writeFileSync(path, await page.pdf(options));
  const read = (tool, ...more) => execFileSync(tool, more, { encoding: 'utf8', maxBuffer: 1 << 26 });
  const layout = read('pdftotext', '-layout', '-enc', 'UTF-8', path, '-');
  const whole = read('pdftotext', '-raw', '-enc', 'UTF-8', path, '-').split('\f').slice(0, -1).map(flat);
  // The number of each side and the line at its foot stand between words that go on overleaf.
  const sides = whole.map((side) => side.replace(/^\d+ ?\/ ?\d+ /, '').replace(new RegExp(`(${runningFoot('\\S+ \\S+')}|${card.meta.title})$`), '').trim());
  return { path, layout, whole, sides, all: sides.join(' '), info: read('pdfinfo', path), fonts: read('pdftotext', '-bbox-layout', path, '-') };
}

/** Text on paper breaks where it must and Arabic may be stored as it is drawn; neither changes what is read. */
const bare = (text) => text.normalize('NFKC').replace(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, '').replaceAll('\u00ad', '');
/** Letters that are joined may come out of a PDF in another order within their word. */
const letters = (word) => [...bare(word)].sort().join('');
const holds = (text, part) => {
  if (!/[\u0600-\u06ff]/.test(part)) return bare(text).includes(bare(part));
  const known = new Set(text.split(/\s+/).map(letters));
  return part.split(/\s+/).every((word) => known.has(letters(word)));
};
const times = (text, part) => bare(text).split(bare(part)).length - 1;

function inOrder(text, parts) {
  const all = bare(text);
  let from = 0;
  for (const part of parts) {
    const found = all.indexOf(bare(part), from);
    assert.ok(found >= 0, `"${part}" ${all.includes(bare(part)) ? 'stands in the wrong place' : 'is missing'}:\n${text}`);
    from = found + bare(part).length;
  }
}

const filled = new Map();
/** A page with typical answers, at the step that shows it. Tests share it, and leave the answers as they are. */
async function typicalPage(options = desktop) {
  if (!filled.has(options)) {
    const page = await visit(browser, here, '', options);
    await fillIn(page);
    filled.set(options, page);
  }
  const page = filled.get(options);
  await enter(page, 'my-page');
  return page;
}
const dark = { ...desktop, colorScheme: 'dark' };

// The typical page ----------------------------------------------------------------------------------------------------

for (const format of ['A4', 'Letter']) {
  test(`typical answers fill one side of ${format}, with sources and dates overleaf`, async () => {
    assert.equal([...own.note].length, 200);
    const page = await typicalPage();
    const { sides, info, all } = await print(page, { format });
    // One side for the front; sources and what did not fit on the next, and no more than one sheet and a half.
    assert.match(info, new RegExp(`Pages:\\s+[23]\\b`), `${sides.map((side) => `${side.slice(0, 200)} … ${side.slice(-200)}`).join('\n\n')}`);
    const [front, ...others] = sides;
    const overleaf = others.join('\n');
    // In the order that was asked for.
    inOrder(front, [say('place-page'), say('page-filled-helped'), card.heading, say('box-name'), say('box-birth'), say('box-number'), say('page-start-here'), ...typical.questions.slice(1), say('page-matters')]);
    assert.ok(bare(front).indexOf(bare(say('page-start-here'))) < bare(front).indexOf('CANARY-2') && bare(front).indexOf('CANARY-2') < bare(front).indexOf(bare(typical.questions[1])), 'the first question stands first');
    let at = 0;
    for (const words of typical.lot.slice(0, 3)) {
      const found = bare(front).indexOf(bare(words), at);
      assert.ok(found > 0, `"${words}" is not on the front in its place`);
      at = found;
    }
    for (const { thing, says } of typical.marks.slice(0, 3)) assert.ok(holds(front, says), `${thing}: ${says}`);
    // What else matters a lot is named there, and stands overleaf whole, with its marker.
    for (const { thing, says } of typical.marks.slice(3)) assert.ok(holds(front, thing) && holds(overleaf, thing) && holds(overleaf, says), `${thing}: ${says}`);
    inOrder(front, [say('page-stand'), say('lean-says-to', { choice: typical.lean }), say('page-said-today'), say('today-decided'), say('today-not-yet'), say('today-more-time'), say('today-who'), say('today-again'), say('today-ring'), say('status-example'), say('page-not-consent')]);
    for (const words of [own.note, ...typical.wishes.map((wish) => say(wish))]) assert.ok(holds(all, words), words);
    // The facts: each thing that matters has at least one line with its numbers for every choice that was studied.
    for (const part of ['dry', 'erections', 'Bowel', 'cancer is left', 'hormone']) {
      const about = card.matters.find((it) => it.words === matter(part)).about;
      const rows = card.numbers.flatMap((table) => table.rows).filter((row) => about.includes(row.id));
      for (const row of rows) assert.ok(holds(all, row.label), `${row.label}, about "${matter(part)}", is on no side`);
    }
    // The first thing has the row that the author named first on the front: the first time, and the last.
    const pads = card.numbers.flatMap((table) => table.rows).filter((row) => row.id === 'pads');
    assert.ok(holds(front, `${pads[0].label} ${pads[0].over}`) && holds(front, pads.at(-1).over) && !holds(front, pads[1].over), 'pads, first and last');
    // Overleaf: sources and dates, and what did not fit.
    for (const said of [say('page-sources'), say('page-some'), own.matter, say('funding-label'), 'doi:10.1056']) assert.ok(holds(overleaf, said), `${said} is not overleaf`);
    assert.ok(!holds(front, 'doi:10'), 'sources stand overleaf');
    // What was entered stands there once, word for word; what was not said does not.
    for (const said of [own.note, own.matter, typical.questions[1]]) assert.equal(times(all, said), 1, said);
    assert.ok(holds(all, own.question), `${own.question} is not as it was typed:\n${front}`);
    for (const unsaid of [matter('few hospital'), matter('long as I can'), prompt('nerves'), say('wish-advise'), say('lean-says-unsure'), say('lean-says-to', { choice: choices[1] })]) assert.equal(times(all, unsaid), 0, unsaid);
    // Nothing of the screen, the site or the browser.
    for (const screen of [say('page-intro'), say('print'), say('copy'), say('note-label').length ? say('take-along-note') : '', say('clear'), say('privacy-short'), say('skip'), say('detail-title')]) assert.ok(!holds(all, screen), `"${screen}" is on the paper`);
    assert.doesNotMatch(all, /127\.0\.0\.1|localhost|some\/where|prostate-localised|\.html|file:/);
  });
}

test('only our own dates are on the paper', async () => {
  const page = await typicalPage();
  const { all } = await print(page);
  const years = [...new Set(all.match(/\b(\d{1,2} [A-Z][a-z]+ 20\d\d|\d{1,2}[./-]\d{1,2}[./-](20)?\d\d|20\d\d-\d\d-\d\d)\b/g))].sort();
  const ours = [card.meta.published, card.meta['review-by']].map((it) => dateInWords(new Date(`${it}T12:00`)));
  assert.deepEqual(years, [...new Set([...ours, dateInWords(new Date())])].sort());
  // A browser that would write its own line at the edge finds no room for it there.
  const edges = await print(page, { displayHeaderFooter: true, preferCSSPageSize: true });
  assert.doesNotMatch(edges.all, /127\.0\.0\.1|prostate-localised\.en/);
});

test('the file that a printer makes bears no answers in its title', async () => {
  const page = await typicalPage();
  const { info } = await print(page);
  const title = /^Title:\s*(.*)$/m.exec(info)?.[1] ?? '';
  assert.doesNotMatch(info, /CANARY|daughter|wife|dry|erections/);
  assert.equal(title, say('page-file-title'));
});

test('nothing on the paper is smaller than 12 pt, and nothing is cut off', async () => {
  const page = await typicalPage(phone);
  await page.emulateMedia({ media: 'print' });
  const usual = page.viewportSize();
  await page.setViewportSize({ width: 688, height: 1000 });
  const found = await sheet(page).evaluate((sheet) => {
    const small = new Set();
    const walk = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
    let texts = 0;
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const it = node.parentElement;
      if (!node.data.trim() || !it.checkVisibility()) continue;
      texts += 1;
      const size = parseFloat(getComputedStyle(it).fontSize);
      if (size < 15.99) small.add(`${size} px: ${it.localName}.${it.className} "${node.data.trim().slice(0, 40)}"`);
    }
    const cut = [...sheet.querySelectorAll('*')].filter((it) => it.scrollWidth > it.clientWidth + 1 && it.clientWidth > 0 && getComputedStyle(it).display !== 'inline').map((it) => `${it.localName}.${it.className} "${it.textContent.trim().slice(0, 40)}" ${it.scrollWidth}>${it.clientWidth}`);
    return { texts, small: [...small], cut };
  });
  await page.setViewportSize(usual);
  await page.emulateMedia({ media: null });
  assert.ok(found.texts > 50);
  assert.deepEqual([found.small, found.cut], [[], []]);
});

test('in the PDF too no line is set smaller than 12 pt', async () => {
  const page = await typicalPage();
  const { path } = await print(page);
  const html = execFileSync('pdftohtml', ['-xml', '-stdout', '-i', '-zoom', '1', path], { encoding: 'utf8' });
  const sizes = [...html.matchAll(/<fontspec [^>]*size="(\d+)"/g)].map((it) => Number(it[1]));
  assert.ok(sizes.length > 0, html.slice(0, 300));
  for (const size of sizes) assert.ok(size >= 12, `a font of ${size} pt: ${sizes}`);
});

/** What differs from one page to the next: the tag, and the time of printing. */
const alike = (sides) => sides.map((side) => side.replace(/^My page \S+ \S+ As on .*?, \d\d?:\d\d/, 'My page'));

test('printing where somebody answers prints their page, with a neutral name', async () => {
  const page = await typicalPage();
  const usual = await print(page);
  for (const hash of ['matters', 'my-way', 'questions', 'where-i-stand', 'show']) {
    await enter(page, hash);
    const before = await page.title();
    const { sides, info } = await print(page);
    assert.deepEqual(alike(sides), alike(usual.sides), hash);
    assert.match(info, new RegExp(`^Title:\\s*${say('page-file-title')}$`, 'm'), hash);
    assert.equal(await page.title(), before, 'the title is as it was');
  }
  // Once people have talked, the ways back to the talk and to its end stand on the screen, and on no paper.
  await enter(page, 'talk');
  await enter(page, 'my-page');
  await page.locator('.talk-ends').waitFor();
  assert.deepEqual(alike((await print(page)).sides), alike(usual.sides), 'after a talk');
});

test('every side of the page has its number and the two words of its tag, which stand on the screen too', async () => {
  const page = await typicalPage();
  const tag = flat(await sheet(page).locator('.sheet__tag').innerText());
  assert.match(tag, /^[A-Z][a-z]+ [a-z]+$/);
  const { whole } = await print(page);
  whole.forEach((side, index) => {
    assert.ok(bare(side).includes(`${index + 1}/${whole.length}`), `the number of side ${index + 1}: ${side.slice(0, 60)}`);
    assert.ok(holds(side, runningFoot(tag)), `the foot of side ${index + 1}`);
  });
});

// What is read -------------------------------------------------------------------------------------------------------------

for (const hash of ['decision', 'choices', 'side-by-side']) {
  test(`printing where somebody reads (${hash}) prints the information, and nothing that they said`, async () => {
    const page = await typicalPage();
    await enter(page, hash);
    const { whole, all, info } = await print(page);
    assert.match(info, new RegExp(`^Title:\\s*${card.meta.title}$`, 'm'));
    assert.ok(whole.length <= 4, `${whole.length} sides`);
    const foot = [card.meta.title, say('status-example'), say('status-dates', { version: card.meta.version, published: dateInWords(new Date(`${card.meta.published}T12:00`)), review: dateInWords(new Date(`${card.meta['review-by']}T12:00`)) })];
    whole.forEach((side, index) => {
      assert.ok(bare(side).includes(`${index + 1}/${whole.length}`), `the number of side ${index + 1}`);
      for (const words of foot) assert.ok(holds(side, words), `side ${index + 1} has no "${words}"`);
    });
    for (const words of [card.heading, ...choices, say('place-compare').length ? say('leaflet-ring') : '', say('about-sources'), ...card.prompts.map((it) => it.words), ...card.numbers.flatMap((table) => table.rows).flatMap((row) => [`${row.label} ${row.over}`, row.difference])]) assert.ok(holds(all, words), `not on the paper: ${words}`);
    for (const row of card.survival.flatMap((table) => table.rows)) assert.ok(!holds(all, row.label), row.label);
    for (const said of ['CANARY', say('page-start-here'), say('print-leaflet'), say('next', { place: '' })]) assert.ok(!holds(all, said), said);
  });
}

test('"Print this information" prints the information; how long people lived stands on a side of its own, and only if asked for', async () => {
  const page = await visit(browser, here, 'side-by-side', desktop);
  const calls = [];
  await page.exposeFunction('printed', (words) => calls.push(words));
  await page.evaluate(() => { window.print = () => globalThis.printed(document.querySelector('.leaflet').textContent); });
  await press(page, say('print-leaflet'));
  await page.waitForFunction(() => document.querySelector('.leaflet'));
  await page.waitForTimeout(100);
  assert.equal(calls.length, 1);
  assert.ok(holds(calls[0], card.numbers[0].rows[0].label) && !holds(calls[0], card.survival[0].rows[0].label));
  await enter(page, 'survival');
  await tick(page, say('survival-print'));
  await enter(page, 'decision');
  const { sides } = await print(page);
  const first = sides.findIndex((side) => holds(side, card.survival[0].rows[0].label));
  assert.ok(first > 0 && sides[first].startsWith(say('place-survival')), 'a side of its own');
  assert.ok(!sides.slice(0, first).some((side) => card.survival.flatMap((table) => table.rows).some((row) => holds(side, row.label))));
  await page.context().close();
});

test('a choice that is read prints as it stands', async () => {
  const page = await typicalPage();
  await enter(page, card.options[1].id);
  const { all } = await print(page);
  assert.ok(holds(all, choices[1]) && !holds(all, 'CANARY') && !holds(all, say('page-start-here')));
  assert.ok(!holds(all, say('clear')) && !holds(all, say('privacy-short')));
});

test('a phone, a dark screen and larger text print the same page', async () => {
  const page = await typicalPage();
  const usual = await print(page);
  for (const options of [phone, dark]) {
    const other = await typicalPage(options);
    const { sides } = await print(other);
    assert.deepEqual(alike(sides), alike(usual.sides));
  }
});

/** Dots in an inch that are fine enough to measure a margin: in coarse dots a letter is drawn up to half a millimetre off. */
const fine = 200;
/** The margin that must hold no ink: 8 mm, in fine dots. */
const margin = Math.floor((8 / 25.4) * fine);

/** A side of the paper as grey values: width, height, and one number from 0 (black) to 255 for each dot. */
function look(path, side, dots = 50) {
  const out = join(folder, `look-${printed}-${side}`);
  execFileSync('pdftoppm', ['-gray', '-r', String(dots), '-f', String(side), '-l', String(side), '-singlefile', path, out]);
  const file = readFileSync(`${out}.pgm`);
  const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 40).toString('latin1'));
  return { width: Number(width), height: Number(height), dots: file.subarray(head.length) };
}

test('on paper everything is dark on white, with a margin on all sides, also when printed from a dark screen', async () => {
  const page = await typicalPage(dark);
  const { path } = await print(page, { format: 'A4', printBackground: true });
  for (const side of [1, 2]) {
    const { width, height, dots } = look(path, side, fine);
    const white = dots.filter((dot) => dot > 250).length / dots.length;
    assert.ok(white > 0.7, `side ${side}: only ${Math.round(white * 100)} % is white`);
    assert.ok(dots.some((dot) => dot < 80), `side ${side} has no dark ink`);
    let ink = 0;
    dots.forEach((dot, place) => {
      const [x, y] = [place % width, Math.floor(place / width)];
      if (dot < 200 && (x < margin || x >= width - margin || y < margin || y >= height - margin)) ink += 1;
    });
    assert.equal(ink, 0, `side ${side} has ink in its margin`);
  }
  const colours = await sheet(page).evaluate(async (sheet) => [getComputedStyle(sheet).colorScheme, getComputedStyle(sheet).color]);
  assert.equal(colours[0], 'light');
  await page.emulateMedia({ media: 'print' });
  const inks = await sheet(page).evaluate((sheet) => [...new Set([...sheet.querySelectorAll('*')].map((it) => getComputedStyle(it).color))]);
  await page.emulateMedia({ media: null });
  for (const ink of inks) for (const part of ink.match(/\d+/g).slice(0, 3)) assert.ok(Number(part) < 48, ink);
});

// More than fits ---------------------------------------------------------------------------------------------------------

test('more answers than fit break cleanly: every word is on the paper', async () => {
  const page = await visit(browser, here, 'matters', desktop);
  for (const { words } of card.matters) await sort(page, words);
  const many = Array.from({ length: 6 }, (_, place) => `OWN-${place} ${'something that I want to say about this at some length '.repeat(3).trim()} END-${place}`);
  for (const words of many) await addMatter(page, words);
  await enter(page, 'questions');
  for (const { words } of card.prompts) await tick(page, words);
  await enter(page, 'where-i-stand');
  const long = `BEGIN ${Array.from({ length: 320 }, (_, place) => `w${place}`).join(' ')} END`;
  await write(page, say('help-label'), long);
  await enter(page, 'survival');
  await tick(page, say('survival-print'));
  await enter(page, 'my-page');
  await write(page, say('note-label'), long.toLowerCase());
  const { all, path, info } = await print(page);
  for (const words of [...many, ...card.matters.map((it) => it.words), ...card.prompts.map((it) => it.words), long, long.toLowerCase(), say('page-not-consent')]) assert.ok(holds(all, words), `not on the paper: ${words.slice(0, 80)}`);
  for (const row of card.survival.flatMap((table) => table.rows)) assert.ok(holds(all, row.label), row.label);
  // No line is cut through by the end of a side: nothing dark stands in the margins.
  const sides = Number(/Pages:\s+(\d+)/.exec(info)[1]);
  assert.ok(sides > 2);
  for (let side = 1; side <= sides; side += 1) {
    const { width, height, dots } = look(path, side, fine);
    for (const edge of [dots.subarray(0, margin * width), dots.subarray((height - margin) * width)]) {
      const ink = edge.findIndex((dot) => dot <= 200);
      assert.equal(ink, -1, `side ${side} has ink at its edge: ${ink % width}, ${Math.floor(ink / width)}`);
    }
  }
  await page.context().close();
});

test('an empty page prints room to write by hand', async () => {
  const page = await visit(browser, here, 'my-page', desktop);
  const { all, info, path } = await print(page);
  for (const said of [card.heading, say('page-start-here'), say('page-no-questions'), say('page-said-today'), say('filled-title'), say('box-name'), say('page-not-consent')]) assert.ok(holds(all, said), said);
  assert.match(info, /Pages:\s+[12]\b/);
  // Lines to write on are ink, not a background, which browsers leave out unless they are told not to.
  const { width, height, dots } = look(path, 1);
  const lines = Array.from({ length: height }, (_, y) => dots.subarray(y * width, (y + 1) * width).filter((dot) => dot < 235).length / width);
  assert.ok(lines.filter((share) => share > 0.6).length >= 4, `only ${lines.filter((share) => share > 0.6).length} lines to write on`);
  await page.context().close();
});

test('from My page the same journey is printed empty, to fill in with a pen, whatever was entered', async () => {
  const page = await visit(browser, here, '', desktop);
  await fillIn(page);
  await enter(page, 'my-page');
  await page.evaluate(() => { globalThis.print = () => dispatchEvent(new Event('beforeprint')); });
  await press(page, say('print-blank'));
  await page.locator('.printed').waitFor({ state: 'attached' });
  const { all, info } = await print(page);
  for (const said of [own.matter, own.question, own.note]) assert.ok(!holds(all, said), said);
  const asked = ['me-label', 'going-label', 'pile-lot', 'lean-unsure', 'help-label', 'note-label', 'today-who', 'today-again', 'today-ring', 'today-change-mind', 'today-hard', 'today-before-stop', 'box-name', 'page-not-consent'];
  for (const said of [card.heading, ...card.matters.map((it) => it.words), ...card.prompts.map((it) => it.words), ...asked.map((word) => say(word))]) assert.ok(holds(all, said), said);
  // The team's screen asks for the two words of the cards.
  assert.ok(holds(all, (await page.locator('.sheet__status').innerText()).split('.').find((it) => it.includes(say('talk-cards-tag', { tag: '' }).split(':')[0])).trim()), 'the words of the cards');
  assert.match(info, /Title:\s+My page/);
  // On either paper it is three sides, each begins with a heading, and the last is no side of a few lines.
  for (const format of ['A4', 'Letter']) {
    await press(page, say('print-blank'));
    await page.locator('.printed').waitFor({ state: 'attached' });
    const path = join(folder, 'empty.pdf');
    await page.pdf({ path, format });
    const sides = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1).map((side) => side.split('\n').filter((line) => line.trim()));
    assert.equal(sides.length, 3, format);
    const headings = [card.heading, ...['place-matters', 'place-my-way', 'place-questions', 'place-stand', 'help-label', 'page-said-today'].map((key) => say(key))];
    for (const side of sides) assert.ok(headings.includes(side[0].trim()), `${format}: a side begins with "${side[0].trim()}"`);
    assert.ok(sides[2].length > 9, `${format}: ${sides[2].length} lines on the last side`);
  }
  await page.context().close();
});

test('"No numbers for now" prints no numbers, and numbers on how long people lived only when ticked', async () => {
  const page = await visit(browser, here, 'matters', desktop);
  for (const part of ['dry', 'Bowel', 'long as I can']) await sort(page, matter(part));
  const usual = await print(page);
  for (const row of card.survival.flatMap((table) => table.rows)) assert.ok(!holds(usual.all, row.label), row.label);
  await enter(page, 'decision');
  await tell(page, 'detail-none');
  await enter(page, 'my-page');
  const { all } = await print(page);
  for (const row of card.numbers[1].rows.slice(0, 1)) assert.ok(holds(usual.layout, row.label));
  const pads = card.numbers.flatMap((table) => table.rows).find((row) => row.id === 'pads');
  assert.match(usual.layout, new RegExp(`\\b${pads.cells[0].low}\\s+${pads.cells[1].low}\\s+${pads.cells[2].low}\\b`));
  assert.ok(!holds(all, card.tables[0].phrase), 'no table of numbers');
  assert.ok(holds(all, pads.difference), 'the sentence on the difference stays');
  await page.context().close();
});

// Without a program ----------------------------------------------------------------------------------------------------------

test('the page as built prints completely without a script: cards, numbers, sources and a sheet to fill in', async () => {
  const page = quick(await open(browser, { ...desktop, javaScriptEnabled: false }));
  await page.goto(here.at(decisionPage));
  const { all } = await print(page);
  const parts = [card.heading, card.question, ...choices, say('place-compare'), say('place-survival'), say('about-sources'), say('worksheet-title'), say('worksheet-intro'), ...card.matters.map((it) => it.words), ...card.prompts.map((it) => it.words), ...['pile-lot', 'lean-unsure', 'wish-together', 'today-who', 'today-again', 'today-ring', 'today-change-mind', 'today-hard', 'today-before-stop', 'page-not-consent', 'status-example'].map((word) => say(word))];
  for (const part of parts) assert.ok(holds(all, part), `not on the paper: ${part}`);
  for (const row of card.tables.flatMap((table) => table.rows)) {
    assert.ok(holds(all, `${row.label} ${row.over}`), `${row.label} ${row.over}`);
    for (const cell of row.cells) {
      const said = cell.low === undefined ? say('cell-not-known') : `${cell.low}${cell.high === cell.low ? '' : ` to ${cell.high}`} out of`;
      assert.ok(holds(all, said), `${row.label}: ${said}`);
    }
    assert.ok(holds(all, row.difference), row.difference);
  }
  for (const source of Object.values(card.sources)) assert.ok(holds(all, source.slice(0, 50)), source.slice(0, 50));
  for (const screen of [say('skip'), say('places-here', { place: say('place-decision') }), say('trouble-title'), say('unread')]) assert.ok(!holds(all, screen), `"${screen}" is on the paper`);
  await page.context().close();
});

// Other ways to take it along ----------------------------------------------------------------------------------------------------

test('"Print my page" opens the browser’s own window for printing', async () => {
  const page = await typicalPage();
  await page.evaluate(() => { globalThis.calls = 0; window.print = () => { globalThis.calls += 1; }; });
  await press(page, say('print'));
  assert.equal(await page.evaluate(() => globalThis.calls), 1);
});

test('"Copy as text" opens with whose words it is, the date and the version of the cards, and holds all of the page', async () => {
  const page = await typicalPage();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await press(page, say('copy'));
  await page.getByText(say('copy-done'), { exact: true }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  const [first, ...others] = text.split('\n');
  assert.equal(first, say('text-opening', { date: dateInWords(new Date()), topic: card.meta.title }));
  assert.match(first, /^Patient-reported/);
  assert.ok(others.at(-2).includes(say('status-dates', { version: card.meta.version, published: dateInWords(new Date(`${card.meta.published}T12:00`)), review: dateInWords(new Date(`${card.meta['review-by']}T12:00`)) })), text);
  let from = 0;
  const parts = [say('page-start-here'), ...typical.questions, say('page-matters'), ...typical.marks.flatMap(({ thing, says }) => [thing, says]), own.matter, say('page-stand'), say('lean-says-to', { choice: typical.lean }), ...typical.wishes.map((wish) => say(wish)), own.note, say('filled-helped'), say('page-not-consent')];
  for (const part of parts) {
    const found = text.indexOf(part, from);
    assert.ok(found >= 0, `"${part}" ${text.includes(part) ? 'stands in the wrong place' : 'is missing'}:\n${text}`);
    from = found;
  }
  assert.doesNotMatch(text, /127\.0\.0\.1|http/);
});

test('when the browser does not let us copy, that is said, and work goes on', async () => {
  const page = await visit(browser, here, 'my-page', desktop);
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); });
  await press(page, say('copy'));
  await page.getByText(say('copy-failed'), { exact: true }).waitFor();
  await page.evaluate(() => { Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }); });
  await goTo(page, say('place-stand'));
  await goTo(page, say('place-page'));
  await press(page, say('copy'));
  await page.getByText(say('copy-failed'), { exact: true }).waitFor();
  assert.deepEqual(page.seen.errors, []);
  await page.context().close();
});

test('"Save my copy" gives a file with a neutral name, that asks nothing of any site and prints the page', async () => {
  const page = await typicalPage();
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, say('save'))]);
  await page.getByText(say('save-done'), { exact: true }).waitFor();
  assert.match(download.suggestedFilename(), /^my-page\.html$/);
  const path = join(folder, 'saved.html');
  await download.saveAs(path);
  const html = readFileSync(path, 'utf8');
  assert.doesNotMatch(html, /<script|<link|<img|<iframe|@import|url\((?!#)|127\.0\.0\.1|some\/where|javascript:/i);
  // Addresses that stand in sources may be read; nothing is fetched from them.
  const saved = quick(await open(browser, desktop));
  await saved.goto(`file://${path}`);
  assert.equal(await saved.title(), say('page-file-title'));
  assert.deepEqual(saved.seen.requests.filter((request) => !request.url.startsWith('file:')), []);
  // The page says the minute that it is, the copy the one in which it was made.
  const said = async (where) => bare(await sheet(where).textContent()).replace(/(20\d\d),\d+:\d\d/, '$1');
  assert.equal(await said(saved), await said(page));
  const { all } = await print(saved);
  for (const said of [own.note, own.matter, own.question, say('page-not-consent')]) assert.ok(holds(all, said), said);
  assert.deepEqual([saved.seen.errors, saved.seen.violations], [[], []]);
  await saved.context().close();
});

test('"Show my page full screen" shows the page and the way back, and nothing else', async () => {
  const page = await typicalPage(phone);
  await page.getByRole('link', { name: say('show'), exact: true }).click();
  await page.getByRole('link', { name: say('show-close'), exact: true }).waitFor();
  const controls = await page.evaluate(() => [...document.querySelectorAll('a, button, summary, input:not(#bigger), textarea')].filter((it) => it.checkVisibility({ visibilityProperty: true }) && it.getBoundingClientRect().bottom > 0 && !it.closest('article')).map((it) => it.textContent.trim()));
  assert.deepEqual(controls, [say('show-close')]);
  assert.ok(holds(await sheet(page).innerText(), own.note));
  await page.getByRole('link', { name: say('show-close'), exact: true }).click();
  await page.getByRole('heading', { level: 1, name: say('place-page'), exact: true }).waitFor();
});

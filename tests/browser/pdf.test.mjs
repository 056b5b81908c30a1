// The papers of all nine decisions as the browser prints them, read back from the PDF: how many sides, how full each is, and
// what a screen reader is told of it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { decisions } from './figures.mjs';
import { ownAddress } from './hostile.mjs';
import { addMatter, addQuestion, button, desktop, enter, flat, ready, say, site, thing, write } from './person.mjs';
import { dist, launch, open } from './support.mjs';

// `TANDEM_PAPERS=folder` keeps the papers, to be looked at.
const folder = process.env.TANDEM_PAPERS ?? mkdtempSync(join(tmpdir(), 'tandem-pdf-'));
let browser, aid;
before(async () => {
  browser = await launch();
  aid = await site();
  // Where the tab may remember, what it remembers is what the page shows.
  ownAddress(aid);
});
after(async () => { await browser.close(); await aid.close(); if (!process.env.TANDEM_PAPERS) rmSync(folder, { recursive: true }); });

const read = (tool, ...more) => execFileSync(tool, more, { encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] });

/** How far down each side its words go, from 0 to 1, above what stands at the foot of every side. */
function filled(path) {
  const sides = read('pdftotext', '-bbox', '-enc', 'UTF-8', path, '-').split('<page ').slice(1);
  return sides.map((side) => {
    const height = Number(/height="([\d.]+)"/.exec(side)[1]);
    const lines = [...side.matchAll(/yMax="([\d.]+)"/g)].map((it) => Number(it[1]) / height);
    return Math.max(0, ...lines.filter((part) => part < 0.9));
  });
}

/** What stands on each side, line by line, without what stands at the foot of every side. */
function sidesInLines(path, foot) {
  const sides = read('pdftotext', '-bbox-layout', '-enc', 'UTF-8', path, '-').split('<page ').slice(1);
  return sides.map((side) => {
    const lines = [...side.matchAll(/<line [^>]*yMax="([\d.]+)">(.*?)<\/line>/gs)].sort((one, other) => one[1] - other[1]);
    const words = lines.map((it) => flat([...it[2].matchAll(/<word [^>]*>(.*?)<\/word>/g)].map((word) => word[1]).join(' ')));
    return words.filter((line) => !/^\d+ ?\/ ?\d+$/.test(line) && !foot.includes(line));
  });
}

/** The headings of what is printed, and the words at the foot of every side. */
const drawnForPaper = (page) => page.evaluate(async () => {
  dispatchEvent(new Event('beforeprint'));
  await new Promise((done) => setTimeout(done, 50));
  const text = (selector) => [...document.querySelectorAll(selector)].map((it) => it.textContent.replace(/\s+/g, ' ').trim());
  const found = { headings: text(':is(.sheet, .leaflet) :is(h1, h2, h3)'), foot: text('.running, .sheet__running').join(' '), together: [] };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (walk.currentNode.data.includes('\u00a0')) found.together.push(walk.currentNode.data);
  dispatchEvent(new Event('afterprint'));
  return found;
});

/** Which element may stand in which, as PDF/UA asks; elements that mean nothing stand between them. */
const PARENTS = { TR: ['Table', 'THead', 'TBody', 'TFoot'], TH: ['TR'], TD: ['TR'], LI: ['L'], Lbl: ['LI', 'Note'], LBody: ['LI'], THead: ['Table'], TBody: ['Table'] };

/** The tree of tags, read as the machine part of PDF/UA reads it: what is wrong with it. */
function faultsOfTree(tree) {
  const faults = [], path = [], links = [];
  let level = 0;
  for (const line of tree) {
    const found = /^( *)([A-Z][A-Za-z0-9]*)\b/.exec(line);
    if (!found) continue;
    const [deep, name] = [found[1].length, found[2]];
    while (path.length && path.at(-1).deep >= deep) path.pop();
    const around = path.filter((it) => it.name !== 'NonStruct' && it.name !== 'Div').at(-1)?.name;
    if (PARENTS[name] && !PARENTS[name].includes(around)) faults.push(`${name} in ${around}`);
    if (name === 'Object') path.filter((it) => it.name === 'Link').forEach((it) => { it.leads = true; });
    const heading = /^H([1-6])$/.exec(name);
    if (heading) {
      if (Number(heading[1]) > level + 1) faults.push(`a heading of level ${heading[1]} after one of level ${level}`);
      level = Number(heading[1]);
    }
    const entry = { deep, name };
    if (name === 'Link') links.push(entry);
    path.push(entry);
  }
  if (links.some((it) => !it.leads)) faults.push('a link that leads nowhere');
  return faults;
}

/**
 * Words that a reader of the tags is not told, but for what stands at the foot of every side. Where a line ends the tool leaves
 * out the space; and a space that keeps two words together has a mark of its own within the tag, whose end the tool takes
 * for the end of the tag: the rest of such a text is not judged.
 */
function untagged(path, text, { foot, together }) {
  const signs = (words) => words.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  const told = signs(`${read('pdfinfo', '-struct-text', path)} ${foot} ${together.join(' ')}`).replaceAll(' ', '');
  return [...new Set(signs(text).split(' '))].filter((word) => word.length > 3 && !told.includes(word));
}

async function printed(page, name, format) {
  const path = join(folder, `${name}-${format}.pdf`);
  writeFileSync(path, await page.pdf({ format, tagged: true }));
  const info = read('pdfinfo', path);
  const bytes = readFileSync(path, 'latin1');
  const drawn = await drawnForPaper(page);
  const headings = new Set(drawn.headings);
  assert.ok(headings.size > 2, `${name}: headings`);
  const tree = read('pdfinfo', '-struct', path).split('\n');
  const count = (name) => tree.filter((line) => new RegExp(`^ *${name}\\b`).test(line)).length;
  return {
    path, sides: Number(/Pages:\s+(\d+)/.exec(info)[1]), title: /Title:\s+(.*)/.exec(info)?.[1], tagged: /Tagged:\s+yes/.test(info),
    languages: [...new Set(bytes.match(/\/Lang \([^)]*\)/g))], alternatives: (bytes.match(/\/Alt\b/g) ?? []).length,
    h1: count('H1'), tables: count('Table'), heads: count('TH'), cells: count('TD'), scopes: tree.filter((line) => line.includes('/Scope')).length,
    figures: count('Figure'), text: flat(read('pdftotext', '-raw', '-enc', 'UTF-8', path, '-')), filled: filled(path),
    headings, sideTexts: sidesInLines(path, drawn.foot), faults: faultsOfTree(tree), untagged: untagged(path, read('pdftotext', '-raw', '-enc', 'UTF-8', path, '-'), drawn),
    showsTitle: /\/DisplayDocTitle\s+true/.test(bytes),
  };
}

/** What every paper is for somebody who does not see it. */
function isTagged(paper, where) {
  assert.ok(paper.tagged, `${where}: no tags`);
  assert.deepEqual(paper.languages, ['/Lang (en)'], where);
  assert.equal(paper.h1, 1, `${where}: first headings`);
  assert.ok(!paper.tables || (paper.heads > 0 && paper.scopes === paper.heads), `${where}: ${paper.heads} head cells, ${paper.scopes} that say of what`);
  assert.ok(paper.showsTitle, `${where}: its title is not shown`);
  assert.deepEqual(paper.faults, [], `${where}: the tree of tags`);
  assert.ok(paper.alternatives >= paper.figures, `${where}: ${paper.figures} figures, ${paper.alternatives} alternatives`);
}

/** No sheet is under a quarter full: a side that begins one by itself, and, a tenth at least, the back of a full front. */
const nearlyEmpty = (paper) => paper.filled.map((part, at) => [at + 1, Number(part.toFixed(2))]).filter(([side, part]) => part < (side % 2 ? 0.25 : 0.1));

const question = (at) => `${at}. Would you please tell me what this means for my work, my sleep and for my garden?`.padEnd(90, '?').slice(0, 90);
const note = 'I look after my wife on most days, so I cannot be in hospital for long. My father had this too. I sleep badly since I was told, and I would like my son to come in with me when we talk it over. '.padEnd(200, 'x').slice(0, 200);

/** Eight things sorted, three of them on top, three questions, a note. */
async function typical(page) {
  await enter(page, 'matters');
  const things = page.locator('[role=main] .sorts > li').filter({ has: page.getByRole('button') });
  for (let at = 0; at < 8; at += 1) {
    const pile = at < 3 ? 'pile-lot' : at < 6 ? 'pile-some' : 'pile-not';
    await things.nth(at).getByRole('button', { name: new RegExp(`^(✓\\s*)?${say(pile)}`) }).click();
  }
  await enter(page, 'questions');
  for (const at of [1, 2, 3]) await addQuestion(page, question(at));
  await enter(page, 'my-page');
  await write(page, say('note-label'), note);
}

const own = 'Being there for my daughter’s wedding in the spring, and dancing';
const help = 'Somebody who can explain it all again, slowly, with pictures. I do not hear well on the left, and I tire in the afternoon. '.padEnd(200, 'x').slice(0, 200);

/** All things sorted and most of them marked, own words, four questions, a lean, every wish, help and a note. */
async function many(page) {
  await enter(page, 'matters');
  await addMatter(page, own);
  await button(thing(page, own), say('pile-some')).click();
  const things = page.locator('[role=main] .sorts > li').filter({ has: page.getByRole('button') });
  for (let at = 0; at < (await things.count()); at += 1) {
    const pile = at < 6 ? 'pile-lot' : at < 9 ? 'pile-some' : 'pile-not';
    const chosen = things.nth(at).getByRole('button', { name: new RegExp(`^(✓\\s*)?${say(pile)}`) });
    if ((await things.nth(at).getByRole('button', { pressed: true }).count()) === 0) await chosen.click();
  }
  await enter(page, 'my-way');
  const markers = page.locator('[role=main]').getByRole('button', { name: new RegExp(`^${say('mark-same')}`) });
  assert.ok((await markers.count()) >= 6);
  for (const marker of await markers.all()) await marker.click();
  await enter(page, 'questions');
  for (const at of [1, 2, 3]) await addQuestion(page, question(at));
  await page.locator('[role=main]').getByRole('checkbox').first().check();
  await enter(page, 'where-i-stand');
  await page.locator('[role=main]').getByRole('button', { name: new RegExp(`^${say('lean-to', { choice: '' }).trim()}`) }).first().click();
  for (const wish of await page.locator('[role=main]').getByRole('checkbox').all()) await wish.check();
  await write(page, say('help-label'), help);
  await enter(page, 'my-page');
  await write(page, say('note-label'), note);
}

/** What each side ends with, above its foot: never a heading without what it is the heading of. */
function headingsAlone(paper) {
  return paper.sideTexts.map((side) => side.at(-1)).filter((line) => paper.headings.has(line));
}

/** The ids that a decision offers under a heading. */
function offered(decision, section) {
  const text = readFileSync(join(dist, 'content', decision, 'en', 'decision.md'), 'utf8');
  const part = text.split(/\n## /).find((it) => it.includes(`](#${section})\n`));
  return [...part.matchAll(/^- \[[^\]]*\]\(([^)]*)\)/gm)].map((it) => it[1].replace(/^#|\.md$/g, ''));
}

const sentence = (length) => 'I want to see my grandchildren grow up, and to walk the dog each day without having to think about where the next toilet is, and I would like somebody to tell me what usually happens here'.slice(0, length).trim();
/** A question of 90 characters or so, as people type them. */
const asking = (number) => `What would you do first if this were you, or your father, and he lived where I live (${number})?`;

/** What people say, as the documented text. */
function said(decision, kind) {
  const [matters, prompts, choices] = ['matters', 'questions', 'choices'].map((it) => offered(decision, it));
  const lot = (ids) => ids.map((id, place) => ({ id, pile: 'lot', mark: [{ to: choices[place % choices.length] }, 'same', 'unsure'][place % 3] }));
  const rest = (ids) => ids.map((id, place) => ({ id, pile: ['some', 'unsure', 'not'][place % 3] }));
  const asked = (ids) => ids.map((id) => ({ id, asked: true }));
  if (kind === 'nothing') return {};
  if (kind === 'few') return { things: [{ id: matters[1], pile: 'lot' }], questions: asked(prompts.slice(0, 1)) };
  const usual = {
    me: sentence(60), 'keeps-going': sentence(50),
    things: [...lot(matters.slice(0, 3)), ...rest(matters.slice(3, 7)), { own: 1, words: sentence(60), pile: 'some' }],
    questions: [1, 2, 3].map((number) => ({ own: number, words: asking(number), asked: true })),
    lean: { to: choices[0] }, wishes: ['together', 'company', 'specialists'], note: sentence(200), 'filled-by': 'helped',
  };
  if (kind === 'typical') return usual;
  const own = [1, 2, 3].map((number) => ({ own: number, words: `${sentence(110)} ${number}`, pile: 'lot', mark: 'unsure' }));
  return {
    ...usual, 'print-survival': true, help: sentence(180),
    things: [...lot(matters), ...own, { own: 4, words: sentence(90), pile: 'some' }, { own: 5, words: sentence(40), pile: 'unsure' }],
    questions: [...usual.questions, ...asked(prompts)],
    wishes: ['together', 'advise', 'company', 'time', 'peer', 'specialists', 'reading'],
  };
}

/** The decision's own page with these answers. */
async function pageWith(decision, answers) {
  const page = await open(browser, { locale: 'en-GB', ...desktop });
  const text = JSON.stringify({ tandem: 2, topics: { [decision]: answers } });
  await page.addInitScript(([decision, text]) => {
    sessionStorage.setItem('tandem-tab', JSON.stringify({ version: 1, used: Date.now(), texts: [[decision, text]] }));
  }, [decision, text]);
  await page.goto(aid.at(`${decision}.en.html#my-page`));
  await ready(page);
  return page;
}

/** How much of each side is used: from its top to its last ink, above the foot that each side has. */
function inked(path) {
  const stem = path.replace(/\.pdf$/, '');
  execFileSync('pdftoppm', ['-gray', '-r', '50', path, stem]);
  const sides = Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [path], { encoding: 'utf8' }))[1]);
  return Array.from({ length: sides }, (_, side) => {
    const file = readFileSync(`${stem}-${String(side + 1).padStart(String(sides).length, '0')}.pgm`);
    const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 40).toString('latin1'));
    const dots = file.subarray(head.length);
    const foot = Math.floor(Number(height) * 0.93);
    for (let y = foot - 1; y > 0; y -= 1) {
      if (dots.subarray(y * width, (y + 1) * width).some((dot) => dot < 200)) return Math.round((100 * y) / foot);
    }
    return 0;
  });
}

/** Words that stand where the number of their side stands. */
function underNumbers(path) {
  const sides = execFileSync('pdftotext', ['-bbox', path, '-'], { encoding: 'utf8' }).split('<page ').slice(1);
  return sides.flatMap((side) => {
    const words = [...side.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g)];
    const all = words.map(([, left, top, right, bottom, text]) => ({ left: +left, top: +top, right: +right, bottom: +bottom, text }));
    const number = all.find(({ text }) => /^\d+\/\d+$/.test(text));
    assert.ok(number, 'each side has its number');
    const { left, right, top, bottom } = number;
    const meets = (it) => it.left < right && it.right > left && it.top < bottom - 2 && it.bottom > top + 2;
    return all.filter((it) => it !== number && meets(it)).map(({ text }) => text);
  });
}

/** What is wrong with a page that somebody prints: it is read by eye and by tag, takes few sides, and uses each of them well. */
function isWellMade(paper, where, most) {
  isTagged(paper, where);
  assert.deepEqual(paper.untagged, [], `${where}: words that no tag holds`);
  assert.equal(paper.title, say('place-page'), `${where}: a title that tells nothing`);
  assert.ok(paper.sides <= most, `${where}: ${paper.sides} sides`);
  assert.deepEqual(headingsAlone(paper), [], `${where}: a heading alone`);
  const used = inked(paper.path);
  assert.ok(used.every((share) => share >= 25), `${where}: ${used.join(', ')} % of its sides used`);
  assert.deepEqual(underNumbers(paper.path), [], `${where}: words under the number of its side`);
}

const holds = (paper, words) => paper.text.replace(/\s/g, '').includes(words.trim().replace(/\s/g, ''));

for (const id of decisions) {
  test(`${id}: the page of who said nothing, a little, and much, on A4 and Letter`, async (t) => {
    for (const [kind, most] of Object.entries({ nothing: 2, few: 2, typical: 2, many: 4 })) {
      const answers = said(id, kind);
      const page = await pageWith(id, answers);
      for (const format of ['A4', 'Letter']) {
        const where = `${id}, ${kind}, ${format}`;
        const paper = await printed(page, `${id}-${kind}`, format);
        t.diagnostic(`${where}: ${paper.sides} sides, filled to ${paper.filled.map((part) => part.toFixed(2)).join(' ')}`);
        isWellMade(paper, where, most);
        const own = [answers.me, answers['keeps-going'], answers.help, answers.note, ...[...answers.things ?? [], ...answers.questions ?? []].map((it) => it.words)];
        for (const words of own.filter(Boolean)) assert.ok(holds(paper, words), `${where}: ${words}`);
      }
      await page.context().close();
    }
  });
}

test('the page of who tapped and typed it all, in the longest decision, on A4 and Letter', async () => {
  for (const [kind, most] of Object.entries({ typical: 2, many: 4 })) {
    const page = await open(browser, { locale: 'en-GB', ...desktop });
    await page.goto(aid.at('prostate-localised.en.html'));
    await ready(page);
    await (kind === 'many' ? many : typical)(page);
    for (const format of ['A4', 'Letter']) {
      const where = `${kind}, ${format}`;
      const paper = await printed(page, `tapped-${kind}`, format);
      isWellMade(paper, where, most);
      const words = [note, ...[1, 2, 3].map(question), ...(kind === 'many' ? [own, help] : [])];
      for (const it of words) assert.ok(holds(paper, it), `${where}: ${it}`);
    }
    await page.context().close();
  }
});

for (const id of decisions) {
  test(`${id}: the leaflet, on A4 and Letter, in the device’s letters and in our own`, async (t) => {
    const page = await open(browser, { locale: 'en-GB', ...desktop });
    await page.goto(aid.at(`${id}.en.html`));
    await ready(page);
    for (const letters of ['the device’s', 'ours']) {
      if (letters === 'ours') {
        await page.waitForFunction(() => performance.getEntriesByType('resource').filter((it) => it.name.endsWith('.woff2')).length === 2);
        await enter(page, 'choices');
      }
      for (const format of ['A4', 'Letter']) {
        const where = `${id}, leaflet, ${format}, ${letters}`;
        const paper = await printed(page, `${id}-leaflet-${letters === 'ours' ? 'own' : 'device'}`, format);
        t.diagnostic(`${where}: ${paper.sides} sides, filled to ${paper.filled.map((part) => part.toFixed(2)).join(' ')}`);
        isTagged(paper, where);
        assert.ok(paper.sides <= 4, `${where}: ${paper.sides} sides`);
        assert.deepEqual(nearlyEmpty(paper), [], `${where}: nearly empty`);
        assert.deepEqual(headingsAlone(paper), [], `${where}: a heading alone`);
        // A table that goes on overleaf has the names of its columns there as well: out of how many of whom, or of whom it tells
        // where none of its rows has a number of people.
        const line = new RegExp(say('line-number', { line: '\\d+' }));
        const nameless = paper.sideTexts.map((side) => side.join(' ')).filter((side) => line.test(side) && !/out of [\d,]+ |\b(women|men|people)\b/i.test(side.slice(0, side.search(line))));
        assert.deepEqual(nameless, [], `${where}: numbers with no names over them`);
      }
    }
    await page.context().close();
  });
}

// What a person does with Tandem, in the words that stand on the screen. The words and the cards are read from what is
// published, so a test goes on working when somebody words a button anew.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { dist, open, serve, settled } from './support.mjs';

export const decisionPage = 'prostate-localised.en.html';
const cardFolder = 'content/prostate-localised/en';

/** What is published; a clear message if it was not built. */
export const site = (folder = dist) => {
  assert.ok(existsSync(join(folder, decisionPage)), `${join(folder, decisionPage)} is missing: run \`cargo xtask build\`, or \`cargo xtask test\``);
  return serve(folder);
};

const published = (path) => {
  assert.ok(existsSync(join(dist, path)), `${join(dist, path)} is missing: run \`cargo xtask build\`, or \`cargo xtask test\``);
  // Some hosts need the mark at the start of a text.
  return readFileSync(join(dist, path), 'utf8').replace(/^\uFEFF/, '');
};

// Words -------------------------------------------------------------------------------------------------------------

const wordsIn = (lang) => new Map(
  [lang, `${lang}.paper`].flatMap((name) => published(`content/words/${name}.yaml`).split('\n')).map((line) => /^([a-z0-9-]+):\s+(.*)$/.exec(line)).filter(Boolean)
    .map(([, key, value]) => [key, /^".*"$/.test(value) ? value.slice(1, -1).replaceAll('\\"', '"') : value]),
);

/** Sentences of the screen in a language, their holes filled. */
export function sayingIn(lang) {
  const words = wordsIn(lang);
  return (key, holes = {}) => {
    assert.ok(words.has(key), `there are no words for "${key}" in ${lang}`);
    return words.get(key).replace(/\{([a-z]+)\}/g, (_, hole) => {
      assert.ok(hole in holes, `"${key}" has a hole for ${hole}`);
      return holes[hole];
    });
  };
}

/** A sentence of the screen, its holes filled: `say('next', { place: 'My page' })`. */
export const say = sayingIn('en');

const months = [...published('content/words/en.yaml').split('\nmonths:\n')[1].split(/\n(?! )/)[0].matchAll(/- "?([^"\n]*)"?/g)].map((it) => it[1]);

/** A date as the screen writes it. */
export const dateInWords = (date) =>
  say('date-in-words', { day: date.getDate(), month: months[date.getMonth()], year: date.getFullYear() });

/** As people see words: what separates them does not count. */
export const flat = (text) => text.replace(/\s+/g, ' ').trim();

// Cards -------------------------------------------------------------------------------------------------------------

const plainWords = (markdown) =>
  flat(markdown.replace(/\[\^[a-z0-9-]+\]/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*_]{1,2}([^*_]+)[*_]{1,2}/g, '$1'));
const linked = (markdown) => /^\[(?<words>.*?)\]\((?<to>[^)]*)\)/.exec(markdown.trim())?.groups;
const withThousands = (count) => count.toLocaleString('en-GB');

/** A cell of a table: what the card says, and the sentences that must be made of it. */
function readCell(markdown) {
  if (plainWords(markdown) === say('card-not-known')) return { notKnown: true };
  const shape = /^([\d,]+)(?: to ([\d,]+))?(?: \(([\d,]+) to ([\d,]+)\))?$/.exec(plainWords(markdown));
  assert.ok(shape, `the test cannot read this cell: ${markdown}`);
  const [low, high, from, to] = shape.slice(1).map((it) => (it === undefined ? undefined : Number(it.replaceAll(',', ''))));
  return { low, high: high ?? low, range: from === undefined ? undefined : [from, to] };
}

/** Every way in which the screen may say this number, made here from the card alone. */
export function sentences(row, cell) {
  if (cell.notKnown) return { happened: say('cell-not-known'), short: say('card-not-known') };
  const [count, low, high, of] = [cell.low, cell.low, cell.high, row.table.of].map(withThousands);
  const across = cell.low !== cell.high;
  const holes = { count, low, high, of, group: row.table.group, label: row.label, over: row.over };
  const rest = { count: withThousands(row.table.of - cell.low), low: withThousands(row.table.of - cell.high), high: withThousands(row.table.of - cell.low), label: row.others };
  const kind = across ? 'across' : 'exact';
  const others = cell.low === row.table.of ? 'rest-nobody' : row.others ? `rest-own-${kind}` : cell.high === 0 ? 'rest-all' : `rest-${kind}`;
  const range = cell.range && cell.range[0] < cell.range[1] ? say('range-likely', { low: withThousands(cell.range[0]), high: withThousands(cell.range[1]) }) : across ? say('range-across') : undefined;
  return {
    outOf: say(across ? 'out-of-across' : 'out-of-exact', holes),
    happened: say(across ? 'count-across' : 'count-exact', holes),
    rest: say(others, rest),
    range,
    short: across ? say('short-across', holes) : low,
  };
}

function readDecision(markdown) {
  const [, head, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(markdown);
  const meta = Object.fromEntries(head.split('\n').map((line) => /^([a-z-]+): (.+)$/.exec(line)).filter(Boolean).map(([, key, value]) => [key, value]));
  const lines = body.split('\n');
  const decision = { meta, heading: /^# (.*)$/m.exec(body)[1], options: [], tables: [], matters: [], prompts: [], sources: {}, order: [] };
  decision.question = flat(body.split(/\n\n+/).map((part) => part.trim()).find((part) => part && !part.startsWith('#')));
  let section = '', heading;
  for (const line of lines) {
    const title = /^(##+) (\[.*\]\(#.*\))/.exec(line);
    const listed = /^- (\[.*)$/.exec(line);
    const source = /^\[\^([a-z0-9-]+)\]: (.*)$/.exec(line);
    if (title) {
      heading = linked(title[2]);
      if (title[1] === '##') section = heading.to;
    } else if (source) decision.sources[source[1]] = plainWords(source[2]);
    else if (listed && section === '#choices') decision.options.push({ id: linked(listed[1]).to.replace('.md', ''), title: linked(listed[1]).words });
    else if (listed && section === '#questions') decision.prompts.push({ id: linked(listed[1]).to.slice(1), words: linked(listed[1]).words });
    else if (listed && section === '#matters') {
      const [first, ...about] = [...listed[1].matchAll(/\[([^\]]*)\]\(#([^)]*)\)/g)].map(([, words, to]) => ({ words, to }));
      decision.matters.push({ id: first.to, words: first.words, about: about.map((it) => it.to) });
    } else if (line.startsWith('|') && section === '#outcomes') {
      const cells = line.split('|').slice(1, -1).map((cell) => cell.trim());
      if (/^Out of/.test(cells[0])) {
        const corner = /^Out of ([\d,]+) (.*)$/.exec(cells[0]);
        const columns = cells.slice(1).filter((cell) => cell.includes('.md)'));
        decision.tables.push({
          id: heading.to.slice(1), heading: heading.words, phrase: cells[0], of: Number(corner[1].replaceAll(',', '')), group: corner[2], rows: [],
          columns: columns.map((cell) => ({ studied: plainWords(cell), option: /\(([a-z-]+)\.md\)/.exec(cell)[1] })),
        });
      } else if (!/^-+$/.test(cells[0])) {
        const table = decision.tables.at(-1);
        const wide = table.columns.length;
        const [over, sure, difference] = cells.slice(1 + wide);
        table.rows.push({
          table, label: linked(cells[0]).words, others: /\), [^*]*\*([^*]+)\*/.exec(cells[0])?.[1], id: linked(cells[0]).to.slice(1), cells: cells.slice(1, 1 + wide).map(readCell),
          over: plainWords(over), sure: plainWords(sure), difference: plainWords(difference), sources: [...cells[0].matchAll(/\[\^([a-z0-9-]+)\]/g)].map((it) => it[1]),
        });
      }
    }
  }
  // Sources are numbered in the order in which the file gives them.
  assert.ok(decision.tables.length > 5 && decision.matters.length > 5 && decision.prompts.length > 5 && decision.options.length > 2, 'the test read the card wrongly');
  const isSurvival = (table) => /^survival(-|$)/.test(table.id);
  decision.survival = decision.tables.filter(isSurvival);
  decision.numbers = decision.tables.filter((table) => !isSurvival(table));
  return decision;
}

/** The decision as its card says it. */
export const card = readDecision(published(`${cardFolder}/decision.md`));
export const choices = card.options.map((option) => option.title);
/** What matters, by a word in it: `matter('dry')`. */
export const matter = (part) => card.matters.find((it) => it.words.includes(part))?.words ?? assert.fail(`no card says "${part}"`);
export const prompt = (part) => card.prompts.find((it) => it.words.includes(part))?.words ?? assert.fail(`no question says "${part}"`);

// Places ------------------------------------------------------------------------------------------------------------

/** The journey in order, then the other places: address, heading. */
export const journey = [
  ['decision', card.heading],
  ['choices', say('place-choices')],
  ['side-by-side', say('place-compare')],
  ['matters', say('place-matters')],
  ['my-way', say('place-my-way')],
  ['questions', say('place-questions')],
  ['where-i-stand', say('place-stand')],
  ['my-page', say('place-page')],
].map(([hash, title]) => ({ hash, title, name: hash === 'decision' ? say('place-decision') : title }));
export const places = [
  ...journey,
  { hash: 'start', title: say('place-start') },
  { hash: 'survival', title: say('place-survival') },
  { hash: 'about', title: say('place-about') },
  { hash: 'show', title: say('place-page') },
  { hash: 'what-we-said', title: say('talk-answers') },
  ...card.options.map(({ id, title }) => ({ hash: id, title })),
];

export const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
export const desktop = { viewport: { width: 1280, height: 800 } };

/** A page on which nothing takes long: what is not there soon is missing. */
export function quick(page) {
  page.setDefaultTimeout(5000);
  return page;
}

/** Waits until the program has taken the page's place. How long that may take is measured elsewhere: a busy machine is no fault here. */
export const ready = (page) => quick(page).locator('html.live').waitFor({ state: 'attached', timeout: 30_000 });

/** Opens the decision in a browser that was never here before, and waits until it answers to touch. */
export async function visit(browser, from, hash = '', options = phone) {
  const page = await open(browser, { locale: 'en-GB', ...options });
  await page.goto(from.at(decisionPage + (hash && `#${hash}`)));
  await ready(page);
  return page;
}

/** The same browser comes again, as if for the first time: a page and a program of their own, faster than another browser. */
export async function again(page, from, hash = '') {
  await page.goto('about:blank');
  await page.goto(from.at(decisionPage + (hash && `#${hash}`)));
  await ready(page);
}

export const heading = (page) => page.getByRole('heading', { level: 1 });
/** Waits until a place is shown, all of it. */
export async function at(page, title) {
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  await settled(page);
}
const titleOf = (name) => (journey.find((place) => place.name === name) ?? { title: name }).title;

/** Takes the one button at the end of a step. */
export async function next(page, name) {
  await page.getByRole('link', { name: say('next', { place: name }), exact: true }).click();
  await at(page, titleOf(name));
}

/** Goes to a place by the list of places; on a phone the list has to be opened first. */
export async function goTo(page, name) {
  const list = page.getByRole('navigation', { name: say('places') });
  const link = list.getByRole('link', { name, exact: true });
  if (!(await link.isVisible())) await list.locator('summary').click();
  await link.click();
  await at(page, titleOf(name));
}

/** Types another address after `#`, as somebody does who has it on paper. */
export async function enter(page, hash) {
  await page.evaluate((hash) => { location.hash = hash; }, hash);
  const place = places.find((it) => it.hash === hash);
  if (place && hash !== 'show') await at(page, place.title);
  else if (place) await page.getByRole('link', { name: say('show-close'), exact: true }).waitFor();
}

/**
 * Opens everything that is folded, as somebody does who wants to see it all; what is drawn only then is waited for. What is
 * laid out only when somebody comes near has no words for `innerText` before: it is laid out as well.
 */
export const unfold = async (page) => {
  await settled(page);
  await page.evaluate(() => {
    if (globalThis.isNear) return;
    globalThis.isNear = new CSSStyleSheet();
    globalThis.isNear.replaceSync('.comparison { content-visibility: visible !important }');
    document.adoptedStyleSheets.push(globalThis.isNear);
  });
  await openFolds(page);
};
const openFolds = (page) => page.evaluate(async () => {
  for (let before = -1, now = 0; before !== now; ) {
    before = now;
    const folds = document.querySelectorAll('[role=main] details');
    for (const fold of folds) fold.open = true;
    await new Promise((done) => setTimeout(done, 30));
    now = document.querySelectorAll('[role=main] *').length;
  }
});

// Verbs -------------------------------------------------------------------------------------------------------------

const asWritten = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
/** A button by its name; the tick that a chosen one wears is no part of it. */
export const button = (within, name) => within.getByRole('button', { name: new RegExp(`^(✓\\s*)?${asWritten(name)}$`) });
/** The name of a button that adds what was written in the field of this name. */
export const adds = (field) => `${say('add')}: ${say(field)}`;
export const thing = (page, words) => page.getByRole('group', { name: words, exact: true });

/** Puts a thing that matters on a pile: 'pile-lot', 'pile-some', 'pile-not', 'pile-unsure'. */
export const sort = (page, words, pile = 'pile-lot') => button(thing(page, words), say(pile)).click();
export const pileOf = async (page, words) => {
  const pressed = thing(page, words).getByRole('button', { pressed: true });
  return (await pressed.count()) ? flat(await pressed.first().innerText()).replace(/^✓ ?/, '') : undefined;
};
export async function addMatter(page, words) {
  await page.getByLabel(say('matters-own'), { exact: true }).fill(words);
  await button(page, adds('matters-own')).click();
  await thing(page, words).waitFor();
}
export async function addQuestion(page, words) {
  await page.getByLabel(say('questions-own'), { exact: true }).fill(words);
  await button(page, adds('questions-own')).click();
  await button(page, say('remove-named', { thing: words })).waitFor();
}
/** The order of what matters a lot is folded to its heading. */
export const openOrder = (page) => page.evaluate(() => { for (const fold of document.querySelectorAll('[role=main] .order > details')) fold.open = true; });
export const moveUp = async (page, words) => { await openOrder(page); await button(page, say('move-up-named', { thing: words })).click(); };
export const moveDown = async (page, words) => { await openOrder(page); await button(page, say('move-down-named', { thing: words })).click(); };
export const remove = (page, words) => button(page, say('remove-named', { thing: words })).click();
export const tick = (page, words) => page.getByRole('checkbox', { name: words, exact: true }).check();
export const untick = (page, words) => page.getByRole('checkbox', { name: words, exact: true }).uncheck();
export const press = (page, words) => button(page, words).click();
export const write = (page, label, words) => page.getByLabel(label, { exact: true }).fill(words);
/** Says what a thing means: one of the marker's buttons. */
export const mark = (page, words, label) => button(page.getByRole('group', { name: say('mark-title', { thing: words }), exact: true }), label).click();
export const markTo = (choice) => say('mark-to', { choice });
export async function tell(page, detail) {
  const control = page.locator('[role=main] .detail-control:not([open]) > summary');
  if (await control.count()) await control.click();
  await page.getByRole('radiogroup', { name: say('detail-title'), exact: true }).getByRole('radio', { name: say(detail), exact: true }).check();
}

/** The list under a heading, in its order. */
export const listUnder = async (page, title) => {
  await openOrder(page);
  const items = page.getByRole('region').or(page.locator('section')).filter({ has: page.getByRole('heading', { name: title, exact: true }) }).last().getByRole('list').locator('.said');
  return (await items.allInnerTexts()).map(flat);
};

/** Clears everything, and says yes when asked. */
export async function clear(page) {
  await button(page, say('clear')).click();
  await button(page.getByRole('group', { name: say('clear-ask'), exact: true }), say('clear-yes')).click();
}

/** The sheet, as it stands on the page. */
export const sheet = (page) => page.getByRole('article', { name: say('place-page'), exact: true });

/** The words that can be seen: not those in a closed fold, nor those for paper only. */
export const visibleText = (page, within = 'body') => page.evaluate((within) => {
  const texts = [];
  let last = null;
  for (const root of document.querySelectorAll(within)) {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const shown = node.parentElement.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true });
      if (!shown || !node.data) continue;
      let block = node.parentElement;
      while (getComputedStyle(block).display === 'inline') block = block.parentElement;
      if (block !== last) texts.push(' ');
      last = block;
      texts.push(node.data);
    }
  }
  return texts.join('').replace(/\s+/g, ' ');
}, within);

/**
 * Every picture of people that stands in the page: the line it belongs to, its own numbers, its name, and all the words
 * that stand with it and with no other picture.
 */
export const pictures = (page, within = '[role=main]') => page.evaluate((within) => {
  const root = document.querySelector(within);
  return [...root.querySelectorAll('svg[role=img]')].map((it) => {
    let around = it.parentElement;
    while (around.parentElement.querySelectorAll('svg[role=img]').length === 1 && around.parentElement !== root) around = around.parentElement;
    const { low, high, of } = it.dataset;
    return { line: Number(it.closest('[data-line]')?.dataset.line), low: Number(low), high: Number(high), of: Number(of), name: it.getAttribute('aria-label'), words: around.textContent.replace(/\s+/g, ' ') };
  });
}, within);

/** The rows of all tables of numbers, as plain text: the names of their columns; what each is about, its cells, its line. */
export const numberRows = (page, within = '[role=main]') => page.evaluate(({ within, word }) => {
  const text = (it) => it?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  const line = (row) => new RegExp(`^${word} (\\d+)$`).exec(row.querySelector('.line')?.textContent ?? '')?.[1];
  return [...document.querySelectorAll(`${within} table`)].flatMap((table) => {
    const head = [...table.querySelectorAll('thead th')].map(text);
    if (!/^out of [\d,]+ /i.test(head[0] ?? '')) return [];
    return [...table.querySelectorAll('tbody tr')].filter((row) => row.querySelector('th[scope=row]')).map((row) => {
      const about = row.querySelector('th');
      const series = text(row.parentElement.querySelector('th.compare__series'));
      const cells = [...row.querySelectorAll('td:not(.line-cell)')].map(text);
      return { head, about: about.getAttribute('aria-label') ?? `${series} ${text(about)}`.trim(), cells, line: line(row) };
    });
  });
}, { within, word: say('line-number', { line: '' }).trim() });

/** What stands in a place with a line's number: what it is about, and the number as it is shown. */
export const numberedLines = (page, within = '[role=main]') => page.evaluate(({ within, word }) => {
  const text = (it) => it.textContent.replace(/\s+/g, ' ').trim();
  return [...document.querySelectorAll(`${within} :is(.line)`)].filter((it) => it.checkVisibility()).map((it) => {
    const line = new RegExp(`^${word} (\\d+)$`).exec(text(it))?.[1];
    const around = it.closest('tr, .row, .fact-title');
    const about = around?.querySelector('th, h2, h3, h4, h5, .fact-title') ?? around;
    const series = it.closest('tbody')?.querySelector('th.compare__series');
    return line && around && [`${series ? `${text(series)} ` : ''}${text(about).replace(text(it), '').trim()}`, line];
  }).filter(Boolean);
}, { within, word: say('line-number', { line: '' }).trim() });

// A whole visit ------------------------------------------------------------------------------------------------------

/** Words as people may type them, each with a marker that nothing else on the page has. */
export const own = {
  matter: 'CANARY-1 being there for my daughter’s “big day” <b>in May</b> & after',
  question: 'CANARY-2 هل يمكنني الانتظار حتى نهاية العام؟',
  help: 'CANARY-3 somebody who can explain "Gleason" again, slowly; Ελληνικά, žluťoučký',
  note: 'CANARY-4 I look after my wife on most days, so I cannot be in hospital for long. My father had this too. I sleep badly since I was told, and I would like my son to come in with me when we talk it over',
};

/** What a person with much to say enters: three questions, five things that matter, what they mean, a lean, a note. */
export const typical = {
  lot: ['dry', 'erections', 'Bowel', 'cancer is left', 'hormone'].map(matter),
  some: [own.matter],
  not: [matter('few hospital')],
  marks: [['dry', choices[2], 'mark-says-to'], ['erections', choices[0], 'mark-says-to'], ['Bowel', 'mark-same', 'mark-says-same'], ['cancer is left', choices[1], 'mark-says-to'], ['hormone', 'mark-unsure', 'mark-says-unsure']]
    .map(([part, to, says]) => ({ thing: matter(part), label: choices.includes(to) ? markTo(to) : say(to), says: say(says, { choice: to }) })),
  questions: [own.question, prompt('surgery patients'), prompt('both a surgeon')],
  lean: choices[0],
  wishes: ['wish-together', 'wish-company', 'wish-specialists'],
  note: own.note,
};

/** Enters all that through the steps, from wherever the page stands, and ends on the page. */
export async function fillIn(page, what = typical) {
  await enter(page, 'matters');
  for (const words of what.lot) await sort(page, words, 'pile-lot');
  for (const words of what.some) {
    await addMatter(page, words);
    await sort(page, words, 'pile-some');
  }
  for (const words of what.not) await sort(page, words, 'pile-not');
  await enter(page, 'my-way');
  for (const { thing, label } of what.marks) await mark(page, thing, label);
  await enter(page, 'questions');
  for (const words of what.questions) {
    if (card.prompts.some((it) => it.words === words)) await tick(page, words);
    else await addQuestion(page, words);
  }
  await enter(page, 'where-i-stand');
  if (what.lean) await press(page, say('lean-to', { choice: what.lean }));
  for (const wish of what.wishes) await tick(page, say(wish));
  if (what.help) await write(page, say('help-label'), what.help);
  await enter(page, 'my-page');
  await write(page, say('note-label'), what.note);
  await press(page, say('filled-helped'));
}

/** What is pressed on a place because somebody chose it; that My page is in one language is so from the start. */
export const chosen = (page) => page.locator('[aria-pressed=true]:not(.beside-choice *)');

/** Everything that the browser itself may hold on to. */
export const stored = (page) => page.evaluate(async () => ({
  local: Object.entries({ ...localStorage }), session: Object.entries({ ...sessionStorage }), cookies: document.cookie,
  databases: indexedDB.databases ? await indexedDB.databases() : [], // The program and what everybody's device may have is not about anybody; what lies there is read in offline.test.mjs.
  caches: globalThis.caches ? (await caches.keys()).filter((it) => !/ (program|common)$/.test(it)) : [], name: window.name,
  // A bare number says which entry of the history this is, and nothing of the person.
  state: Object.keys(history.state ?? {}).join() === 'entry' && typeof history.state.entry === 'number' ? null : history.state,
}));
export const nothingStored = { local: [], session: [], cookies: '', databases: [], caches: [], name: '', state: null };

/** All text that the page holds anywhere: its markup and what its fields hold. */
export const held = (page) => page.evaluate(() => [
  document.title, location.href, document.documentElement.outerHTML,
  ...[...document.querySelectorAll('input, textarea, select')].map((field) => field.value),
].join('\n'));

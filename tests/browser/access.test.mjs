// For everyone: no fault that axe can find, no sideways scrolling, large targets, forced colours, larger text, other directions.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { dist, inBothLights, launch, open } from './support.mjs';
import { addQuestion, button, card, decisionPage, desktop, enter, fillIn, matter, own, phone, places, press, ready, say, site, sort, thing, typical, unfold, visit } from './person.mjs';

let browser, here;
before(async () => { here = await site(); browser = await launch(); });
after(async () => { await browser?.close(); await here?.close(); });

/** One choice's card stands for all: they are drawn alike. */
const screens = places.filter(({ hash }) => !card.options.slice(1).some((option) => option.id === hash)).map(({ hash }) => hash);

/** A page where somebody has entered everything there is to enter. */
async function filled(options) {
  const page = await visit(browser, here, '', options);
  await fillIn(page, { ...typical, help: own.help });
  return page;
}
const known = new Map();
/** The same, shared by tests that change nothing. */
async function shared(options) {
  if (!known.has(options)) known.set(options, await filled(options));
  const page = known.get(options);
  await page.emulateMedia({ colorScheme: null });
  return page;
}

// axe ---------------------------------------------------------------------------------------------------------------

for (const [kind, options] of [['a phone', phone], ['a desktop', desktop]]) {
  test(`axe finds no fault on any step on ${kind}, light and dark, with answers`, async () => {
    const page = await shared(options);
    const faults = [];
    for (const hash of screens) {
      await enter(page, hash);
      await unfold(page);
      faults.push(...await inBothLights(page, hash));
    }
    assert.deepEqual(faults, []);
  });

  test(`axe finds no fault in the list of topics, the page as built and the notices on ${kind}`, async () => {
    const faults = [];
    const look = async (what, page) => faults.push(...await inBothLights(page, what));
    const index = await open(browser, options);
    await index.goto(here.at());
    await ready(index);
    await look('topics', index);
    await index.context().close();

    // A program that cannot be had: the page as built stays, with a notice.
    const without = await site();
    const html = readFileSync(join(dist, decisionPage), 'utf8');
    without.lose(/href="(app\/program-[^"]*\.wasm)"/.exec(html)[1]);
    const still = await open(browser, options);
    await still.goto(without.at(decisionPage));
    await still.getByText(say('unread'), { exact: true }).waitFor();
    // What is far down is laid out only when it comes near: axe would measure boxes that nobody sees, one over the other.
    await still.evaluate(() => document.querySelectorAll('.still').forEach((it) => { it.style.contentVisibility = 'visible'; }));
    await look('as built', still);
    await still.context().close();
    await without.close();

    // The calm page of a fault, shown as the boot file shows it.
    const page = await visit(browser, here, 'matters', options);
    await sort(page, matter('dry'));
    await page.evaluate(() => { dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') })); });
    await page.getByRole('heading', { name: say('trouble-title'), exact: true }).waitFor();
    await look('trouble', page);
    await page.context().close();
    assert.deepEqual(faults, []);
  });
}

// Width -------------------------------------------------------------------------------------------------------------

/** What is wider than the screen; elements that only a screen reader meets do not count. */
const tooWide = (page) => page.evaluate(() => {
  const wide = document.documentElement.clientWidth;
  const past = [...document.querySelectorAll('body *')].filter((it) => it.checkVisibility({ contentVisibilityAuto: true }) && !it.closest('.unseen') && (it.getBoundingClientRect().right > wide + 1 || it.getBoundingClientRect().left < -1));
  if (!past.length && document.documentElement.scrollWidth <= wide) return [];
  if (!past.length) {
    // No box is too wide: then a word runs out of its box.
    const range = document.createRange();
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      range.selectNodeContents(node);
      if (node.data.trim() && range.getBoundingClientRect().right > wide + 1) past.push(node.parentElement);
    }
  }
  const inner = past.filter((it) => !past.some((other) => other !== it && it.contains(other)));
  return [`${document.documentElement.scrollWidth} px wide: ${inner.slice(0, 3).map((it) => `${it.localName}.${it.className} "${it.textContent.slice(0, 40)}"`).join(', ')}`];
});

/** Words that are cut off: a box that hides what does not fit in it. What is a dot on purpose is for screen readers. */
const cutOff = (page) => page.evaluate(() => [...document.querySelectorAll('body *')]
  .filter((it) => it.checkVisibility() && it.clientWidth > 1 && it.localName !== 'svg' && !it.closest('svg') && ['hidden', 'clip'].includes(getComputedStyle(it).overflowX) && (it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 1))
  .map((it) => `cut off: ${it.localName}.${it.className} "${it.textContent.slice(0, 40)}"`));

async function eachScreen(page, look) {
  const faults = [];
  for (const hash of screens) {
    await enter(page, hash);
    await unfold(page);
    faults.push(...(await look(page)).map((fault) => `${hash}: ${fault}`));
  }
  return faults;
}

const narrow = { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true };

test('at 320 px nothing scrolls sideways: as it is, with text twice as large, and with more space between letters and lines', async () => {
  const page = await filled(narrow);
  const look = async () => [...await tooWide(page), ...await cutOff(page)];
  const faults = { plain: await eachScreen(page, look) };
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  faults.large = await eachScreen(page, look);
  await page.evaluate(() => {
    document.documentElement.style.removeProperty('font-size');
    // WCAG 1.4.12, set on each element, as a person's own style would.
    const spaced = new CSSStyleSheet();
    spaced.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
    document.adoptedStyleSheets = [spaced];
  });
  faults.spaced = await eachScreen(page, look);
  assert.deepEqual(faults, { plain: [], large: [], spaced: [] });
  await page.context().close();
});

test('at 320 px the page as built and the list of topics do not scroll sideways', async () => {
  for (const path of ['', decisionPage]) {
    const page = await open(browser, { ...narrow, javaScriptEnabled: false });
    await page.goto(here.at(path));
    await page.evaluate(() => {
      // Everything unfolded and laid out, also what is far down.
      for (const fold of document.querySelectorAll('details')) fold.open = true;
      const all = new CSSStyleSheet();
      all.replaceSync('* { content-visibility: visible !important }');
      document.adoptedStyleSheets = [all];
    });
    assert.deepEqual([...await tooWide(page), ...await cutOff(page)], [], path);
    await page.context().close();
  }
});

test('long words without a space do not push the page wide', async () => {
  const page = await visit(browser, here, 'where-i-stand', narrow);
  await page.getByLabel(say('help-label'), { exact: true }).fill(`Donaudampfschifffahrt${'gesellschaft'.repeat(12)}`);
  await enter(page, 'my-page');
  assert.deepEqual(await tooWide(page), []);
  await page.context().close();
});

test('no bar stays on the screen of a phone, and on a short one nothing covers what has the focus', async () => {
  const page = await visit(browser, here, 'matters', { viewport: { width: 320, height: 256 }, isMobile: true, hasTouch: true });
  await sort(page, matter('dry'));
  const faults = await eachScreen(page, () => page.evaluate(() => [...document.querySelectorAll('body *')]
    .filter((it) => it.checkVisibility() && ['fixed', 'sticky'].includes(getComputedStyle(it).position) && it.getBoundingClientRect().height > innerHeight / 5)
    .map((it) => `${it.localName}.${it.className} is ${it.getBoundingClientRect().height} high`)));
  assert.deepEqual(faults, []);
  await page.context().close();
});

// Targets ------------------------------------------------------------------------------------------------------------

/**
 * What is smaller than 44 × 44 px of all that can be touched. A link within a sentence is exempt (WCAG 2.5.5); a field that
 * is ticked is as large as its label.
 */
const small = (page) => page.evaluate(() => {
  const inSentence = (it) => {
    let block = it.parentElement;
    while (getComputedStyle(block).display === 'inline') block = block.parentElement;
    const others = [...block.querySelectorAll('a')].reduce((left, link) => left - link.textContent.trim().length, block.textContent.trim().length);
    return getComputedStyle(it).display.startsWith('inline') && others > 0 && !['NAV', 'DIV', 'SECTION'].includes(block.tagName);
  };
  const found = [];
  for (const it of document.querySelectorAll('a, button, summary, input, textarea')) {
    const target = it.localName === 'input' && ['checkbox', 'radio'].includes(it.type) ? it.closest('label') : it;
    if (!target.checkVisibility() || (it.localName === 'a' && inSentence(it))) continue;
    const { width, height, bottom } = target.getBoundingClientRect();
    if (bottom < 0 && it.matches('a')) continue; // The skip link waits outside the screen.
    if (width < 43.9 || height < 43.9) found.push(`${it.localName} "${it.textContent.trim().slice(0, 40)}" is ${Math.round(width)} × ${Math.round(height)}`);
  }
  return [...new Set(found)];
});

for (const [kind, options] of [['a phone', phone], ['a desktop', desktop]]) {
  test(`whatever stands alone and can be touched is at least 44 px on ${kind}`, async () => {
    const page = await shared(options);
    assert.deepEqual(await eachScreen(page, () => small(page)), []);
    if (kind === 'a phone') {
      await page.getByRole('navigation', { name: say('places') }).locator('summary').click();
      await press(page, say('clear'));
      assert.deepEqual(await small(page), [], 'the open list of places and the question before clearing');
    }
  });
}

test('a tap on the middle of whatever can be touched reaches that and nothing beside it', async () => {
  const page = await shared(phone);
  const faults = await eachScreen(page, () => page.evaluate(() => {
    const found = [];
    for (const it of document.querySelectorAll('[role=main] :is(a, button, summary, input, textarea)')) {
      if (!it.checkVisibility()) continue;
      it.scrollIntoView({ block: 'center' });
      const { x, y, width, height } = it.getClientRects()[0];
      const hit = document.elementFromPoint(x + width / 2, y + height / 2);
      if (!it.contains(hit) && !hit?.contains(it)) found.push(`a tap on ${it.localName} "${(it.getAttribute('aria-label') ?? it.textContent).trim().slice(0, 30)}" reaches ${hit?.localName} "${(hit?.getAttribute('aria-label') ?? hit?.textContent ?? '').trim().slice(0, 30)}"`);
    }
    return [...new Set(found)];
  }));
  assert.deepEqual(faults, []);
});

test('a chosen button keeps its name: that it is chosen is said once, by its state', async () => {
  const page = await visit(browser, here, 'matters');
  const names = async () => (await thing(page, matter('dry')).ariaSnapshot()).match(/button "[^"]*"/g);
  const before = await names();
  await sort(page, matter('dry'));
  assert.deepEqual(await names(), before);
  assert.equal(await button(thing(page, matter('dry')), say('pile-lot')).getAttribute('aria-pressed'), 'true');
  await page.context().close();
});

// Colours and movement -------------------------------------------------------------------------------------------------

test('with forced colours the pictures of people are drawn in the system’s colours', async () => {
  for (const colorScheme of ['light', 'dark']) {
    const page = await visit(browser, here, 'side-by-side', { ...desktop, forcedColors: 'active', colorScheme });
    await unfold(page);
    const drawn = await page.evaluate(() => {
      const system = document.body.appendChild(document.createElement('i'));
      const of = (name) => { system.style.setProperty('color', name); return getComputedStyle(system).color; };
      const known = { text: of('CanvasText'), paper: of('Canvas'), grey: of('GrayText') };
      const figure = (kind) => {
        const { fill, stroke } = getComputedStyle(document.querySelector(`#page pattern[id=person-${kind}] path`));
        return { fill, stroke };
      };
      const all = { known, filled: figure('filled'), empty: figure('empty'), between: figure('between') };
      system.remove();
      return all;
    });
    const { text, paper, grey } = drawn.known;
    assert.notEqual(text, paper);
    assert.deepEqual(drawn.filled, { fill: text, stroke: text });
    assert.equal(drawn.empty.stroke, text);
    assert.ok(['none', paper, 'rgba(0, 0, 0, 0)'].includes(drawn.empty.fill), drawn.empty.fill);
    assert.equal(drawn.between.stroke, text);
    assert.ok([grey, text].includes(drawn.between.fill), drawn.between.fill);
    // Every control has a border that can be seen, and a chosen one differs from the others by more than colour.
    await enter(page, 'matters');
    await sort(page, matter('dry'));
    const borders = await thing(page, matter('dry')).getByRole('button').evaluateAll((buttons) => buttons.map((it) => [getComputedStyle(it).borderTopStyle, parseFloat(getComputedStyle(it).borderTopWidth), getComputedStyle(it, '::before').content]));
    for (const [style, width] of borders) assert.ok(style === 'solid' && width >= 1);
    assert.notDeepEqual(borders[0], borders[1]);
    await page.context().close();
  }
});

test('figures differ by shape, so that they can be told apart without colours', async () => {
  const page = await visit(browser, here, 'side-by-side', desktop);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    const fills = await page.evaluate(() => ['filled', 'between', 'empty'].map((kind) => {
      const style = getComputedStyle(document.querySelector(`#page pattern[id=person-${kind}] path`));
      return [style.fill === 'none' ? 'outline' : 'filled', style.strokeDasharray === 'none' ? 'line' : 'dashes'].join(' ');
    }));
    assert.equal(new Set(fills).size, 3, fills.join());
  }
  await page.context().close();
});

test('nothing moves by itself, and for people who want less movement nothing moves at all', async () => {
  const moving = () => {
    const all = [...document.querySelectorAll('*')].flatMap((it) => [null, '::before', '::after'].map((part) => getComputedStyle(it, part)));
    const seconds = (times) => Math.max(...times.split(',').map(parseFloat));
    return {
      animations: document.getAnimations().length,
      styles: all.filter((style) => style.animationName !== 'none' || seconds(style.transitionDuration) > 0).length,
      smooth: getComputedStyle(document.documentElement).scrollBehavior,
    };
  };
  const page = await visit(browser, here, '', { ...phone, reducedMotion: 'reduce' });
  for (const hash of screens) {
    await enter(page, hash);
    assert.deepEqual(await page.evaluate(moving), { animations: 0, styles: 0, smooth: 'auto' }, hash);
  }
  await page.context().close();
  const free = await visit(browser, here, 'side-by-side');
  assert.equal(await free.evaluate(() => document.getAnimations().length), 0);
  await free.context().close();
});

test('contrast of text is at least 7 to 1, light and dark', async () => {
  const page = await shared(phone);
  const faults = [];
  for (const hash of screens) {
    await enter(page, hash);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      faults.push(...(await page.evaluate(faint)).map((fault) => `${hash}, ${colorScheme}: ${fault}`));
    }
  }
  assert.deepEqual([...new Set(faults)], []);
});

/** Text whose colour is too near to what lies behind it. */
function faint() {
  const rgba = (colour) => { const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
  const light = ({ r, g, b }) => [r, g, b].map((it) => it / 255).map((it) => (it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4)).reduce((sum, it, place) => sum + it * [0.2126, 0.7152, 0.0722][place], 0);
  const behind = (it) => {
    for (let at = it; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour.a === 1) return colour;
    }
    return rgba('rgb(255, 255, 255)');
  };
  const found = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const it = node.parentElement;
    if (!node.data.trim() || !it.checkVisibility({ visibilityProperty: true }) || it.closest(':disabled')) continue;
    const [one, other] = [light(rgba(getComputedStyle(it).color)), light(behind(it))].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    if (ratio < 7) found.add(`${it.localName}.${it.className} ${ratio.toFixed(1)}`);
  }
  return [...found];
}

// Another direction ------------------------------------------------------------------------------------------------------

test('in a language written from the right the layout is mirrored, and nothing scrolls sideways', async () => {
  const mirrored = await site();
  mirrored.answer(decisionPage, readFileSync(join(dist, decisionPage), 'utf8').replace('dir="ltr"', 'dir="rtl"'));
  for (const options of [narrow, desktop]) {
    const some = async (from) => {
      const page = await visit(browser, from, 'matters', options);
      for (const part of ['dry', 'Bowel']) await sort(page, matter(part));
      await enter(page, 'questions');
      await addQuestion(page, own.question);
      return page;
    };
    const [left, right] = [await some(here), await some(mirrored)];
    assert.equal(await right.evaluate(() => getComputedStyle(document.body).direction), 'rtl');
    assert.deepEqual(await eachScreen(right, () => tooWide(right)), []);
    const wide = options.viewport.width;
    // Where the first and the second of several stand beside each other, and where the list of places and the heading are.
    const edges = async (page) => {
      const found = {};
      for (const hash of ['side-by-side', 'matters', 'where-i-stand', 'my-page']) {
        await enter(page, hash);
        await unfold(page);
        found[hash] = await page.evaluate(() => {
          const of = (it) => { const { left, right } = it.getBoundingClientRect(); return [left, right]; };
          const cells = [...document.querySelectorAll('[role=main] svg[role=img]')].slice(0, 3).map(of);
          const buttons = [...document.querySelectorAll('[role=main] button[aria-pressed]')].slice(0, 4).map((it) => it.getBoundingClientRect()).map(({ left, right }) => [left, right]);
          return { cells, buttons, nav: of(document.querySelector('nav')) };
        });
      }
      return found;
    };
    const [there, was] = [await edges(right), await edges(left)];
    // A scroll bar stands on the same side in both, so a few pixels are forgiven.
    for (const [hash, parts] of Object.entries(was)) for (const [part, boxes] of Object.entries(parts)) {
      for (const [place, box] of [boxes].flat(part === 'nav' ? 0 : 1).entries()) {
        const [start, end] = box;
        const other = [there[hash][part]].flat(part === 'nav' ? 0 : 1)[place];
        assert.ok(Math.abs(wide - end - other[0]) < 20 && Math.abs(wide - start - other[1]) < 20, `${wide} px, ${hash}, ${part} ${place}: ${box} became ${other}`);
      }
    }
    // Own words keep their own direction.
    await enter(right, 'questions');
    const said = right.locator('.said', { hasText: 'CANARY-2' }).first();
    assert.equal(await said.getAttribute('dir'), 'auto');
    await left.context().close();
    await right.context().close();
  }
  await mirrored.close();
});

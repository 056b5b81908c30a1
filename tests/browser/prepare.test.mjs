// Lists and sheets that are filled in on the screen: any of them, by the same Markdown as on paper, without a line of code
// for one. What is private goes nowhere unless it was chosen at that very line.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { addQuestion, card, flat, ready, say, site, tick } from './person.mjs';
import { allButColours, app, axe, dist, launch, open, root } from './support.mjs';

const names = readdirSync(dist).filter((name) => /^(lists|sheets)-.*\.en\.html$/.test(name));
const phone = { viewport: { width: 360, height: 740 } };

let browser, from;
before(async () => {
  browser = await launch();
  from = await site();
});
after(async () => {
  await browser?.close();
  await from?.close();
});

async function visit(name, options = phone, at = from) {
  const page = await open(browser, { locale: 'en-GB', ...options });
  await page.goto(at.at(name));
  await ready(page);
  return page;
}

/** Each list and sheet in turn, read anew in one window: a window of its own for each takes three times as long. */
async function onEach(use, options = phone, at = from) {
  const page = await open(browser, { locale: 'en-GB', ...options });
  for (const name of names) {
    await page.goto(at.at(name));
    await ready(page);
    await use(page, name);
  }
  await page.context().close();
}

const line = (page, words) => page.getByRole('group', { name: words, exact: true });
const choose = (page, words, answer) => line(page, words).getByRole('button', { name: answer, exact: true }).click();
const isPressed = async (page, words, answer) =>
  (await line(page, words).getByRole('button', { name: answer, exact: true }).getAttribute('aria-pressed')) === 'true';

/** Opens an area of the list of needs. */
const unfold = (page, words) => page.getByRole('button', { name: words, exact: true }).click();

/** A copy of what is published in which the service says whom to ring: only there are the hardest lines asked. */
async function withHelp(use) {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-with-help-'));
  cpSync(dist, folder, { recursive: true });
  const path = join(folder, 'content/service.en.md');
  let text = readFileSync(path, 'utf8').replace('owner:', 'owner: Ward 7').replace('checked:', 'checked: 2026-11-01');
  for (const id of ['emergency', 'crisis-line', 'safeguarding', 'advice-line']) text = text.replace(`(#${id})`, `(#${id})\n\nRing the ward`);
  writeFileSync(path, text);
  const server = await site(folder);
  try {
    await use(server);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

/** The words on paper, as somebody reads them. */
async function onPaper(page) {
  await page.emulateMedia({ media: 'print' });
  const words = flat(await page.locator('body').innerText());
  await page.emulateMedia({ media: 'screen' });
  return words;
}

test('every list and sheet can be filled in: a tap, words, a row more; it is on paper, and a reload of its program keeps it', async () => {
  await onEach(async (page, name) => {
    const box = page.locator('textarea:visible').first();
    if (await box.count()) {
      await box.fill('Tuesdays with my sister');
      assert.ok((await onPaper(page)).includes('Tuesdays with my sister'), `${name}: words`);
    }
    const one = page.locator('.to-fill').getByRole('button', { pressed: false }).first();
    if (await one.count()) {
      await one.click();
      assert.ok(await page.locator('.to-fill').getByRole('button', { pressed: true }).count(), `${name}: one of several`);
      assert.ok((await onPaper(page)).includes('☑'), `${name}: a tick on paper`);
    }
    const many = page.locator('.to-fill').getByRole('checkbox').first();
    if (await many.count()) {
      await many.check();
      assert.ok(await many.isChecked(), `${name}: any of several`);
    }
    const rows = await page.locator('tbody tr:visible').count();
    const add = page.getByRole('button', { name: say('sheet-add-row'), exact: true }).first();
    if (await add.count()) {
      await add.click();
      assert.equal(await page.locator('tbody tr:visible').count(), rows + 1, `${name}: a row more`);
    }
    assert.deepEqual([page.seen.violations, page.seen.errors], [[], []], name);
  });
});

test('of a table to add to, rows with words of their author are seen from the start, and one that is empty', async () => {
  const own = await site();
  const file = 'content/sheets/en/follow-up-plan.md';
  const empty = '|  | ____ / ____ / ____ |  |  |  |\n';
  const text = readFileSync(join(dist, file), 'utf8');
  own.answer(file, text.replace(empty.repeat(2), `${empty}| Mammogram | ____ / ____ / ____ |  |  |  |\n`));
  const page = await visit('sheets-follow-up-plan.en.html', phone, own);
  const table = page.locator('table', { hasText: 'Mammogram' });
  assert.deepEqual(await table.locator('tbody tr:visible').evaluateAll((all) => all.map((it) => it.textContent.includes('Mammogram'))), [false, true, false]);
  await page.context().close();
  await own.close();
});

test('another list is opened and left again: nothing is lost, and the page of a topic can clear it all', async () => {
  const page = await visit('lists-needs.en.html');
  await unfold(page, 'My body');
  await choose(page, 'Trouble sleeping', 'a lot');
  await page.getByRole('link', { name: say('start-all-topics').replace('See all topics', 'All lists and sheets') }).first().click();
  await page.getByRole('link', { name: 'Questions to ask', exact: true }).click();
  await page.getByRole('checkbox', { name: /May I say back/ }).check();
  await page.goBack();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: /My needs/ }).waitFor();
  assert.ok(await isPressed(page, 'Trouble sleeping', 'a lot'));
  await page.getByRole('button', { name: say('clear'), exact: true }).click();
  await page.getByRole('button', { name: say('clear-sheets'), exact: true }).click();
  assert.equal(await isPressed(page, 'Trouble sleeping', 'a lot'), false);
  await page.context().close();
});

test('a private line is asked only where the service says whom to ring', async () => {
  const page = await visit('lists-needs.en.html');
  await unfold(page, 'Meaning and belief');
  assert.equal(await line(page, 'Thoughts about dying, and what I would want').count(), 0);
  await page.getByText(say('sheet-held-back'), { exact: true }).waitFor();
  await page.context().close();
});

test('a private line is not on paper until it is chosen at that line, and leaving quickly covers the page and drops it', async () => {
  await withHelp(async (server) => {
    const page = await visit('lists-needs.en.html', phone, server);
    const words = 'Thoughts about dying, and what I would want';
    await unfold(page, 'Meaning and belief');
    await choose(page, words, 'a lot');
    await unfold(page, 'My body');
    await choose(page, 'Trouble sleeping', 'some');
    assert.ok(!(await onPaper(page)).includes(words));
    const shown = page.locator('li').filter({ has: line(page, words) }).getByRole('checkbox');
    await shown.check();
    assert.ok((await onPaper(page)).includes(words));
    await shown.uncheck();
    await page.getByRole('button', { name: say('sheet-leave'), exact: true }).click();
    await page.getByRole('heading', { level: 1, name: say('cover-title'), exact: true }).waitFor();
    assert.equal(await page.title(), say('cover-title'));
    const seen = flat(await page.locator('body').innerText());
    for (const hidden of ['needs', 'dying', 'ancer', 'Tandem']) assert.ok(!seen.includes(hidden), seen);
    await page.getByRole('button', { name: say('cover-back'), exact: true }).click();
    await unfold(page, 'Meaning and belief');
    assert.equal(await isPressed(page, words, 'a lot'), false);
    assert.equal(await isPressed(page, 'Trouble sleeping', 'some'), true);
    await page.context().close();
  });
});

test('needs only, in ten taps, to a page that can be printed', async () => {
  const page = await visit('lists-needs.en.html');
  let taps = 0;
  const tap = async (target) => {
    taps += 1;
    await target.click();
  };
  const button = (words, answer) => line(page, words).getByRole('button', { name: answer, exact: true });
  await tap(button('People I can count on', 'a lot'));
  await tap(page.getByRole('button', { name: 'My body', exact: true }));
  await tap(button('No energy, even after rest', 'a lot'));
  await tap(button('Trouble sleeping', 'some'));
  await tap(page.getByRole('button', { name: 'Feelings', exact: true }));
  await tap(button('Worry that will not switch off', 'a lot'));
  await tap(page.getByRole('button', { name: 'No energy, even after rest', exact: true }));
  const help = page.getByRole('paragraph').filter({ hasText: /^No energy, even after rest: / });
  assert.equal(await help.getByRole('link').count(), 1, 'the help at hand stands beside what was chosen');
  await tap(button('Do I want to talk about it?', 'yes').first());
  await tap(page.getByRole('button', { name: say('sheet-print'), exact: true }));
  assert.ok(taps <= 10);
  const paper = await onPaper(page);
  for (const words of ['People I can count on', 'No energy, even after rest', 'Worry that will not switch off', '☑ yes']) assert.ok(paper.includes(words), words);
  for (const words of ['Pain or soreness', 'Falls']) assert.ok(!paper.includes(words), `${words}: nobody marked it`);
  await page.context().close();
});

test('a short set of needs first: the rest is a tap away, and what was marked there is in sight afterwards', async () => {
  const page = await visit('lists-needs.en.html');
  const areas = ['My body', 'Daily life', 'People close to me', 'Feelings', 'Meaning and belief', 'Knowing what is going on'];
  for (const area of areas) assert.equal(await page.getByRole('button', { name: area, exact: true }).getAttribute('aria-expanded'), 'false', area);
  assert.equal(await page.getByRole('button', { name: 'What keeps me going', exact: true }).getAttribute('aria-expanded'), 'true');
  await unfold(page, 'My body');
  const shown = await page.locator('section').filter({ has: page.getByRole('button', { name: 'My body', exact: true }) }).getByRole('group').filter({ visible: true }).count();
  assert.ok(shown > 0 && shown <= 8, `${shown} lines at first`);
  await unfold(page, 'More about my body');
  await choose(page, 'Falls, or being afraid to fall', 'some');
  await page.getByRole('button', { name: 'Falls, or being afraid to fall', exact: true }).click();
  const paper = await onPaper(page);
  assert.ok(paper.includes('Falls, or being afraid to fall') && !paper.includes('More that gives strength'), paper);
  await toList(page, 'My page');
  await page.goBack();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: /My needs/ }).waitFor();
  assert.ok(await isPressed(page, 'Falls, or being afraid to fall', 'some'));
  await page.context().close();
});

test('how I am living with this: three prompts, no score, in three taps to a page', async () => {
  const page = await visit('lists-living-with.en.html');
  const asked = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Three things', exact: true }) }).locator('li:visible');
  assert.equal(await asked.count(), 3);
  await choose(page, 'Getting through an ordinary day', 'hard at times');
  await line(page, 'What is hard now').getByRole('checkbox', { name: 'feelings', exact: true }).check();
  const paper = await onPaper(page);
  assert.match(paper, /☑ hard at times/);
  assert.match(paper, /☑ feelings/);
  await follow(page, say('next', { place: 'My page' }), 'My page');
  assert.match(await onPaper(page), /Getting through an ordinary day: hard at times/);
  await page.context().close();
});

test('what I need so that we can talk stands first on my page, and in its text', async () => {
  const page = await visit('lists-talk.en.html');
  await line(page, 'I hear badly').getByRole('checkbox', { name: 'write things down', exact: true }).check();
  await choose(page, 'News is told', 'to me first');
  await page.evaluate(() => document.querySelector('a[href="index.en.html"]').click());
  await page.locator('a[href="prostate-localised.en.html"]').first().click();
  await page.getByRole('heading', { level: 1, name: card.heading, exact: true }).waitFor();
  await ready(page);
  await page.evaluate(() => { location.hash = 'my-page'; });
  const sheet = page.locator('.sheet');
  await sheet.getByText('News is told: to me first', { exact: true }).waitFor();
  const text = flat(await sheet.innerText());
  assert.ok(text.indexOf(say('page-talk')) < text.indexOf(say('page-start-here')), text);
  assert.ok(text.includes('I hear badly: write things down'));
  await page.context().close();
});

/** Goes to another list by a link that stands on the page. */
async function follow(page, name, heading) {
  await page.getByRole('link', { name, exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name: heading ?? name, exact: true }).waitFor();
  await ready(page);
}

/** Goes to a list by the page that has them all. */
async function toList(page, heading) {
  await page.getByRole('link', { name: 'All lists and sheets', exact: true }).first().click();
  await follow(page, heading);
}

test('what was said on one list is taken over by another, marked, and can be left out or added to there', async () => {
  const page = await visit('lists-needs.en.html');
  await choose(page, 'People I can count on', 'a lot');
  await page.getByRole('textbox', { name: 'The first thing', exact: true }).fill('My stairs');
  await follow(page, say('next', { place: 'My page' }), 'My page');
  const paper = await onPaper(page);
  assert.match(paper, /The first thing: My stairs \(Taken over/);
  assert.match(paper, /What keeps me going: People I can count on: a lot \(Taken over/);
  assert.ok(!paper.includes('What I want to ask'), 'nothing was said of it');
  const leave = page.getByRole('button', { name: `${say('sheet-taken-leave')}`, exact: false }).first();
  await leave.click();
  assert.equal(await leave.getAttribute('aria-pressed'), 'true');
  assert.ok(!(await onPaper(page)).includes('My stairs'));
  await page.getByRole('textbox', { name: 'The first thing', exact: true }).fill('The steps to my door');
  await leave.click();
  assert.match(await onPaper(page), /My stairs.*The steps to my door/);
  await page.getByRole('link', { name: new RegExp(say('sheet-taken-change')) }).first().click();
  await page.getByRole('heading', { level: 1, name: /My needs/ }).waitFor();
  await ready(page);
  await page.getByRole('textbox', { name: 'The first thing', exact: true }).fill('My stairs at night');
  await toList(page, 'Care and support plan');
  assert.match(await onPaper(page), /In my own words: My stairs at night \(Taken over/);
  assert.deepEqual([page.seen.violations, page.seen.errors], [[], []]);
  await page.context().close();
});

test('questions chosen in a topic are taken over by the sheets that ask for them, marked, as they are now, and gone once all is cleared', async () => {
  const page = await visit('prostate-localised.en.html#questions');
  await addQuestion(page, 'Can I still ride my bicycle?');
  await tick(page, card.prompts[0].words);
  const toTheSheet = async (heading) => {
    await page.evaluate(() => document.querySelector('a[href="index.en.html"]').click());
    await page.locator('#topics').waitFor();
    await page.evaluate(() => document.querySelector('a[href="papers.en.html"]').click());
    await follow(page, heading);
  };
  await toTheSheet('My page');
  const taken = /What I want to ask: (?=.*Can I still ride my bicycle\?)(?=.*GRADE).*\(Taken over/;
  const asked = new RegExp(taken.source.replace('GRADE', card.prompts[0].words.replace(/[?.()]/g, '\\$&')));
  assert.match(await onPaper(page), asked);
  await toList(page, 'My appointment');
  assert.match(await onPaper(page), asked);
  // Another one, in the topic: the sheet that was open already has it too.
  await page.goBack();
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'My page', exact: true }).waitFor();
  await page.evaluate(() => document.querySelector('.taken a').click());
  await page.locator('a[href="prostate-localised.en.html"]').first().click();
  await ready(page);
  await page.evaluate(() => { location.hash = 'questions'; });
  await addQuestion(page, 'Who rings me?');
  await toTheSheet('My page');
  assert.match(await onPaper(page), /Who rings me\?/);
  await page.getByRole('button', { name: say('clear'), exact: true }).click();
  await page.getByRole('button', { name: say('clear-yes'), exact: true }).click();
  const left = await page.evaluate(() => document.body.textContent);
  assert.ok(!/bicycle|rings me/.test(left), left);
  assert.deepEqual([page.seen.violations, page.seen.errors], [[], []]);
  await page.context().close();
});

test('a number that the team told is written once and stands on every sheet', async () => {
  const page = await visit('sheets-care-and-support-plan.en.html');
  await page.getByRole('textbox', { name: 'key worker', exact: true }).fill('Maria, 01632 960000');
  await toList(page, 'Cancer care review');
  await unfold(page, 'Help near me');
  assert.equal(await page.getByRole('textbox', { name: 'key worker', exact: true }).inputValue(), 'Maria, 01632 960000');
  assert.ok((await onPaper(page)).includes('Maria, 01632 960000'));
  await page.context().close();
});

test("a daughter's sheet is kept apart: its words are on the person's page only if the person agrees, and change nothing", async () => {
  const page = await visit('lists-needs.en.html');
  await choose(page, 'People I can count on', 'a lot');
  await toList(page, 'From someone who supports me');
  await page.getByRole('textbox', { name: 'What worries me', exact: true }).fill('She does not eat');
  const hers = await onPaper(page);
  assert.ok(hers.includes('She does not eat') && !hers.includes('People I can count on'));
  await toList(page, 'My page');
  assert.ok(!(await onPaper(page)).includes('She does not eat'));
  await page.getByRole('checkbox', { name: 'I agree', exact: true }).check();
  assert.match(await onPaper(page), /In their words, not mine: What worries me: She does not eat/);
  await page.getByRole('checkbox', { name: 'I agree', exact: true }).uncheck();
  assert.ok(!(await onPaper(page)).includes('She does not eat'));
  await toList(page, 'My needs, and what keeps me going');
  assert.ok(await isPressed(page, 'People I can count on', 'a lot'));
  assert.ok(!(await onPaper(page)).includes('She does not eat'));
  await page.context().close();
});

test('axe finds no fault on a sheet that is filled in, and nothing scrolls sideways at 320 pixels', async () => {
  await onEach(async (page, name) => {
    const one = page.locator('.to-fill').getByRole('button', { pressed: false }).first();
    if (await one.count()) await one.click();
    assert.deepEqual(await axe(page), [], name);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(beyond <= 0, `${name}: ${beyond} px`);
  }, { viewport: { width: 320, height: 740 } });
});

/** The same at 400%: a window of 1280 by 1024 then has room for 320 by 256. */
const enlarged = { viewport: { width: 320, height: 256 } };

test('with the keyboard alone, at 400%: needs are marked, one is chosen, and the page is printed; nothing covers what has the focus', async () => {
  await withHelp(async (server) => {
    const page = await visit('lists-needs.en.html', enlarged, server);
    const focused = () => page.evaluate(() => {
      const it = document.activeElement;
      const box = it.getBoundingClientRect();
      const places = [0.15, 0.5, 0.85].flatMap((x) => [0.2, 0.5, 0.8].map((y) => [box.left + box.width * x, box.top + box.height * y]));
      const isSeen = places.some(([x, y]) => { const on = document.elementFromPoint(x, y); return on && (it.contains(on) || on.contains(it)); });
      return { name: it.getAttribute('aria-label') ?? it.textContent.replace(/[☐☑]/g, '').trim(), line: it.closest('[role=group]')?.getAttribute('aria-label') ?? '', isSeen };
    });
    const tabTo = async (isIt) => {
      for (let steps = 0; steps < 300; steps += 1) {
        await page.keyboard.press('Tab');
        const now = await focused();
        assert.ok(now.isSeen, `${now.name}: covered`);
        if (isIt(now)) return;
      }
      assert.fail(`never reached: ${isIt}`);
    };
    await tabTo((it) => it.line === 'People I can count on' && it.name === 'a lot');
    await page.keyboard.press('Space');
    await tabTo((it) => it.name === 'My body');
    await page.keyboard.press('Enter');
    await tabTo((it) => it.line === 'No energy, even after rest' && it.name === 'a lot');
    await page.keyboard.press('Enter');
    await tabTo((it) => it.name === 'No energy, even after rest' && it.line === '');
    await page.keyboard.press('Space');
    await tabTo((it) => it.line === 'Do I want to talk about it?' && it.name === 'yes');
    await page.keyboard.press('Space');
    await page.evaluate(() => { window.print = () => document.body.setAttribute('data-printed', ''); });
    await tabTo((it) => it.name === say('sheet-print'));
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.body.hasAttribute('data-printed')), true);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
    await page.context().close();
  });
});

test('every list and sheet with the keyboard alone, at 400%: each field is reached, seen when it has the focus, and can be filled in', async () => {
  await withHelp(async (server) => {
    await onEach(async (page, name) => {
      // What is folded is opened with the keyboard too: Tab comes by it first.
      const waiting = () => page.evaluate(() => [...document.querySelectorAll('.sheet-of-paper :is(textarea, input, button, a)')].filter((it) => it.checkVisibility() && !it.disabled && it.dataset.reached === undefined).length);
      let typed = 0;
      for (let steps = 0; steps < 900; steps += 1) {
        await page.keyboard.press('Tab');
        const now = await page.evaluate(() => {
          const it = document.activeElement;
          if (!it.closest('.sheet-of-paper')) return { tag: it.tagName, isInside: false, isEnd: Boolean(it.closest('.take-along')) };
          it.dataset.reached = '';
          const box = it.getBoundingClientRect();
          const spots = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [box.left + box.width * x, box.top + box.height * y]));
          const isSeen = spots.some(([x, y]) => { const on = document.elementFromPoint(x, y); return on && (it.contains(on) || on.contains(it)); });
          const ring = getComputedStyle(it);
          return { tag: it.tagName, type: it.type, isInside: true, isSeen, isShut: it.getAttribute('aria-expanded') === 'false', isChoice: it.hasAttribute('aria-pressed'), hasRing: ring.outlineStyle !== 'none' || ring.boxShadow !== 'none', what: it.getAttribute('aria-label') ?? it.textContent };
        });
        if (now.isEnd) break;
        if (!now.isInside) continue;
        assert.ok(now.isSeen, `${name}: ${now.what} has the focus and is covered`);
        assert.ok(now.hasRing, `${name}: ${now.what} does not show that it has the focus`);
        if (now.isShut || now.isChoice) await page.keyboard.press('Enter');
        else if (now.type === 'checkbox') await page.keyboard.press('Space');
        else if (now.tag === 'TEXTAREA') {
          typed += 1;
          if (typed < 4) await page.keyboard.type('mine');
        }
      }
      assert.equal(await waiting(), 0, `${name}: fields that Tab never reached`);
      const values = await page.locator('textarea').evaluateAll((all) => all.filter((it) => it.value === 'mine').length);
      assert.ok(values >= Math.min(typed, 3), `${name}: typed and not there`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: scrolls sideways`);
    }, enlarged, server);
  });
});

test('in forced colours, light and dark, what is marked is told by a sign, and axe finds no fault', async () => {
  for (const colorScheme of ['light', 'dark']) {
    await onEach(async (page, name) => {
      const one = page.locator('.to-fill').getByRole('button', { pressed: false }).first();
      if (await one.count()) {
        await one.click();
        const sign = await page.locator('.to-fill [aria-pressed=true]').first().evaluate((it) => getComputedStyle(it, '::before').content);
        assert.match(sign, /✓/, name);
      }
      // The colours are then the system's own, which a reader chose: in the dark there is nothing else to find.
      if (colorScheme === 'light') assert.deepEqual(await axe(page, allButColours), [], `${name}, ${colorScheme}`);
    }, { viewport: { width: 360, height: 740 }, forcedColors: 'active', colorScheme });
  }
});

test('the doors of the front page by the keyboard alone, at 320 pixels and in forced colours', async () => {
  const page = await visit('index.en.html', { ...enlarged, forcedColors: 'active' });
  const door = page.getByText('How I am, and what I need', { exact: true });
  for (let steps = 0; steps < 40 && !(await door.evaluate((it) => it === document.activeElement)); steps += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'My needs, and what keeps me going');
  assert.deepEqual(await axe(page), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'My needs, and what keeps me going', exact: true }).waitFor();
  await page.context().close();
});

test('two tabs that tick different boxes of one line, of which one can be ticked, both end with the same one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-two-tabs-'));
  cpSync(dist, folder, { recursive: true });
  const server = await site(folder);
  try {
    writeFileSync(join(folder, 'content/settings.yaml'), `own-address: ${server.origin}\n`);
    const page = await visit('lists-needs.en.html', phone, server);
    await choose(page, 'A pet or an animal', 'some');
    await page.getByRole('button', { name: /^Keep/ }).first().click();
    await page.getByRole('button', { name: say('kept-delete'), exact: true }).waitFor();
    const other = await page.context().newPage();
    await other.goto(server.at('lists-needs.en.html'));
    await ready(other);
    const words = 'People I can count on';
    await Promise.all([choose(page, words, 'a lot'), choose(other, words, 'not now')]);
    const pressed = (tab) => line(tab, words).getByRole('button', { pressed: true }).allInnerTexts();
    let both;
    for (let turn = 0; turn < 100; turn += 1) {
      both = [await pressed(page), await pressed(other)];
      if (both[0].length === 1 && both[0].join() === both[1].join()) break;
      await page.waitForTimeout(50);
    }
    assert.equal(both[0].length, 1, JSON.stringify(both));
    assert.deepEqual(both[0], both[1]);
    await page.context().close();
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});

test("a service's own sheet is filled in and kept; changed later, it says what was answered before", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-own-sheet-'));
  const server = await (async () => {
    cpSync(dist, folder, { recursive: true });
    writeFileSync(join(folder, 'content/settings.yaml'), 'own-address: http://127.0.0.1\n');
    return site(folder);
  })();
  try {
    writeFileSync(join(folder, 'content/settings.yaml'), `own-address: ${server.origin}\n`);
    const path = join(folder, 'content/sheets/en/care-and-support-plan.md');
    const text = readFileSync(path, 'utf8');
    const own = (body) => `${text.split('\n# ')[0]}\n# Our walk\n\n## [Walk](#walk)\n\n${body}\n`;
    writeFileSync(path, own('- With: ____\n- Pace: [ ] slow [ ] quick\n- On: ____ / ____ / ____\n\n| Where | Who |\n|---|---|\n|  |  |'));
    const page = await visit('sheets-care-and-support-plan.en.html', phone, server);
    await page.getByLabel('With', { exact: true }).fill('My neighbour');
    await choose(page, 'Pace', 'slow');
    await page.getByLabel('On', { exact: true }).fill('2026-12-03');
    await page.getByLabel(say('sheet-cell', { column: 'Where', row: '1' }), { exact: true }).fill('The park');
    assert.match(await onPaper(page), /My neighbour.*☑ slow.*3 December 2026.*The park/);
    await page.getByRole('button', { name: /^Keep/ }).first().click();
    await page.getByRole('button', { name: say('kept-delete'), exact: true }).waitFor();
    writeFileSync(path, own('- With whom: ____\n- Pace: [ ] slow [ ] quick'));
    await page.reload();
    await ready(page);
    assert.ok(await isPressed(page, 'Pace', 'slow'));
    assert.equal(await page.getByLabel('With whom', { exact: true }).inputValue(), '');
    await page.getByRole('heading', { name: say('sheet-earlier-title'), exact: true }).waitFor();
    const seen = flat(await page.locator('#page').innerText());
    for (const words of ['With: My neighbour', 'The park']) assert.ok(seen.includes(words), seen);
    await page.context().close();
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});

test("a service writes a sheet of its own, publishes it, and it is filled in, changed and reopened: nothing of it is code", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-new-sheet-'));
  const [content, out] = [join(folder, 'content'), join(folder, 'out')];
  cpSync(join(root, 'content'), content, { recursive: true });
  const built = dist.endsWith('quick') ? join(app, '../app-dev') : app;
  const publish = () => execFileSync(join(app, '../debug/tandem'), ['publish', content, '--to', out, '--app', built, '--allow-unreviewed'], { stdio: 'pipe' });
  const write = (version, body) => writeFileSync(join(content, 'sheets/en/our-walk.md'), `---\ntitle: Our walk\nkind: sheet\nwhom: people who walk with us\nstatus: example\nversion: ${version}\npublished: 2026-11-29\nreview-by: 2027-11-29\nauthors:\n  - A nurse, made up for this test\nreviewers: none\nfunding: None.\nlicence: CC BY 4.0\ntakes-over:\n  - walk-why from lists/en/needs.md#today-1\n---\n\n# Our walk\n\n## [Walk](#walk)\n\n${body}\n`);
  write(1, '- [Why I walk](#walk-why): ____\n- Pace: [ ] slow [ ] quick\n- On: ____ / ____ / ____\n\n| Where | Who |\n|---|---|\n|  |  |');
  publish();
  const server = await site(out);
  try {
    writeFileSync(join(content, 'settings.yaml'), `own-address: ${server.origin}\n`);
    publish();
    const page = await visit('lists-needs.en.html', phone, server);
    await page.getByRole('textbox', { name: 'The first thing', exact: true }).fill('My stairs');
    await toList(page, 'Our walk');
    await choose(page, 'Pace', 'slow');
    await page.getByLabel('On', { exact: true }).fill('2026-12-03');
    await page.getByRole('button', { name: say('sheet-add-row'), exact: true }).click();
    await page.getByLabel(say('sheet-cell', { column: 'Where', row: '2' }), { exact: true }).fill('The park');
    assert.match(await onPaper(page), /Why I walk: My stairs \(Taken over.*☑ slow.*3 December 2026.*The park/);
    await page.getByRole('button', { name: /^Keep/ }).first().click();
    await page.getByRole('button', { name: say('kept-delete'), exact: true }).waitFor();
    write(2, '- [Why I walk](#walk-why): ____\n- How fast: [ ] slow [ ] quick\n\n| Where | Who |\n|---|---|\n|  |  |');
    publish();
    await page.reload();
    await ready(page);
    await page.getByRole('heading', { name: say('sheet-earlier-title'), exact: true }).waitFor();
    const seen = flat(await page.locator('#page').innerText());
    for (const words of ['Pace: slow', 'On: 2026-12-03']) assert.ok(seen.includes(words), seen);
    assert.equal(await page.getByLabel(say('sheet-cell', { column: 'Where', row: '2' }), { exact: true }).inputValue(), 'The park');
    assert.ok(seen.includes('My stairs'));
    assert.deepEqual([page.seen.violations, page.seen.errors], [[], []]);
    await page.context().close();
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});

test('a copy that is saved after a fault holds no private line unless it was chosen', async () => {
  await withHelp(async (server) => {
    const page = await visit('lists-what-matters.en.html', phone, server);
    const words = 'If I become too ill to speak for myself, the person who knows my wishes is';
    await page.getByRole('textbox', { name: words, exact: true }).fill('ZZPRIVATE');
    await page.getByRole('textbox', { name: 'On a good day I', exact: true }).fill('ZZOPEN');
    const saved = async () => {
      // Something else took away what the program drew.
      await page.evaluate(() => document.querySelector('#page [role=main]').remove());
      await page.getByRole('heading', { name: say('trouble-title'), exact: true }).waitFor();
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: say('trouble-save'), exact: true }).click()]);
      const text = readFileSync(await file.path(), 'utf8');
      await page.getByRole('button', { name: say('trouble-on'), exact: true }).click();
      return text;
    };
    const first = await saved();
    assert.ok(first.includes('ZZOPEN') && !first.includes('ZZPRIVATE'), first);
    // Carrying on loses nothing.
    assert.equal(await page.getByRole('textbox', { name: words, exact: true }).inputValue(), 'ZZPRIVATE');
    await page.locator('li').filter({ has: page.getByRole('textbox', { name: words, exact: true }) }).getByRole('checkbox').check();
    assert.ok((await saved()).includes('ZZPRIVATE'));
    await page.context().close();
  });
});

test('after leaving quickly, Back and Forward show nothing private', async () => {
  await withHelp(async (server) => {
    const page = await visit('lists-needs.en.html', phone, server);
    const words = 'Thoughts about dying, and what I would want';
    await unfold(page, 'Meaning and belief');
    await choose(page, words, 'a lot');
    await page.getByRole('button', { name: say('sheet-leave'), exact: true }).click();
    await page.getByRole('heading', { level: 1, name: say('cover-title'), exact: true }).waitFor();
    await page.goto(server.at('index.en.html'));
    await page.goBack();
    // A place that was left may load once more as it is come back to: it is looked at when its program is there.
    const isMarked = async () => {
      await page.locator('html.live').waitFor({ state: 'attached' });
      return page.locator('[aria-pressed="true"]').count();
    };
    assert.equal(await isMarked(), 0);
    await page.goForward();
    await page.goBack();
    assert.equal(await isMarked(), 0);
    assert.ok(!(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).includes('dying'));
    await page.context().close();
  });
});

test('the front page asks what somebody is here for, and behind each door is a page', async () => {
  const page = await visit('index.en.html');
  const doors = page.getByRole('navigation', { name: 'What are you here for?', exact: true });
  assert.equal(await doors.getByRole('link').count(), 1, 'four questions and no more are in sight');
  const names = ['How I am, and what I need', 'My treatment is over', 'We want to talk together'];
  for (const name of names) await doors.getByText(name, { exact: true }).click();
  const addresses = await doors.getByRole('link').evaluateAll((all) => all.map((it) => it.getAttribute('href')));
  assert.ok(addresses.length >= 9, addresses.join());
  for (const address of addresses) {
    if (address === '#topics') assert.equal(await page.locator('#topics').count(), 1);
    else assert.equal((await fetch(from.at(address.split('#')[0]))).status, 200, address);
  }
  await doors.getByRole('link', { name: 'So that we can talk', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'So that we can talk', exact: true }).waitFor();
  await page.goBack();
  await doors.getByRole('link', { name: 'I have a choice to make', exact: true }).click();
  await page.locator('#topics').waitFor();
  assert.deepEqual(await axe(page), []);
  await page.context().close();
});

test('marker words in every field of every list and sheet leave no trace, and none stays after clearing', async () => {
  const markers = /ZZMARKER|1947-03-02/;
  await onEach(async (page, name) => {
    const shut = page.locator('button[aria-expanded="false"]:visible');
    while (await shut.count()) await shut.first().click();
    const areas = page.locator('textarea:visible');
    for (let index = 0; index < await areas.count(); index += 1) await areas.nth(index).fill(`ZZMARKER${index}`);
    const sent = page.seen.requests.map((it) => `${it.url} ${it.body ?? ''}`).join('\n');
    const traces = await page.evaluate(() => [location.href, document.title, JSON.stringify(history.state), JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie].join('\n'));
    assert.ok(!markers.test(sent) && !markers.test(traces), `${name}: ${traces}`);
    assert.equal((await page.evaluate(() => indexedDB.databases())).length, 0, name);
    const days = page.locator('input[type=date]:visible');
    for (let index = 0; index < await days.count(); index += 1) await days.nth(index).fill('1947-03-02');
    if (await areas.count()) {
      await page.getByRole('button', { name: say('clear'), exact: true }).click();
      await page.getByRole('button', { name: say('clear-yes'), exact: true }).click();
    }
    const left = await page.evaluate(() => [...document.querySelectorAll('textarea, input')].map((it) => it.value).join(' ') + document.body.textContent);
    assert.ok(!markers.test(left), name);
  });
});

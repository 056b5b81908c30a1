// Talk: one tablet between two people. What is on its first screen, that nothing scrolls there, that the next person finds
// nothing, that a tablet that lies there covers itself, and that the screen can be wiped.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { decisions } from './figures.mjs';
import { ownAddress } from './hostile.mjs';
import { inBothLights, launch, open, settled } from './support.mjs';
import { adds, addMatter, addQuestion, at, button, card, decisionPage, enter, flat, held, matter, nothingStored, quick, ready, say, site, sort, stored, visibleText } from './person.mjs';
import { answers, bar, bothWays, counting, isOnOneScreen, landscape, marker, portrait, tablet as tabletOf, to, told } from './talk.mjs';

let browser, here;
before(async () => {
  here = await site();
  ownAddress(here);
  browser = await launch();
});
after(async () => { await browser?.close(); await here?.close(); });

const tablet = (options, { from = here, ...more } = {}) => tabletOf(browser, from, options, more);

for (const [kind, options] of bothWays) {
  test(`on a tablet ${kind} a talk opens on one screen with what the person brings`, async () => {
    const page = await tablet(options, { hash: '#my-page' });
    await page.getByRole('link', { name: say('talk-open'), exact: true }).first().click();
    await at(page, say('place-talk'));
    const seen = await visibleText(page, '[role=main]');
    for (const words of [...answers.questions.map((it) => it.words), matter('dry'), answers.things[2].words, `Sleep ${marker}`, card.meta.title, say('talk-finish')]) {
      assert.ok(seen.includes(words), `${words} is not on the first screen: ${seen}`);
    }
    assert.ok(await isOnOneScreen(page), 'the first screen scrolls');
    await page.context().close();
  });
}

/** What somebody brings who has very much to say: own words without end, and every need ticked. */
const much = (() => {
  const long = 'I look after my wife on most days, and my father had this too, and he was never the same again. '.repeat(8);
  const lines = (start, count) => Array.from({ length: count }, (_, index) => ({ id: `${start}${index}`, words: `What I need, and that is line ${index}`, texts: [long] }));
  const parts = ['', '-tried', '-talk', '-with'];
  const today = [1, 2, 3].flatMap((thing) => parts.map((part) => ({ id: `today-${thing}${part}`, words: `The thing ${thing}${part}`, texts: [long] })));
  return {
    long,
    said: { ...answers, things: answers.things.map((it) => (it.own ? { ...it, words: long } : it)), questions: answers.questions.map((it, index) => ({ ...it, words: `${index + 1} ${long}` })) },
    needs: { sheets: { 'lists-needs': { lines: today }, 'lists-talk': { lines: lines('need-', 12) } } },
  };
})();

for (const [kind, options] of bothWays) {
  test(`on a tablet ${kind} even very much that somebody brings is one screen; a tap shows the whole of it`, async () => {
    const page = await tablet(options, { hash: '#talk', said: much.said, needs: much.needs });
    await at(page, say('place-talk'));
    assert.ok(await isOnOneScreen(page), await page.evaluate(() => `${document.documentElement.scrollHeight} of ${innerHeight}`));
    const question = page.locator('.talk__long').first();
    const seen = () => question.evaluate((it) => { const own = it.querySelector('.said'); return own.scrollHeight <= own.clientHeight + 1; });
    assert.equal(await seen(), false, 'its beginning');
    await question.locator('summary').click();
    assert.equal(await seen(), true, 'all of it');
    // Nothing is lost: every line is there once it is opened.
    const shut = page.locator('[role=main] details:not([open]) > summary').filter({ visible: true });
    while (await shut.count()) await shut.first().click();
    const text = await visibleText(page, '[role=main]');
    for (const words of ['line 11', 'The thing 3', ...[1, 2, 3].map((number) => `${number} ${much.long.trim()}`)]) assert.ok(text.includes(words), words);
    await page.context().close();
  });
}

for (const [kind, options] of bothWays) {
  test(`on a tablet ${kind} every way into a talk is one screen, of every topic: from nothing, from a page on paper, from a saved copy`, async () => {
    const page = quick(await open(browser, { locale: 'en-GB', ...options }));
    const faults = [];
    for (const id of decisions) {
      await page.goto(here.at(`${id}.en.html#talk`));
      await ready(page);
      for (const place of ['talk', 'talk-paper', 'talk-copy']) {
        await page.evaluate((hash) => { location.hash = hash; }, place);
        await page.locator(`.${place}`).waitFor();
        if (!await isOnOneScreen(page)) faults.push(`${id}: ${place} scrolls`);
        // What is not of the talk leads out of it.
        const out = await page.locator('a').evaluateAll((all) => all.filter((it) => it.checkVisibility() && !/^(#|$)/.test(it.getAttribute('href') ?? '') && !it.closest('.languages, .skip')).map((it) => it.textContent));
        if (out.length) faults.push(`${id}: ${place} leads out by ${out}`);
      }
    }
    assert.deepEqual(faults, []);
    await page.context().close();
  });
}

test('no tap in the room leads out of it: a choice’s name opens its card there, and one tap leads back to the row', async () => {
  for (const path of [decisionPage, 'breast-surgery.en.html']) {
    const page = await tablet(landscape, { hash: '#talk', path });
    const ways = new Set();
    // The person's own page is a place of the bar.
    const staying = ({ href, beside }) => href === '#my-page' || href.startsWith('#talk') || beside;
    const places = ['talk', 'talk-compare', 'talk-survival', 'talk-answers', 'talk-home', 'talk-paper', 'talk-read-19', 'talk-choice-1-0', 'talk-choice-2-19', 'talk-choice-99-0', ...Array.from({ length: 45 }, (_, line) => `talk-line-${line + 1}`)];
    for (const place of places) {
      await page.evaluate((hash) => { location.hash = hash; }, place);
      await page.locator(`.${place.replace(/(-\d+)+$/, '')}`).waitFor();
      for (let turn = 0; turn < 2; turn += 1) await page.evaluate(() => { for (const it of document.querySelectorAll('[role=main] details')) it.open = true; });
      for (const way of await page.locator('[role=main] a').evaluateAll((all) => all.map((it) => ({ href: it.getAttribute('href'), beside: it.target === '_blank' })))) ways.add(way);
    }
    assert.deepEqual([...ways].filter((way) => !staying(way)), [], path);
    await page.context().close();
  }
  const page = await tablet(landscape, { hash: '#talk-line-19' });
  const before = await page.evaluate(() => history.length);
  await page.locator('.talk-line').getByRole('link', { name: card.options[1].title, exact: true }).click();
  await at(page, card.options[1].title);
  assert.ok(await bar(page).isVisible() && await button(page, say('talk-finish')).isVisible(), 'the bar is there');
  const row = card.tables.flatMap((table) => table.rows).find((it) => it.label === 'used pads for leaking urine' && it.over === 'at 6 months');
  await page.getByRole('link', { name: say('talk-back', { place: `${row.label}, ${row.over}` }), exact: true }).click();
  await page.locator('.talk-line').waitFor();
  await at(page, `${row.label}, ${row.over}`);
  assert.equal(await page.evaluate(() => history.length), before, 'no entry in the history');
  await page.context().close();
});

test('by telephone: the two words on the person’s page, typed, say whether both have the same numbers', async () => {
  const page = await tablet(landscape, { hash: '#talk-paper' });
  const about = await page.locator('.talk__about').innerText();
  const here = new RegExp(say('talk-cards-tag', { tag: '([A-Z][a-z]+[ \u00a0][a-z]+)' })).exec(about)?.[1].replace('\u00a0', ' ');
  const field = page.getByLabel(say('talk-paper-words'), { exact: true });
  const told = page.getByRole('status');
  const [first, second] = here.split(' ');
  const is = async (typed, expected) => {
    await field.fill(typed);
    const words = flat((await told.allInnerTexts()).join(' '));
    assert.equal(words, expected, typed);
  };
  // Until both words are typed, what is to be done stands there.
  await is('', say('talk-paper-check'));
  await is(`${first} ${second.slice(0, 2)}`, say('talk-paper-check'));
  await is(`  ${first.toUpperCase()}   ${second.toUpperCase()} `, say('talk-paper-same'));
  await is(`${first} something`, say('talk-paper-other'));
  await is(here, say('talk-paper-same'));
  await page.context().close();
});

/** Tabs until something has the focus, looking each time whether it can be seen. */
async function tabTo(page, what, isIt) {
  for (let steps = 0; steps < 120; steps += 1) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(() => {
      const it = document.activeElement;
      const box = it.getBoundingClientRect();
      const spots = [0.1, 0.5, 0.9].flatMap((x) => [0.2, 0.5, 0.8].map((y) => [box.left + box.width * x, box.top + box.height * y]));
      const isSeen = it === document.body || spots.some(([x, y]) => { const on = document.elementFromPoint(x, y); return on && (it.contains(on) || on.contains(it)); });
      const label = it.labels?.[0]?.innerText;
      const ring = getComputedStyle(it);
      return { name: (it.getAttribute('aria-label') ?? label ?? it.innerText ?? '').replace(/\s+/g, ' ').trim(), tag: it.tagName, isSeen, hasRing: it === document.body || ring.outlineStyle !== 'none' || ring.boxShadow !== 'none' };
    });
    assert.ok(now.isSeen, `${now.name}: has the focus and is covered`);
    assert.ok(now.hasRing, `${now.name}: the focus is not to be seen`);
    if (isIt(now)) return now;
  }
  return assert.fail(`never reached with the keyboard: ${what}`);
}

for (const [kind, options] of bothWays) {
  test(`a nurse with a keyboard alone goes from the topic to the end of a talk, on a tablet ${kind}`, async () => {
    const page = await tablet(options, { path: 'index.html', brings: false });
    const reach = (name) => tabTo(page, name, (now) => now.name === flat(name));
    const press = async (name, key = 'Enter') => {
      await reach(name);
      await page.keyboard.press(key);
    };
    await press(told('door-together'));
    await press(told('door-talk').replace('{topic}', card.meta.title));
    await ready(page);
    await at(page, say('place-talk'));
    await reach(say('questions-own'));
    await page.keyboard.type('What if we wait?');
    await page.keyboard.press('Enter');
    await page.getByText('What if we wait?', { exact: true }).waitFor();
    await reach(say('matters-own'));
    await page.keyboard.type('My allotment');
    await press(adds('matters-own'));
    await page.getByText('My allotment', { exact: true }).waitFor();
    await press(told('talk-cue-team'));
    assert.ok(await page.getByText('Say that there is a choice.', { exact: true }).isVisible());
    await page.keyboard.press('Enter');
    await press(say('talk-compare'));
    await at(page, say('place-compare'));
    await tabTo(page, 'the first row', (now) => now.tag === 'A' && now.name.includes(say('talk-large')));
    await page.keyboard.press('Enter');
    await page.locator('.talk-line').waitFor();
    await press(card.options[1].title);
    await at(page, card.options[1].title);
    await tabTo(page, 'back to the row', (now) => now.tag === 'A' && now.name.startsWith(say('talk-back', { place: '' }).trim()));
    await page.keyboard.press('Enter');
    await page.locator('.talk-line').waitFor();
    await press(say('talk-after'));
    await press(say('talk-read'));
    await page.locator('.talk__thought').waitFor();
    await press(say('talk-read-on'));
    await reach(say('compare-line'));
    await page.keyboard.type('19');
    await page.keyboard.press('Enter');
    await press(say('talk-answers'));
    await at(page, say('talk-answers'));
    await tabTo(page, 'the tick', (now) => now.name.endsWith(say('talk-answered-tick')));
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.type('We look again');
    await reach(say('talk-said-back-ask'));
    await page.keyboard.type('Tests first');
    await reach(say('today-decided'));
    await page.keyboard.press('Space');
    await reach(say('today-who'));
    await page.keyboard.type('Ann rings');
    await press(say('talk-home'));
    await at(page, say('talk-home'));
    const home = await visibleText(page, '[role=main]');
    for (const words of ['We look again', 'Tests first', 'Ann rings', say('today-decided')]) assert.ok(home.includes(words), words);
    await press(say('talk-finish'));
    await page.getByRole('heading', { level: 1, name: told('talk-ask-title'), exact: true }).waitFor();
    await press(told('talk-ask-no'));
    await at(page, say('talk-home'));
    await press(say('talk-clean'));
    await page.keyboard.press('Escape');
    await press(say('talk-finish'));
    await press(told('talk-ask-yes'));
    await page.getByRole('heading', { name: told('talk-cleared'), exact: true }).waitFor();
    await page.context().close();
  });
}

test('from nothing: the door of the front page, one tap on a topic, and both columns wait to be filled in', async () => {
  const page = await tablet(landscape, { brings: false, path: 'index.html' });
  await page.getByText(told('door-together'), { exact: true }).click();
  await page.getByRole('link', { name: told('door-talk').replace('{topic}', card.meta.title), exact: true }).click();
  await ready(page);
  await at(page, say('place-talk'));
  assert.ok(await isOnOneScreen(page));
  // Nothing was brought: what can matter and be asked is there to be tapped.
  await button(page, card.matters[0].words).click();
  await page.getByRole('checkbox', { name: card.prompts[0].words, exact: true }).check();
  assert.ok(await button(page, card.matters[0].words).isVisible(), 'nothing moves away while somebody taps');
  await page.getByLabel(say('questions-own'), { exact: true }).fill('What happens if we wait?');
  await page.getByLabel(say('questions-own'), { exact: true }).press('Enter');
  await page.getByText('What happens if we wait?', { exact: true }).waitFor();
  await page.getByLabel(say('matters-own'), { exact: true }).fill('My allotment');
  await page.getByLabel(say('matters-own'), { exact: true }).press('Enter');
  await page.getByText('My allotment', { exact: true }).waitFor();
  await to(page, say('place-compare'));
  await to(page, say('talk-start'));
  await at(page, say('place-talk'));
  const said = await visibleText(page, '[role=main]');
  for (const words of [card.matters[0].words, card.prompts[0].words, 'What happens if we wait?', 'My allotment']) assert.ok(said.includes(words), words);
  assert.ok(!said.includes(card.matters[1].words), 'then what the person brings stands alone');
  await page.context().close();
});

test('side by side begins with the rows that matter to the person; a tap shows one large, with both frames', async () => {
  const page = await tablet(landscape, { hash: '#talk' });
  await page.getByRole('link', { name: say('talk-compare'), exact: true }).click();
  await at(page, say('place-compare'));
  const first = page.locator('.to-large').first();
  const box = await first.boundingBox();
  assert.ok(box.y + box.height < 820, 'the first row is on the screen');
  const rows = card.tables.flatMap((table) => table.rows);
  const about = card.matters.find((it) => it.words === matter('dry')).about;
  const row = rows.find((it) => about.includes(it.id));
  assert.ok((await page.locator('.mine').innerText()).includes(row.label), 'the rows of what matters most stand first');
  await first.click();
  await page.locator('.talk-line').waitFor();
  const seen = await visibleText(page, '[role=main]');
  for (const [index, cell] of row.cells.entries()) {
    const count = cell.low;
    assert.ok(seen.includes(`${count} out of ${row.table.of}`), `choice ${index} has its number`);
    assert.ok(seen.includes(`${row.table.of - count}`), `choice ${index} has its other frame`);
  }
  assert.ok(await isOnOneScreen(page), 'one row is one screen');
  await page.context().close();
});

test('the places of a talk replace one another: the history gains no entry', async () => {
  const page = await tablet(landscape, { hash: '#my-page' });
  const before = await page.evaluate(() => history.length);
  await page.getByRole('link', { name: say('talk-open'), exact: true }).first().click();
  await at(page, say('place-talk'));
  await to(page, say('place-compare'));
  await at(page, say('place-compare'));
  await page.locator('.to-large').first().click();
  await page.locator('.talk-line').waitFor();
  await to(page, say('talk-start'));
  await at(page, say('place-talk'));
  assert.equal(await page.evaluate(() => history.length), before);
  await page.context().close();
});

/** Every place where something of a person could be left. */
async function assertWiped(page, what) {
  assert.doesNotMatch(await page.content(), new RegExp(marker), `${what}: in the page`);
  assert.doesNotMatch(await held(page), new RegExp(marker), `${what}: in a field`);
  assert.doesNotMatch(await page.title(), new RegExp(marker), `${what}: in the title`);
  assert.doesNotMatch(page.url(), new RegExp(marker), `${what}: in the address`);
  assert.deepEqual(await stored(page), nothingStored, `${what}: in what the browser keeps`);
}

test('finish and clear asks for the page, wipes every place, and says so once', async () => {
  const page = await tablet(landscape, { hash: '#questions' });
  await addQuestion(page, `Another ${marker}`);
  await enter(page, 'matters');
  await addMatter(page, `Something ${marker}`);
  await enter(page, 'my-page');
  await page.getByRole('button', { name: say('keep-ask', { date: 'X' }).split('X')[0].trim() }).first().click();
  await page.getByText(say('kept-until', { date: 'X' }).split('X')[0]).first().waitFor();
  await page.getByRole('link', { name: say('talk-open'), exact: true }).first().click();
  await at(page, say('place-talk'));
  await button(page, say('talk-finish')).click();
  await page.getByRole('heading', { level: 1, name: told('talk-ask-title'), exact: true }).waitFor();
  assert.doesNotMatch(await visibleText(page), new RegExp(marker), 'nothing of the person is seen behind the question');
  await button(page, told('talk-ask-no')).click();
  await at(page, say('place-talk'));
  assert.match(await visibleText(page), new RegExp(marker), 'No means no');

  await button(page, say('talk-finish')).click();
  await button(page, told('talk-ask-yes')).click();
  await page.getByRole('heading', { name: told('talk-cleared'), exact: true }).waitFor();
  assert.ok(await page.getByText(told('talk-history'), { exact: true }).first().isVisible(), 'it says what the browser still lists');
  await ready(page);
  const { databases, ...rest } = await stored(page);
  assert.deepEqual({ ...rest, databases: [] }, nothingStored);
  assert.ok(databases.length <= 1);
  const kept = await page.evaluate(() => new Promise((done) => {
    const asks = indexedDB.open('tandem');
    asks.onsuccess = () => {
      const all = asks.result.objectStoreNames.contains('parts') ? asks.result.transaction('parts').objectStore('parts').getAll() : null;
      if (all) all.onsuccess = () => { asks.result.close(); done(JSON.stringify(all.result)); };
      else done('');
    };
  }));
  assert.doesNotMatch(kept, new RegExp(marker));
  assert.doesNotMatch(await page.content(), new RegExp(marker));
  for (let back = 0; back < 6; back += 1) {
    await page.goBack({ timeout: 3000 }).catch(() => null);
    if (!page.url().includes('/some/where/') || page.url().endsWith('404')) break;
    await ready(page);
    assert.doesNotMatch(await page.content() + await held(page), new RegExp(marker), `after Back: ${page.url()}`);
  }
  await page.goto(here.at(decisionPage + '#my-page'));
  await ready(page);
  await page.reload();
  await ready(page);
  assert.doesNotMatch(await page.content() + await held(page), new RegExp(marker), 'after a reload');
  await page.context().close();
});

test('whoever is led from the end of a talk to the person’s page finds the end there; Back to the list of topics says what is still here, and clears it', async () => {
  const page = await tablet(portrait, { path: 'index.html' });
  await page.getByText(told('door-together'), { exact: true }).click();
  await page.getByRole('link', { name: told('door-talk').replace('{topic}', card.meta.title), exact: true }).click();
  await ready(page);
  await at(page, say('place-talk'));
  await button(page, say('talk-finish')).click();
  await page.getByRole('link', { name: told('talk-ask-page'), exact: true }).click();
  await at(page, say('place-page'));
  const ends = button(page, say('talk-finish'));
  const box = await ends.boundingBox();
  assert.ok(box.y + box.height <= 1180, 'in sight without scrolling');
  await ends.click();
  await page.getByRole('heading', { level: 1, name: told('talk-ask-title'), exact: true }).waitFor();
  await button(page, told('talk-ask-no')).click();
  await page.getByRole('link', { name: say('talk-back', { place: say('place-talk') }), exact: true }).click();
  await at(page, say('place-talk'));

  await page.goBack();
  const held = page.getByRole('heading', { name: told('talk-held'), exact: true });
  await held.waitFor();
  assert.ok(await page.getByText(told('talk-held-text'), { exact: true }).isVisible());
  await page.reload();
  await ready(page);
  await held.waitFor();
  assert.equal(await page.getByRole('button', { name: told('talk-ask-yes'), exact: true }).count(), 0, 'no one tap clears it');
  await page.getByText(told('talk-held-clear'), { exact: true }).click();
  await page.getByText(told('talk-ask-all'), { exact: true }).waitFor();
  await button(page, told('talk-ask-yes')).click();
  await page.getByRole('heading', { name: told('talk-cleared'), exact: true }).waitFor();
  await ready(page);
  assert.equal(await held.count(), 0, 'nothing is held any more');
  await assertWiped(page, 'cleared on the list of topics');
  await page.context().close();
});

test('on somebody’s own page there is no end of a talk before there was one, and the list of topics is silent where nothing was entered', async () => {
  const page = await tablet(landscape, { hash: '#my-page' });
  await at(page, say('place-page'));
  assert.equal(await button(page, say('talk-finish')).count(), 0);
  const other = await tablet(landscape, { brings: false, path: 'index.html' });
  assert.equal(await other.getByRole('heading', { name: told('talk-held'), exact: true }).count(), 0);
  await page.context().close();
  await other.context().close();
});

test('what a thing that matters has beside it says what was counted, and when', async () => {
  for (const [lang, options] of [['en', landscape], ['ko', portrait], ['ar', landscape]]) {
    const page = await tablet(options, { hash: '#talk', path: decisionPage.replace('.en.', `.${lang}.`) });
    const row = page.locator('.talk__row').first();
    assert.equal(await row.locator('.unseen').count(), 0, 'in sight, not only heard');
    const seen = flat((await row.innerText()).replace(/[\u200e\u200f\u2066-\u2069]/g, ''));
    await row.getByRole('link').click();
    await page.locator('.talk-line').waitFor();
    const name = flat((await page.getByRole('heading', { level: 1 }).innerText()).replace(/[\u200e\u200f\u2066-\u2069]/g, ''));
    assert.ok(seen.startsWith(name) && seen.length > name.length + 10, `${lang}: ${seen} has not ${name}`);
    await page.context().close();
  }
});

test('the bar of a talk leaves three quarters of the screen to what is read, however narrow it is and however large the words', async () => {
  for (const [width, height, bigger] of [[360, 740, false], [360, 740, true], [590, 410, false], [820, 1180, true], [1180, 820, true], [1180, 820, false]]) {
    const page = await tablet({ viewport: { width, height }, hasTouch: true }, { hash: '#my-page' });
    if (bigger) await page.getByRole('checkbox', { name: told('bigger'), exact: true }).check();
    await page.getByRole('link', { name: say('talk-open'), exact: true }).first().click();
    await at(page, say('place-talk'));
    for (const place of [say('talk-answers'), say('place-compare')]) {
      await to(page, place);
      await at(page, place);
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      const covered = await page.locator('.talk__bar').evaluate((it) => Math.max(0, it.getBoundingClientRect().bottom));
      assert.ok(covered <= height / 4, `${place} at ${width} by ${height}${bigger ? ', bigger' : ''}: ${covered}`);
      await page.evaluate(() => scrollTo(0, 0));
    }
    await page.context().close();
  }
});

test('a device that several people use starts with the talk, keeps nothing and says so; the next person finds nothing', async () => {
  const shared = await site();
  shared.answer('content/settings.yaml', `own-address: ${shared.origin}\ndevice: shared\n`);
  const page = await tablet(landscape, { brings: false, from: shared });
  await at(page, say('place-talk'));
  await page.getByText(say('talk-shared'), { exact: true }).waitFor();
  const bar = (await page.locator('.talk__bar').boundingBox()).height;
  assert.ok(bar < 60, `what stays below the bar is placed by one row of it: ${bar}`);
  await page.getByLabel(say('questions-own'), { exact: true }).fill(`A question ${marker}`);
  await page.getByLabel(say('questions-own'), { exact: true }).press('Enter');
  await page.getByText(`A question ${marker}`, { exact: true }).waitFor();
  assert.deepEqual(await stored(page), nothingStored);
  await button(page, say('talk-finish')).click();
  await button(page, told('talk-ask-yes')).click();
  await page.getByRole('heading', { name: told('talk-cleared'), exact: true }).waitFor();
  await ready(page);
  await assertWiped(page, 'after the end');
  // The next person begins; that everything is cleared is not said of what they enter.
  await page.getByRole('link', { name: card.meta.title, exact: true }).first().click();
  await at(page, say('place-talk'));
  await assertWiped(page, 'the next person');
  await page.goBack();
  assert.equal(await page.getByText(told('talk-cleared'), { exact: true }).isVisible(), false);
  await page.context().close();
  await shared.close();
});

test('a tablet that nobody touches covers itself, asks, and later clears; the times are settings', async () => {
  const shared = await site();
  shared.answer('content/settings.yaml', `device: shared\nidle-cover: 2\nidle-wipe: 6\n`);
  const page = quick(await open(browser, { locale: 'en-GB', ...landscape }));
  await page.clock.install();
  await page.goto(shared.at(decisionPage));
  await ready(page);
  await page.clock.fastForward('03:00');
  await at(page, say('place-talk'));
  assert.equal(await page.getByRole('heading', { name: told('talk-idle-title') }).isVisible(), false, 'there is nothing to cover yet');
  await page.getByLabel(say('questions-own'), { exact: true }).fill(`A question ${marker}`);
  await page.getByLabel(say('questions-own'), { exact: true }).press('Enter');
  await page.clock.fastForward('01:30');
  await at(page, say('place-talk'));
  await page.clock.fastForward('00:45');
  const asks = page.getByRole('heading', { level: 1, name: told('talk-idle-title'), exact: true });
  await asks.waitFor();
  assert.doesNotMatch(await visibleText(page), new RegExp(marker), 'covered is not seen');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await at(page, say('place-talk'));
  assert.match(await visibleText(page), new RegExp(marker), 'Yes brings everything back');
  // A device that slept wakes no timer: the clock is looked at when it wakes.
  await page.clock.fastForward('02:30');
  await asks.waitFor();
  await page.clock.fastForward('04:00');
  await page.getByRole('heading', { name: told('talk-cleared'), exact: true }).waitFor();
  await ready(page);
  await assertWiped(page, 'after the idle time');
  await page.context().close();
  await shared.close();
});

test('somebody’s own device, where answers are kept, covers itself in a talk and clears nothing; elsewhere it does neither', async () => {
  const page = quick(await open(browser, { locale: 'en-GB', ...landscape }));
  await page.clock.install();
  await page.goto(here.at(decisionPage + '#questions'));
  await ready(page);
  await addQuestion(page, `A question ${marker}`);
  await page.getByRole('button', { name: say('keep-ask', { date: 'X' }).split('X')[0].trim() }).first().click();
  await page.getByText(say('kept-until', { date: 'X' }).split('X')[0]).first().waitFor();
  await page.clock.fastForward('01:00:00');
  await at(page, say('place-questions'));
  await enter(page, 'my-page');
  await page.getByRole('link', { name: say('talk-open'), exact: true }).first().click();
  await at(page, say('place-talk'));
  await page.clock.fastForward('01:00:00');
  await page.getByRole('heading', { level: 1, name: told('talk-idle-title'), exact: true }).waitFor();
  await button(page, told('talk-idle-yes')).click();
  await at(page, say('place-talk'));
  assert.match(await visibleText(page), new RegExp(marker));
  await page.context().close();
});

test('while the screen is wiped touch does nothing until it is held for two seconds; keys work too; nothing is cleared', async () => {
  const page = await tablet(landscape, { hash: '#talk' });
  await button(page, say('talk-clean')).click();
  const locked = page.getByRole('heading', { level: 1, name: told('talk-hold-title'), exact: true });
  await locked.waitFor();
  const hold = button(page, told('talk-hold-on'));
  for (const [x, y] of [[40, 30], [1100, 30], [600, 400], [100, 700]]) await page.touchscreen.tap(x, y);
  await hold.tap();
  await hold.click({ delay: 800 });
  await page.waitForTimeout(1500);
  assert.ok(await locked.isVisible(), 'short touches do nothing');
  await hold.click({ delay: 2300 });
  await at(page, say('place-talk'));
  assert.match(await visibleText(page), new RegExp(marker), 'nothing is cleared');
  await button(page, say('talk-clean')).click();
  await locked.waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.ok(await locked.isVisible(), 'a short press does nothing');
  await page.keyboard.down('Enter');
  await page.waitForTimeout(2300);
  await page.keyboard.up('Enter');
  await at(page, say('place-talk'));
  await page.context().close();
});

test('questions are ticked as answered with what was said; notes say whose they are; all of it is on the page, in its text, and on the screen to take home', async () => {
  const page = await tablet(landscape, { hash: '#talk' });
  const said = { reply: 'The ward, day and night', back: 'Tests first, then we look again', mine: 'I will ask my wife', theirs: 'Hearing loop next time', who: 'Ann sends the leaflet', again: '12 December', late: 'After two weeks', ring: 'The nurse line' };
  await to(page, say('talk-answers'));
  await at(page, say('talk-answers'));
  const question = answers.questions[0].words;
  await page.getByRole('listitem').filter({ hasText: question }).getByRole('checkbox').check();
  await page.getByLabel(say('talk-reply-to', { question }), { exact: true }).fill(said.reply);
  for (const [label, words] of [['talk-said-back-ask', said.back], ['talk-person-note', said.mine], ['talk-clinician-note', said.theirs], ['today-who', said.who], ['today-again', said.again], ['today-ring', said.ring]]) {
    await page.getByLabel(say(label), { exact: true }).fill(words);
  }
  // A question that comes up now is written here, and answered.
  const late = 'May I still swim?';
  await page.getByLabel(say('questions-own'), { exact: true }).fill(late);
  await page.getByLabel(say('questions-own'), { exact: true }).press('Enter');
  await page.getByLabel(say('talk-reply-to', { question: late }), { exact: true }).fill(said.late);
  assert.equal(await page.getByRole('radio', { checked: true }).count(), 0, 'nothing is chosen before somebody chooses');
  await page.getByRole('radio', { name: say('today-more-time'), exact: true }).check();
  await to(page, say('talk-home'));
  await at(page, say('talk-home'));
  const home = await visibleText(page, '[role=main]');
  for (const words of Object.values(said)) assert.ok(home.includes(words), `${words} is not on the screen to take home`);
  assert.ok(await isOnOneScreen(page), 'a picture has all of it');
  await to(page, say('talk-start'));
  await page.getByText(say('talk-answered'), { exact: true }).waitFor();
  await to(page, say('place-page'));
  await at(page, say('place-page'));
  const sheet = await page.locator('.sheet').innerText();
  for (const words of [...Object.values(said), say('talk-person-note'), say('talk-clinician-note'), `☑ ${say('today-more-time')}`]) assert.ok(sheet.includes(words), `${words} is not on the page`);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await button(page, say('copy')).click();
  await page.getByText(say('copy-done'), { exact: true }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  for (const words of Object.values(said)) assert.ok(text.includes(words), `${words} is not in the text`);
  await page.reload();
  await ready(page);
  const again = await page.locator('.sheet').innerText();
  for (const words of Object.values(said)) assert.ok(again.includes(words), `${words} is lost by a reload`);
  await page.context().close();
});

test('a row is read out a thought at a time, both halves of a number together; a line’s number leads to its row', async () => {
  const page = await tablet(landscape, { hash: '#talk-compare' });
  const before = await page.evaluate(() => history.length);
  await page.getByRole('textbox', { name: say('compare-line'), exact: true }).fill('19');
  await page.getByRole('textbox', { name: say('compare-line'), exact: true }).press('Enter');
  await page.locator('.talk-line').waitFor();
  const row = card.tables.flatMap((table) => table.rows).find((it) => it.label === 'used pads for leaking urine' && it.over === 'at 6 months');
  assert.match(await page.title(), new RegExp(row.label));
  await page.getByRole('link', { name: say('talk-read'), exact: true }).click();
  const thought = page.locator('.talk__thought');
  await page.getByText(say('talk-read-by'), { exact: true }).waitFor();
  for (const [index, cell] of row.cells.entries()) {
    await button(page, say('talk-read-on')).click();
    const words = (await thought.innerText()).replace(/\u00a0/g, ' ');
    assert.ok(words.includes(row.table.columns[index].studied), words);
    assert.ok(words.includes(`${cell.low} out of ${row.table.of}`) && words.includes(`${row.table.of - cell.low}`), `both halves of ${cell.low}: ${words}`);
    assert.ok(await isOnOneScreen(page));
  }
  for (;;) {
    if (await button(page, say('talk-read-on')).isDisabled()) break;
    await button(page, say('talk-read-on')).click();
  }
  await button(page, say('talk-read-before')).click();
  assert.equal(await page.evaluate(() => history.length), before);
  await page.context().close();
});

test('a page from paper is typed over with few taps, after its topic, date and the two words of its cards were compared', async () => {
  const printed = await tablet(landscape, { hash: '#my-page' });
  const paper = await printed.locator('.sheet').innerText();
  const words = new RegExp(say('talk-cards-tag', { tag: '([A-Z][a-z]+ [a-z]+)' })).exec(paper)?.[1];
  assert.ok(words, 'the paper page has the two words of its cards');
  await printed.context().close();
  const page = await tablet(landscape, { hash: '#talk', brings: false });
  const count = await counting(page);
  await page.getByRole('link', { name: say('talk-paper'), exact: true }).tap();
  await at(page, say('talk-paper'));
  const first = await visibleText(page, '[role=main]');
  for (const it of [card.meta.title, words, say('talk-paper-check')]) assert.ok(first.includes(it), `${it} is shown first`);
  for (const it of ['dry', 'live', 'erections']) await button(page, matter(it)).tap();
  for (const it of card.prompts.slice(0, 3)) await page.getByRole('checkbox', { name: it.words, exact: true }).tap();
  await page.getByRole('link', { name: say('talk-paper-done'), exact: true }).tap();
  await at(page, say('place-talk'));
  const seen = await page.locator('.talk__part').nth(1).innerText();
  const order = ['dry', 'live', 'erections'].map((it) => seen.indexOf(matter(it)));
  assert.ok(order[0] >= 0 && order[0] < order[1] && order[1] < order[2], 'in the order of the page');
  const { taps, keys } = await count();
  console.log(`a page typed over: ${taps} taps, ${keys} keys`);
  assert.ok(taps <= 12 && keys === 0, `${taps} taps, ${keys} keys`);
  await page.context().close();
});

for (const [who, options, brings] of [['a patient who got ready', landscape, true], ['a nurse who starts from nothing', portrait, false]]) {
  test(`ten minutes in a room, begun by ${who}: nothing interrupts, every step is a tap or two, and nothing is left`, async () => {
    const page = quick(await open(browser, { locale: 'en-GB', ...options }));
    await page.clock.install({ time: new Date('2026-11-29T10:00:00') });
    const start = '2026-11-29T10:00:00';
    const minute = (number) => page.clock.fastForward(new Date(start).getTime() + number * 60_000 - page.fake.at).then(() => { page.fake.at = new Date(start).getTime() + number * 60_000; });
    page.fake = { at: new Date(start).getTime() };
    await page.goto(here.at('404'));
    if (brings) await page.evaluate((texts) => sessionStorage.setItem('tandem-tab', JSON.stringify({ version: 1, used: Date.now(), texts })), [['prostate-localised', JSON.stringify({ tandem: 2, topics: { 'prostate-localised': answers } })]]);
    await page.goto(here.at(decisionPage + '#talk'));
    await ready(page);
    await at(page, say('place-talk'));
    const count = await counting(page);
    const way = (name) => bar(page).getByRole('link', { name, exact: true }).tap();
    if (!brings) {
      await page.getByLabel(say('questions-own'), { exact: true }).tap();
      await page.getByLabel(say('questions-own'), { exact: true }).fill('What happens if we wait?');
      await button(page, adds('questions-own')).tap();
    }
    await minute(2);
    await page.getByRole('link', { name: say('talk-compare'), exact: true }).tap();
    await at(page, say('place-compare'));
    await minute(3);
    await page.locator('.to-large').first().tap();
    await page.locator('.talk-line').waitFor();
    await minute(5);
    await page.getByRole('link', { name: say('talk-after'), exact: true }).tap();
    await minute(6);
    await way(say('talk-answers'));
    await at(page, say('talk-answers'));
    await page.getByRole('listitem').getByRole('checkbox').first().tap();
    const reply = page.getByRole('listitem').getByRole('textbox').first();
    await reply.tap();
    await reply.fill(`We look again ${marker}`);
    await minute(8);
    await page.getByLabel(say('talk-said-back-ask'), { exact: true }).tap();
    await page.getByLabel(say('talk-said-back-ask'), { exact: true }).fill('Tests first');
    await page.getByRole('radio', { name: say('today-more-time'), exact: true }).tap();
    await page.getByLabel(say('today-who'), { exact: true }).tap();
    await page.getByLabel(say('today-who'), { exact: true }).fill('Ann rings on Friday');
    await minute(9);
    await way(say('talk-home'));
    await at(page, say('talk-home'));
    assert.match(await visibleText(page, '[role=main]'), new RegExp(`We look again ${marker}`));
    await minute(10);
    await at(page, say('talk-home'));
    await button(page, say('talk-finish')).tap();
    await button(page, told('talk-ask-yes')).waitFor();
    const { taps } = await count();
    await button(page, told('talk-ask-yes')).tap();
    await page.getByRole('heading', { name: told('talk-cleared'), exact: true }).waitFor();
    await ready(page);
    await assertWiped(page, 'after ten minutes');
    console.log(`ten minutes, begun by ${who}: ${taps + 1} taps`);
    assert.ok(taps + 1 <= (brings ? 14 : 16), `${taps + 1} taps`);
    await page.context().close();
  });
}

test('a rehearsal with an invented patient reads nothing that was entered, keeps nothing, and clears nothing of it', async () => {
  const page = await tablet(landscape, { hash: '#questions' });
  await addQuestion(page, `Mine ${marker}`);
  await page.getByRole('button', { name: say('keep-ask', { date: 'X' }).split('X')[0].trim() }).first().click();
  await page.getByText(say('kept-until', { date: 'X' }).split('X')[0]).first().waitFor();
  const before = await stored(page);
  await enter(page, 'my-page');
  await page.getByRole('link', { name: say('talk-open'), exact: true }).first().click();
  await page.getByText(told('talk-cue-team'), { exact: true }).click();
  const opens = page.context().waitForEvent('page');
  await page.getByRole('link', { name: told('talk-rehearse'), exact: true }).click();
  const rehearsal = quick(await opens);
  await ready(rehearsal);
  await at(rehearsal, say('place-talk'));
  assert.ok(await rehearsal.getByText(told('talk-rehearsing'), { exact: true }).isVisible());
  const seen = await visibleText(rehearsal);
  assert.ok(seen.includes(told('talk-rehearsal-question')) && !seen.includes(marker), seen);
  await to(rehearsal, say('talk-answers'));
  await rehearsal.getByLabel(say('talk-person-note'), { exact: true }).fill('wagtail');
  await to(rehearsal, say('place-page'));
  await at(rehearsal, say('place-page'));
  assert.equal(await rehearsal.getByText(say('keep-own-device'), { exact: true }).count(), 0, 'keeping is not offered');
  assert.doesNotMatch(await rehearsal.locator('.sheet').innerText(), new RegExp(marker));
  await button(rehearsal, say('clear')).click();
  await button(rehearsal, say('clear-yes')).click();
  await rehearsal.goto(here.at(`${decisionPage}?rehearsal#talk`));
  await ready(rehearsal);
  await button(rehearsal, say('talk-finish')).click();
  // Nobody's answers are cleared here, so that is not said; what is so is.
  const asked = await visibleText(rehearsal);
  assert.ok(asked.includes(told('talk-rehearsing')) && !asked.includes(told('talk-ask-all')), asked);
  await button(rehearsal, told('talk-ask-yes')).click();
  await rehearsal.getByRole('heading', { name: told('talk-rehearsed'), exact: true }).waitFor();
  assert.doesNotMatch(await rehearsal.content() + JSON.stringify(await stored(rehearsal)), /wagtail/);
  // What was entered before is all there, also for who comes again.
  assert.deepEqual(await stored(page), before);
  await page.reload();
  await ready(page);
  await enter(page, 'my-page');
  assert.match(await page.locator('.sheet').innerText(), new RegExp(`Mine ${marker}`));
  await rehearsal.goto(here.at(`${decisionPage}#my-page`));
  await ready(rehearsal);
  assert.match(await rehearsal.locator('.sheet').innerText(), new RegExp(`Mine ${marker}`));
  await page.context().close();
});

test('cues for the clinician stand folded to one line in each moment, and are the page’s own content', async () => {
  const page = await tablet(landscape, { hash: '#talk' });
  for (const [name, cue] of [[say('talk-start'), 'talk-cue-team'], [say('talk-answers'), 'talk-cue-fits'], [say('place-compare'), 'talk-cue-choices']]) {
    await to(page, name);
    const line = page.getByText(told(cue), { exact: true });
    await line.waitFor();
    assert.equal(await page.locator('.talk-cue').filter({ visible: true }).count(), 1);
    const box = await line.boundingBox();
    assert.ok(box.y + box.height <= 820, 'in sight without scrolling');
  }
  await page.getByText(told('talk-cue-choices'), { exact: true }).click();
  await page.getByText('Ask before you tell.', { exact: false }).first().waitFor();
  await page.context().close();
});

test('axe finds nothing in any place of a talk, nor in what lies over it, light and dark', async () => {
  const faults = [];
  for (const options of [landscape, { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }]) {
    const page = await tablet(options, { hash: '#talk' });
    const check = async (what) => faults.push(...await inBothLights(page, what));
    for (const place of ['talk', 'talk-compare', 'talk-line-19', 'talk-line-9999', 'talk-survival', 'talk-answers', 'talk-home', 'talk-paper', 'talk-read-19', 'talk-choice-2-19']) {
      await page.evaluate((hash) => { location.hash = hash; }, place);
      await page.locator(`.${place.replace(/(-\d+)+$/, '')}`).waitFor();
      await settled(page);
      await check(place);
    }
    for (const [open, close] of [['talk-finish', 'talk-ask-no'], ['talk-clean', null]]) {
      await page.locator(`#${open}`).click();
      await page.locator('.talk-over').filter({ visible: true }).waitFor();
      await check(open);
      if (close) await page.locator(`#${close}`).click();
      else await page.keyboard.press('Escape');
    }
    await page.context().close();
  }
  assert.deepEqual(faults, []);
});

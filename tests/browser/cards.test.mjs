// Cards are loaded when somebody visits: what an author changes on the server is what the next visitor reads. Whatever is
// wrong with them, the page stays readable, says what is missing and where, and never shows a wrong number.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { assertCalm, button, cards, decisionPage, go, heading, inWords, live, published, quiet, say, visit } from './hostile.mjs';
import { tell, unfold } from './person.mjs';
import { launch } from './support.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const decision = `${cards}decision.md`;

/** A card with one thing changed; the change must apply. */
function changed(path, from, to) {
  const text = published(path);
  assert.ok(text.includes(from), `${path} no longer has: ${from}`);
  return text.replace(from, to);
}
const edit = (path, from, to) => (site) => site.answer(path, changed(path, from, to));

/** The line on which a text stands, as an editor counts. */
const lineOf = (text, part) => text.slice(0, text.indexOf(part)).split('\n').length;

/** A page on another day. */
const onDay = (iso) => (page) =>
  page.context().addInitScript((now) => {
    const Real = Date;
    globalThis.Date = class extends Real { constructor(...parts) { super(...(parts.length ? parts : [now])); } };
  }, new Date(`${iso}T12:00:00`).getTime());

/** All words of a place, those of what is folded too; what holds a number together counts as a space. */
const everything = async (page) => {
  if (await page.locator('[role=main] .detail-control').count()) await tell(page, 'detail-everything');
  await unfold(page);
  return (await page.locator('#page').innerText()).replace(/\u00a0/g, ' ');
};

test('what an author changes on the server is what the next visitor reads, though the page was built before', async () => {
  const prepare = (site) => {
    const text = changed(decision, 'Shall I have it watched closely', 'Newer words: shall I have it watched closely').replace('| 4 | 46 | 5 | at 6 months', '| 4 | 43 | 5 | at 6 months').replace(/^version: .*$/m, 'version: 7b');
    site.answer(decision, text);
    site.answer(`${cards}surgery.md`, changed(`${cards}surgery.md`, 'takes out the whole prostate in an operation.', 'does something newer.'));
    site.answer('content/words/en.yaml', changed('content/words/en.yaml', 'choices-intro: These', 'choices-intro: Newly said, these'));
  };
  const { page, site, close } = await visit(browser, { prepare });
  assert.match(await (await fetch(site.at(decisionPage))).text(), /46 out of 100/, 'the page as built is the old one');
  assert.match(await everything(page), /Newer words: shall I/);
  assert.match(await everything(page), /Version 7b/);
  await go(page, 'side-by-side');
  assert.match(await everything(page), /43 out of 100/);
  assertUnseen(await everything(page), /46 out of 100/);
  await go(page, 'surgery');
  assert.match(await everything(page), /does something newer/);
  await go(page, 'choices');
  assert.match(await everything(page), /Newly said, these/);
  assertCalm(page);
  await close();
});

test('a fact of the service and a list to fill in, changed on the server, are what the next visitor reads', async () => {
  const prepare = (site) => {
    edit('content/service.en.md', '(#advice-line)\n', '(#advice-line)\n\nRing the newer desk.\n')(site);
    edit('content/lists/en/needs.md', 'These lists help you', 'Newly said, these lists help you')(site);
  };
  for (const path of [decisionPage, 'lists-needs.en.html']) {
    const { page, site, close } = await visit(browser, { path, prepare });
    assertUnseen(await (await fetch(site.at(path))).text(), /newer desk|Newly said/, 'the page as built is the old one');
    if (path === decisionPage) await go(page, 'surgery');
    assert.match(await everything(page), /Ring the newer desk/);
    if (path !== decisionPage) assert.match(await everything(page), /Newly said, these lists help you/);
    assertCalm(page);
    await close();
  }
});

test('a choice that was added since the page was built is there everywhere; one that was taken out is nowhere', async () => {
  const prepare = (site) => {
    site.answer(decision, changed(decision, '- [Watchful waiting](watchful-waiting.md)', '- [Brand new treatment](brand-new.md)'));
    site.answer(`${cards}brand-new.md`, '---\ntitle: Brand new treatment\n---\n\n# Brand new treatment\n\nIt is new.\n\n## [What is it?](#what)\n\nNobody knows.\n');
  };
  const { page, close } = await visit(browser, { prepare });
  for (const place of ['choices', 'side-by-side', 'brand-new', 'where-i-stand']) {
    await go(page, place);
    assert.match(await everything(page), /Brand new treatment/, place);
  }
  await go(page, 'choices');
  assert.equal(await page.getByRole('link', { name: 'Watchful waiting' }).count(), 0);
  await go(page, 'brand-new');
  assert.match(await everything(page), /Nobody knows/);
  await go(page, 'where-i-stand');
  await button(page, 'lean-to', { choice: 'Brand new treatment' }).click();
  await go(page, 'my-page');
  assert.match(await page.getByRole('article').innerText(), new RegExp(say('lean-says-to', { choice: 'Brand new treatment' })));
  assertCalm(page);
  await close();
});

test('the list of topics follows its file', async () => {
  const library = 'content/library.en.md';
  const { page, close } = await visit(browser, {
    path: 'index.html',
    prepare: (site) => site.answer(library, `${published(library)}- [Knees that hurt](knees/en/decision.md): for people with sore knees\n`),
  });
  const listed = [...published(library).matchAll(/^- \[(.*?)\]\((.*?)\/(.*?)\/decision.md\)/gm)].map(([, title, id, lang]) => [title, `${id}.${lang}.html`]);
  assert.deepEqual(listed[0], ['Prostate cancer that has not spread', decisionPage]);
  assert.deepEqual(
    await page.locator('.topics').getByRole('link').evaluateAll((all) => all.map((it) => [it.textContent, it.getAttribute('href')])),
    [...listed, ['Knees that hurt', 'knees.en.html']],
  );
  await close();

  const lost = await visit(browser, { path: 'index.html', running: false, prepare: (site) => site.lose(library) });
  await quiet(lost.page);
  await lost.page.getByRole('link', { name: 'Prostate cancer that has not spread' }).waitFor({ timeout: 2000 });
  await lost.close();
});

/** Fails with the few words around what should not be there. */
function assertUnseen(text, pattern, what) {
  const found = pattern.exec(text);
  assert.equal(found && text.slice(Math.max(0, found.index - 60), found.index + 60), null, what);
}

const head = (corner) => `| ${corner} | PSA monitoring ([active surveillance](active-surveillance.md)) | [Surgery](surgery.md) | [Radiotherapy](radiotherapy.md) | [When](#over) | [How sure](#sure) | [In words](#difference) |\n|---|---|---|---|---|---|---|\n`;
const erections = '| [had erections firm enough for sex](#erections)[^p6]';
const script = '<script>document.title="ran"</script>';

/** Mistakes in one card, several at a time: what is said of each, and what must or must not be seen. */
const mistakes = {
  'in its numbers': [
    { what: 'a share instead of a number', from: '[^p6] | 4 | 46 | 5 | at 6 months', to: '[^p6] | 4 | 46% | 5 | at 6 months', code: 'count-shape', never: /46%? out of/, seen: say('cell-left-out') },
    { what: 'one in so many', from: '[^nice] | 29 | 66 | 48 |', to: '[^nice] | 29 | 1 in 2 | 48 |', code: 'count-shape', never: /66 out of|1 in 2/ },
    { what: 'more than there were people', from: '[^nice] | 4 | 19 | 6 |', to: '[^nice] | 4 | 119 | 6 |', code: 'count-past', never: /1?19 out of/ },
    { what: 'a number outside its own range', from: '| 9 (7 to 12) |', to: '| 98 (7 to 12) |', code: 'count-past', never: /98 out of|from 7 to 12/ },
    { what: 'a row without a source', from: '(#nights)[^p12] | 47', to: '(#nights) | 47', code: 'row-source', never: /4[78] out of 100 men got|47 out of/ },
    { what: 'a row that does not say when', from: '(#stool)[^p12] | 6 | 6 | 12 | at 12 years', to: '(#stool)[^p12] | 6 | 6 | 12 | ', code: 'row-time', never: /Leaked stool\s+(at|\.)|men leaked stool\s+(at|\.)/ },
    { what: 'a row that does not say how sure', from: '| 3 | 3 | 10 | at 6 months | high |', to: '| 3 | 3 | 10 | at 6 months | surely |', code: 'row-certainty', never: /10 out of 100 men had bowel/ },
    { what: 'a row without its sentence', from: 'at 6 years | high | Highest with surgery. A smaller difference between the others. |', to: 'at 6 years | high | |', code: 'row-difference', never: /50 out of 100 men had a moderate or severe erection/ },
    { what: 'a table that does not say out of how many', from: head('Out of 100 men') + erections, to: head('Men') + erections, at: '| Men |', code: 'corner-shape', never: /52 out of/ },
  ],
  'in its words': [
    { what: 'HTML', from: 'The numbers are about groups.', to: `The numbers <img src="https://evil.example/x" onerror="document.title='ran'"> are about groups.`, code: 'html-left-out' },
    { what: 'HTML that stands alone', from: '## [Quality of life]', to: `${script}\n\n<iframe src="https://evil.example/"></iframe>\n\n<meta http-equiv="refresh" content="0;url=https://evil.example/">\n\n## [Quality of life]`, at: `${script}\n`, code: 'html-left-out' },
    { what: 'a link that runs', from: 'People differ,', to: '[People differ](javascript:document.title="ran"),', code: 'link-left-out', seen: 'People differ,' },
    { what: 'a link that holds a page', from: 'ProtecT is old.', to: `[ProtecT is old](data:text/html,${script}).`, code: 'link-left-out', seen: 'ProtecT is old' },
    { what: 'a link without encryption', from: 'few with high-risk cancer', to: '[few with](http://evil.example/) high-risk cancer', code: 'link-left-out', seen: 'few with high-risk cancer' },
    { what: 'a link to a neighbour', from: 'People in CPG 4 or 5.', to: '[People](//evil.example/x) in CPG 4 or 5.', code: 'link-left-out', seen: 'People in CPG 4 or 5.' },
    { what: 'a picture from elsewhere', from: 'Ask your team how long you can take', to: '![A chart](https://evil.example/chart.png) Ask your team how long you can take', code: 'picture-left-out' },
  ],
  'in its head': [
    { what: 'a date that is none', from: 'review-by: 2027-11-30', to: 'review-by: 2027-02-31', code: 'key-value', seen: say('past-review') },
    { what: 'a status that is none', from: 'status: example', to: 'status: approved', code: 'key-value', seen: say('status-draft') },
  ],
  'that lacks its head': [{ what: 'no head', from: '---\ntitle', to: 'title', at: 'title', code: 'head-missing', never: /undefined|NaN/ }],
};

for (const [name, list] of Object.entries(mistakes)) {
  test(`a card with mistakes ${name} says each with its line, shows the rest, and never a wrong number`, async () => {
    let text = published(decision);
    for (const { what, from, to } of list) {
      assert.ok(text.includes(from), `${what}: ${decision} no longer has ${from}`);
      text = text.replace(from, () => to);
    }
    const { page, site, close } = await visit(browser, { prepare: (site) => site.answer(decision, text) });
    const dialogs = [];
    page.on('dialog', (dialog) => { dialogs.push(dialog.message()); return dialog.dismiss(); });
    await page.getByText(say('remarks-title'), { exact: true }).waitFor();
    await page.getByText(say('remarks-show'), { exact: true }).click();
    const remarks = await page.getByRole('note').getByRole('listitem').allInnerTexts();
    for (const { what, to, at = to, code } of list) {
      const said = `${say('remark-place', { file: 'decision.md', line: lineOf(text, at) })} ${say(`remark-${code}`)}`;
      assert.ok(remarks.some((it) => it.startsWith(said)), `${what}: expected "${said}" among\n${remarks.join('\n')}`);
    }
    assert.notEqual((await heading(page).innerText()).trim(), '');

    let all = '';
    for (const where of ['decision', 'side-by-side', 'survival', 'my-page', 'about']) {
      await go(page, where);
      await unfold(page);
      // What an author is told of a mistake may repeat it; what is shown as true may not.
      all += await page.getByRole('main').evaluate((main) => [...main.querySelectorAll('h1, h2, h3, h4, p, li, td')].filter((it) => !it.closest('[role=note]')).map((it) => it.textContent.replace(/\s+/g, ' ')).join('\n'));
      all += (await page.locator('#page svg[role=img]').evaluateAll((every) => every.map((it) => it.getAttribute('aria-label')))).join('\n');
      assert.equal(await page.locator('#page :is(img, script, iframe, meta, a[href^="javascript:"], a[href^="data:"], a[href^="http:"], a[href^="//"])').count(), 0, where);
    }
    for (const { what, never, seen } of list) {
      if (never) assertUnseen(all, never, what);
      if (seen) assert.ok(all.includes(seen), `${what}: missing on screen: ${seen}`);
    }
    await quiet(page, 100);
    assert.doesNotMatch(await page.title(), /ran/);
    assert.deepEqual(dialogs, []);
    assert.deepEqual(page.seen.requests.filter(({ url }) => !url.startsWith(site.at())), []);
    assertCalm(page);
    await close();
  });
}

test('the numbers that these mistakes are about do show where the card is sound', async () => {
  const { page, close } = await visit(browser);
  assert.equal(await page.getByText(say('remarks-title'), { exact: true }).count(), 0, 'the cards as published have no mistake');
  await go(page, 'side-by-side');
  const all = await everything(page);
  for (const { what, never } of mistakes['in its numbers']) assert.match(all, never, what);
  await close();
});

/** A missing file is told by the browser itself, in its console; nothing else may be. */
function assertCalmButMissing(page, what) {
  assert.deepEqual(page.seen.violations, [], what);
  assert.deepEqual(page.seen.errors, [], what);
  assert.deepEqual(page.seen.console.filter(({ text }) => !/404 \(Not Found\)/.test(text)), [], what);
}

test('a choice whose file is missing, empty, binary or huge: the rest stands, and it is said', async () => {
  const file = `${cards}surgery.md`;
  const bytes = Buffer.from(Array.from({ length: 5000 }, (_, place) => (place * 73 + (place >> 3)) % 256));
  const ways = {
    missing: (site) => site.lose(file),
    empty: (site) => site.answer(file, ''),
    binary: (site) => site.answer(file, bytes),
    // The web server of many a host answers a missing file with a page of its own.
    'a page instead of a card': (site) => site.answer(file, '<!doctype html><html><head><title>Not found</title><script>document.title="ran"</script></head><body>Oops</body></html>'),
  };
  for (const [name, prepare] of Object.entries(ways)) {
    const { page, close } = await visit(browser, { prepare });
    await page.getByText(say('remarks-title'), { exact: true }).waitFor();
    await page.getByText(say('remarks-show'), { exact: true }).click();
    await page.getByRole('listitem').filter({ hasText: /surgery\.md|decision\.md/ }).first().waitFor();
    await go(page, 'choices');
    for (const choice of ['Active surveillance', 'Surgery', 'Radiotherapy', 'Watchful waiting']) {
      await page.getByRole('main').getByRole('link', { name: choice, exact: true }).first().waitFor({ timeout: 2000 });
    }
    await go(page, 'surgery');
    assert.notEqual((await heading(page).innerText()).trim(), '', name);
    assert.doesNotMatch(await page.title(), /^ran/, name);
    if (name === 'missing') await page.getByText(say('card-missing'), { exact: true }).waitFor();
    await go(page, 'side-by-side');
    assert.match(await everything(page), /46 out of 100/, name);
    assert.equal(await page.locator('#page script').count(), 0, name);
    assertCalmButMissing(page, name);
    await close();
  }
});

test('a card of nearly 200 kB is read, and a deep and odd one does no harm', async () => {
  const card = published(decision);
  const words = 'Word after word after word. ';
  const long = `${card}\n\n## [Very long](#very-long)\n\n${words.repeat((198_000 - Buffer.byteLength(card)) / words.length)}\n\nThe very end.\n`;
  const deep = `${card}\n\n## [Deep](#deep)\n\n${'> '.repeat(300)}deep\n\n${'- '.repeat(300)}list\n\n${'*'.repeat(5000)}\n\n${'['.repeat(3000)}\n\nThe very end.\n`;
  for (const text of [long, deep]) {
    const { page, close } = await visit(browser, { prepare: (site) => site.answer(decision, text) });
    await page.getByText('The very end.', { exact: true }).waitFor({ state: 'attached' });
    await go(page, 'matters');
    await button(page.getByRole('main'), 'pile-lot').first().click();
    await go(page, 'my-way');
    assert.match(await everything(page), /live as long as I can/);
    assertCalm(page);
    await close();
  }
});

test('a decision of 300 kB is more than any card needs: it is left out, and that is said', async () => {
  const text = `${published(decision)}\n\n## [Very long](#very-long)\n\n${'Word after word after word. '.repeat(11_000)}\n\nThe very end.\n`;
  const { page, close } = await visit(browser, { prepare: (site) => site.answer(decision, text) });
  await page.getByText(say('remarks-title'), { exact: true }).waitFor();
  await page.getByText(say('remarks-show'), { exact: true }).click();
  const said = `${say('remark-place', { file: 'decision.md', line: 1 })} ${say('remark-too-much')}`;
  assert.ok((await page.getByRole('note').getByRole('listitem').allInnerTexts()).some((it) => it.startsWith(said)), said);
  assert.doesNotMatch(await everything(page), /Word after word|The very end/);
  assertCalm(page);
  await close();
});

test('a decision that is missing, empty, cut off, binary or another page: something true stays readable, and it is said', async () => {
  const text = published(decision);
  const ways = {
    missing: (site) => site.lose(decision),
    empty: (site) => site.answer(decision, ''),
    binary: (site) => site.answer(decision, Buffer.from(Array.from({ length: 9000 }, (_, place) => (place * 91) % 256))),
    'cut off': (site) => site.answer(decision, text.slice(0, text.indexOf('| [had cancer that spread]') + 60)),
    'a page instead of a card': (site) => site.answer(decision, '<!doctype html><html><head><title>x</title></head><body><p>Oops</p><script>document.title="ran"</script></body></html>'),
  };
  const faults = [];
  for (const [name, prepare] of Object.entries(ways)) {
    const { page, close } = await visit(browser, { prepare, running: false });
    await page.locator('html.live, #unread.unread--now').first().waitFor({ state: 'attached' });
    const said = (await page.getByText(say('unread'), { exact: true }).isVisible()) || (await page.getByText(say('remarks-title'), { exact: true }).first().isVisible());
    if (!said) faults.push(`${name}: nothing is said`);
    if (!(await heading(page).innerText()).trim()) faults.push(`${name}: no heading`);
    if (!(await page.title()).trim()) faults.push(`${name}: no title`);
    const main = await page.getByRole('main').innerText();
    if (main.replace(/\s/g, '').length < 300) faults.push(`${name}: nothing to read: ${main.slice(0, 200)}`);
    if (name === 'cut off' && /\b5 out of 100 men had cancer that spread/.test(main)) faults.push('a row that was cut off is shown');
    assertCalmButMissing(page, name);
    await close();
  }
  assert.deepEqual(faults, []);
});

test('withdrawn or long past its review: no number is shown anywhere, and it is said', async () => {
  const ways = {
    withdrawn: { prepare: edit(decision, 'status: example', 'status: withdrawn') },
    'long past': { before: onDay('2028-12-01') },
  };
  for (const [name, options] of Object.entries(ways)) {
    const { page, close } = await visit(browser, options);
    await page.locator('#page').getByText(say('expired'), { exact: true }).first().waitFor();
    if (name === 'withdrawn') assert.match(await everything(page), new RegExp(say('status-withdrawn')));
    await go(page, 'matters');
    for (const it of await button(page.getByRole('main'), 'pile-lot').all()) await it.click();
    for (const place of ['side-by-side', 'survival', 'my-way', 'my-page', 'show']) {
      await go(page, place);
      const main = await everything(page);
      assertUnseen(main, /\d+ out of \d+/, `${name}: ${place}`);
      assert.equal(await page.locator('#page .people, #page td').count(), 0, `${name}: ${place}`);
      assert.ok(main.includes(say('expired')), `${name}: said in ${place}`);
    }
    assertCalm(page, name);
    await close();
  }
});

test('past its review date it says so, on screen and on the page to take along, and still shows its numbers', async () => {
  for (const [day, stale] of [['2027-11-30', false], ['2027-12-01', true], ['2028-11-30', true]]) {
    const { page, close } = await visit(browser, { before: onDay(day) });
    assert.equal(await page.getByRole('main').getByText(say('past-review'), { exact: true }).isVisible(), stale, day);
    const head = (name) => new RegExp(`^${name}: (.*)$`, 'm').exec(published(decision))[1];
    const dates = { version: head('version'), published: inWords(new Date(`${head('published')}T12:00:00`)), review: inWords(new Date(2027, 10, 30)) };
    assert.ok((await everything(page)).includes(say('status-dates', dates)), 'the card’s own dates are there');
    await go(page, 'side-by-side');
    assert.match(await everything(page), /46 out of 100/);
    await go(page, 'my-page');
    assert.equal((await page.getByRole('article').innerText()).includes(say('past-review')), stale, day);
    assert.ok((await page.getByRole('article').innerText()).includes(say('status-dates', dates)));
    await close();
  }
});

test('words that are missing or wrong in the language’s file never leave a page without words', async () => {
  const words = 'content/words/en.yaml';
  const { page, close } = await visit(browser, { prepare: edit(words, /^pile-lot: .*$/m.exec(published(words))[0], 'pile-lot') });
  await go(page, 'matters');
  assert.equal(await page.getByRole('main').getByRole('button').evaluateAll((all) => all.filter((it) => !it.textContent.trim()).length), 0);
  assertCalm(page);
  await close();
});

test('the page as built gives way to the newest card without a blink of the old one staying behind', async () => {
  const { page, close } = await visit(browser, { prepare: edit(decision, '# My choices when prostate cancer has not spread', '# Newer heading') });
  await live(page);
  assert.equal(await heading(page).innerText(), 'Newer heading');
  assert.doesNotMatch(await everything(page), /My choices when prostate cancer/);
  assert.equal(await page.getByText(say('worksheet-title')).count(), 0, 'the page as built is gone');
  await close();
});

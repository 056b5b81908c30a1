// Nothing is stored unless the person says so, and then one key until a day, with a button that takes it away.
// Storage that refuses, is full, or holds nonsense never stops the page.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import {
  assertCalm, button, cards, decisionPage, field, go, heading, inWords, live, nothingStored, ownAddress, published, say, stored,
  visit,
} from './hostile.mjs';
import { launch } from './support.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const key = 'tandem-1';
const today = new Date('2026-11-22T10:00:00');
const day = (days) => new Date(today.getFullYear(), today.getMonth(), today.getDate() + days);
const iso = (date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;

/** A site with an address of its own, where today is a day that these tests know. `kept` lies in the storage already. */
const visitOwn = (options = {}) =>
  visit(browser, {
    ...options,
    prepare: async (site) => { ownAddress(site); await options.prepare?.(site); },
    before: async (page) => {
      await page.context().addInitScript((now) => {
        const Real = Date;
        const offset = now - Real.now();
        globalThis.Date = class extends Real {
          constructor(...parts) { super(...(parts.length ? parts : [Real.now() + offset + (globalThis.__later ?? 0)])); }
          static now() { return Real.now() + offset; }
        };
      }, today.getTime());
      if (options.kept !== undefined) await put(page, options.kept);
      await options.before?.(page);
    },
  });

/** Lays a text into the storage before the page's own script runs, once. */
const put = (page, text) =>
  page.context().addInitScript(
    ([key, text]) => {
      try {
        if (!localStorage.getItem('planted')) localStorage.setItem(key, text);
        localStorage.setItem('planted', 'yes');
      } catch { /* refused */ }
    },
    [key, text],
  );

const asked = (page) => page.getByText(say('keep-own-device'), { exact: true });
const keepName = (days = 30) => say('keep-ask', { date: inWords(day(days)) });
const keep = (page) => page.getByRole('button', { name: keepName(), exact: true }).click();
const inStore = (page) => page.evaluate(() => Object.fromEntries(Object.entries(localStorage).filter(([name]) => name !== 'planted')));
const first = async (page) => {
  await go(page, 'matters');
  await button(page.getByRole('main'), 'pile-lot').first().click();
};

/** Answers as they lie on the shelf. */
const shelf = (lines, { until = day(10), decision = 'prostate-localised', version = 'tandem 1' } = {}) =>
  `${iso(until)} ${decision}\n${version}\ndecision ${decision}\n${lines.join('\n')}`;

test('a site that shares its address never offers to keep anything, and stores nothing', async () => {
  for (const settings of [undefined, 'own-address: https://elsewhere.example\n', 'own-address:\n', '\u0000 nonsense', '# own-address: ORIGIN\n']) {
    const { page, close } = await visit(browser, {
      prepare: (site) => settings && site.answer('content/settings.yaml', settings.replace('ORIGIN', site.origin)),
    });
    await first(page);
    await go(page, 'my-page');
    await field(page, 'note-label').fill('a note');
    await button(page, 'clear').waitFor();
    assert.equal(await asked(page).count(), 0, settings);
    assert.deepEqual(await stored(page), nothingStored, settings);
    assertCalm(page, settings);
    await close();
  }
});

test('asked once after the first answer, in a line that can be ignored; not asked again once answered', async () => {
  const { page, close } = await visitOwn();
  await go(page, 'matters');
  assert.equal(await asked(page).count(), 0, 'not before there is anything to keep');
  await first(page);
  await asked(page).waitFor();
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.deepEqual(await stored(page), nothingStored, 'asking stores nothing');

  // Ignored: the journey goes on, and still nothing is stored.
  await go(page, 'where-i-stand');
  await button(page, 'lean-unsure').click();
  assert.equal(await asked(page).count(), 1);
  assert.deepEqual(await stored(page), nothingStored);

  await button(page, 'keep-no').click();
  await asked(page).waitFor({ state: 'detached' });
  await go(page, 'my-page');
  await field(page, 'note-label').pressSequentially('more');
  assert.equal(await asked(page).count(), 0);
  assert.deepEqual(await stored(page), nothingStored);
  assertCalm(page);
  await close();
});

test('kept answers are one key with a day thirty days on, and a button that takes it away', async () => {
  const { page, close } = await visitOwn();
  await first(page);
  await keep(page);
  await page.getByText(say('kept-until', { date: inWords(day(30)) })).waitFor();
  const store = await stored(page);
  assert.deepEqual({ ...store, local: Object.keys(store.local) }, { ...nothingStored, local: [key] });
  assert.ok(store.local[key].startsWith(`${iso(day(30))} prostate-localised\n`), store.local[key]);

  await button(page, 'kept-delete').click();
  assert.deepEqual(await stored(page), nothingStored);
  assert.equal(await button(page.getByRole('main'), 'pile-lot').first().getAttribute('aria-pressed'), 'true', 'what is on the screen stays');
  await go(page, 'my-page');
  await field(page, 'note-label').pressSequentially('not kept');
  assert.deepEqual(await stored(page), nothingStored, 'and nothing is kept from then on');
  assertCalm(page);
  await close();
});

test('a tab that is killed loses nothing: sorted, chosen, said, and words half typed, to the last key', async () => {
  const { page, site, context, close } = await visitOwn();
  await first(page);
  await keep(page);
  const typed = 'half typed: é 😀 \\n "x"';
  await field(page, 'matters-own').pressSequentially(typed);
  await go(page, 'questions');
  await page.getByRole('checkbox').first().check();
  await field(page, 'questions-own').fill('my own question');
  await page.keyboard.press('Enter');
  await field(page, 'questions-own').pressSequentially('and an unfinish');
  await go(page, 'where-i-stand');
  await button(page, 'lean-to', { choice: 'Surgery' }).click();
  await field(page, 'help-label').fill('two\nlines');
  await go(page, 'my-page');
  await button(page, 'filled-helped').click();
  await field(page, 'note-label').pressSequentially('last key');

  // The page is not asked whether it has anything left to do.
  await page.close({ runBeforeUnload: false });
  const again = await context.newPage();
  again.setDefaultTimeout(8000);
  await again.goto(site.at(`${decisionPage}#matters`));
  await live(again);
  await again.getByText(say('kept-until', { date: inWords(day(30)) })).waitFor();
  assert.equal(await button(again.getByRole('main'), 'pile-lot').first().getAttribute('aria-pressed'), 'true');
  assert.equal(await field(again, 'matters-own').inputValue(), typed);
  await go(again, 'questions');
  assert.equal(await again.getByRole('checkbox').first().isChecked(), true);
  await again.getByText('my own question').first().waitFor();
  assert.equal(await field(again, 'questions-own').inputValue(), 'and an unfinish');
  await go(again, 'where-i-stand');
  assert.equal(await button(again, 'lean-to', { choice: 'Surgery' }).getAttribute('aria-pressed'), 'true');
  assert.equal(await field(again, 'help-label').inputValue(), 'two\nlines');
  await go(again, 'my-page');
  assert.equal(await button(again, 'filled-helped').getAttribute('aria-pressed'), 'true');
  assert.equal(await field(again, 'note-label').inputValue(), 'last key');
  await close();
});

test('every key is in the store as soon as it was pressed', async () => {
  const { page, close } = await visitOwn();
  await first(page);
  await keep(page);
  const kept = [];
  for (const sign of 'abc') {
    await field(page, 'matters-own').pressSequentially(sign);
    kept.push((await inStore(page))[key].match(/^draft-matter (.*)$/m)?.[1]);
  }
  assert.deepEqual(kept, ['a', 'ab', 'abc']);
  await close();
});

test('on its last day it is still there; the day after, it and its key are gone', async () => {
  const text = (until) => shelf(['note words kept'], { until });
  const last = await visitOwn({ kept: text(day(0)), path: `${decisionPage}#my-page` });
  assert.equal(await field(last.page, 'note-label').inputValue(), 'words kept');
  await last.page.getByText(say('kept-until', { date: inWords(day(0)) })).waitFor();
  await last.close();

  const past = await visitOwn({ kept: text(day(-1)), path: `${decisionPage}#my-page` });
  assert.equal(await field(past.page, 'note-label').inputValue(), '');
  assert.deepEqual(await inStore(past.page), {});
  assert.equal(await past.page.getByText('words kept').count(), 0);
  await past.close();
});

for (const path of [decisionPage, 'index.html']) {
  test(`what is past its day goes whichever page is opened: ${path}`, async () => {
    const { page, close } = await visitOwn({ kept: shelf(['note of another topic'], { until: day(-1), decision: 'another' }), path });
    assert.deepEqual(await inStore(page), {});
    await close();
  });
}

test('answers belong to one decision: another decision’s are neither shown nor lost', async () => {
  const other = shelf(['note of another topic'], { decision: 'another' });
  const { page, close } = await visitOwn({ kept: other, path: `${decisionPage}#my-page` });
  assert.equal(await field(page, 'note-label').inputValue(), '');
  await field(page, 'note-label').fill('of this topic');
  await keep(page);
  const both = (await inStore(page))[key];
  assert.match(both, /note of another topic/);
  assert.match(both, /note of this topic/);
  await button(page, 'kept-delete').click();
  assert.equal((await inStore(page))[key], other, 'deleting takes this decision’s alone');
  await close();
});

/** A storage that refuses in one way, from before the page's own script. */
const refusals = {
  'full': () => {
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  },
  'forbidden': () => {
    Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
  },
  'absent': () => {
    Object.defineProperty(globalThis, 'localStorage', { get: () => null });
  },
};

test('storage that is full, forbidden or absent: said plainly, and the work goes on', async () => {
  for (const [name, refuse] of Object.entries(refusals)) {
    const { page, close } = await visitOwn({ before: (page) => page.context().addInitScript(refuse) });
    await first(page);
    await keep(page);
    await page.getByText(say('keep-refused'), { exact: true }).waitFor();
    await go(page, 'my-page');
    await field(page, 'note-label').pressSequentially('still here');
    await page.getByRole('article', { name: say('place-page') }).getByText('still here').waitFor();
    await button(page, 'clear').click();
    await button(page, 'clear-yes').click();
    await button(page, 'clear').waitFor({ state: 'detached' });
    assertCalm(page, name);
    await close();
  }
});

test('storage that fills up later is said, and what was kept before can still be taken away', async () => {
  const { page, close } = await visitOwn();
  await first(page);
  await keep(page);
  await page.evaluate(() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; });
  await go(page, 'my-page');
  await field(page, 'note-label').pressSequentially('x');
  await page.getByText(say('keep-refused'), { exact: true }).waitFor();
  assert.equal(await field(page, 'note-label').inputValue(), 'x');
  // An old copy that stays behind would come back at the next visit as if it were the newest.
  const leftBehind = Object.keys(await inStore(page)).length > 0;
  if (leftBehind) {
    await button(page, 'kept-delete').click({ timeout: 2000 });
    assert.deepEqual(await inStore(page), {});
  }
  assertCalm(page);
  await close();
});

const sound = ['detail main', 'own-matter 1 own words', 'pile lot +1', 'pile some stay-dry', 'mark +1 to surgery', 'ask ask-cpg', 'lean unsure', 'wish together', 'filled-by me', 'note a note'];
const nonsense = {
  'random letters': Array.from({ length: 2000 }, (_, place) => String.fromCharCode(32 + ((place * 7919) % 95))).join(''),
  'control characters': `${iso(day(9))} prostate-localised\ntandem 1\ndecision prostate-localised\nnote \u0000\u0001\u0007\u001b[31m\u202e\u2066\uffff\nhelp \ud800`,
  'another version': shelf(sound, { version: 'tandem 99' }),
  'another decision inside': shelf(sound).replace('decision prostate-localised', 'decision another'),
  'no day': shelf(sound).replace(/^\S+ /, ''),
  'a day that is none': shelf(sound).replace(/^\S+/, '2026-02-31'),
  'huge': shelf([`note ${'x'.repeat(2_000_000)}`]),
  'many own words': shelf(Array.from({ length: 900 }, (_, number) => `own-matter ${number} words ${number}`)),
  'huge numbers': shelf(['own-matter 99999999999999999999 more', 'own-matter -1 less', 'pile lot +7', 'pile lot +-1']),
  'ids that are not there': shelf(['pile lot no-such-thing', 'mark no-such-thing to no-such-choice', 'ask no-such-question', 'lean to no-such-choice']),
  'everything twice': shelf([...sound, ...sound]),
  'unknown lines': shelf(['constructor', '__proto__ x', 'note', 'lean', 'pile', 'mark x', 'wish ', 'detail  ', '   ', 'evil <script>']),
  'JSON': '{"version":1,"answers":{"__proto__":{"x":1}}}',
  'only separators': '\n=\n\n=\n\n=\n',
  'empty': '',
  'HTML': shelf(['note <img src=x onerror="document.title=1"><script>document.title=1</script>', 'own-matter 1 <b>bold</b>', 'pile lot +1', 'ask <img>', 'lean to <img src=x>']),
};
for (const cut of [1, 4, 9]) {
  const whole = shelf(sound);
  nonsense[`cut after ${cut} tenths`] = whole.slice(0, (whole.length * cut) / 10);
}

test('whatever lies in the store, the page opens and works, and nothing of it becomes markup', async () => {
  const { page, close } = await visitOwn();
  for (const [name, text] of Object.entries(nonsense)) {
    await page.evaluate(([key, text]) => { localStorage.clear(); localStorage.setItem(key, text); }, [key, text]);
    // What is kept is read at a start, and only then.
    await page.reload();
    await live(page);
    for (const place of ['my-way', 'questions', 'where-i-stand', 'my-page']) await go(page, place);
    await heading(page).filter({ hasText: say('place-page') }).waitFor();
    assert.equal(await page.locator('#page img, #page script, #page b').count(), 0, name);
    assert.doesNotMatch(await page.title(), /1/, name);
    await field(page, 'note-label').fill('works');
    await page.getByRole('article', { name: say('place-page') }).getByText('works', { exact: true }).waitFor();
    await go(page, 'matters');
    await field(page, 'matters-own').fill(`added to ${name}`);
    await page.keyboard.press('Enter');
    await page.getByText(`added to ${name}`, { exact: true }).first().waitFor();
    await button(page, 'clear').click();
    await button(page, 'clear-yes').click();
    await button(page, 'clear').waitFor({ state: 'detached' });
    // A block that bears another decision's name is not this page's to take.
    assert.doesNotMatch((await inStore(page))[key] ?? '', /^\S+ prostate-localised$/m, `${name}: cleared`);
    assertCalm(page, name);
  }
  await close();
});

test('words can be added whatever number the ones before them bear', async () => {
  const { page, close } = await visitOwn({ kept: shelf(['own-matter 4294967295 before', 'pile lot +4294967295']), path: `${decisionPage}#matters` });
  await page.getByText('before', { exact: true }).first().waitFor();
  await field(page, 'matters-own').fill('added after');
  await page.keyboard.press('Enter');
  await page.getByText('added after', { exact: true }).first().waitFor({ timeout: 2000 });
  await close();
});

test('a sound text is restored as it is, so the nonsense above was refused for what it is', async () => {
  const { page, close } = await visitOwn({ kept: shelf(sound), path: `${decisionPage}#my-page` });
  assert.equal(await field(page, 'note-label').inputValue(), 'a note');
  await page.getByRole('article').getByText('own words', { exact: true }).first().waitFor();
  await close();
});

test('clearing takes everything at once, and Back brings none of it back', async () => {
  const { page, close } = await visitOwn();
  await first(page);
  await keep(page);
  await field(page, 'matters-own').fill('zebrafink draft');
  await go(page, 'my-page');
  await field(page, 'note-label').fill('zebrafink note');
  await go(page, 'show');
  await go(page, 'questions');
  await field(page, 'questions-own').fill('zebrafink question');
  await page.keyboard.press('Enter');

  await button(page, 'clear').click();
  await page.getByText(say('clear-ask'), { exact: true }).waitFor();
  await button(page, 'clear-no').click();
  await page.getByText('zebrafink question').first().waitFor();
  await button(page, 'clear').click();
  await button(page, 'clear-yes').click();
  await page.getByText(say('clear-done'), { exact: true }).waitFor();
  assert.deepEqual(await stored(page), nothingStored);
  const nowhere = async (where) => {
    const all = await page.evaluate(() => document.documentElement.outerHTML + [...document.querySelectorAll('input, textarea')].map((it) => it.value).join());
    assert.doesNotMatch(all, /zebrafink/, where);
    assert.equal(await page.locator('[aria-pressed=true]').filter({ hasNotText: say('detail-everything') }).count(), 0, where);
  };
  await nowhere('at once');
  for (let steps = 0; steps < 5; steps += 1) {
    await page.goBack({ waitUntil: 'commit' });
    await nowhere(`after Back ${steps + 1} times, at ${new URL(page.url()).hash}`);
  }
  await page.reload();
  await live(page);
  await nowhere('after a reload');
  assertCalm(page);
  await close();
});

test('cards that changed since: answers to what is no longer there are shown, not dropped', async () => {
  const lines = ['pile lot gone-matter', 'pile lot stay-dry', 'mark stay-dry to gone-choice', 'ask gone-question', 'ask ask-cpg', 'lean to gone-choice'];
  const { page, close } = await visitOwn({ kept: shelf(lines), path: `${decisionPage}#my-page` });
  const sheet = page.getByRole('article', { name: say('place-page') });
  for (const id of ['gone-matter', 'gone-question', 'gone-choice']) {
    await sheet.getByText(id).first().waitFor({ timeout: 3000 });
  }
  await go(page, 'matters');
  await page.getByText('gone-matter').first().waitFor();
  await go(page, 'questions');
  await page.getByText('gone-question').first().waitFor();
  // The next change keeps them too.
  await go(page, 'my-page');
  await field(page, 'note-label').fill('later');
  const kept = (await inStore(page))[key];
  for (const line of lines) assert.ok(kept.split('\n').includes(line), line);
  assertCalm(page);
  await close();
});

test('a choice taken off the cards between two visits: what was said of it stays readable', async () => {
  const { page, site, close } = await visitOwn();
  await go(page, 'where-i-stand');
  await button(page, 'lean-to', { choice: 'Watchful waiting' }).click();
  await keep(page);
  site.answer(`${cards}decision.md`, published(`${cards}decision.md`).replace('- [Watchful waiting](watchful-waiting.md)\n', ''));
  await page.goto('about:blank');
  await page.goto(site.at(`${decisionPage}#my-page`));
  await live(page);
  const sheet = page.getByRole('article', { name: say('place-page') });
  await sheet.getByText(/watchful.waiting/i).first().waitFor();
  await button(page, 'clear').waitFor();
  assertCalm(page);
  await close();
});

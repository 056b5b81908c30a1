// Nothing is kept on the device unless the person says so, and then a record for each topic until a day, with a button that
// takes it away. Storage that refuses, is full, or holds nonsense never stops the page.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import {
  assertCalm, button, cards, decisionPage, field, go, heading, inWords, live, nothingStored, ownAddress, published, say, stored,
  visit,
} from './hostile.mjs';
import { chosen } from './person.mjs';
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

async function waitFor(holds, milliseconds = 8000) {
  for (const end = Date.now() + milliseconds; !(await holds()); ) {
    assert.ok(Date.now() < end, `never: ${holds}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

const asked = (page) => page.getByText(say('keep-own-device'), { exact: true });
const keepName = (days = 30) => say('keep-ask', { date: inWords(day(days)) });
const keep = (page) => page.getByRole('button', { name: keepName(), exact: true }).click();
/** What the device keeps: the records by topic, what stands beside them, and the marks of what was cleared. */
const inStore = (page) =>
  page.evaluate(async () => {
    const { planted, 'tandem-kept': flag, ...local } = { ...localStorage };
    if (!(await indexedDB.databases()).some((it) => it.name === 'tandem')) return { records: {}, marks: 0, local };
    const db = await new Promise((done) => { indexedDB.open('tandem').onsuccess = (event) => done(event.target.result); });
    const parts = db.transaction('parts').objectStore('parts');
    const all = (asks) => new Promise((done) => { asks.onsuccess = () => done(asks.result); });
    const [keys, values] = await Promise.all([all(parts.getAllKeys()), all(parts.getAll())]);
    db.close();
    const entries = keys.map((key, index) => [key, values[index]]);
    const records = Object.fromEntries(entries.filter(([key]) => key !== '.cleared').map(([key, it]) => [key, { until: it.until, text: it.text }]));
    return { records, marks: entries.find(([key]) => key === '.cleared')?.[1].length ?? 0, local };
  });
const topic = 'prostate-localised';
const nothingKept = { records: {}, marks: 0, local: {} };
/** What is kept about this topic, once it is there and a test likes it. */
const keptTopic = async (page, likes = () => true) => {
  for (let tries = 0; ; tries += 1) {
    const text = (await inStore(page)).records[topic]?.text;
    const kept = text?.startsWith('{') ? JSON.parse(text).topics?.[topic] ?? {} : undefined;
    if (kept && likes(kept)) return kept;
    if (tries > 60) assert.fail(`not kept: ${text}`);
    await new Promise((done) => setTimeout(done, 50));
  }
};
/** The tab remembers what is not kept; these tests are about the device. */
const device = async (page) => ({ ...(await inStore(page)), cookies: (await stored(page)).cookies, caches: (await stored(page)).caches });
const emptyDevice = { ...nothingKept, cookies: '', caches: [] };
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
  assert.deepEqual(await device(page), emptyDevice, 'asking stores nothing');

  // Ignored: the journey goes on, and still nothing is stored.
  await go(page, 'where-i-stand');
  await button(page, 'lean-unsure').click();
  assert.equal(await asked(page).count(), 1);
  assert.deepEqual(await device(page), emptyDevice);

  await button(page, 'keep-no').click();
  await asked(page).waitFor({ state: 'detached' });
  await go(page, 'my-page');
  await field(page, 'note-label').pressSequentially('more');
  assert.equal(await asked(page).count(), 0);
  assert.deepEqual(await device(page), emptyDevice);
  assertCalm(page);
  await close();
});

test('kept answers are a record with a day thirty days on, and a button that takes it away', async () => {
  const { page, close } = await visitOwn();
  await first(page);
  await keep(page);
  await page.getByText(say('kept-until', { date: inWords(day(30)) })).waitFor();
  const store = await inStore(page);
  assert.deepEqual(Object.keys(store.records), [topic]);
  assert.equal(store.records[topic].until, iso(day(30)));
  assert.equal(JSON.parse(store.records[topic].text).tandem, 2);
  assert.deepEqual((await stored(page)).session, {}, 'what is kept the tab need not remember');

  await button(page, 'kept-delete').click();
  await button(page, 'kept-delete').waitFor({ state: 'detached' });
  await page.waitForFunction(async () => (await indexedDB.databases()).length >= 0);
  await waitFor(async () => Object.keys((await inStore(page)).records).length === 0);
  assert.equal(await button(page.getByRole('main'), 'pile-lot').first().getAttribute('aria-pressed'), 'true', 'what is on the screen stays');
  await go(page, 'my-page');
  await field(page, 'note-label').pressSequentially('not kept');
  assert.deepEqual((await inStore(page)).records, {}, 'and nothing is kept from then on');
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
  await page.getByRole('main').getByRole('checkbox').first().check();
  await field(page, 'questions-own').fill('my own question');
  await page.keyboard.press('Enter');
  await field(page, 'questions-own').pressSequentially('and an unfinish');
  await go(page, 'where-i-stand');
  await button(page, 'lean-to', { choice: 'Surgery' }).click();
  await field(page, 'help-label').fill('two\nlines');
  await go(page, 'my-page');
  await button(page, 'filled-helped').click();
  await field(page, 'note-label').pressSequentially('last key');
  await keptTopic(page, (kept) => kept.note === 'last key');

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
  assert.equal(await again.getByRole('main').getByRole('checkbox').first().isChecked(), true);
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

test('every key is in the store soon after it was pressed', async () => {
  const { page, close } = await visitOwn();
  await first(page);
  await keep(page);
  for (const typed of ['a', 'ab', 'abc']) {
    await field(page, 'matters-own').pressSequentially(typed.at(-1));
    await keptTopic(page, (kept) => kept.drafts?.thing === typed);
  }
  await close();
});

test('on its last day it is still there; the day after it is not shown, not deleted, and one is asked', async () => {
  const text = (until) => shelf(['note words kept'], { until });
  const last = await visitOwn({ kept: text(day(0)), path: `${decisionPage}#my-page` });
  await waitFor(async () => (await field(last.page, 'note-label').inputValue()) === 'words kept');
  await last.page.getByText(say('kept-until', { date: inWords(day(0)) })).waitFor();
  await last.close();

  const past = await visitOwn({ kept: text(day(-1)), path: `${decisionPage}#my-page` });
  await past.page.getByText(say('kept-over', { date: inWords(day(-1)) })).waitFor();
  assert.equal(await field(past.page, 'note-label').inputValue(), '');
  assert.equal(await past.page.getByText('words kept').count(), 0);
  // What is entered now is not kept, and overwrites nothing.
  await field(past.page, 'note-label').fill('new');
  await past.page.waitForTimeout(300);
  assert.equal((await inStore(past.page)).records[topic].until, iso(day(-1)));
  await keep(past.page);
  await keptTopic(past.page, (kept) => kept.note.includes('words kept') && kept.note.includes('new'));
  await past.close();

  const gone = await visitOwn({ kept: text(day(-1)), path: `${decisionPage}#my-page` });
  await button(gone.page, 'kept-over-delete').click();
  await waitFor(async () => Object.keys((await inStore(gone.page)).records).length === 0);
  await gone.close();
});

test('a clock that was wrong once deletes nothing', async () => {
  const { page, context, site, close } = await visitOwn({ kept: shelf(['note words kept'], { until: day(5) }), path: `${decisionPage}#my-page` });
  await waitFor(async () => (await field(page, 'note-label').inputValue()) === 'words kept');
  for (const path of ['index.html', decisionPage]) {
    const later = await context.newPage();
    await later.addInitScript(() => { globalThis.__later = 400 * 24 * 3600 * 1000; });
    await later.goto(site.at(path));
    await live(later);
    await later.close();
  }
  const again = await context.newPage();
  await again.goto(site.at(`${decisionPage}#my-page`));
  await live(again);
  assert.equal(await field(again, 'note-label').inputValue(), 'words kept');
  await close();
});

test('a tab left open past the day asks again, and writes no old day', async () => {
  const { page, close } = await visitOwn();
  await first(page);
  await keep(page);
  await keptTopic(page);
  await page.evaluate(() => { globalThis.__later = 31 * 24 * 3600 * 1000; });
  await go(page, 'my-page');
  await field(page, 'note-label').fill('after the day');
  await page.getByText(say('kept-over', { date: inWords(day(30)) })).waitFor();
  assert.equal((await keptTopic(page)).note, undefined);
  await page.getByRole('button', { name: keepName(61), exact: true }).click();
  await keptTopic(page, (kept) => kept.note === 'after the day');
  assert.equal((await inStore(page)).records[topic].until, iso(day(61)));
  await close();
});

test('answers belong to one decision: another decision’s are neither shown nor lost', async () => {
  const other = shelf(['note of another topic'], { decision: 'another' });
  const { page, close } = await visitOwn({ kept: other, path: `${decisionPage}#my-page` });
  assert.equal(await field(page, 'note-label').inputValue(), '');
  await field(page, 'note-label').fill('of this topic');
  await keep(page);
  await keptTopic(page, (kept) => kept.note === 'of this topic');
  const both = (await inStore(page)).records;
  assert.match(both.another.text, /note of another topic/);
  await button(page, 'kept-delete').click();
  await waitFor(async () => !(await inStore(page)).records[topic]);
  assert.deepEqual((await inStore(page)).records, { another: both.another }, 'deleting takes this decision’s alone');
  await close();
});

/** A storage that refuses in one way, from before the page's own script. */
const refusals = {
  'full': () => {
    IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
  },
  'forbidden': () => {
    Object.defineProperty(globalThis, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError'); } });
  },
  'absent': () => {
    Object.defineProperty(globalThis, 'indexedDB', { get: () => undefined });
  },
  'refused': () => {
    IDBFactory.prototype.open = () => { throw new DOMException('no', 'InvalidStateError'); };
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

test('storage that fills up later is said before the next key, and keeping goes on by itself when there is room', async () => {
  const { page, close } = await visitOwn();
  await first(page);
  await keep(page);
  await keptTopic(page);
  await page.evaluate(() => {
    globalThis.__put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
  });
  await go(page, 'my-page');
  await field(page, 'note-label').pressSequentially('x');
  await page.getByText(say('keep-refused'), { exact: true }).waitFor();
  assert.equal(await field(page, 'note-label').inputValue(), 'x');
  assert.notDeepEqual((await stored(page)).session, {}, 'the tab remembers meanwhile');
  await page.evaluate(() => { IDBObjectStore.prototype.put = globalThis.__put; });
  // Nobody touches anything.
  await page.getByText(say('kept-until', { date: inWords(day(30)) })).waitFor();
  assert.equal((await keptTopic(page)).note, 'x');
  assertCalm(page);
  await close();
});

test('a store that is emptied between two visits is said, in a plain sentence', async () => {
  const { page, context, site, close } = await visitOwn();
  await first(page);
  await keep(page);
  await keptTopic(page);
  await page.close();
  const times = Number(process.env.WIPES ?? 3);
  let said = 0;
  for (let visit = 0; visit < times; visit += 1) {
    const empty = await context.newPage();
    await empty.goto(site.at('program.js')).catch(() => {});
    await empty.evaluate(() => new Promise((done) => {
      localStorage.setItem('tandem-kept', 'yes');
      const asks = indexedDB.deleteDatabase('tandem');
      asks.onsuccess = asks.onerror = asks.onblocked = done;
    }));
    await empty.goto(site.at(decisionPage));
    await live(empty);
    await empty.getByText(say('kept-lost'), { exact: true }).waitFor();
    said += 1;
    await empty.close();
  }
  assert.equal(said, times);
  console.log(`${said} of ${times} emptied stores were said`);
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
  'HTML': shelf(['note <img src=x onerror="document.title=1"><script>document.title=1</script>', 'own-matter 1 <u>bold</u>', 'pile lot +1', 'ask <img>', 'lean to <img src=x>']),
};
for (const cut of [1, 4, 9]) {
  const whole = shelf(sound);
  nonsense[`cut after ${cut} tenths`] = whole.slice(0, (whole.length * cut) / 10);
}

test('whatever lay in the old store, the page opens and works, and nothing of it becomes markup', async () => {
  const { page, close } = await visitOwn();
  for (const [name, text] of Object.entries(nonsense)) {
    await page.evaluate(async ([key, text]) => {
      localStorage.clear();
      sessionStorage.clear();
      await new Promise((done) => { const asks = indexedDB.deleteDatabase('tandem'); asks.onsuccess = asks.onerror = asks.onblocked = done; });
      localStorage.setItem(key, text);
    }, [key, text]);
    // What is kept is read at a start, and only then.
    await page.reload();
    await live(page);
    for (const place of ['my-way', 'questions', 'where-i-stand', 'my-page']) await go(page, place);
    await heading(page).filter({ hasText: say('place-page') }).waitFor();
    assert.equal(await page.locator('#page img, #page script, #page u').count(), 0, name);
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
    await waitFor(async () => Object.keys((await inStore(page)).records).length === 0);
    assertCalm(page, name);
  }
  await close();
});

const later = JSON.stringify({ tandem: 3, topics: { [topic]: { note: 'from tomorrow', mood: 'calm' } } });
for (const [name, text, seen] of [
  ['a newer version', later, 'from tomorrow'],
  ['a newer first line', 'tandem 99\ndecision prostate-localised\nnote x', ''],
  ['nonsense', '\u0000 nonsense {', ''],
]) {
  test(`what is kept and not understood is never written over: ${name}`, async () => {
    const { page, context, site, close } = await visitOwn({ kept: `${iso(day(9))} ${topic}\n${text}`, path: `${decisionPage}#my-page` });
    await page.getByText(say('kept-unread'), { exact: true }).waitFor();
    assert.equal(await field(page, 'note-label').inputValue(), seen);
    const [file] = await Promise.all([page.waitForEvent('download'), button(page, 'kept-unread-save').click()]);
    assert.equal((await (await file.createReadStream()).toArray()).join(''), text);
    // Work goes on beside it.
    await field(page, 'note-label').fill('written beside');
    await keep(page);
    await waitFor(async () => (await inStore(page)).records[`${topic}.beside`]?.text.includes('written beside'));
    assert.equal((await inStore(page)).records[topic].text, text);
    const again = await context.newPage();
    await again.goto(site.at(`${decisionPage}#my-page`));
    await live(again);
    assert.equal(await field(again, 'note-label').inputValue(), 'written beside');
    assert.equal((await inStore(again)).records[topic].text, text);
    await close();
  });
}

test('what is far too much is refused at once, and left where it is', async () => {
  const lines = Array.from({ length: 150_000 }, (_, number) => `pile lot t-${number}`);
  const { page, close } = await visitOwn({ before: (page) => put(page, shelf(lines)) });
  await page.getByText(say('kept-unread'), { exact: true }).waitFor();
  const start = Date.now();
  await page.reload();
  await page.getByText(say('kept-unread'), { exact: true }).waitFor();
  console.log(`a reload with 150,000 stored piles took ${Date.now() - start} ms`);
  assert.ok((await inStore(page)).records[topic].text.includes('pile lot t-149999'));
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
  await waitFor(async () => Object.keys((await inStore(page)).records).length === 0);
  const rest = await stored(page);
  assert.deepEqual([rest.local, rest.session, rest.cookies, rest.caches], [{}, {}, '', []]);
  // A mark is left, so that no other tab brings anything back. It says nothing of what was cleared.
  assert.equal((await inStore(page)).marks, 1);
  const nowhere = async (where) => {
    const all = await page.evaluate(() => document.documentElement.outerHTML + [...document.querySelectorAll('input, textarea')].map((it) => it.value).join());
    assert.doesNotMatch(all, /zebrafink/, where);
    assert.equal(await chosen(page).count(), 0, where);
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
  // The order of what matters is folded.
  await page.evaluate(() => document.querySelectorAll('[role=main] details').forEach((it) => { it.open = true; }));
  await page.getByText('gone-matter').first().waitFor();
  await go(page, 'questions');
  await page.getByText('gone-question').first().waitFor();
  // The next change keeps them too.
  await go(page, 'my-page');
  await field(page, 'note-label').fill('later');
  const kept = await keptTopic(page, (it) => it.note === 'later');
  assert.deepEqual(kept.things.map((it) => it.id), ['gone-matter', 'stay-dry']);
  assert.deepEqual(kept.things[1].mark, { to: 'gone-choice' });
  assert.deepEqual(kept.questions.map((it) => it.id), ['gone-question', 'ask-cpg']);
  assert.deepEqual(kept.lean, { to: 'gone-choice' });
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
  // By the name that it had, not by that of its file.
  await sheet.getByText('Watchful waiting').first().waitFor();
  await button(page, 'clear').waitFor();
  assertCalm(page);
  await close();
});

// What protects people, and the way through a decision, in the engines that are not Chromium: Firefox and WebKitGTK, as the
// distribution ships them. docs/engines.md lists what each of them cannot be asked here, and why.
//
// ENGINES names those that are tried, all of them if it is not set; an engine that is not installed is not tried, and is said.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';

import { engines, until } from './engines.mjs';
import { adds, card, choices, dateInWords, decisionPage, flat, journey, markTo, matter, prompt, say, sayingIn, site } from './person.mjs';
import { dist, launch, open, root, serve, target } from './support.mjs';

const MARK = 'zebrafink';
const folder = mkdtempSync(join(tmpdir(), 'tandem-engines-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const paperWords = readFileSync(join(root, 'content/words/en.paper.yaml'), 'utf8');
const paper = (key) => new RegExp(`^${key}: (.*)$`, 'm').exec(paperWords)?.[1] ?? assert.fail(`there are no words for "${key}"`);
const inDays = (days) => { const date = new Date(); date.setDate(date.getDate() + days); return dateInWords(date); };

// A person ----------------------------------------------------------------------------------------------------------

/** Waits until the program answers, and notes from then on what goes wrong. */
async function live(person) {
  await until(() => person.evaluate(() => document.documentElement.classList.contains('live')), 'the program is there', 60_000);
  await person.evaluate(() => {
    globalThis.faults ??= [];
    addEventListener('error', (event) => globalThis.faults.push(String(event.message)));
    addEventListener('securitypolicyviolation', (event) => globalThis.faults.push(`${event.effectiveDirective} ${event.blockedURI}`));
  });
}
const calm = async (person) => assert.deepEqual(await person.evaluate(() => globalThis.faults), []);
const at = (person, title) => until(async () => flat(await person.evaluate(() => document.querySelector('h1')?.textContent ?? '')) === title, `the place "${title}"`);
const next = async (person, name) => {
  const { title } = journey.find((place) => place.name === name);
  const link = say('next', { place: name });
  await person.follow(link);
  // On a busy machine the page may have moved between the look and the touch: nobody gives up at that.
  await at(person, title).catch(async () => {
    await person.follow(link);
    await at(person, title);
  });
};
async function visit(engine, from, path = decisionPage) {
  const person = await engine.visit();
  await person.goto(from.at(path));
  await live(person);
  return person;
}
const sheet = async (person) => flat(await person.evaluate(() => document.querySelector('[role=main] article')?.innerText ?? ''));
/** All that the page holds anywhere. */
const held = (person) => person.evaluate(() => [
  document.title, location.href, document.documentElement.outerHTML, ...[...document.querySelectorAll('input, textarea')].map((it) => it.value),
].join('\n'));
const stored = (person) => person.evaluate(() => JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }, window.name, history.state]));

/** What a person says, each with the marker word where words of one's own can be. */
const said = { matter: `${MARK} being there for my daughter`, question: `${MARK} هل يمكنني الانتظار؟`, help: `${MARK} somebody who explains`, note: `${MARK} I look after my wife & “garden”` };

/** From the decision to the page, by what is written on links, buttons and fields. */
async function wholeWay(person) {
  await next(person, say('place-choices'));
  await next(person, say('place-compare'));
  await next(person, say('place-matters'));
  await person.press(say('pile-lot'), matter('dry'));
  await person.press(say('pile-some'), matter('few hospital'));
  await person.write(say('matters-own'), said.matter);
  await person.press(adds('matters-own'));
  await next(person, say('place-my-way'));
  await person.press(markTo(choices[2]), say('mark-title', { thing: matter('dry') }));
  await next(person, say('place-questions'));
  await person.tick(prompt('Which group is my cancer in'));
  await person.write(say('questions-own'), said.question);
  await person.press(adds('questions-own'));
  await next(person, say('place-stand'));
  await person.press(say('lean-unsure'));
  await person.tick(say('wish-together'));
  await person.write(say('help-label'), said.help);
  await next(person, say('place-page'));
  await person.write(say('note-label'), said.note);
}
const onThePage = [matter('dry'), say('mark-says-to', { choice: choices[2] }), matter('few hospital'), prompt('Which group is my cancer in'), say('lean-says-unsure'), say('wish-together'), ...Object.values(said)];

/** Nothing that was entered is anywhere: not on the page, nor after Back, nor after it is loaded again. */
async function nothingLeft(person, backs) {
  const gone = async (where) => assert.doesNotMatch(await held(person) + await stored(person), new RegExp(MARK), where);
  await gone('at once');
  await person.reload();
  await live(person);
  await gone('after a reload');
  for (let back = 1; back <= backs; back += 1) {
    await person.back();
    await new Promise((done) => setTimeout(done, 300));
    if (!(await person.evaluate(() => location.protocol.startsWith('http')))) return;
    await gone(`after Back ${back}`);
  }
}

/** Runs in the page: the controls over which something else lies, each brought into view first. */
function covered() {
  const found = [];
  for (const it of document.querySelectorAll('[role=main] :is(button, summary, a[href], input, textarea)')) {
    if (!it.checkVisibility({ visibilityProperty: true }) || it.closest('.unseen')) continue;
    it.scrollIntoView({ block: 'center', behavior: 'instant' });
    const line = it.getClientRects()[0];
    if (!line || line.width < 2) continue;
    const there = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
    const same = (one, other) => one && other && (one.contains(other) || other.contains(one));
    if (!same(it, there) && !same(it.labels?.[0], there)) found.push(`${it.tagName} "${it.textContent.slice(0, 40)}" is under ${there?.tagName} "${there?.textContent.slice(0, 40)}"`);
  }
  return found;
}

// Other languages ---------------------------------------------------------------------------------------------------

/** What somebody types in a language, with a range and a Latin name among it; how a range is written there. */
const inLanguages = {
  ar: { direction: 'rtl', matter: 'PSA عندي من 4 إلى 12', note: 'هاتفي 020 7946 0018، بعد الظهر', range: '(\\d[\\d,]*) إلى (\\d[\\d,]*)' },
  ko: { direction: 'ltr', matter: '제 PSA는 4~12입니다', note: '제 전화는 020 7946 0018입니다', range: '(\\d[\\d,]*)~(\\d[\\d,]*)' },
};
/** Each place of the conversation, in a proof; in every run those where numbers, piles and words of one's own are. */
const walked = process.env.WALK === 'all'
  ? ['decision', 'choices', 'surgery', 'side-by-side', 'survival', 'matters', 'my-way', 'questions', 'where-i-stand', 'about', 'talk', 'talk-compare', 'my-page']
  : ['side-by-side', 'my-page'];

/** Runs in the page: the way it runs; boxes that stand beyond the window; ranges that are read back to front, and how many were read. */
function legible(range) {
  const seen = (it) => it.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !it.closest('.unseen, svg');
  const said = (it) => `${it.localName}.${it.className} "${it.textContent.trim().slice(0, 30)}"`;
  const main = document.querySelector('[role=main]');
  const boxes = [...main.querySelectorAll('*')].filter((it) => seen(it) && it.getClientRects().length);
  const beyond = boxes.filter((it) => it.getBoundingClientRect().left < -1 || it.getBoundingClientRect().right > innerWidth + 1).map(said);
  const direction = getComputedStyle(main).direction;
  const place = (node, from, to) => {
    const part = document.createRange();
    part.setStart(node, from);
    part.setEnd(node, to);
    return part.getBoundingClientRect();
  };
  const [wrong, ranges] = [[], []];
  const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const found = new RegExp(range, 'd').exec(node.data);
    if (!found || !seen(node.parentElement)) continue;
    const [low, high] = [place(node, ...found.indices[1]), place(node, ...found.indices[2])];
    // One that breaks over two lines is read in its order whatever the way.
    if (!low.width || Math.abs(low.top - high.top) > 4) continue;
    ranges.push(found[0]);
    if (direction === 'rtl' ? low.left < high.right : low.right > high.left) wrong.push(found[0]);
  }
  return { direction, wide: document.documentElement.scrollWidth - innerWidth, beyond, wrong, ranges: ranges.length };
}

/** From what matters to My page in a language: a pile, words of one's own, numbers; each place as a narrow window shows it. */
async function otherLanguage(person, lang) {
  const [words, theirs] = [inLanguages[lang], sayingIn(lang)];
  const cards = readFileSync(join(dist, `content/prostate-localised/${lang}/decision.md`), 'utf8');
  const dry = /^- \[(.*?)\]\(#stay-dry\)/m.exec(cards)[1];
  await person.press(theirs('pile-lot'), dry);
  await person.write(theirs('matters-own'), words.matter);
  await person.press(`${theirs('add')}: ${theirs('matters-own')}`);
  const looks = [];
  for (const hash of walked) {
    await person.evaluate((hash) => { location.hash = hash; }, hash);
    if (hash === 'my-page') await person.write(theirs('note-label'), words.note);
    await until(() => person.evaluate((hash) => location.hash === `#${hash}` && document.querySelector('[role=main] h1, [role=main] h2'), hash), hash);
    looks.push([hash, await stands(() => person.evaluate(legible, words.range))]);
  }
  const text = await until(async () => { const text = await sheet(person); return text.includes(words.note) && text; }, 'the note is on the page');
  for (const part of [dry, words.matter, words.note]) assert.ok(text.includes(part), `${part} is missing from: ${text}`);
  return looks;
}

/** What is seen once it is the same twice: a long place is drawn bit by bit. */
async function stands(look) {
  let before;
  return until(async () => {
    const now = await look();
    const same = JSON.stringify(now) === before;
    before = JSON.stringify(now);
    return same && now;
  }, 'the page stands still');
}

/** A copy that was saved by the program; Chromium saves it, for engines whose driver hands over no file. */
async function savedByChromium() {
  const browser = await launch();
  const here = await site();
  const page = await open(browser, { locale: 'en-GB' });
  await page.goto(here.at(`${decisionPage}#my-page`));
  await page.locator('html.live').waitFor({ state: 'attached' });
  await page.getByRole('textbox', { name: say('note-label'), exact: true }).fill(said.note);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: say('save'), exact: true }).click()]);
  const path = join(folder, 'my-page.html');
  await download.saveAs(path);
  await browser.close();
  await here.close();
  return path;
}

/** The page of a host on another origin, that notes all it hears. */
async function host(aid) {
  const own = await serve(undefined);
  own.answer('spy.js', `
    globalThis.heard = { keys: [], messages: [] };
    for (const kind of ['keydown', 'input', 'click', 'focusin']) addEventListener(kind, (event) => globalThis.heard.keys.push(String(event.key) + String(event.target && event.target.value)), true);
    addEventListener('message', (event) => globalThis.heard.messages.push(JSON.parse(JSON.stringify(event.data))));
  `);
  own.answer('host.html', `<!doctype html><html lang="en"><title>A charity</title><script src="spy.js"></script><h1>A charity</h1>
    <iframe data-tandem src="${aid.at(decisionPage)}" title="My choices" width="100%" height="600" referrerpolicy="no-referrer"
    sandbox="allow-scripts allow-same-origin allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox"></iframe>
    <script src="${aid.at('embed.js')}" async></script></html>`);
  return own;
}

// Each engine -------------------------------------------------------------------------------------------------------

const asked = process.env.ENGINES?.split(',') ?? Object.keys(engines).filter((name) => name !== 'chromium');
for (const name of asked) {
  const { title, missing, start } = engines[name];
  const notTried = missing() && `${title} was not tried: ${missing()} is not installed`;
  if (notTried) console.log(notTried);
  describe(title, { skip: notTried }, () => {
    const checked = (what, run, options) => test(`${title}: ${what}`, { timeout: 120_000, ...options }, run);
    let engine, here;
    before(async () => {
      here = await site();
      engine = await start();
      console.log(`${title} ${engine.version}`);
    });
    after(async () => { await engine?.close(); await here?.close(); });

    checked('from the list of topics to my page, which holds what was said; nobody is told a word of it, and clearing leaves nothing', async () => {
      here.requests.length = 0;
      const person = await visit(engine, here, 'index.html');
      await person.follow(card.meta.title);
      await live(person);
      await at(person, card.heading);
      await wholeWay(person);
      const text = await until(async () => { const text = await sheet(person); return text.includes(flat(said.note)) && text; }, 'the note is on the page');
      for (const words of onThePage) assert.ok(text.includes(flat(words)), `${words} is missing from: ${text}`);
      await calm(person);
      // What the server was asked, and what the engine says that it asked for, where it says that.
      assert.ok(here.requests.length > 5);
      assert.doesNotMatch(JSON.stringify(here.requests), new RegExp(MARK));
      for (const request of here.requests) assert.deepEqual([request.method, request.query, request.body], ['GET', '', ''], request.path);
      for (const { url, body } of person.requests ?? []) {
        assert.ok(url.startsWith(here.at()) || /^(blob|data):/.test(url), url);
        assert.doesNotMatch(`${url} ${body}`, new RegExp(MARK));
      }
      assert.doesNotMatch(await stored(person), new RegExp(MARK));
      await person.press(say('clear'));
      await person.press(say('clear-yes'));
      await until(async () => (await held(person)).includes(say('clear-done')), 'it is said');
      await nothingLeft(person, 4);
      // A browser that brings back what stood in fields brings back nothing here.
      await person.goto(here.at(`${decisionPage}#my-page`));
      await live(person);
      await person.write(say('note-label'), MARK);
      await person.reload();
      await live(person);
      assert.equal(await person.value(say('note-label')), '');
      await person.close();
    });

    checked('in Arabic and in Korean it runs its own way, fits a narrow window and reads its ranges in order; what is typed stands on my page, and nobody else is asked', async () => {
      here.requests.length = 0;
      const faults = [];
      for (const [lang, { direction }] of Object.entries(inLanguages)) {
        const person = await engine.visit();
        await person.narrow();
        await person.goto(here.at(`prostate-localised.${lang}.html#matters`));
        await live(person);
        const looks = await otherLanguage(person, lang);
        for (const [hash, { direction: runs, wide, beyond, wrong }] of looks) {
          if (runs !== direction || wide > 0 || beyond.length || wrong.length) faults.push(`${lang} ${hash}: ${JSON.stringify({ runs, wide, beyond, wrong })}`);
        }
        assert.ok(looks.some(([, { ranges }]) => ranges > 0), `${lang}: a range was read`);
        for (const { url } of person.requests ?? []) assert.ok(url.startsWith(here.at()) || /^(blob|data):/.test(url), url);
        await calm(person);
        await person.close();
      }
      assert.deepEqual(faults, []);
      for (const request of here.requests) assert.deepEqual([request.method, request.query, request.body], ['GET', '', ''], request.path);
    });

    checked('"Finish and clear" leaves nothing either, where answers were kept too', async () => {
      const own = await site();
      own.answer('content/settings.yaml', `own-address: ${own.origin}\n`);
      const person = await visit(engine, own, `${decisionPage}#my-page`);
      await person.write(say('note-label'), said.note);
      await person.press(say('keep-ask', { date: inDays(30) }));
      await until(async () => (await held(person)).includes(say('kept-until', { date: inDays(30) })), 'it is kept');
      await person.evaluate(() => { location.hash = 'talk'; });
      await person.press(say('talk-finish'));
      await person.press(paper('talk-ask-yes'));
      await until(async () => (await held(person)).includes(paper('talk-cleared')), 'all is cleared');
      await nothingLeft(person, 2);
      await person.goto(own.at(`${decisionPage}#my-page`));
      await live(person);
      assert.equal(await person.value(say('note-label')), '');
      await person.close();
      await own.close();
    });

    checked('what is touched is what is seen: nothing lies over a control', async () => {
      const person = await visit(engine, here, `${decisionPage}#matters`);
      await person.press(say('pile-lot'), matter('dry'));
      for (const hash of ['matters', 'side-by-side', 'my-way', 'talk-compare', 'questions', 'my-page']) {
        await person.evaluate((hash) => { location.hash = hash; }, hash);
        await until(() => person.evaluate((hash) => location.hash === `#${hash}` && document.querySelectorAll('[role=main] :is(button, summary, a)').length > 3, hash), hash);
        assert.deepEqual(await person.evaluate(covered), [], hash);
      }
      await person.close();
    });

    checked('what is kept on the device is there again', async () => {
      const own = await site();
      own.answer('content/settings.yaml', `own-address: ${own.origin}\n`);
      const place = join(folder, `${name}-profile`);
      const first = engine.profile ? await engine.profile(place) : { person: await engine.visit() };
      const { person } = first;
      await person.goto(own.at(`${decisionPage}#my-page`));
      await live(person);
      await person.write(say('note-label'), said.note);
      await person.press(say('keep-ask', { date: inDays(30) }));
      await until(async () => (await held(person)).includes(say('kept-until', { date: inDays(30) })), 'it is kept');
      await new Promise((done) => setTimeout(done, 1000));
      let again = { person, close: person.close };
      if (first.kill) {
        await first.kill();
        again = await engine.profile(place);
      }
      await again.person.goto('about:blank');
      await again.person.goto(own.at(`${decisionPage}#my-page`));
      await live(again.person);
      assert.equal(await again.person.value(say('note-label')), said.note);
      await calm(again.person);
      await again.close();
      await own.close();
    });

    checked('inside another page it works, and that page learns a rounded height', async () => {
      const own = await host(here);
      const person = await engine.visit();
      await person.goto(own.at('host.html'));
      const before = await person.evaluate(() => [history.length, location.href]);
      const inner = await person.inside('My choices');
      await live(inner);
      await inner.follow(say('place-questions'));
      await inner.write(say('questions-own'), said.question);
      await inner.press(adds('questions-own'));
      await inner.follow(say('place-page'));
      await inner.write(say('note-label'), said.note);
      await until(async () => (await sheet(inner)).includes(said.note), 'the note is on the page');
      await calm(inner);
      // The height is told, and heard, a moment after the page has grown.
      await until(() => person.evaluate(() => document.querySelector('iframe').getBoundingClientRect().height > 600), 'the frame grew');
      const heard = await person.evaluate(() => globalThis.heard);
      assert.doesNotMatch(JSON.stringify(heard), new RegExp(MARK));
      assert.ok(heard.messages.length > 0, 'it told its height');
      for (const message of heard.messages) {
        assert.deepEqual(Object.keys(message).sort(), ['px', 'type']);
        assert.equal(message.px % 64, 0);
      }
      assert.deepEqual(await person.evaluate(() => [history.length, location.href]), before);
      await person.close();
      await own.close();
    });

    checked('one topic in one file, opened from a disk, is the whole way to My page, and asks for nothing', async () => {
      const file = join(folder, 'My choice (1).html');
      const app = join(target, dist.endsWith('quick') ? 'app-dev' : 'app');
      execFileSync(join(target, 'debug/tandem'), ['publish', join(root, 'content'), '--app', app, '--single', 'prostate-localised', '--to', file, '--allow-unreviewed'], { stdio: 'pipe' });
      const person = await engine.visit();
      await person.goto(pathToFileURL(file).href);
      await live(person);
      await at(person, card.heading);
      await wholeWay(person);
      const text = await until(async () => { const text = await sheet(person); return text.includes(flat(said.note)) && text; }, 'the note is on the page');
      for (const words of onThePage) assert.ok(text.includes(flat(words)), `${words} is missing from: ${text}`);
      const asked = await person.evaluate(() => performance.getEntriesByType('resource').map((it) => it.name));
      assert.deepEqual(asked.filter((it) => !/^(data|blob):/.test(it)), []);
      await calm(person);
      await person.close();
    });

    checked('a saved copy opens from a disk, and is read back word for word', async () => {
      const path = await savedByChromium();
      const person = await engine.visit();
      await person.goto(pathToFileURL(path).href);
      const words = flat(await person.evaluate(() => document.querySelector('main').innerText));
      for (const part of [said.note, card.heading, say('page-not-consent')]) assert.ok(words.includes(flat(part)), part);
      await person.goto(here.at(`${decisionPage}#saved-copy`));
      await live(person);
      // The window in which a file is chosen is the system's: here the field that would open it is put into the page.
      await person.evaluate(() => { HTMLInputElement.prototype.click = function click() { document.body.append(this); }; });
      await person.press(say('open-choose'));
      await person.choose(path);
      await person.press(say('open-yes'));
      await at(person, say('place-page'));
      assert.equal(await person.value(say('note-label')), said.note);
      await calm(person);
      await person.close();
    });

    checked('printed, it is the person’s page', async () => {
      const person = await visit(engine, here, `${decisionPage}#my-page`);
      await person.write(say('note-label'), said.note);
      const pdf = join(folder, `${name}.pdf`);
      writeFileSync(pdf, await person.pdf());
      const read = flat(execFileSync('pdftotext', ['-raw', '-enc', 'UTF-8', pdf, '-'], { encoding: 'utf8' }));
      for (const part of [said.note, say('page-not-consent'), say('box-name')]) assert.ok(read.includes(flat(part)), `${part} is missing from: ${read}`);
      assert.ok(!read.includes(say('print')), 'no button is printed');
      await person.close();
    }, { skip: name === 'webkit' && 'its driver prints nothing: see docs/engines.md' });
  });
}

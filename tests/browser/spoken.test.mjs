// What somebody hears who does not see the page: roles, names, states and live messages, in order, journey by journey. Each
// stands in `spoken/` as it was when somebody read it through. Where it differs, this says how; after reading the new one:
// `SPOKEN=write node --test tests/browser/spoken.test.mjs` writes them all anew.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { dist, launch, open, root, settled } from './support.mjs';
import { addMatter, addQuestion, choices, decisionPage, enter, mark, markTo, matter, phone, press, prompt, quick, ready, say, site, sort, tick, write } from './person.mjs';

const folder = join(root, 'tests/browser/spoken');
const MAIN = '#page [role=main]';
const writes = process.env.SPOKEN === 'write';

let browser, here;
before(async () => { here = await site(); browser = await launch(); });
after(async () => { await browser?.close(); await here?.close(); });

/** A page whose live messages are noted as they are said. */
async function visit(path) {
  const page = quick(await open(browser, { locale: 'en-GB', serviceWorkers: 'block', ...phone }));
  await page.addInitScript(() => {
    globalThis.live = [];
    addEventListener('DOMContentLoaded', () => {
      const note = (changes) => {
        for (const { target } of changes) {
          const region = (target.nodeType === 1 ? target : target.parentElement)?.closest('[role=status], [role=alert], [aria-live]');
          const text = region?.textContent.replace(/\s+/g, ' ').trim();
          if (text && globalThis.live.at(-1) !== text) globalThis.live.push(text);
        }
      };
      new MutationObserver(note).observe(document.documentElement, { subtree: true, childList: true, characterData: true });
    });
  });
  // What can be kept for reading without a network is said when the browser is idle: sooner or later.
  await page.route(/\/app\/offline-/, (route) => route.abort());
  await page.goto(here.at(path));
  await ready(page);
  // The control that reads aloud comes when the browser is idle.
  await page.locator('html.speaks').waitFor({ state: 'attached', timeout: 30_000 });
  await page.evaluate(() => { globalThis.live.length = 0; });
  return page;
}

/** The words of a language, by their names, and its months. */
const wordsOf = (lang) => {
  const read = (file) => readFileSync(join(root, `content/words/${file}.yaml`), 'utf8');
  const word = (key, file = lang) => new RegExp(`^${key}: +"?(.*?)"?$`, 'm').exec(read(file))[1];
  const text = read(lang);
  const months = [...text.split('\nmonths:\n')[1].split(/\n(?! )/)[0].matchAll(/- "?([^"\n]*)"?/g)].map((it) => it[1]);
  return { word, months };
};

/**
 * What is another one each time, in the language of the page: today and the days after it, and the two words by which one
 * person's page is known; and what every new version of a card changes: its number and its dates.
 */
function steady(text, lang) {
  const { word, months } = wordsOf(lang);
  const written = (date) => word('date-in-words').replace('{day}', date.getDate()).replace('{month}', months[date.getMonth()]).replace('{year}', date.getFullYear());
  const inWords = (days) => {
    const date = new Date();
    date.setDate(date.getDate() + days);
    return written(date);
  };
  const card = readFileSync(join(dist, `content/prostate-localised/${lang}/decision.md`), 'utf8');
  const published = written(new Date(`${/^published: +(.*)$/m.exec(card)[1]}T12:00:00`));
  const ofCards = word('talk-cards').replace('{date}', published);
  const version = new RegExp(word('status-dates').replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '.+?'), 'g');
  const tag = new RegExp(`(?<!\\p{L})(?:${word('tag-first').replaceAll(', ', '|')}) (?:${word('tag-second').replaceAll(', ', '|')})(?!\\p{L})`, 'gu');
  // It was built on that day, which may be an earlier one than today.
  const [before, after] = word('built-on', `${lang}.paper`).split('{date}').map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'));
  const built = new RegExp(`(?<=${before}).+(?=${after})`, 'g');
  const same = text.replace(version, '(version and dates).').replace(built, '(today)').replaceAll(ofCards, '(date of the cards)');
  return same.replaceAll(inWords(0), '(today)').replaceAll(inWords(30), '(in 30 days)').replace(tag, '(two words)');
}

/** The place as it is now, and what was said of it since the last one. */
async function hear(page, name, within = 'body') {
  await settled(page);
  const tree = await page.locator(within).ariaSnapshot();
  const live = (await page.evaluate(() => globalThis.live.splice(0))).map((it) => `  says: ${it}`);
  const text = [`== ${name}`, ...live, tree, ''].join('\n');
  const lang = await page.evaluate(() => document.documentElement.lang);
  return steady(text, lang).replaceAll(here.origin, '').replace(/\b\d\d?:\d\d\b/g, '(time)');
}

/** Compares with what stands in `spoken/`, or writes it. */
function same(name, text) {
  const file = join(folder, `${name}.txt`);
  if (writes) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
    return;
  }
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (before === text) return;
  const made = mkdtempSync(join(tmpdir(), 'tandem-spoken-'));
  writeFileSync(join(made, `${name}.txt`), text);
  let diff = '';
  try { execFileSync('diff', ['-u', file, join(made, `${name}.txt`)], { encoding: 'utf8' }); } catch (error) { diff = error.stdout; }
  rmSync(made, { recursive: true, force: true });
  assert.fail(`${name} sounds otherwise than when it was read through:\n${diff}`);
}

test('a decision, from its front to My page, sounds as it was read through', async () => {
  const page = await visit(decisionPage);
  const heard = [await hear(page, 'the front')];
  for (const hash of ['start', 'choices', 'surgery']) {
    await enter(page, hash);
    heard.push(await hear(page, hash, MAIN));
  }
  await enter(page, 'side-by-side');
  await page.locator('.compare .row > summary').first().click();
  await page.locator('.opened').first().waitFor();
  heard.push(await hear(page, 'side by side, one row open', MAIN));
  await enter(page, 'matters');
  await sort(page, matter('dry'));
  await sort(page, matter('few hospital'), 'pile-some');
  await addMatter(page, 'Walking my dog');
  heard.push(await hear(page, 'what matters', MAIN));
  await enter(page, 'my-way');
  await mark(page, matter('dry'), markTo(choices[2]));
  heard.push(await hear(page, 'my way', MAIN));
  await enter(page, 'questions');
  await tick(page, prompt('Which group is my cancer in'));
  await addQuestion(page, 'Who do I ring at night?');
  heard.push(await hear(page, 'questions', MAIN));
  await enter(page, 'where-i-stand');
  await press(page, say('lean-unsure'));
  await tick(page, say('wish-together'));
  heard.push(await hear(page, 'where I stand', MAIN));
  await enter(page, 'my-page');
  await write(page, say('note-label'), 'My wife comes with me');
  heard.push(await hear(page, 'my page'));
  await press(page, say('clear'));
  heard.push(await hear(page, 'clearing is asked', '#page .foot'));
  same('decision', heard.join('\n'));
  await page.context().close();
});

test('a talk sounds as it was read through', async () => {
  const page = await visit(`${decisionPage}#matters`);
  await sort(page, matter('dry'));
  const heard = [];
  for (const hash of ['talk', 'talk-compare', 'talk-answers', 'talk-home']) {
    await page.evaluate((hash) => { location.hash = hash; }, hash);
    await page.waitForFunction((hash) => location.hash === `#${hash}`, hash);
    await page.waitForTimeout(300);
    heard.push(await hear(page, hash));
  }
  same('talk', heard.join('\n'));
  await page.context().close();
});

test('the list of topics, and the list of needs, sound as they were read through', async () => {
  const list = await visit('index.html');
  const heard = [await hear(list, 'the list of topics')];
  await list.context().close();
  const needs = await visit('lists-needs.en.html');
  heard.push(await hear(needs, 'what I need'));
  same('lists', heard.join('\n'));
  await needs.context().close();
});

for (const lang of ['ko', 'ar']) {
  test(`a decision sounds as it was read through, in ${lang}`, async () => {
    const page = await visit(`prostate-localised.${lang}.html`);
    const heard = [await hear(page, 'the front')];
    for (const hash of ['choices', 'surgery', 'side-by-side', 'matters', 'my-way', 'questions', 'where-i-stand', 'my-page']) {
      await page.evaluate((hash) => { location.hash = hash; }, hash);
      await page.waitForFunction((hash) => location.hash === `#${hash}`, hash);
      await page.waitForTimeout(300);
      if (hash === 'side-by-side') {
        await page.locator('.compare .row > summary').first().click();
        await page.locator('.opened').first().waitFor();
      }
      if (hash === 'matters') await page.locator('[role=main] [role=group]').nth(1).getByRole('button').first().click();
      heard.push(await hear(page, hash, hash === 'my-page' ? 'body' : MAIN));
    }
    same(`decision.${lang}`, heard.join('\n'));
    await page.context().close();
  });
}

// Verbs that the tests on privacy, keeping, embedding, cards and mishaps share: open a page, go somewhere, enter marker
// words everywhere, press everything. Things are found as a person finds them, by the words of content/words.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { dist, open, quiet, root, serve, settled } from './support.mjs';

/** The page that these tests walk through, and the folder of its cards. */
export const decisionPage = 'prostate-localised.en.html';
export const cards = 'content/prostate-localised/en/';

/** The words on screen, by their names in content/words/en.yaml, and those that stand in pages alone. */
const words = Object.fromEntries(
  ['en', 'en.paper'].flatMap((name) => readFileSync(join(root, `content/words/${name}.yaml`), 'utf8').split('\n'))
    .map((line) => /^([a-z][a-z-]*): (?:"(.*)"|(.*))$/.exec(line))
    .filter(Boolean)
    .map(([, name, quoted, bare]) => [name, quoted ?? bare]),
);

/** A sentence of the app, its holes filled. */
export function say(name, holes = {}) {
  assert.ok(words[name], `no words named ${name}`);
  return words[name].replace(/\{([a-z]+)\}/g, (hole, key) => String(holes[key] ?? hole));
}

/** The items of a list among the words, as the months are. */
const listOf = (name) =>
  [...readFileSync(join(root, 'content/words/en.yaml'), 'utf8').split(`\n${name}:\n`)[1].split(/\n(?! )/)[0].matchAll(/- "?([^"\n]*)"?/g)].map((it) => it[1]);

/** A day as the page writes it. */
export function inWords(date) {
  const month = listOf('months')[date.getMonth()];
  return say('date-in-words', { day: date.getDate(), month, year: date.getFullYear() });
}

/** The text of a published file. */
export const published = (path) => readFileSync(join(dist, path), 'utf8').replace(/^\uFEFF/, '');

/** Settings under which a site may keep answers. */
export const ownAddress = (site) => site.answer('content/settings.yaml', `own-address: ${site.origin}\n`);

/** Waits until the program has taken the page's place. */
export const live = (where) => where.locator('html.live').waitFor({ state: 'attached' });

/** A site of its own with one page of it open and running. `prepare` changes the site before anybody visits. */
export async function visit(browser, { path = decisionPage, prepare, before, running = true, ...options } = {}) {
  const site = await serve(dist);
  await prepare?.(site);
  const page = await open(browser, options);
  page.setDefaultTimeout(8000);
  await before?.(page);
  await page.goto(site.at(path));
  if (running) await live(page);
  const close = async () => { await page.context().close(); await site.close(); };
  return { site, page, context: page.context(), close };
}

/** Waits until the program lies on the device for use without a network: it comes once the page is alive, and asks for files. */
export const onDevice = async (page) => {
  await page.waitForFunction(async () => {
    if (!navigator.serviceWorker.controller) return false;
    const name = (await caches.keys()).find((it) => / common$/.test(it));
    const files = name ? (await (await caches.open(name)).keys()).map((it) => it.url) : [];
    return files.length > 4 && files.some((it) => /library[._]/.test(it)) && files.some((it) => /icon-180/.test(it));
  }, null, { timeout: 20000 });
  await quiet(page);
};

/** Goes to a place by its address, and waits until it is drawn. */
export async function go(page, place) {
  await page.evaluate(async (hash) => {
    if (location.hash === hash) return;
    const there = new Promise((done) => addEventListener('hashchange', done, { once: true }));
    location.hash = hash;
    await there;
    await new Promise((done) => setTimeout(done));
  }, `#${place}`);
  await settled(page);
}

/** The main heading. */
export const heading = (where) => where.locator('#main-title');

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A button by its words. The sign that a pressed one bears is not part of its name to these tests. */
export const button = (where, name, holes) => where.getByRole('button', { name: new RegExp(`^(✓\\s*)?${escaped(say(name, holes))}${name === 'add' ? ':.*' : ''}$`) });
export const link = (where, name, holes) => where.getByRole('link', { name: say(name, holes), exact: true });
export const field = (where, name) => where.getByRole('textbox', { name: say(name), exact: true });

/** Follows the list of places, opening it where it is closed. */
export async function follow(where, place) {
  const places = where.getByRole('navigation', { name: say('places') });
  const item = places.getByRole('link', { name: say(place), exact: true });
  if (!(await item.isVisible())) await places.locator('summary').click();
  await item.click();
  await where.getByRole('heading', { name: say(place), exact: true }).first().waitFor();
}

/** Every free-text field with its label, and the place it stands in. */
export const fields = [
  ['matters', 'matters-own'],
  ['questions', 'questions-own'],
  ['where-i-stand', 'help-label'],
  ['my-page', 'note-label'],
];

/** Everything that a page told the world, as one text: addresses, headers, bodies. */
export function told(site, page) {
  return JSON.stringify([site?.requests ?? [], page?.seen.requests ?? []]);
}

/** Nothing went wrong on this page: no refusal of the policy, no message, no uncaught error. */
export function assertCalm(page, what = '') {
  assert.deepEqual(page.seen.violations, [], `violations ${what}`);
  assert.deepEqual(page.seen.errors, [], `uncaught errors ${what}`);
  assert.deepEqual(toldByThePage(page), [], `console messages ${what}`);
}

/** What the page told the console; not the browser's own remark that a part waits to be used, which comes three seconds after
 * loading wherever the program is kept away or the machine is slow. */
export const toldByThePage = (page) => page.seen.console.filter(({ text }) => !/was preloaded using link preload but not used/.test(text));

/** All that this origin stores. */
export const stored = (where) =>
  where.evaluate(async () => ({
    cookies: document.cookie,
    local: Object.fromEntries(Object.entries(localStorage)),
    session: Object.fromEntries(Object.entries(sessionStorage)),
    databases: (await indexedDB.databases()).map((it) => it.name),
    // The program and what everybody's device may have is not about anybody; what lies there is read in offline.test.mjs.
    caches: (await caches.keys()).filter((it) => !/ (program|common)$/.test(it)),
    workers: (await navigator.serviceWorker.getRegistrations()).flatMap((it) => [it.installing, it.waiting, it.active]).filter((it) => it && !it.scriptURL.endsWith('/worker.js')).length,
  }));

export const nothingStored = { cookies: '', local: {}, session: {}, databases: [], caches: [], workers: 0 };

export { quiet };

// Makes the pictures of the README, in docs/pictures, from what is published: `node tests/browser/pictures.mjs` after
// `cargo xtask build`. What stands on the printed page is made up.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { choices, enter, fillIn, matter, markTo, prompt, say, site, visit } from './person.mjs';
import { launch, root } from './support.mjs';

const folder = join(root, 'docs/pictures');

/** What somebody might say. */
const somebody = {
  lot: ['dry', 'erections', 'cancer is left'].map(matter),
  some: ['Being there for my daughter’s wedding in May'],
  not: [matter('few hospital')],
  marks: [
    { thing: matter('dry'), label: markTo(choices[0]) },
    { thing: matter('erections'), label: markTo(choices[0]) },
    { thing: matter('cancer is left'), label: say('mark-unsure') },
  ],
  questions: ['Can I decide after the wedding?', prompt('surgery patients'), prompt('both a surgeon')],
  lean: choices[0],
  wishes: ['wish-together', 'wish-company'],
  note: 'I look after my wife on most days, so I cannot be in hospital for long.',
};

/** In a place of the largest decision, once the letters have come. */
async function place(browser, from, hash, options) {
  const page = await visit(browser, from, '', { deviceScaleFactor: 1.5, ...options });
  await page.waitForFunction(() => performance.getEntriesByType('resource').filter((it) => it.name.endsWith('.woff2')).length === 2);
  await enter(page, hash);
  return page;
}

async function screen(page, name) {
  // From the first number on: what stands above it is the same on every place.
  await page.evaluate(() => document.querySelector('[role=main] .side-by-side, [role=main] h1').scrollIntoView());
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.context().close();
}

async function paper(page) {
  const work = mkdtempSync(join(tmpdir(), 'tandem-pictures-'));
  const pdf = join(work, 'page.pdf');
  writeFileSync(pdf, await page.pdf({ format: 'A4' }));
  execFileSync('pdftoppm', ['-png', '-r', '100', '-f', '1', '-l', '1', '-singlefile', pdf, join(folder, 'page')]);
  rmSync(work, { recursive: true });
  await page.context().close();
}

mkdirSync(folder, { recursive: true });
const [browser, from] = [await launch(), await site()];
await screen(await place(browser, from, 'side-by-side', { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }), 'phone');
await screen(await place(browser, from, 'side-by-side', { viewport: { width: 1180, height: 820 }, deviceScaleFactor: 1 }), 'tablet');
const filled = await place(browser, from, 'matters', { viewport: { width: 1280, height: 800 } });
await fillIn(filled, somebody);
await enter(filled, 'my-page');
await paper(filled);
await browser.close();
await from.close();

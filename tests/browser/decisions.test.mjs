// Each decision that is shipped, walked through to its printed page, on a phone and on a tablet.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { allButColours, axe, dist, launch, open, settled } from './support.mjs';
import { flat, phone, quick, ready, say, site, unfold } from './person.mjs';

const tablet = { viewport: { width: 820, height: 1180 } };
const text = (path) => readFileSync(join(dist, 'content', path), 'utf8');
const library = [...text('library.en.md').matchAll(/\]\(([a-z0-9-]+)\/en\/decision\.md\)/g)].map(([, id]) => id);

/** What a decision's own files say of it. */
function told(id) {
  const card = text(`${id}/en/decision.md`);
  const section = (name) => card.split(`](#${name})\n`)[1].split('\n## ')[0];
  const options = [...section('choices').matchAll(/^- \[.*?\]\(([a-z0-9-]+)\.md\)/gm)].map(([, option]) => option);
  const title = (option) => /^title: (.*)$/m.exec(text(`${id}/en/${option}.md`))[1].replaceAll('"', '');
  const studies = [...section('outcomes').matchAll(/^### \[(.*?)\]\(#(.*?)\)/gm)].map(([, heading, study]) => ({ heading, study }));
  return { options: options.map((option) => ({ id: option, title: title(option) })), studies, status: /^status: (.*)$/m.exec(card)[1] };
}

let browser;
let here;
let folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-decisions-'));
  browser = await launch();
  here = await site();
});
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await browser?.close();
  await here?.close();
});

/** What stands on the front when the first five things matter a lot: groups that must not be left out one by one, and studies with columns of their own. */
const fronts = {
  statin: ['with a starting risk of 50 had', 'with a starting risk of 100 had', 'with a starting risk of 200 had'],
  'colon-chemotherapy': ['Out of 100 people on CAPOX 3 months of CAPOX 6 months of CAPOX'],
};

const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test('nine decisions are shipped', () => {
  assert.equal(library.length, 9);
  const shipped = readdirSync(join(dist, 'content')).filter((name) => library.includes(name));
  assert.deepEqual(shipped.sort(), [...library].sort());
});

for (const id of library) {
  for (const [kind, screen] of Object.entries({ phone, tablet })) {
    test(`${id} on a ${kind}: every place can be read and used, down to the printed page`, async () => {
      const card = told(id);
      const page = await open(browser, { locale: 'en-GB', ...screen });
      await page.goto(here.at(`${id}.en.html`));
      await ready(quick(page));
      const go = (hash) => page.evaluate((hash) => { location.hash = hash; }, hash);
      const shown = async () => flat(await page.getByRole('main').innerText());
      const survival = card.studies.filter(({ study }) => /^survival(-|$)/.test(study));
      const places = ['start', 'decision', 'choices', ...card.options.map((option) => option.id), 'side-by-side', ...(survival.length ? ['survival'] : []), 'matters', 'my-way', 'questions', 'where-i-stand', 'my-page', 'about'];
      for (const hash of places) {
        await go(hash);
        await page.waitForTimeout(60);
        await settled(page);
        if (hash === 'matters') {
          // The first five things matter a lot, by tapping.
          for (const group of (await page.locator('.sort').all()).slice(0, 5)) await group.getByRole('button').first().click();
        }
        if (hash === 'questions') for (const box of (await page.getByRole('checkbox').all()).slice(0, 3)) await box.check();
        await unfold(page);
        // The other places are on a tablet what they are on a phone, with wider lines.
        if (kind === 'phone' || ['decision', 'side-by-side', 'my-page'].includes(hash)) assert.deepEqual(await axe(page, allButColours), [], hash);
        assert.ok((await wide(page)) <= 0, `${hash} scrolls sideways`);
        const words = await shown();
        assert.ok(words.length > 60, `${hash} is empty`);
        assert.ok(!words.includes(say('remarks-title')), `${hash}: some of it could not be read`);
        if (hash === 'decision') assert.ok(words.includes(say('status-example')), 'no clinician has reviewed it, and the page says so');
        if (hash === 'side-by-side') {
          for (const { heading, study } of card.studies.filter((it) => !survival.includes(it))) assert.ok(words.includes(flat(heading)), `${study} is not there`);
          for (const { title } of card.options) assert.ok(words.includes(title), `${title} is not there`);
          // The link itself may be named as the study is.
          const behind = survival.map(({ heading }) => flat(heading)).filter((heading) => heading !== say('place-survival'));
          for (const heading of behind) assert.ok(!words.includes(heading), `${heading} stands behind its own link`);
        }
      }
      await go('my-page');
      await page.waitForTimeout(60);
      const path = join(folder, `${id}-${kind}.pdf`);
      writeFileSync(path, await page.pdf({ format: 'A4' }));
      const sides = execFileSync('pdftotext', ['-enc', 'UTF-8', path, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1).map(flat);
      assert.ok(sides.length <= 3, `${sides.length} sides`);
      for (const said of [say('page-start-here'), say('status-example'), say('page-not-consent')]) assert.ok(sides[0].includes(said), `"${said}" is not on the front`);
      for (const said of fronts[id] ?? []) assert.ok(sides[0].includes(said), `"${said}" is not on the front:\n${sides[0]}`);
      assert.deepEqual([page.seen.errors, page.seen.violations, page.seen.console.filter((it) => it.kind === 'error')], [[], [], []]);
      await page.context().close();
    });
  }
}

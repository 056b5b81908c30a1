// My page on paper, for every decision and for people who say nothing, little, a usual amount or a lot, on A4 and Letter:
// how many sides it takes, and how full they are. With TANDEM_PICTURES=folder each PDF is left there, to be looked at.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { ownAddress } from './hostile.mjs';
import { ready } from './person.mjs';
import { dist, launch, open, serve } from './support.mjs';

const decisions = [
  'prostate-localised', 'psa-test', 'breast-surgery', 'breast-over-70', 'breast-radiotherapy-65', 'hormone-tablets', 'colon-chemotherapy', 'follow-up', 'statin',
];
const formats = ['A4', 'Letter'];
const kept = process.env.TANDEM_PICTURES;

let browser, here, folder;
before(async () => {
  folder = kept ?? mkdtempSync(join(tmpdir(), 'tandem-sheets-'));
  mkdirSync(folder, { recursive: true });
  here = await serve(dist);
  // Where the tab may remember, what it remembers is what the page shows.
  ownAddress(here);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await here?.close();
  if (!kept) rmSync(folder, { recursive: true, force: true });
});

/** The ids that a decision offers under a heading. */
function offered(decision, section) {
  const text = readFileSync(join(dist, 'content', decision, 'en', 'decision.md'), 'utf8');
  const part = text.split(/\n## /).find((it) => it.includes(`](#${section})\n`));
  return [...part.matchAll(/^- \[[^\]]*\]\(([^)]*)\)/gm)].map((it) => it[1].replace(/^#|\.md$/g, ''));
}

const sentence = (length) => 'I want to see my grandchildren grow up, and to walk the dog each day without having to think about where the next toilet is, and I would like somebody to tell me what usually happens here'.slice(0, length).trim();
/** A question of 90 characters or so, as people type them. */
const question = (number) => `What would you do first if this were you, or your father, and he lived where I live (${number})?`;

/** What people say, as the documented text. */
function said(decision, kind) {
  const [matters, prompts, choices] = ['matters', 'questions', 'choices'].map((it) => offered(decision, it));
  const lot = (ids) => ids.map((id, place) => ({ id, pile: 'lot', mark: [{ to: choices[place % choices.length] }, 'same', 'unsure'][place % 3] }));
  const rest = (ids) => ids.map((id, place) => ({ id, pile: ['some', 'unsure', 'not'][place % 3] }));
  const asked = (ids) => ids.map((id) => ({ id, asked: true }));
  if (kind === 'none') return {};
  if (kind === 'few') return { things: [{ id: matters[1], pile: 'lot' }], questions: asked(prompts.slice(0, 1)) };
  const usual = {
    me: sentence(60), 'keeps-going': sentence(50),
    things: [...lot(matters.slice(0, 3)), ...rest(matters.slice(3, 7)), { own: 1, words: sentence(60), pile: 'some' }],
    questions: [1, 2, 3].map((number) => ({ own: number, words: question(number), asked: true })),
    lean: { to: choices[0] }, wishes: ['together', 'company', 'specialists'], note: sentence(200), 'filled-by': 'helped',
  };
  if (kind === 'typical') return usual;
  const own = [1, 2, 3].map((number) => ({ own: number, words: `${sentence(110)} ${number}`, pile: 'lot', mark: 'unsure' }));
  return {
    ...usual, 'print-survival': true, help: sentence(180),
    things: [...lot(matters), ...own, { own: 4, words: sentence(90), pile: 'some' }, { own: 5, words: sentence(40), pile: 'unsure' }],
    questions: [...usual.questions, ...asked(prompts)],
    wishes: ['together', 'advise', 'company', 'time', 'peer', 'specialists', 'reading'],
  };
}

/** The decision's own page with these answers. */
async function pageWith(decision, answers) {
  const page = await open(browser, { locale: 'en-GB', viewport: { width: 1280, height: 800 } });
  const text = JSON.stringify({ tandem: 2, topics: { [decision]: answers } });
  await page.addInitScript(([decision, text]) => {
    sessionStorage.setItem('tandem-tab', JSON.stringify({ version: 1, used: Date.now(), texts: [[decision, text]] }));
  }, [decision, text]);
  await page.goto(here.at(`${decision}.en.html#my-page`));
  await ready(page);
  return page;
}

/** How much of each side is used: from its top to its last ink, above the foot that each side has. */
function fill(path) {
  const stem = path.replace(/\.pdf$/, '');
  execFileSync('pdftoppm', ['-gray', '-r', '50', path, stem]);
  const sides = Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [path], { encoding: 'utf8' }))[1]);
  return Array.from({ length: sides }, (_, side) => {
    const file = readFileSync(`${stem}-${String(side + 1).padStart(String(sides).length, '0')}.pgm`);
    const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 40).toString('latin1'));
    const dots = file.subarray(head.length);
    const foot = Math.floor(Number(height) * 0.93);
    for (let y = foot - 1; y > 0; y -= 1) {
      if (dots.subarray(y * width, (y + 1) * width).some((dot) => dot < 200)) return Math.round((100 * y) / foot);
    }
    return 0;
  });
}

/** Words that stand where the number of their side stands. */
function underNumbers(path) {
  const sides = execFileSync('pdftotext', ['-bbox', path, '-'], { encoding: 'utf8' }).split('<page ').slice(1);
  return sides.flatMap((side) => {
    const words = [...side.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g)];
    const all = words.map(([, left, top, right, bottom, text]) => ({ left: +left, top: +top, right: +right, bottom: +bottom, text }));
    const number = all.find(({ text }) => /^\d+\/\d+$/.test(text));
    assert.ok(number, 'each side has its number');
    const { left, right, top, bottom } = number;
    const meets = (it) => it.left < right && it.right > left && it.top < bottom - 2 && it.bottom > top + 2;
    return all.filter((it) => it !== number && meets(it)).map(({ text }) => text);
  });
}

/** How many sides each kind of page may take, at most. */
const most = { none: 2, few: 2, typical: 2, many: 4 };

for (const decision of decisions) {
  for (const kind of Object.keys(most)) {
    test(`${decision}, ${kind}: few sides, each well used, on A4 and Letter`, async () => {
      const page = await pageWith(decision, said(decision, kind));
      const wrong = [];
      for (const format of formats) {
        const path = join(folder, `${decision}-${kind}-${format}.pdf`);
        writeFileSync(path, await page.pdf({ format }));
        const used = fill(path);
        console.log(`${decision} ${kind} ${format}: ${used.join(' ')}`);
        const under = underNumbers(path);
        if (under.length) wrong.push(`${format}: ${under.join(' ')} stands under the number of its side`);
        if (used.length > most[kind] || used.some((share) => share < 25)) wrong.push(`${format}: ${used.length} sides, ${used.join(', ')} % used`);
      }
      assert.deepEqual(wrong, []);
      await page.context().close();
    });
  }
}

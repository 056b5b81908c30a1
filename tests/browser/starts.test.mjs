// The first five minutes, in short: five of the fifty fresh starts of `starts.mjs`, and what the server must never do.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { say, write } from './person.mjs';
import { cards, edit, once, start, told } from './starts.mjs';
import { launch, open } from './support.mjs';

const topic = 'prostate-localised.en.html';
const card = 'prostate-localised/en/decision.md';
const question = 'Shall I have it watched closely';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** A preview of a copy of the cards, and a page of it, until the work is done. */
async function previewed(work) {
  const { content, remove } = cards();
  const server = await start(content);
  const page = await open(browser);
  page.setDefaultTimeout(30_000);
  try {
    await work({ page, content, server });
  } finally {
    await page.context().close();
    await server.stop();
    remove();
  }
}

const live = (page) => page.locator('html.live').waitFor({ state: 'attached' });

test('two fresh starts, and many more in `cargo xtask prove`: the list, a pause, a topic, a card edited, a word edited; each is seen, and the console is quiet', async (t) => {
  const rounds = [];
  for (let round = 1; round <= 2; round += 1) rounds.push(await once({ round }));
  t.diagnostic(told(rounds));
  for (const { failure, console } of rounds) {
    assert.equal(failure, undefined);
    assert.deepEqual(console, []);
  }
});

test('a page has loaded although it goes on listening for changes, and eight of them at once', async () => {
  await previewed(async ({ page, server }) => {
    const pages = [page];
    // More than a browser opens lines to one server.
    for (let more = 0; more < 7; more += 1) pages.push(await page.context().newPage());
    for (const one of pages) {
      await one.bringToFront();
      await one.goto(server.address + topic, { waitUntil: 'load', timeout: 30_000 });
      await live(one);
    }
  });
});

test('a broken card is said on the page and in the terminal, and mended on both', async () => {
  await previewed(async ({ page, content, server }) => {
    await page.goto(server.address + topic);
    await live(page);
    const row = '| 3 (2 to 5) | 2 (1 to 4) | 3 (2 to 5) |';
    edit(content, card, row, row.replace('3 (2', '3% (2'));
    await page.locator('#preview').getByText(/^[1-9]\d* errors?,/).waitFor();
    await page.locator('#preview > details > summary').click();
    await page.locator('#preview li[data-grave=error]').first().waitFor();
    assert.ok(server.said.some((line) => line.startsWith(`${card}:`) && line.includes(': error: ')), server.said.join('\n'));
    edit(content, card, row.replace('3 (2', '3% (2'), row);
    await page.locator('#preview').getByText(/^0 errors,/).waitFor();
    assert.match(server.said.at(-1), /^0 errors,/);
  });
});

test('a remark stands below the paragraph with its sentence, and its words are marked; one on a number stands in its row', async () => {
  await previewed(async ({ page, content, server }) => {
    const sentence = 'It is the best choice for everybody.';
    edit(content, card, 'Here, the cancer is still inside it.', `Here, the cancer is still inside it. ${sentence}`);
    await page.goto(server.address + topic);
    await live(page);
    const paragraph = page.locator('#condition p', { hasText: sentence }).first();
    const remark = page.locator('#condition p + .preview-note', { hasText: '“best choice” ' }).first();
    await remark.waitFor();
    const [text, note] = [await paragraph.boundingBox(), await remark.boundingBox()];
    assert.ok(note.y >= text.y + text.height - 1 && note.y < text.y + text.height + 40, 'not below its paragraph');
    assert.ok(await page.evaluate(() => [...CSS.highlights.get('preview')].some((it) => `${it.startContainer.data.slice(it.startOffset, it.endOffset)}` === 'best choice')));
    // How to mend it is there for whoever asks, and in the way of nobody.
    assert.equal(await remark.locator('p').first().isVisible(), false);
    await remark.locator('summary').click();
    await remark.locator('p', { hasText: 'without the word' }).waitFor();
    // Numbers are told in other words on a page: what the row is called is found.
    const row = '| [used pads for leaking urine](#pads)[^p6] | 4 |';
    edit(content, card, row, row.replace('4 |', '4% |'));
    await page.locator('#preview').getByText(/^[1-9]\d* errors?,/).waitFor();
    await page.goto(`${server.address}${topic}#side-by-side`);
    await live(page);
    const onRow = page.locator('.preview-note[data-grave=error]', { hasText: '4%' });
    await onRow.first().waitFor();
    const inRow = await onRow.first().evaluate((it) => it.parentElement.closest('tr, li, [role=row], .row')?.textContent);
    assert.ok(inRow, 'it stands in no row');
    assert.match(inRow, /used pads for leaking urine/);
  });
});

test('remarks of one paragraph stand in its order, one on a choice on no other choice, one on the head or the trail on the page about it', async () => {
  await previewed(async ({ page, content, server }) => {
    const surgery = 'prostate-localised/en/surgery.md';
    edit(content, surgery, 'A surgeon takes out the whole prostate', 'It is the best choice, and a simple operation. It takes 2 to 3 hours. A surgeon takes out the whole prostate');
    edit(content, surgery, '](#involves)\n', '](#involves)\n\n...\n\n## [More](#involves-more)\n');
    edit(content, card, 'funding: None.', 'funding: A charity that makes the best choice.');
    edit(content, 'prostate-localised/en/evidence.md', '](#died-prostate) [PSA', '](#died-nowhere) [PSA');
    const notes = (hash) => page.goto(`${server.address}${topic}#${hash}`).then(() => page.reload()).then(() => live(page));
    await notes('surgery');
    const words = page.locator('.preview-note', { hasText: /“(best choice|simple operation)” / });
    await words.nth(1).waitFor();
    const told = (await words.allTextContents()).map((text) => /“(.*?)”/.exec(text)[1]);
    assert.deepEqual(told, ['best choice', 'simple operation']);
    const marked = await page.evaluate(() => [...CSS.highlights.get('preview')].map((it) => it.startContainer.data.slice(it.startOffset, it.endOffset).replace(/\s/g, ' ')));
    assert.ok(marked.includes('2 to 3 hours'), marked.join(', '));
    const hollow = page.locator('.preview-note', { hasText: 'surgery.md' });
    const many = await hollow.count();
    assert.ok(many > 2, `${many}`);
    await notes('radiotherapy');
    await page.locator('.option-card').waitFor();
    await page.waitForTimeout(300);
    assert.deepEqual(await hollow.allTextContents(), []);
    await page.goto(`${server.address}about-${topic}`);
    const funding = page.locator('dd', { hasText: 'A charity that makes' });
    await funding.locator('.preview-note', { hasText: '“best choice” ' }).waitFor();
    await page.locator('#preview summary').first().click();
    await page.locator('#preview li', { hasText: 'evidence.md, line' }).first().waitFor();
  });
});

test('what was entered is still there after a card was edited', async () => {
  await previewed(async ({ page, content, server }) => {
    page.on('dialog', (dialog) => dialog.dismiss());
    await page.goto(`${server.address}${topic}#my-page`);
    await live(page);
    await write(page, say('note-label'), 'zebrafink');
    edit(content, card, question, `Newer. ${question}`);
    // Either the page says that it was made anew, or it was loaded with what the tab remembers.
    const asked = page.locator('#preview-renew').getByRole('button');
    const renewed = page.waitForEvent('load').then(() => live(page));
    await Promise.race([asked.waitFor(), renewed]);
    assert.equal(await page.getByLabel(say('note-label'), { exact: true }).inputValue(), 'zebrafink');
    renewed.catch(() => {});
  });
});

test('it sends what a host should send, lets nothing be kept, and answers only this machine', async () => {
  await previewed(async ({ server }) => {
    const answer = await fetch(server.address + topic);
    assert.match(answer.headers.get('permissions-policy'), /camera=\(\)/);
    const program = /app\/program-[0-9a-f]+\.wasm/.exec(await answer.text())[0];
    for (const path of ['', topic, program, 'theme.css', 'content/words/en.yaml', '__remarks']) {
      const { status, headers } = await fetch(server.address + path);
      assert.equal(status, 200, path);
      assert.equal(headers.get('cache-control'), 'no-store', path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    }
    assert.equal((await fetch(server.address + program)).headers.get('content-type'), 'application/wasm');
    assert.equal((await fetch(server.address, { method: 'HEAD' })).status, 200);
    assert.equal((await fetch(server.address, { method: 'POST', body: 'x' })).status, 405);
    assert.equal((await fetch(`${server.address}nowhere.html`)).status, 404);
  });
});

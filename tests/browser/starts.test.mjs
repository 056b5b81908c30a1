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

test('five fresh starts: the list, a pause, a topic, a card edited, a word edited; each is seen, and the console is quiet', async (t) => {
  const rounds = [];
  for (let round = 1; round <= 5; round += 1) rounds.push(await once({ round }));
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
    await page.locator('#preview summary').click();
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

// The text in easy words of one topic: how it is written and laid out.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { axe, launch, open } from './support.mjs';
import { phone, quick, ready, site } from './person.mjs';

let browser, here;
before(async () => { here = await site(); browser = await launch(); });
after(async () => { await browser?.close(); await here?.close(); });

const PAGE = 'support-easy-follow-up.en.html';
const POINT = 96 / 72;

for (const media of ['screen', 'print']) {
  test(`on ${media}: one short sentence a paragraph, 16 point, a wide margin, and it says that nobody has reviewed or tried it`, async () => {
    const page = quick(await open(browser, { locale: 'en-GB', ...phone }));
    await page.goto(here.at('follow-up.en.html'));
    await ready(page);
    for (const hash of ['decision', 'my-page']) {
      await page.evaluate((hash) => { location.hash = hash; }, hash);
      await page.waitForTimeout(300);
      const way = page.getByRole('navigation', { name: 'Follow-up in easy words', exact: true });
      assert.ok(await way.getByRole('link').isVisible(), `${hash} leads to it`);
      if (media === 'screen') assert.deepEqual(await axe(page), [], hash);
    }
    await page.goto(here.at(PAGE));
    await page.emulateMedia({ media });
    const lines = await page.locator('[role=main] .sheet-of-paper > p').evaluateAll((all) => all.map((it) => ({ text: it.textContent.trim(), size: parseFloat(getComputedStyle(it).fontSize) })));
    const own = lines.filter(({ text }) => /[.?]$/.test(text));
    assert.ok(own.length > 25, `${own.length} lines`);
    assert.deepEqual(own.filter(({ text }) => text.split(' ').length > 15 || /[.?!] \S/.test(text)).map(({ text }) => text), []);
    assert.deepEqual(own.filter(({ size }) => size < 16 * POINT - 0.1), []);
    // A drawing for each idea, before its sentence, which nobody is read out.
    const bare = await page.locator('[role=main] .sheet-of-paper > p:not(.drawn)').evaluateAll((all) => all.map((it) => it.textContent).filter((it) => /^[A-Z].*[.?]$/.test(it)));
    assert.deepEqual(bare.filter((text) => own.some((it) => it.text === text)), [], 'sentences without a drawing');
    const beside = await page.locator('.drawn').evaluateAll((all) => all.map((it) => [it.querySelector('svg[aria-hidden=true]').getBoundingClientRect(), it.querySelector('span').getBoundingClientRect()]).map(([drawn, text]) => drawn.width > 30 && drawn.right <= text.left));
    assert.ok(beside.length > 25 && beside.every(Boolean), JSON.stringify(beside));
    for (const said of ['No doctor or nurse has checked it yet.', 'No person with a learning disability has tried it yet.']) assert.ok(await page.getByText(said, { exact: true }).isVisible(), said);
    if (media === 'screen') {
      assert.deepEqual(await axe(page), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    }
    await page.context().close();
  });
}

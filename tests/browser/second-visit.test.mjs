// How soon a page is ready that comes from the device. What is timed has the machine for itself.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { decisionPage, ownAddress, visit } from './hostile.mjs';
import { keepForReading, ready } from './offline.mjs';
import { launch, slowness } from './support.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

test('a second visit without a network is ready within 0.8 s on a slow phone', async (t) => {
  const { site, page, close } = await visit(browser, { prepare: ownAddress, viewport: { width: 360, height: 740 } });
  await ready(page);
  await keepForReading(page);
  site.down();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const times = [];
  let factor = 1;
  for (let turn = 0; turn < 5; turn += 1) {
    await page.goto(site.at(decisionPage));
    times.push(await page.evaluate(() => new Promise((done) => {
      const look = () => (document.documentElement.classList.contains('live') ? done(performance.now()) : setTimeout(look, 5));
      look();
    })));
    factor = Math.max(factor, await slowness(page));
  }
  times.sort((a, b) => a - b);
  t.diagnostic(`ready after ${times.map(Math.round).join(', ')} ms, a machine ${factor.toFixed(1)} times slower than usual`);
  assert.ok(times[2] < 800 * factor, `the middle of ${times.map(Math.round)} ms, factor ${factor.toFixed(1)}`);
  await close();
});

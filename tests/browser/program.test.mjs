// After a panic the page starts a fresh program. It must not need the network for it, and not share anything.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { app, launch, open, policy, quiet, serve } from './support.mjs';

test('the program starts twice from one download, as two separate programs', async (t) => {
  const site = await serve(app);
  const browser = await launch();
  t.after(async () => { await browser.close(); await site.close(); });
  site.answer('index.html', `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><link rel="icon" href="data:,"><title>Twice</title><script type="module" src="twice.js"></script>`);
  site.answer('twice.js', `
    import { fresh } from './program.js';
    const file = await (await fetch('./program.wasm')).arrayBuffer();
    const first = await fresh()({ module_or_path: file });
    const second = await fresh()({ module_or_path: file });
    document.title = first.memory === second.memory ? 'shared' : 'separate';`);
  const page = await open(browser);
  await page.goto(site.at());
  await quiet(page);

  assert.equal(await page.title(), 'separate');
  assert.deepEqual(page.seen.violations, []);
  assert.deepEqual(page.seen.errors, []);
  assert.equal(site.requests.filter(({ path }) => path.endsWith('.wasm')).length, 1);
});

// The helpers must be able to fail: a test that cannot see a fault proves nothing.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { axe, launch, open, policy, quiet, serve } from './support.mjs';

const html = (body, head = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}<link rel="icon" href="data:,"><title>A page</title></head><body><main><h1>A page</h1>${body}</main></body></html>`;
const strict = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function visit(body, { head = '', script } = {}) {
  const site = await serve();
  site.answer('index.html', html(body + (script ? '<script type="module" src="try.js"></script>' : ''), head));
  if (script) site.answer('try.js', script);
  const page = await open(browser);
  await page.goto(site.at());
  await quiet(page);
  return { page, site, close: async () => { await page.context().close(); await site.close(); } };
}

test('axe finds planted faults under the strict policy, and nothing on a sound page', async () => {
  const bad = await visit('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><button></button>', { head: strict });
  const found = await axe(bad.page);
  assert.ok(found.some((line) => line.startsWith('image-alt:')), found.join('\n'));
  assert.ok(found.some((line) => line.startsWith('button-name:')), found.join('\n'));
  assert.deepEqual(bad.page.seen.violations, [], 'axe itself must not disturb the record');
  await bad.close();

  const good = await visit('<button>Yes</button>', { head: strict });
  assert.deepEqual(await axe(good.page), []);
  await good.close();
});

test('axe sees targets that are too small', async () => {
  const small = 'a { display: inline-block; width: 10px; height: 10px; overflow: hidden }';
  const site = await visit(`<style>${small}</style><nav><a href="#a">a</a><a href="#b">b</a></nav>`);
  assert.ok((await axe(site.page)).some((line) => line.startsWith('target-size:')));
  await site.close();
});

test('without a policy a request to another site is seen; with it, it is stopped and told', async () => {
  const other = await serve();
  const script = `fetch('${other.origin}/taken?secret', { method: 'POST', body: 'canary' }).catch(() => {});`;

  const loose = await visit('', { script });
  assert.equal(other.requests.filter((request) => request.path === '/taken' && request.body === 'canary').length, 1);
  assert.ok(loose.page.seen.requests.some((request) => request.url.includes('/taken') && request.body === 'canary'));
  assert.deepEqual(loose.page.seen.violations, []);
  await loose.close();

  other.requests.length = 0;
  const tight = await visit('', { head: strict, script });
  assert.deepEqual(other.requests, []);
  assert.deepEqual(tight.page.seen.violations.map((violation) => violation.directive), ['connect-src']);
  await tight.close();
  await other.close();
});

test('markup made from text is stopped and told', async () => {
  const site = await visit('', { head: strict, script: 'document.body.innerHTML = "<p>made</p>";' });
  assert.equal(await site.page.getByText('made').count(), 0);
  assert.ok(site.page.seen.violations.some((violation) => violation.directive === 'require-trusted-types-for'));
  assert.equal(site.page.seen.errors.length, 1);
  await site.close();
});

test('the record holds console messages and uncaught errors', async () => {
  const site = await visit('', { script: 'console.warn("canary"); throw new Error("broken");' });
  assert.deepEqual(site.page.seen.console, [{ kind: 'warning', text: 'canary' }]);
  assert.deepEqual(site.page.seen.errors, ['Error: broken']);
  await site.close();
});

test('the server answers below its path only, and can answer otherwise, late, packed or not at all', async () => {
  const folder = new URL('.', import.meta.url).pathname;
  const site = await serve(folder, { brotli: true });
  const status = async (address) => (await fetch(address)).status;

  const packed = await fetch(site.at('support.test.mjs'), { headers: { 'accept-encoding': 'br' } });
  assert.equal(packed.headers.get('content-encoding'), 'br');
  assert.match(await packed.text(), /must be able to fail/);
  assert.deepEqual([...packed.headers.keys()].sort(), ['connection', 'content-encoding', 'content-length', 'content-type', 'date', 'keep-alive']);

  assert.equal(await status(`${site.origin}/support.test.mjs`), 404);
  assert.equal(await status(site.at('%2e%2e%2f%2e%2e%2fCargo.toml')), 404);
  site.answer('support.test.mjs', 'other');
  assert.equal(await (await fetch(site.at('support.test.mjs'))).text(), 'other');
  site.lose('support.test.mjs');
  assert.equal(await status(site.at('support.test.mjs')), 404);
  site.mend('support.test.mjs');
  site.delay('support.test.mjs', 200);
  const start = performance.now();
  assert.equal(await status(site.at('support.test.mjs')), 200);
  assert.ok(performance.now() - start > 190);
  assert.equal(site.requests.length, 6);
  await site.close();
});

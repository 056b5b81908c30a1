// Hosts that do something to the files before they send them: what a person gets there. Real ones: `cargo xtask prove hosts`.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { cards, decisionPage, go, heading, live, published, quiet, say } from './hostile.mjs';
import { journey } from './hosts.mjs';
import { dist, launch, open, serve } from './support.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const isText = (path) => /\.(html|js|css|md|yaml)$/.test(path);
const edited = (file, edit) => file && { ...file, body: Buffer.from(edit(file.body.toString())), twin: undefined };
/** Only pages, only texts: the others as they are. */
const pages = (edit) => (path, file) => (path.endsWith('.html') ? edited(file, edit) : file);
const texts = (edit) => (path, file) => (isText(path) ? edited(file, edit) : file);

/** What stands in a page's styles is known to its policy by its hash, and stays. */
const outsideStyles = (html, edit) => html.split(/(<style[^]*?<\/style>)/).map((part, place) => (place % 2 ? part : edit(part))).join('');

/** A host that changes things, and a page that has opened nothing yet. */
async function on(change, options = {}) {
  const site = await serve(dist, { change, ...options });
  const page = await open(browser);
  page.setDefaultTimeout(15_000);
  const close = async () => { await page.context().close(); await site.close(); };
  return { site, page, close };
}

const harmless = {
  'packs with gzip and nothing else': (path, file) => file && { ...file, body: gzipSync(file.body), head: { 'content-encoding': 'gzip' }, twin: undefined },
  'ends lines as Windows does': texts((text) => text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n')),
  'puts a byte-order mark before every text': texts((text) => `\uFEFF${text}`),
  'takes the byte-order mark of cards away': texts((text) => text.replace(/^\uFEFF/, '')),
  'sends every text as a plain file, scripts and styles apart': (path, file) => (/\.(md|yaml|json|wasm|woff2)$/.test(path) && file ? { ...file, kind: 'application/octet-stream' } : file),
  'shortens scripts': (path, file) => (path.endsWith('.js') ? edited(file, (text) => `/* optimised */${text}\n`) : file),
  'takes the quotes, the comments and the line ends out of pages, styles apart': pages((html) => outsideStyles(html, (part) => part
    .replace(/ (class|id|dir|lang|rel|type)="([a-z0-9_-]+)"/g, ' $1=$2').replace(/<!--[^]*?-->/g, '').replace(/\n+</g, '<'))),
  'answers 200 with a page of its own where nothing is': (path, file, read) => file ?? { body: Buffer.from('<!doctype html><title>Oops</title><p>Not found'), kind: 'text/html' },
  'sends its front page where nothing is': (path, file, read) => file ?? read('index.html'),
  'knows names in small letters alone': (path, file) => (/[A-Z]/.test(path) ? undefined : file),
  'shows no file that begins with a dot or a line, and no list of files': (path, file) => (/(^|\/)[._]|tandem-files/.test(path) ? undefined : file),
};
for (const [what, change] of Object.entries(harmless)) {
  test(`a host that ${what}: pages open, the program starts, a journey works, nothing else is asked for`, async () => {
    const { site, page, close } = await on(change);
    await journey(page, site.at());
    await close();
  });
}

test('a host that takes .html out of addresses: pages open, links and places work', async () => {
  const { site, page, close } = await on((path, file, read) => {
    if (path.endsWith('.html')) return { body: Buffer.from(''), kind: 'text/plain', status: 308, head: { location: site.at(path === 'index.html' ? '' : path.replace(/\.html$/, '')) } };
    return file ?? read(`${path}.html`);
  });
  site.mend('index.html');
  await page.goto(site.at('index.en'));
  await live(page);
  await page.getByRole('link', { name: 'Prostate cancer that has not spread' }).first().click();
  await heading(page).filter({ hasText: 'My choices when prostate cancer has not spread' }).waitFor();
  await go(page, 'side-by-side');
  await page.locator('.compare__number').getByText('46', { exact: true }).first().waitFor();
  await page.goBack();
  await page.goBack();
  await page.getByRole('link', { name: 'Prostate cancer that has not spread' }).first().waitFor();
  assert.deepEqual(page.seen.errors, []);
  await close();
});

/** What a policy must stop: it is refused, and the other site hears nothing. */
function assertStopped(page, elsewhere, directive = /^script-src/) {
  assert.deepEqual(page.seen.errors, []);
  assert.ok(page.seen.violations.length > 0, 'the page’s own policy refused it');
  assert.deepEqual(page.seen.violations.filter((it) => !directive.test(it.directive)), []);
  assert.deepEqual(page.seen.console.filter(({ text }) => !/Content Security Policy|Failed to load/.test(text)), []);
  assert.deepEqual(elsewhere?.requests ?? [], []);
}

test('a host that shortens the styles in pages: they are refused, so that pages are plain, and the rest works', async () => {
  const { site, page, close } = await on(pages((html) => html.replace(/(<style[^>]*>)([^]*?)(?=<\/style>)/g, (_, start, style) => `${start}${style.replaceAll(';}', '}')}/* shorter */`)));
  await journey(page, site.at(), { calm: (page) => assertStopped(page, undefined, /^style-src/) });
  await close();
});

test('a host that puts scripts of its own into pages: the policy stops them, and the rest works', async () => {
  const elsewhere = await serve();
  elsewhere.answer('beacon.js', 'window.stolen = 2;');
  const own = `<script>window.stolen = 1;</script><script src="${elsewhere.at('beacon.js')}"></script></body>`;
  const { site, page, close } = await on(pages((html) => html.replace('</body>', own)));
  await journey(page, site.at(), { calm: (page) => assertStopped(page, elsewhere), stopped: elsewhere.origin });
  assert.equal(await page.evaluate(() => window.stolen), undefined);
  await close();
  await elsewhere.close();
});

test('a host that hides e-mail addresses: its script is stopped, the program starts, and shows the addresses of the cards', async () => {
  const elsewhere = await serve();
  const decision = published(`${cards}decision.md`).replace('](#who-for)\n\n', '](#who-for)\n\nWrite to [the team](mailto:team@aid.example).\n\n');
  const hide = (html) => html.replace(/href="mailto:[^"]*"/g, 'href="/cdn-cgi/l/email-protection#4f2a"')
    .replace('</body>', `<script data-cfasync="false" src="${elsewhere.at('email-decode.min.js')}"></script></body>`);
  const { site, page, close } = await on((path, file) => (path === `${cards}decision.md` ? edited(file, () => decision) : pages(hide)(path, file)));
  await journey(page, site.at(), { calm: (page) => assertStopped(page, elsewhere), stopped: elsewhere.origin });
  page.once('dialog', (dialog) => dialog.accept());
  await page.goto(site.at(`${decisionPage}#who-for`));
  await live(page);
  assert.equal(await page.getByRole('link', { name: 'the team' }).first().getAttribute('href'), 'mailto:team@aid.example');
  await close();
  await elsewhere.close();
});

test('a host that puts off all scripts but those that are marked to be left alone: the program starts', async () => {
  const elsewhere = await serve();
  const put = (html) => html.replace(/<script (?!data-cfasync="false")/g, '<script type="4f2a-text/javascript" ')
    .replace('</body>', `<script src="${elsewhere.at('rocket.js')}" data-cf-settings="4f2a-|49" defer></script></body>`);
  const { site, page, close } = await on(pages(put));
  await journey(page, site.at(), { calm: (page) => assertStopped(page, elsewhere), stopped: elsewhere.origin });
  await close();
  await elsewhere.close();
});

test('a host that puts scripts off until one of its own has run: the page as built stays, and says by itself that the rest could not start', async () => {
  const { site, page, close } = await on(pages((html) => html.replaceAll('<script ', '<script type="4f2a-text/javascript" ').replace('</body>', '<script src="https://cdn.example/rocket.js"></script></body>')));
  await page.goto(site.at(decisionPage));
  await heading(page).waitFor();
  await quiet(page);
  assert.equal(await page.locator('html.live').count(), 0);
  await page.evaluate(() => document.getAnimations().forEach((it) => it.finish()));
  await page.getByText(say('unread'), { exact: true }).waitFor({ timeout: 2500 });
  await page.locator('.compare__number').getByText('46', { exact: true }).first().waitFor();
  await close();
});

test('a host whose own policy forbids the program: the page as built stays, and says that the rest could not start', async () => {
  for (const policy of ["default-src 'self'", "script-src 'none'"]) {
    const { site, page, close } = await on(undefined, { headers: { 'content-security-policy': policy } });
    await page.goto(site.at(decisionPage));
    await heading(page).waitFor();
    await quiet(page);
    await page.evaluate(() => document.getAnimations().forEach((it) => it.finish()));
    await page.getByText(say('unread'), { exact: true }).waitFor({ timeout: 2500 });
    assert.equal(await page.locator('html.live').count(), 0, policy);
    await close();
  }
});

test('a host that sends no texts at all, as some do with kinds they do not know: the page as built stays, and says so', async () => {
  const { site, page, close } = await on((path, file) => (/\.(md|yaml)$/.test(path) ? undefined : file));
  await page.goto(site.at(decisionPage));
  await page.getByText(say('unread'), { exact: true }).waitFor();
  await page.locator('.compare__number').getByText('46', { exact: true }).first().waitFor();
  await close();
});

test('no name of a file that a page asks for has a sign that hosts change', () => {
  const below = (folder) => readdirSync(join(dist, folder), { withFileTypes: true })
    .flatMap((it) => (it.isDirectory() ? below(join(folder, it.name)) : [join(folder, it.name)]));
  const odd = below('').filter((path) => !/^[a-z0-9/._-]+$/.test(path));
  // A licence stands beside the cards for whoever copies them; no page asks for it.
  assert.deepEqual(odd.filter((path) => !/^content\/LICENCE\.md(\.br)?$/.test(path)), []);
});

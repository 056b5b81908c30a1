// What every browser test needs: a plain web server, a browser, a page that tells everything it does, and axe.
//
// The server sends no header but the kind and length of a file: what protects people must hold on any host, from the
// page alone.

import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { delimiter, extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);

/** The project's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
export const target = process.env.TANDEM_TARGET ?? join(root, 'target');

/** What is published; the same with a program that panics on request; the program's parts before they are laid out. */
export const dist = process.env.TANDEM_DIST ?? join(root, 'dist');
export const distPanics = join(target, 'dist-panics');
export const app = join(target, 'app');

/** The policy that every page carries in its own head, but for the hashes of the styles in it. */
export const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'none'; object-src 'none'; base-uri 'none'; " +
  "form-action 'none'; require-trusted-types-for 'script'; trusted-types worker";

const kinds = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
const kindOf = (path) => kinds[extname(path)] ?? 'text/plain; charset=utf-8';

/** The headers that `_headers` of a published site says for a path, as the hosts that read it send them. */
function shippedHeaders(folder) {
  const rules = [];
  for (const line of readFileSync(join(folder, '_headers'), 'utf8').split('\n')) {
    if (/^\s*(#|$)/.test(line)) continue;
    if (/^\S/.test(line)) rules.push({ start: line.trim().replace(/\*$/, ''), headers: {} });
    else rules.at(-1).headers[line.split(':')[0].trim().toLowerCase()] = line.slice(line.indexOf(':') + 1).trim();
  }
  return (path) => Object.assign({}, ...rules.filter(({ start }) => `/${path}`.startsWith(start)).map(({ headers }) => headers));
}

/**
 * Serves a folder below a sub-path of a free port, as a charity's website would.
 *
 * `folder` may be left out: then only what `answer` names is there. Paths in `answer`, `delay` and `lose` are relative
 * to the sub-path ('index.html'). `requests` grows with each request that arrives, also those outside the sub-path.
 * `change(path, found)` is what a host does to a file before it sends it: it is given `{ body, kind }`, or nothing where no
 * file is, and gives what to send, with `status` and `head` if they are others.
 */
export async function serve(folder, { base = '/some/where/', brotli = false, headers = {}, change, shipped = Boolean(process.env.TANDEM_HEADERS) } = {}) {
  const rules = shipped && folder ? shippedHeaders(folder) : () => ({});
  const real = folder && realpathSync(folder);
  const requests = [];
  const answers = new Map();
  const delays = new Map();
  const lost = new Set();
  const packed = new Map();
  let sent = 0;

  const reply = (response, status, head, body, path = '') => {
    response.writeHead(status, { ...head, ...rules(path), ...headers, 'content-length': Buffer.byteLength(body) });
    sent += Buffer.byteLength(body);
    response.end(body);
  };
  const read = (path) => {
    if (lost.has(path)) return undefined;
    if (answers.has(path)) return answers.get(path);
    if (!real) return undefined;
    let file = join(real, path);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    if (!existsSync(file) || !(realpathSync(file) + sep).startsWith(real + sep)) return undefined;
    return { body: readFileSync(file), kind: kindOf(file), twin: `${file}.br` };
  };
  const pack = (path, { body, twin }) => {
    if (twin && existsSync(twin)) return readFileSync(twin);
    const key = `${path}:${body.length}`;
    if (!packed.has(key)) packed.set(key, brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_LGWIN]: 22 } }));
    return packed.get(key);
  };

  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url, 'http://127.0.0.1');
    requests.push({ method: request.method, path: url.pathname, query: url.search, headers: request.headers, body: Buffer.concat(chunks).toString() });
    const inside = url.pathname.startsWith(base) ? decodeURIComponent(url.pathname.slice(base.length)) : undefined;
    const path = inside === '' ? 'index.html' : inside;
    if (delays.has(path)) await new Promise((done) => setTimeout(done, delays.get(path)).unref());
    const file = path === undefined ? undefined : read(path);
    const found = change && path !== undefined ? change(path, file, read) : file;
    if (!found) return reply(response, 404, { 'content-type': 'text/plain' }, 'Not found');
    const head = { 'content-type': found.kind, ...found.head };
    if (!brotli || !(request.headers['accept-encoding'] ?? '').includes('br')) return reply(response, found.status ?? 200, head, found.body, path);
    reply(response, 200, { ...head, 'content-encoding': 'br' }, pack(path, found), path);
  });
  // A test that fails before it closes its server must not keep the whole run waiting.
  let isDown = false;
  server.on('connection', (socket) => { if (isDown) socket.destroy(); else socket.unref(); });
  server.unref();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${server.address().port}`;

  return {
    origin,
    /** The address of a file: `at('index.html#matters')`. */
    at: (path = '') => `${origin}${base}${path}`,
    requests,
    /** How many bytes of content were sent so far. */
    sent: () => sent,
    /** Sends this text or these bytes for one path, instead of the file. */
    answer: (path, body, kind = kindOf(path)) => answers.set(path, { body: Buffer.from(body), kind }),
    /** Waits before the answer. */
    delay: (path, milliseconds) => delays.set(path, milliseconds),
    /** Answers 404 from now on. */
    lose: (path) => lost.add(path),
    /** Undoes `answer`, `delay` and `lose` for one path. */
    mend: (path) => { answers.delete(path); delays.delete(path); lost.delete(path); },
    /** As if there were no network: nothing is answered any more, until it is `up` again. */
    down: () => { isDown = true; server.closeAllConnections(); },
    up: () => { isDown = false; },
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
  };
}

export function chromiumPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
    if (found) return found;
  }
  throw new Error('Chromium was not found. `cargo xtask setup` installs it, or set CHROMIUM to its path.');
}

/** Starts the browser, without the requests that it makes for its maker. */
export const launch = (options = {}) =>
  chromium.launch({
    executablePath: chromiumPath(),
    ...options,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(options.args ?? []),
    ],
  });

/**
 * A page in a context of its own, with a record of all it does: `page.seen.requests` (every address asked for, also
 * what a policy then stops), `.console`, `.errors` (uncaught), `.violations` (of the content policy).
 *
 * Options are those of a context: viewport, locale, colorScheme, reducedMotion, javaScriptEnabled …
 */
export async function open(browser, options = {}) {
  const context = await browser.newContext(options);
  const seen = { requests: [], console: [], errors: [], violations: [] };
  context.on('request', (request) => seen.requests.push({ method: request.method(), url: request.url(), body: request.postData(), ...(request.serviceWorker() && { ofWorker: true }) }));
  await context.exposeBinding('__violation', (_, violation) => seen.violations.push(violation));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective, blockedURI, sample, sourceFile, lineNumber } = event;
      globalThis.__violation({ directive: effectiveDirective, blocked: blockedURI, sample, at: `${sourceFile}:${lineNumber}` });
    });
  });
  const page = await context.newPage();
  page.on('console', (message) => seen.console.push({ kind: message.type(), text: message.text() }));
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  page.seen = seen;
  return page;
}

/** Waits until nothing was asked for, said or refused for a while: for tests that say something did not happen. */
export async function quiet(page, milliseconds = 300) {
  const count = () => Object.values(page.seen).reduce((sum, list) => sum + list.length, 0);
  for (let before = -1; before !== count(); ) {
    before = count();
    await new Promise((done) => setTimeout(done, milliseconds));
  }
}

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds on the page as it is now: one line a fault, so that a failed test reads well.
 *
 * axe leaves some rules of its tags off unless they are named; `target-size` is the one of them that WCAG 2.2 asks for.
 */
export async function axe(page, { within, rules = {} } = {}) {
  for (const frame of page.frames()) {
    if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(axeSource);
  }
  const results = await page.evaluate(
    async ({ within, tags, rules }) => {
      // What is far below is laid out when somebody comes near: axe looks at it as it is then.
      const near = new CSSStyleSheet();
      near.replaceSync('.comparison { content-visibility: visible !important }');
      document.adoptedStyleSheets.push(near);
      const results = await globalThis.axe.run(within ?? document, { runOnly: { type: 'tag', values: tags }, rules, resultTypes: ['violations'] });
      document.adoptedStyleSheets.pop();
      return results;
    },
    { within, tags: axeTags, rules: { 'target-size': { enabled: true }, ...rules } },
  );
  return results.violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help} (${node.target.join(' ')})`));
}

/** For pages whose colours another test looks at: the costliest rule. */
export const allButColours = { rules: { 'color-contrast': { enabled: false } } };

/** What axe finds in the light, and in the dark, where nothing differs but colours. */
export async function inBothLights(page, what) {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await axe(page);
  const rules = await page.evaluate(() => globalThis.axe.getRules().map((rule) => [rule.ruleId, { enabled: rule.ruleId === 'color-contrast' }]));
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await axe(page, { rules: Object.fromEntries(rules) });
  return [...light.map((fault) => `${what}: ${fault}`), ...dark.map((fault) => `${what}, in the dark: ${fault}`)];
}

/** Waits until no frame adds anything to a comparison: what is below its first screen comes a moment later. */
export const settled = (page) => page.evaluate(async () => {
  const parts = document.querySelector('.comparison') ? document.getElementsByTagName('*') : [];
  for (let still = 0, before = parts.length; parts.length && still < 4; still = parts.length === before ? still + 1 : 0, before = parts.length) {
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  }
});

/**
 * What a fixed piece of drawing takes on a processor slowed four times, in milliseconds, on the machine that the limits are
 * meant for. Reckoned, not measured there: of 100 taps 95 took 46 ms on it, and 107 ms where this took 90.
 */
const USUAL = 40;

/** What the fixed piece of drawing takes in this page, so often as asked, in milliseconds. */
export const drawings = (page, often) => page.evaluate((often) => {
  const draw = () => {
    const start = performance.now();
    const table = document.createElement('div');
    for (let row = 0; row < 400; row += 1) {
      const line = document.createElement('p');
      line.append(`Row ${row}: some words that take a line or two on a phone, and `, document.createElement('b'), document.createElement('i'));
      line.children[0].textContent = String(row);
      table.append(line);
    }
    document.body.append(table);
    const height = table.offsetHeight;
    table.remove();
    return height && performance.now() - start;
  };
  return Array.from({ length: often }, draw);
}, often);

/** How much slower the fixed piece of drawing was than on the machine that the limits are meant for, at least 1. */
export const slower = (took, rate = 4, usual = USUAL) => Math.max(1, took / (usual * rate / 4));

/**
 * How much slower this machine is now than the one that the limits were measured on, at least 1. A page that is timed is
 * given so much longer: what a test of speed is to find is a slower program, not a slower machine.
 */
export const slowness = async (page, rate = 4) => slower(Math.min(...await drawings(page, 7)), rate);

// `cargo xtask bench`: how soon a slow phone shows the decision's sentence and answers a tap.
//
// The phone: 1.6 Mbit/s down, 0.75 up, 150 ms for each request, a processor slowed four times, an empty cache. Beside
// ours stand a bare static page with the same sentence (no program can be sooner) and the smallest Leptos program.
// The browser adds the delay to each request, but not to setting up a connection: a real first visit takes longer by
// the same amount for all three.

import { join } from 'node:path';

import { app, dist, launch, serve } from './support.mjs';

// What to look at. `shown` runs in the page and says whether the tap can be seen.
const OURS = {
  page: 'prostate-localised.en.html',
  sentence: '.question',
  place: '#matters',
  tap: { selector: '.sort button[aria-pressed]', name: '' },
  shown: (button) => button.getAttribute('aria-pressed') === 'true' || button.getAttribute('aria-checked') === 'true' || button.checked === true,
};
const HELLO = {
  tap: { selector: 'button', name: '' },
  shown: (button) => !button.textContent.includes('Tapped: 0'),
};
/** A tap on the topic's own front page: how much to be told. */
const LIVE = { tap: { selector: '.live .detail-choice input', name: '' }, shown: (input) => input.checked };
const RUNS = Number(process.env.RUNS ?? 7);
const TARGETS = { timesBare: 1.1, tap: 2.2 };

const network = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const phone = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true, serviceWorkers: 'block' };

const page = (body, head = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<link rel="icon" href="data:,"><title>Bench</title>${head}</head><body>${body}</body></html>`;
const escaped = (text) => text.replace(/[&<]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Runs in the page before anything else: marks the sentence, so that the browser times its paint. */
function timeTheSentence(selector) {
  globalThis.times = {};
  const mark = () => document.querySelector(selector)?.setAttribute('elementtiming', 'sentence');
  new MutationObserver(mark).observe(document, { childList: true, subtree: true });
  const note = (list) => {
    for (const entry of list.getEntries()) {
      if (entry.entryType === 'layout-shift') globalThis.times.shift = (globalThis.times.shift ?? 0) + entry.value;
      if (entry.entryType === 'element') globalThis.times.sentence ??= entry.renderTime || entry.loadTime;
      if (entry.name === 'first-contentful-paint') globalThis.times.first = entry.startTime;
    }
  };
  new PerformanceObserver(note).observe({ type: 'element', buffered: true });
  new PerformanceObserver(note).observe({ type: 'paint', buffered: true });
  new PerformanceObserver(note).observe({ type: 'layout-shift', buffered: true });
}

/** Runs in the page before anything else: taps until a tap is answered, as an impatient person would. */
function tapUntilShown(tap, isShown) {
  const find = () => [...document.querySelectorAll(tap.selector)].find((element) => (element.getAttribute('aria-label') ?? element.textContent).includes(tap.name) && element.getClientRects().length);
  let tapped = -Infinity;
  let wasHidden = false;
  const look = () => {
    const button = find();
    // What looks tapped before any tap is the wrong button, and must not pass for a quick answer.
    wasHidden ||= Boolean(button) && tapped < 0 && !isShown(button);
    // One more frame, so that the change is not only made but painted.
    if (button && wasHidden && tapped > 0 && isShown(button)) return requestAnimationFrame(() => { globalThis.times.tap = performance.now(); });
    if (button && performance.now() - tapped > 100) {
      tapped = performance.now();
      button.click();
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function visit(browser, address, { sentence = 'h1', answer, wanted }) {
  const context = await browser.newContext(phone);
  const tab = await context.newPage();
  const devtools = await context.newCDPSession(tab);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', network);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await tab.addInitScript(timeTheSentence, sentence);
  if (answer) await tab.addInitScript(`(${tapUntilShown})(${JSON.stringify(answer.tap)}, ${answer.shown})`);
  await tab.goto(address, { waitUntil: 'commit' });
  const found = await tab
    .waitForFunction((wanted) => wanted.every((name) => name in globalThis.times) && globalThis.times, wanted, { timeout: 30_000 })
    .then((handle) => handle.jsonValue())
    .catch(() => undefined);
  await context.close();
  if (!found) throw new Error(`${address} did not show ${wanted.join(' and ')} within 30 s. Are the selectors at the top of bench.mjs right?`);
  return found;
}

const seconds = (milliseconds) => (milliseconds / 1000).toFixed(2);
const sorted = (list) => [...list].sort((a, b) => a - b);
const median = (list) => sorted(list)[Math.floor(list.length / 2)];
function line(title, list) {
  const all = sorted(list);
  console.log(`${title.padEnd(58)} ${seconds(all[0])}   ${seconds(median(all))}   ${seconds(all.at(-1))}`);
}
const verdict = (title, value, target) => console.log(`${value <= target ? 'met   ' : 'missed'}  ${title}: ${value.toFixed(2)}, target ${target}`);

const browser = await launch();
const ours = await serve(dist, { brotli: true });
const helloFiles = await serve(join(app, '../app-hello'), { brotli: true });
const bare = await serve(undefined, { brotli: true });

// The same text for the bare page, and the same sentence for the program, read from our own page without its program.
const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
await reader.goto(ours.at(OURS.page));
const sentence = (await reader.locator(OURS.sentence).first().textContent()).trim();
const lines = await reader.evaluate(() => document.body.innerText.split('\n').filter((line) => line.trim()));
await reader.context().close();
bare.answer('index.html', page(lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')));
helloFiles.answer('index.html', page(`<h1>${escaped(sentence)}</h1>`, '<link rel="modulepreload" href="program.js"><link rel="preload" as="fetch" crossorigin href="program.wasm"><script type="module" src="boot.js"></script>'));
helloFiles.answer('boot.js', "import { fresh } from './program.js'; fresh()({ module_or_path: fetch('program.wasm') });");

let shift = 0;
const results = { bare: [], helloFirst: [], helloTap: [], oursFirst: [], oursSentence: [], oursTap: [] };
for (let run = 0; run < RUNS; run += 1) {
  results.bare.push((await visit(browser, bare.at(), { wanted: ['first'] })).first);
  const hello = await visit(browser, helloFiles.at(), { answer: HELLO, wanted: ['first', 'tap'] });
  results.helloFirst.push(hello.first);
  results.helloTap.push(hello.tap);
  const first = await visit(browser, ours.at(OURS.page), { sentence: OURS.sentence, wanted: ['first', 'sentence'] });
  results.oursFirst.push(first.first);
  results.oursSentence.push(first.sentence);
  const whole = await visit(browser, ours.at(OURS.page), { answer: LIVE, wanted: ['tap'] });
  shift += whole.shift ?? 0;
  results.oursTap.push((await visit(browser, ours.at(OURS.page + OURS.place), { answer: OURS, wanted: ['tap'] })).tap);
}
await browser.close();

console.log(`\n"${sentence}", ${RUNS} runs, seconds`.padEnd(60) + ' min    median max');
line('bare page with the same text: first paint', results.bare);
line('Leptos hello world: first paint', results.helloFirst);
line('Leptos hello world: a tap is answered', results.helloTap);
line('Tandem: first paint', results.oursFirst);
line("Tandem: the decision's sentence is painted", results.oursSentence);
line(`Tandem: a tap at ${OURS.place} is answered`, results.oursTap);
console.log();
verdict('first paint, times that of the bare page', median(results.oursFirst) / median(results.bare), TARGETS.timesBare);
verdict(`tap at ${OURS.place} answered, seconds`, median(results.oursTap) / 1000, TARGETS.tap);
verdict('layout shift until the program has answered a tap, all runs', shift, 0);

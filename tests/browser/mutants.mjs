// Changes to what protects people, each of which a test must notice. Each is made to a copy of the built site, and the test
// that it names is run against that copy: it has to fail. `cargo xtask prove` runs this and keeps the table.
//
// A change to `boot/` is made to that file of public/boot, and the boot script is joined again; any other to files of the
// site whose names begin so. Bytes of the program are changed in place: the new text is as long as the old one.

import { createHash } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const site = process.env.TANDEM_DIST ?? join(root, 'dist');

const privacy = 'privacy.test.mjs', attack = 'attack.test.mjs', embed = 'embed.test.mjs', without = 'without.test.mjs';
const tabs = 'tabs.test.mjs';
const whole = [privacy, 'every page carries the whole policy'];
const trace = [privacy, 'a whole journey with marker words'];
const asks = [privacy, 'closing the tab asks first'];

/** What is changed, where, from what to what, and the test that has to notice. */
const mutants = [
  ['no policy', '*.html', /<meta http-equiv="Content-Security-Policy"[^>]*>/, '', whole],
  ['any address may be asked', '*.html', "connect-src 'self'", 'connect-src *', whole],
  ['inline scripts may run', '*.html', "script-src 'self'", "script-src 'self' 'unsafe-inline'", whole],
  ['frames may be shown', '*.html', "frame-src 'none'", 'frame-src *', whole],
  ['forms may be sent', '*.html', "form-action 'none'", 'form-action *', whole],
  ['markup may be made from text', '*.html', "; require-trusted-types-for 'script'; trusted-types worker", '', [privacy, 'no markup can be made from text']],
  ['the policy comes after the style', '*.html', /(<meta http-equiv="Content-Security-Policy"[^>]*>)([^]*?)(<style[^>]*>)/, '$2$3$1', whole],
  ['other sites are told where from', '*.html', '<meta name="referrer" content="no-referrer">', '', whole],
  ['a violation is reported', '*.html', "base-uri 'none'", "base-uri 'none'; report-uri /r", whole],
  ['no notice that it could not start', '*.html', /<p id="unread"[^]*?<\/p>/, '<p id="unread"></p>', [without, 'without the boot file']],
  ['the notice needs the boot file', '*.html', '<p id="unread"', '<p hidden id="unread"', [without, 'without the boot file']],
  ['no last day on a page', '*.html', / data-last-day="[^"]*"/, '', [attack, 'a page whose last day has passed']],
  ['no card on a page', '*.html', / data-card="[^"]*"/, '', [attack, 'what was withdrawn on the server']],
  ['the notice of old pages is empty', '*.html', /(<p id="expired"[^>]*>)[^<]*/, '$1', [attack, 'a page whose last day has passed']],
  ['links lead out with an opener', 'app/program-*.wasm', 'noopener', 'noopenes', [privacy, 'a link out goes to https alone']],
  ['fields may be filled by the browser', 'app/program-*.wasm', 'autocomplete', 'autocompletf', trace],
  ['words go to a spelling service', 'app/program-*.wasm', 'spellcheck', 'spellchecl', trace],
  ['words go to a suggestion service', 'app/program-*.wasm', 'writingsuggestions', 'writingsuggestiont', trace],
  ['words are read by a writing tool', 'app/program-*.wasm', 'data-gramm', 'data-grams', trace],
  ['the file has another name', 'app/program-*.wasm', 'my-page.html', 'surgery.html', ['print.test.mjs', '"Save my copy"']],
  ['the answers go to the own host on leaving', 'boot/main.js', /start\(\);\s*$/, 'start();\naddEventListener("pagehide", () => navigator.sendBeacon("content/x", document.body.innerText));\n', [attack, 'leaving sends nothing']],
  ['the answers go to the own host at each change', 'boot/memory.js', 'topics.set(topic, { text, open, kept: false, by });', 'topics.set(topic, { text, open, kept: false, by }); fetch("content/x.md?" + encodeURIComponent(text));', trace],
  ['the answers stand in the title', 'boot/memory.js', 'topics.set(topic, { text, open, kept: false, by });', 'topics.set(topic, { text, open, kept: false, by }); document.title = text;', trace],
  ['the answers stand in the history', 'boot/memory.js', 'topics.set(topic, { text, open, kept: false, by });', 'topics.set(topic, { text, open, kept: false, by }); history.replaceState({ text }, "");', trace],
  ['the answers are kept unasked', 'boot/memory.js', 'topics.set(topic, { text, open, kept: false, by });', 'topics.set(topic, { text, open, kept: false, by }); localStorage.setItem("x", text);', trace],
  ['the answers stand in the console', 'boot/memory.js', 'topics.set(topic, { text, open, kept: false, by });', 'topics.set(topic, { text, open, kept: false, by }); console.log(text);', trace],
  ['closing the tab never asks', 'boot/memory.js', 'if (unkept.length) addEventListener', 'if (false) addEventListener', asks],
  ['closing the tab always asks', 'boot/memory.js', 'if (unkept.length) addEventListener', 'if (true) addEventListener', asks],
  ['a link may lead anywhere', 'boot/guard.js', 'if (!link || isAllowed(link.href)) return;', 'return;', [attack, 'link in a new tab: ']],
  ['a script may go anywhere', 'boot/guard.js', 'window.navigation?.addEventListener("navigate", stopScript);', '', [attack, 'address: ']],
  ['a script may open a window', 'boot/guard.js', 'window.open = () => null;', '', [attack, 'new window: ']],
  ['words may go to the own host in an address', 'boot/guard.js', 'return !search && isNamed(pathname);', 'return true;', [attack, 'own address: ']],
  ['no link leads out at all', 'boot/guard.js', 'return /^(https|mailto|tel):$/.test(protocol) && isWritten(whole);', 'return false;', [attack, 'a link that a card has']],
  ['nobody looks who could read it', 'boot/frame.js', 'return [...around, ...opened].some(reads) || ', 'return false && ', [embed, 'inside a page of the same site']],
  ['only the nearest page is looked at', 'boot/frame.js', 'inner.parent !== inner; inner = inner.parent', 'inner.parent !== inner && inner === window; inner = inner.parent', [embed, 'nor where such a page stands further out']],
  ['who opened it is not looked at', 'boot/frame.js', 'window.opener ? [window.opener] : []', '[]', [attack, 'that opened this one']],
  ['who stands beside it is not looked at', 'boot/frame.js', 'beside.some(', 'false && beside.some(', [attack, 'beside this one could read it']],
  ['two decisions shut each other out', 'boot/frame.js', 'reads(it) && !isTandem(it)', 'reads(it)', [attack, 'two decisions beside each other']],
  ['the host is told the very height', 'boot/frame.js', 'Math.ceil((page().offsetTop + page().scrollHeight) / 64) * 64', 'page().offsetTop + page().scrollHeight', [embed, 'height']],
  ['the host is told the title', 'boot/frame.js', '{ type: "tandem:height", px }', '{ type: "tandem:height", px, title: document.title }', [embed, 'a hostile host page learns nothing']],
  ['the host\'s history grows', 'boot/navigate.js', 'hash.startsWith("#") && live() && (embedded ||', 'hash.startsWith("#") && live() && (', [embed, 'history']],
  ['whatever a host sends is a card', 'boot/load.js', 'if (/^\\s*([<{]|$)/.test(text) || text.length > LONGEST) return false;', '', [attack, 'a card of five megabytes']],
  ['any words are good enough', 'boot/load.js', 'if (/\\/words\\//.test(address)) return isWords(text);', '', [attack, 'words that are all blank']],
  ['any list of topics is good enough', 'boot/load.js', 'return /\\]\\([a-z0-9-]+\\/[^/]+\\/decision\\.md\\)/.test(text);', 'return true;', [attack, 'a list of topics that says']],
  ['a file may take for ever', 'boot/load.js', 'await Promise.race([load(it), late])', 'await load(it)', [attack, 'settings.yaml never comes']],
  ['a style may take for ever', 'boot/main.js', 'setTimeout(dropLateStyles, 3000);', '', [attack, 'a style that never comes']],
  ['it starts without its words', 'boot/program.js', 'text === null && needed.test(name)', 'false', [without, 'no words']],
  ['nothing is said when it could not start', 'boot/main.js', 'byId("unread").classList.add("unread--now");', '', [without, 'no program']],
  ['a fault is not heard', 'boot/trouble.js', 'if (event.error instanceof WebAssembly.RuntimeError) failed();', '', [attack, 'a fault that the program cannot tell']],
  ['a fault in a promise is not heard', 'boot/trouble.js', 'if (event.reason instanceof WebAssembly.RuntimeError) failed();', '', [attack, 'a fault that the program cannot tell']],
  ['"Clear everything" leaves what the device keeps', 'boot/memory.js', 'return clearKept(topic);', '', [attack, '"Clear everything" clears']],
  ['clearing one topic clears every topic', 'boot/store.js', '(!topic || isAbout(key, topic))', 'true', [tabs, 'clearing one topic clears that topic']],
  ['clearing reaches no other tab', 'boot/store.js', 'channel?.postMessage({ cleared: true, topic });', '', [tabs, 'with keeping off, tabs are separate']],
  ['what was cleared is written again', 'boot/store.js', 'if (mark) marks.push([mark, Date.now()]);', '', [tabs, 'what was cleared in one tab is gone in all']],
  ['what was withdrawn stays', 'boot/expiry.js', '/^status:\\s*"?withdrawn\\b/m.test(now)', 'false', [attack, 'what was withdrawn on the server']],
  ['what is too old stays', 'boot/expiry.js', 'if (lastDay && today() > lastDay) return true;', '', [attack, 'a page whose last day has passed']],
  ['the notice shows at once', '*.html', /animation:wait-for-program[^;}]*/, 'animation:none', [without, 'without the boot file']],
  ['the notice stays for ever', 'boot/program.js', 'byId("unread")?.setAttribute("hidden", "");', '', [without, 'a program that takes longer']],
  ['hidden things are shown', '*.html', /\[hidden\]\{[^}]*\}/, '[hidden]{display:block!important}', [without, 'with scripts switched off']],
  ['the privacy page leaves out translation', 'content/words/en.yaml', /translation/gi, 'reading', [privacy, 'the promise is said in plain words']],
  ['a host sends a policy that will be old', '_headers', '/*\n', "/*\n  Content-Security-Policy: script-src 'none'\n", [attack, 'what a host is told to send']],
  ['the embed script trusts any frame', 'embed.js', 'event.source === frames[i].contentWindow', 'true', [embed, 'two embeds on one page grow']],
];

const escapeForName = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, (sign) => (text.includes('|') && sign === '|' ? sign : `\\${sign}`));

/** The files of a copy that a mutant means. */
function files(copy, where) {
  const [folder, pattern] = where.includes('*') ? [where.split('/').slice(0, -1).join('/'), where.split('/').at(-1)] : [null, null];
  if (!pattern) return [where];
  const [start, end] = pattern.split('*');
  return readdirSync(join(copy, folder)).filter((name) => name.startsWith(start) && name.endsWith(end)).map((name) => join(folder, name));
}

const hashes = (page) => [...page.matchAll(/<style data-style[^>]*>([^<]*)/g)].map(([, style]) => createHash('sha256').update(style).digest('base64'));

/** A changed style needs its new hash in the policy: otherwise it is the browser that notices. */
function withHashes(page, changed) {
  const after = hashes(changed);
  return hashes(page).reduce((text, hash, index) => text.replaceAll(hash, after[index] ?? hash), changed);
}

/** Changes one text; false if there is nothing to change. */
function change(file, from, to, bytes) {
  const coding = bytes ? 'latin1' : 'utf8';
  const text = readFileSync(file, coding);
  const all = from instanceof RegExp ? from : new RegExp(from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g');
  const replaced = text.replace(all, from instanceof RegExp ? to : () => to);
  if (replaced === text) return false;
  const changed = withHashes(text, replaced);
  writeFileSync(file, changed, coding);
  rmSync(`${file}.br`, { force: true });
  return true;
}

function joinBoot(folder, copy) {
  const boot = readdirSync(join(copy, 'app')).find((name) => /^boot-.*\.js$/.test(name));
  const expiry = readdirSync(join(copy, 'app')).find((name) => /^expiry-.*\.js$/.test(name));
  for (const [from, to] of [['main.js', boot], ['still.js', expiry]]) {
    execFileSync(join(here, 'node_modules/.bin/esbuild'), ['--bundle', '--format=iife', '--log-level=error', '--target=chrome97,firefox102,safari16', join(folder, from), `--outfile=${join(copy, 'app', to)}`]);
    rmSync(join(copy, 'app', `${to}.br`), { force: true });
  }
}

/** Whether the change was made. */
function make(copy, [, where, from, to]) {
  if (!where.startsWith('boot/')) return files(copy, where).map((name) => change(join(copy, name), from, to, name.endsWith('.wasm'))).some(Boolean);
  const folder = join(copy, '.boot');
  cpSync(join(root, 'public/boot'), folder, { recursive: true });
  if (!change(join(folder, where.slice(5)), from, to)) return false;
  joinBoot(folder, copy);
  return true;
}

function runs([file, name], copy) {
  const { status, stdout } = spawnSync('node', ['--test', '--test-reporter=tap', '--test-timeout=120000', ...(name ? [`--test-name-pattern=${escapeForName(name)}`] : []), join(here, file)], { env: { ...process.env, TANDEM_DIST: copy }, encoding: 'utf8', timeout: 240_000 });
  const passed = Number(/^# pass (\d+)/m.exec(stdout)?.[1] ?? 0);
  return { passes: status === 0, some: passed > 0 };
}

const only = process.argv[2];
const rows = [];
const sound = new Map();
for (const mutant of mutants.filter(([name]) => !only || name.includes(only))) {
  const [name, where, , , test] = mutant;
  const copy = mkdtempSync(join(tmpdir(), 'tandem-mutant-'));
  cpSync(site, copy, { recursive: true });
  let end;
  const key = test.join(': ');
  if (!sound.has(key)) sound.set(key, runs(test, site));
  const before = sound.get(key);
  if (!before.passes || !before.some) end = 'the test does not pass without it';
  else if (!make(copy, mutant)) end = 'there is nothing to change';
  else end = runs(test, copy).passes ? 'ALIVE' : 'found';
  rmSync(copy, { recursive: true, force: true });
  rows.push([name, where, key.replace(/: $/, ''), end]);
  console.error(`${end}: ${name}`);
}
console.log('| Change | Where | Test that must fail | |\n|---|---|---|---|');
for (const row of rows) console.log(`| ${row.map((it) => it.replaceAll('|', '\\|')).join(' | ')} |`);
const alive = rows.filter((row) => row[3] !== 'found').length;
console.log(`\n${rows.length} changes, ${rows.length - alive} found.`);
process.exit(alive ? 1 : 0);

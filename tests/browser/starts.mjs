// The first five minutes, as often as wanted: a server started afresh, the list of topics in a browser started afresh, a
// second's pause, a topic, a card edited, a word edited. Says how many pages went live, how many changes were seen, and
// how long each took.
//
//   node tests/browser/starts.mjs [--starts 50] [--busy] [--serve]
//
// `--busy` keeps every core at work meanwhile. `--serve` starts `cargo xtask serve` instead of `tandem preview`.
// Both need what `cargo xtask build` makes.

import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { app, launch, open, root, target } from './support.mjs';

/** No page may take longer to be live, nor to show what was saved. */
const PATIENCE = 30_000;

/** `tandem preview` of a folder of cards, or `cargo xtask serve` of it. */
const commands = {
  preview: (content) => [join(target, 'debug', 'tandem'), ['preview', content, '--app', app, '--port', '0']],
  serve: (content) => ['cargo', ['xtask', 'serve', '--port', '0', '--content', content]],
};

/** A copy of the cards, to be edited. */
export function cards() {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-starts-'));
  const content = join(folder, 'content');
  cpSync(join(root, 'content'), content, { recursive: true });
  return { content, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts a server; gives its address once it says it, and all that it has said. */
export async function start(content, kind = 'preview') {
  const [program, words] = commands[kind](content);
  const server = spawn(program, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const said = [];
  const address = await new Promise((found, failed) => {
    const hear = (line) => {
      said.push(line);
      const [at] = /http:\/\/127\.0\.0\.1:\d+\//.exec(line) ?? [];
      if (at) found(at);
    };
    for (const pipe of [server.stdout, server.stderr]) createInterface({ input: pipe }).on('line', hear);
    server.on('exit', (status) => failed(new Error(`${program} ended with ${status}:\n${said.join('\n')}`)));
  });
  const stop = () => new Promise((done) => {
    server.removeAllListeners('exit').on('exit', done);
    // With all that it started, and only those.
    process.kill(-server.pid, 'SIGTERM');
  });
  return { address, said, stop };
}

/** Replaces words in a file of the cards. */
export function edit(content, file, old, fresh) {
  const path = join(content, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(old)) throw new Error(`${file} has no ${JSON.stringify(old)}`);
  writeFileSync(path, text.replace(old, fresh));
}

const topic = { name: 'Prostate cancer that has not spread', file: 'prostate-localised/en/decision.md', words: 'Shall I have it watched closely' };
const word = { file: 'words/en.yaml', line: 'place-choices: The choices', words: 'The choices' };

async function timed(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** One fresh start: how long each of its four moments took; what did not happen in time is missing. */
export async function once({ kind, round, pause = 1000 }) {
  const { content, remove } = cards();
  const times = {};
  const server = await start(content, kind);
  const browser = await launch();
  const page = await open(browser);
  page.setDefaultTimeout(PATIENCE);
  const live = () => page.locator('html.live').waitFor({ state: 'attached' });
  const shows = (text) => page.locator('html.live #page').getByText(text).first().waitFor();
  try {
    times.list = await timed(() => page.goto(server.address).then(live));
    await new Promise((done) => setTimeout(done, pause));
    times.topic = await timed(async () => {
      await page.getByRole('link', { name: topic.name, exact: true }).click();
      await page.waitForURL(/prostate-localised/);
      await live();
    });
    edit(content, topic.file, topic.words, `Round ${round}. ${topic.words}`);
    times.card = await timed(() => shows(`Round ${round}. ${topic.words}`));
    edit(content, word.file, word.line, `${word.line}, round ${round}`);
    times.word = await timed(() => shows(`${word.words}, round ${round}`));
  } catch (why) {
    times.failure = String(why).split('\n')[0];
  }
  const console = [...page.seen.console.filter((it) => it.kind !== 'log').map((it) => it.text), ...page.seen.errors];
  await browser.close();
  await server.stop();
  remove();
  return { ...times, console };
}

/** Work for every core, until it is told to stop. */
export function busy() {
  const all = Array.from({ length: availableParallelism() }, () => spawn(process.execPath, ['-e', 'for (;;);']));
  return () => all.forEach((it) => it.kill());
}

const moments = { list: 'the list live', topic: 'a topic live', card: 'an edited card seen', word: 'an edited word seen' };

/** A line for each moment: how often it came, how often within three seconds, the middle and the longest time. */
export function told(rounds) {
  const seconds = (time) => `${(time / 1000).toFixed(2)} s`;
  const lines = Object.entries(moments).map(([moment, name]) => {
    const times = rounds.map((it) => it[moment]).filter((it) => it !== undefined).sort((a, b) => a - b);
    const quick = times.filter((it) => it <= 3000).length;
    const middle = times.length ? `middle ${seconds(times[times.length >> 1])}, longest ${seconds(times.at(-1))}` : 'never';
    return `${name}: ${times.length} of ${rounds.length}, within 3 s ${quick} of ${rounds.length}; ${middle}`;
  });
  const loud = rounds.flatMap((it) => [...it.console, ...(it.failure ? [it.failure] : [])]);
  return [...lines, `warnings and faults: ${loud.length}`, ...new Set(loud)].join('\n');
}

async function main(words) {
  const value = (name, usual) => (words.includes(name) ? Number(words[words.indexOf(name) + 1]) : usual);
  const starts = value('--starts', 50);
  const kind = words.includes('--serve') ? 'serve' : 'preview';
  const rest = words.includes('--busy') ? busy() : () => {};
  const rounds = [];
  try {
    for (let round = 1; round <= starts; round += 1) {
      rounds.push(await once({ kind, round }));
      // As they come: a long run that is stopped has shown what it saw.
      console.log(round, JSON.stringify(rounds.at(-1), (_, value) => (typeof value === 'number' ? Math.round(value) : value)));
    }
  } finally {
    rest();
  }
  console.log(`${kind === 'serve' ? 'cargo xtask serve' : 'tandem preview'}, ${rounds.length} fresh starts${words.includes('--busy') ? ', all cores busy' : ''}`);
  console.log(told(rounds));
  process.exitCode = rounds.every((it) => !it.failure && !it.console.length) ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));

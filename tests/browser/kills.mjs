// Kills of a tab and of the whole browser at random moments of typing, tapping and changing tabs, with keeping on: how many
// milliseconds of what was entered are lost. `node kills.mjs tab 100`, `node kills.mjs browser 100 [seed]`.
//
// Each round types numbered signs, so that what comes back says exactly which key was the last that was kept.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

import { decisionPage, ownAddress, say } from './hostile.mjs';
import { chromiumPath, dist, serve } from './support.mjs';

/** Numbers that come again with the same seed. */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const own = (page) => page.getByRole('textbox', { name: say('note-label'), exact: true });

/** All its processes at once, without being asked; nothing if they have ended. */
function endGroup(leader) {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

async function startBrowser(folder) {
  const child = spawn(chromiumPath(), [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--remote-debugging-port=0', `--user-data-dir=${folder}`, 'about:blank',
  ], { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  const address = await new Promise((done, fail) => {
    let said = '';
    const late = setTimeout(() => fail(new Error(`the browser did not start: ${said}`)), 60_000);
    child.stderr.on('data', (part) => {
      said += part;
      const found = /ws:\/\/\S+/.exec(said);
      if (found) {
        clearTimeout(late);
        done(found[0]);
      }
    });
  });
  const browser = await chromium.connectOverCDP(address);
  return { browser, context: browser.contexts()[0], kill: () => endGroup(child.pid) };
}

/** Opens the page; keeps answers if that is offered. */
async function visit(context, at) {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(at);
  await page.locator('html.live').waitFor({ state: 'attached' });
  return page;
}

async function keep(page) {
  await own(page).fill('#');
  await page.getByRole('button', { name: new RegExp(`^${say('keep-ask', { date: '' })}`) }).click();
  await page.getByRole('button', { name: say('kept-delete'), exact: true }).waitFor();
}

/** How many keys reached a page's fields. */
const entered = (page) => page.evaluate(() => {
  if (window.entered === undefined) {
    window.entered = 0;
    addEventListener('input', () => (window.entered += 1), true);
  }
  return window.entered;
});

/** Types and taps until the moment comes; gives when each sign was typed. */
async function type(pages, moment, next) {
  const typed = [];
  const end = Date.now() + moment;
  let text = await own(pages[0]).inputValue();
  while (Date.now() < end) {
    const page = pages[Math.floor(next() * pages.length)];
    if (next() < 0.15) {
      const filler = ['filled-me', 'filled-helped', 'filled-other'][Math.floor(next() * 3)];
      await page.getByRole('button', { name: new RegExp(`${say(filler)}$`) }).first().click({ timeout: 5000 }).catch(() => {});
      continue;
    }
    // Always at the end, and in a tab that has the latest: what is typed in two tabs at once has no order.
    const field = own(page);
    if ((await field.inputValue()) !== text) continue;
    const sign = String.fromCharCode(97 + (typed.length % 26));
    const before = await entered(page);
    await field.press('End');
    await field.press(sign);
    const when = Date.now();
    // A key that a busy browser drops on its way to the page was never entered.
    if ((await entered(page)) === before) continue;
    text += sign;
    typed.push({ text, when });
  }
  return typed;
}

/** The milliseconds between the last key that came back and the kill, if keys are missing. */
function lost(typed, found, killed) {
  const missing = typed.filter(({ text }) => text.length > found.length);
  assert.ok(typed.length === 0 || typed.at(-1).text.startsWith(found), `came back as ${JSON.stringify(found)}, typed ${JSON.stringify(typed.at(-1)?.text)}`);
  return missing.length ? killed - missing[0].when : 0;
}

/** The browser of a round that failed is ended as well: it would keep the test file waiting for ever. */
async function round(kind, at, folder, next) {
  const started = [];
  const start = async () => {
    started.push(await startBrowser(folder));
    return started.at(-1);
  };
  try {
    return await typeAndKill(kind, at, start, next);
  } finally {
    started.forEach((it) => it.kill());
  }
}

async function typeAndKill(kind, at, start, next) {
  let it = await start();
  const pages = [await visit(it.context, `${at}#my-page`)];
  await keep(pages[0]);
  if (next() < 0.5) pages.push(await visit(it.context, `${at}#my-page`));
  const typed = await type(pages, 200 + next() * 1500, next);
  const killed = Date.now();
  if (kind === 'browser') {
    it.kill();
    await new Promise((done) => setTimeout(done, 300));
    it = await start();
  } else {
    for (const page of pages) {
      // The tab's own process dies, without being asked.
      const session = await it.context.newCDPSession(page);
      session.send('Page.crash').catch(() => {});
    }
    await new Promise((done) => setTimeout(done, 300));
  }
  const again = await visit(it.context, `${at}#my-page`);
  const found = await own(again).inputValue();
  return { keys: typed.length, tabs: pages.length, lost: lost(typed, found, killed) };
}

async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-kill-'));
  try {
    return await work(folder);
  } finally {
    await new Promise((done) => setTimeout(done, 200));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Kills a tab or a browser some times; gives what was lost each time. */
export async function kills(kind, times, seed = 1) {
  const next = random(seed);
  const site = await serve(dist);
  ownAddress(site);
  const results = [];
  try {
    for (let count = 0; count < times; count += 1) results.push(await inFolder((folder) => round(kind, site.at(decisionPage), folder, next)));
  } finally {
    await site.close();
  }
  return results;
}

/** One line for people. */
export function told(kind, results) {
  const losses = results.map((it) => it.lost).sort((one, other) => one - other);
  const middle = losses[Math.floor(losses.length / 2)];
  const keys = results.reduce((sum, it) => sum + it.keys, 0);
  const some = losses.filter((it) => it > 0).length;
  return `${results.length} kills of the ${kind}: ${keys} keys, ${results.filter((it) => it.tabs > 1).length} with two tabs; ${some} lost something; milliseconds lost: median ${middle}, most ${losses.at(-1)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [kind = 'tab', times = '20', seed = '1'] = process.argv.slice(2);
  const results = await kills(kind, Number(times), Number(seed));
  console.log(told(kind, results));
  process.exit(0);
}

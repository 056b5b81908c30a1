// Three engines, each behind the same few verbs of a person: go somewhere, follow a link, press a button, write, read.
// Firefox speaks WebDriver BiDi, by Playwright (an earlier one than drives Chromium, which asks nothing of Firefox that the
// distribution's does not know); WebKitGTK speaks WebDriver, by Selenium's client. Chromium has the verbs too, so that a
// fault of these tests can be told from one of an engine.
//
// What is found is found by role and name. In WebKit a script finds what may be meant, and then WebKit itself is asked for
// the role and the name that it gives to people who hear the page.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { firefox } from 'playwright-core-firefox';
import selenium from 'selenium-webdriver';

import { flat } from './person.mjs';
import { launch } from './support.mjs';

const LONG = 10_000;
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Waits until something holds, and gives what it is. */
export async function until(holds, what, milliseconds = LONG) {
  for (const end = Date.now() + milliseconds; ; ) {
    const found = await holds();
    if (found) return found;
    assert.ok(Date.now() < end, `never: ${typeof what === 'function' ? what() : what}`);
    await pause(100);
  }
}

const onPath = (name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)).find((path) => existsSync(path));
const asWritten = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
/** A name as it stands; the tick that a chosen button wears is no part of it. */
const named = (name) => new RegExp(`^(✓\\s*)?${asWritten(name)}$`);

// Chromium and Firefox ----------------------------------------------------------------------------------------------

/** A person at a page, or at a frame in it. */
function atPage(page, frame = page.mainFrame(), requests = []) {
  page.setDefaultTimeout(LONG);
  const within = (group) => (group ? frame.getByRole('group', { name: group, exact: true }) : frame);
  const one = (role, name, group) => within(group).getByRole(role, { name: named(name) }).locator('visible=true').first();
  return {
    requests,
    goto: (url) => page.goto(url),
    reload: () => page.reload(),
    back: () => page.goBack({ waitUntil: 'commit' }),
    follow: (name) => one('link', name).click(),
    press: (name, group) => one('button', name, group).click(),
    tick: (name) => one('checkbox', name).check(),
    write: (label, words) => one('textbox', label).pressSequentially(words),
    value: (label) => one('textbox', label).inputValue(),
    sees: (role, name) => one(role, name).isVisible(),
    evaluate: (run, part) => frame.evaluate(run, part),
    inside: async (title) => {
      const element = page.locator(`iframe[title="${title}"]`);
      await element.scrollIntoViewIfNeeded();
      return atPage(page, await (await element.elementHandle()).contentFrame(), requests);
    },
    /** Gives a file to the field that the page has just made. */
    choose: (path) => page.locator('input[type=file]').last().setInputFiles(path),
    pdf: () => page.pdf({ preferCSSPageSize: true }),
    /** A phone; WebKitGTK makes its window as narrow as it can. */
    narrow: () => page.setViewportSize({ width: 360, height: 740 }),
    close: () => page.context().close(),
  };
}

async function visitIn(context) {
  const requests = [];
  context.on('request', (request) => requests.push({ url: request.url(), body: request.postData() }));
  const page = await context.newPage();
  return atPage(page, page.mainFrame(), requests);
}

async function startChromium() {
  const browser = await launch();
  return {
    version: browser.version(),
    visit: async () => visitIn(await browser.newContext({ locale: 'en-GB' })),
    close: () => browser.close(),
  };
}

const firefoxPath = () => process.env.FIREFOX ?? onPath('firefox-esr') ?? onPath('firefox');
const firefoxOptions = () => ({ channel: 'moz-firefox', executablePath: firefoxPath() });

async function startFirefox() {
  const browser = await firefox.launch(firefoxOptions());
  return {
    version: browser.version(),
    visit: async () => visitIn(await browser.newContext({ locale: 'en-GB' })),
    /** A browser with a profile of its own on the disk, which can be killed and started again. */
    profile: async (folder) => {
      const context = await firefox.launchPersistentContext(folder, firefoxOptions());
      return { person: await visitIn(context), kill: () => killAll(folder), close: () => context.close() };
    },
    close: () => browser.close(),
  };
}

/** Ends, at once, every process that was started with this folder in its words. */
async function killAll(folder) {
  const commandOf = (id) => { try { return readFileSync(`/proc/${id}/cmdline`, 'utf8'); } catch { return ''; } };
  for (const id of readdirSync('/proc').filter((it) => /^\d+$/.test(it) && commandOf(it).includes(folder))) {
    try { process.kill(Number(id), 'SIGKILL'); } catch { /* It has ended. */ }
  }
  await until(() => !readdirSync('/proc').some((it) => /^\d+$/.test(it) && commandOf(it).includes(folder)), 'the browser has ended');
}

// WebKit ------------------------------------------------------------------------------------------------------------

const WHERE_MINI_BROWSER = ['/usr/lib', '/usr/libexec'];
const miniBrowser = () => {
  const inside = (folder) => (existsSync(folder) ? readdirSync(folder).map((it) => join(folder, it)) : []);
  const folders = WHERE_MINI_BROWSER.flatMap((folder) => [...inside(folder), ...inside(folder).filter((it) => /-linux-/.test(it)).flatMap(inside)]);
  return folders.filter((it) => /\/webkit2gtk-4/.test(it)).map((it) => join(it, 'MiniBrowser')).find((it) => existsSync(it));
};

/** Runs in the page: all that can be seen and may have this role and name. */
function mayBe([role, name, group]) {
  const kinds = { link: 'a[href]', button: 'button, summary', checkbox: 'input[type=checkbox]', textbox: 'textarea, input:not([type]), input[type=text]', heading: 'h1, h2, h3, h4' };
  const words = (it) => (it ?? '').replace(/\s+/g, ' ').trim().replace(/^✓ ?/, '');
  const nameOf = (it) => it.getAttribute('aria-label') ?? (it.labels?.length ? it.labels[0].textContent : it.textContent);
  const inGroup = (it) => !group || words(it.closest('fieldset, [role=group]')?.ariaLabel ?? it.closest('fieldset, [role=group]')?.querySelector('legend')?.textContent) === words(group);
  const rough = words(name).slice(0, 40);
  return [...document.querySelectorAll(kinds[role])].filter((it) => it.checkVisibility({ visibilityProperty: true }) && inGroup(it) && words(nameOf(it)).startsWith(rough));
}

/** Nobody touches what moves: it has stood for so long, in milliseconds. */
const STILL = 80;
/** A link to the next place stands below all that is drawn of this one. */
const STILL_BELOW = 400;

/** A window may never say that it has its size: nobody waits two minutes for that. */
const sized = (driver, size) => {
  const late = pause(LONG).then(() => assert.fail('the window never got its size'));
  return Promise.race([driver.manage().window().setRect(size), late]);
};

/** A person at a page, or at a frame in it, whose title is `inside`. */
function atWindow(driver, stop, inside) {
  const enter = async () => {
    await driver.switchTo().defaultContent();
    if (inside) await driver.switchTo().frame(await driver.findElement(selenium.By.css(`iframe[title="${inside}"]`)));
  };
  const find = async (role, name, group) => {
    await enter();
    for (const it of await driver.executeScript(mayBe, [role, name, group])) {
      if ((await it.getAriaRole()) === role && named(name).test(flat(await it.getAccessibleName()))) return it;
    }
    return undefined;
  };
  const whereItStands = (it) => JSON.stringify(it.getBoundingClientRect());
  const toTheMiddle = (it) => it.scrollIntoView({ block: 'center', behavior: 'instant' });
  /** Tried again while the page is being drawn: what was found may have gone. */
  const act = async (role, name, what, group) => {
    let why = 'not found';
    const attempt = async () => {
      try {
        const it = await find(role, name, group);
        if (!it) return undefined;
        // Its driver scrolls no further than to the edge, where a bar may lie over it.
        await driver.executeScript(toTheMiddle, it);
        const stood = await driver.executeScript(whereItStands, it);
        await new Promise((done) => setTimeout(done, role === 'link' ? STILL_BELOW : STILL));
        // A long place is drawn bit by bit, and what is below it moves meanwhile.
        if ((await driver.executeScript(whereItStands, it)) !== stood) return undefined;
        return { done: await what(it) };
      } catch (error) {
        if (!/StaleElement|NoSuchElement|NoSuchFrame|ElementNotInteractable|ElementClickIntercepted|MoveTargetOutOfBounds/.test(error.name)) throw error;
        why = error.name;
        return undefined;
      }
    };
    return (await until(attempt, () => `${role} "${name}": ${why}`)).done;
  };
  return {
    goto: (url) => driver.get(url),
    reload: () => driver.navigate().refresh(),
    back: () => driver.navigate().back(),
    follow: (name) => act('link', name, (it) => it.click()),
    press: (name, group) => act('button', name, (it) => it.click(), group),
    tick: (name) => act('checkbox', name, async (it) => (await it.isSelected()) || it.click()),
    write: (label, words) => act('textbox', label, (it) => it.sendKeys(words)),
    value: (label) => act('textbox', label, (it) => it.getProperty('value')),
    sees: async (role, name) => Boolean(await find(role, name)),
    evaluate: async (run, part) => { await enter(); return driver.executeScript(run, part); },
    inside: async (title) => atWindow(driver, stop, title),
    driver,
    narrow: () => sized(driver, { width: 360, height: 740 }),
    choose: async (path) => (await driver.findElement(selenium.By.css('input[type=file]'))).sendKeys(path),
    close: stop,
  };
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** A display that nobody sees: Xvfb writes the number of one that is free. */
async function display() {
  const server = spawn(onPath('Xvfb'), ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise((done) => server.stdio[3].once('data', (data) => done(String(data).trim())));
  return { name: `:${number}`, stop: () => server.kill() };
}

async function startWebKit() {
  const screen = await display();
  const port = await freePort();
  const home = mkdtempSync(join(tmpdir(), 'tandem-webkit-'));
  const env = { ...process.env, DISPLAY: screen.name, HOME: home, XDG_RUNTIME_DIR: home, LIBGL_ALWAYS_SOFTWARE: '1', GDK_BACKEND: 'x11', LANG: 'en_GB.UTF-8' };
  const server = spawn(onPath('WebKitWebDriver'), [`--port=${port}`], { env, stdio: 'ignore' });
  await until(() => fetch(`http://127.0.0.1:${port}/status`).then((it) => it.ok, () => false), 'WebKitWebDriver answers');
  const wanted = new selenium.Capabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] } });
  // Its driver holds one session: a visit that a failed test left open ends before the next begins.
  let stop = async () => {};
  const visit = async () => {
    await stop();
    const driver = await new selenium.Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(wanted).build();
    await driver.manage().setTimeouts({ script: LONG, pageLoad: 3 * LONG, implicit: 0 });
    await sized(driver, { width: 1200, height: 1000 });
    stop = async () => { stop = async () => {}; await driver.quit(); };
    return { ...atWindow(driver, () => stop()), version: (await driver.getCapabilities()).getBrowserVersion() };
  };
  const first = await visit();
  await first.close();
  const close = async () => {
    await stop();
    server.kill();
    screen.stop();
    rmSync(home, { recursive: true, force: true });
  };
  return { version: first.version, visit, close };
}

// All of them -------------------------------------------------------------------------------------------------------

/** By name: the title; what is missing of it here, if anything; how it is started. */
export const engines = {
  chromium: { title: 'Chromium', missing: () => undefined, start: startChromium },
  firefox: { title: 'Firefox', missing: () => (firefoxPath() ? undefined : 'firefox-esr'), start: startFirefox },
  webkit: {
    title: 'WebKitGTK',
    missing: () => (onPath('WebKitWebDriver') && miniBrowser() ? (onPath('Xvfb') ? undefined : 'xvfb') : 'webkit2gtk-driver'),
    start: startWebKit,
  },
};

// Real web servers, each started by hand in a folder of its own on a free port, as its package brings it and with the recipe
// of docs/hosting: the site is served at the root and below a folder, its pages open, the program starts, a short journey
// works and nothing else is asked for; `tandem verify` says what is missing.
//
//   node hosts.mjs            all of them; the last line counts, and one that is not installed has not been shown

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { button, decisionPage, field, follow, heading, live, quiet, say } from './hostile.mjs';
import { dist, launch, open, root, target } from './support.mjs';

const MARK = 'zebrafink';
const FOLDER = 'some/where/';

/**
 * From the list of topics through one of them to the page of a person, and two pages of other kinds. Nothing was asked of
 * another address, but of `stopped`, where a policy stops it; no word that was typed went along. `calm` looks at what was
 * refused or said on the way.
 */
export async function journey(page, base, { calm = assertCalmly, stopped = 'data:' } = {}) {
  const from = page.seen.requests.length;
  await page.goto(base);
  await live(page);
  await page.getByRole('link', { name: 'Prostate cancer that has not spread' }).first().click();
  await heading(page).filter({ hasText: 'My choices when prostate cancer has not spread' }).waitFor();
  await page.locator(`html.live[data-decision="prostate-localised"]`).waitFor({ state: 'attached' });
  await follow(page, 'place-compare');
  await page.locator('.compare__number').getByText('46', { exact: true }).first().waitFor();
  await follow(page, 'place-matters');
  await button(page.getByRole('main'), 'pile-lot').first().click();
  await field(page, 'matters-own').fill(`${MARK} matter`);
  await button(page, 'add').click();
  await follow(page, 'place-page');
  await page.getByRole('article').getByText(`${MARK} matter`).first().waitFor();
  page.once('dialog', (dialog) => dialog.accept());
  await page.goto(`${base}lists-needs.en.html`);
  await live(page);
  await page.goto(`${base}support-money.en.html`);
  await heading(page).waitFor();
  await quiet(page);
  const asked = page.seen.requests.slice(from);
  assert.deepEqual(asked.filter(({ url }) => ![base, stopped, 'data:'].some((start) => url.startsWith(start))).map(({ url }) => url), [], 'another address was asked');
  assert.doesNotMatch(JSON.stringify(asked), new RegExp(MARK, 'i'));
  assert.deepEqual(asked.filter(({ method }) => method !== 'GET'), []);
  calm(page);
}

function assertCalmly(page) {
  assert.deepEqual(page.seen.errors, []);
  assert.deepEqual(page.seen.violations, []);
  assert.deepEqual(page.seen.console, []);
}

/** A program of the machine, also where ordinary people's path does not lead. */
function program(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** A port that nobody listens on. */
const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

/** Waits until somebody listens. */
async function listens(port, child) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${child.told}`);
    const heard = await new Promise((done) => {
      const socket = connect(port, '127.0.0.1', () => { socket.destroy(); done(true); });
      socket.on('error', () => done(false));
    });
    if (heard) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`nothing listens: ${child.told}`);
}

const recipe = (name) => readFileSync(join(root, 'docs/hosting', name), 'utf8');
const written = (path, text) => { writeFileSync(path, text); return path; };

/** nginx, with the rules for one server in it. */
const nginx = (rules) => ({ folder, files, port, path }) => {
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
  const config = written(join(folder, 'nginx.conf'), `daemon off; master_process off; error_log stderr; pid ${folder}/nginx.pid;
    events {}
    http { include /etc/nginx/mime.types; access_log off; ${temp} server { listen 127.0.0.1:${port}; ${rules(files)} } }`);
  return [path, ['-p', folder, '-c', config]];
};

/** Apache, with the modules that it needs and no others. */
const apache = (modules, rules) => ({ folder, files, port, path }) => {
  const load = ['mpm_event', 'authz_core', 'dir', 'mime', ...modules].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`);
  const config = written(join(folder, 'apache.conf'), `${load.join('\n')}
    User www-data\nGroup www-data
    ServerName 127.0.0.1\nListen 127.0.0.1:${port}\nPidFile ${folder}/apache.pid\nErrorLog ${folder}/error.log\nTypesConfig /etc/mime.types
    DocumentRoot ${files}\n<Directory ${files}>\nRequire all granted\n${rules}\n</Directory>\n`);
  return [path, ['-X', '-d', folder, '-f', config]];
};

/** Jekyll builds a site of the files and serves it. */
const jekyll = ({ folder, files, port, path }) => {
  const built = spawnSync(path, ['build', '-s', files, '-d', join(folder, 'built')], { cwd: folder, encoding: 'utf8' });
  assert.equal(built.status, 0, built.stdout + built.stderr);
  return [path, ['serve', '--skip-initial-build', '--no-watch', '-s', files, '-d', join(folder, 'built'), '-H', '127.0.0.1', '-P', String(port)]];
};

const caddy = (config) => ({ folder, files, port, path }) => {
  const text = config.replace(/^aid\.example\.org/m, `http://127.0.0.1:${port}`).replaceAll('/srv/tandem', files);
  return [path, ['run', '--adapter', 'caddyfile', '--config', written(join(folder, 'Caddyfile'), `{\n\tadmin off\n}\n${text}`)]];
};

/** What is tried: `clean` is that `tandem verify` finds nothing to better. */
const HOSTS = [
  { name: 'nginx as it comes', program: 'nginx', install: 'nginx-light', start: nginx((files) => `root ${files};`) },
  { name: 'nginx with docs/hosting/nginx.conf', program: 'nginx', install: 'nginx-light', clean: true, start: nginx((files) => recipe('nginx.conf').replaceAll('/srv/tandem', files)) },
  { name: 'Apache as it comes', program: 'apache2', install: 'apache2-bin', start: apache([], '') },
  { name: 'Apache with docs/hosting/htaccess', program: 'apache2', install: 'apache2-bin', clean: true, htaccess: true, start: apache(['headers', 'setenvif', 'filter', 'deflate'], 'AllowOverride All') },
  { name: 'Jekyll, built and served', program: 'jekyll', install: 'jekyll', start: jekyll },
  { name: 'Caddy as it comes', program: 'caddy', install: 'caddy', start: caddy('aid.example.org {\n\troot * /srv/tandem\n\tfile_server\n}\n') },
  { name: 'Caddy with docs/hosting/Caddyfile', program: 'caddy', install: 'caddy', clean: true, start: caddy(recipe('Caddyfile')) },
];

/** The site at the root and below a folder, as whoever copies it there would have it. */
function lay(host) {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-host-'));
  const files = join(folder, 'files');
  for (const place of ['', FOLDER]) {
    cpSync(dist, join(files, place), { recursive: true });
    if (host.htaccess) writeFileSync(join(files, place, '.htaccess'), recipe('htaccess'));
  }
  // A server that was started by root reads as somebody else.
  spawnSync('chmod', ['-R', 'a+rX', folder]);
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'home'));
  return { folder, files };
}

/** What `tandem verify` says of an address: whether nothing is broken, and its count. */
function verified(address) {
  const tandem = join(target, 'debug/tandem');
  const { status, stdout, stderr } = spawnSync(tandem, ['verify', address], { encoding: 'utf8' });
  return { status, said: stdout + stderr, count: stdout.trim().split('\n').at(-1) };
}

/** Starts a host, tries it, stops it; gives what to say of it. */
async function attempt(host, browser) {
  const path = program(host.program);
  if (!path) return { holds: false, said: `not run: ${host.program} is not installed (apt-get install ${host.install})` };
  const { folder, files } = lay(host);
  const port = await freePort();
  const [command, words] = host.start({ folder, files, port, path });
  const child = spawn(command, words, { cwd: folder, env: { ...process.env, HOME: join(folder, 'home'), XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder } });
  child.told = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => { child.told += data; });
  const page = await open(browser);
  page.setDefaultTimeout(20_000);
  try {
    await listens(port, child);
    for (const place of ['', FOLDER]) await journey(page, `http://127.0.0.1:${port}/${place}`);
    const { status, said, count } = verified(`http://127.0.0.1:${port}/${FOLDER}`);
    assert.equal(status, 0, said);
    if (host.clean) assert.match(count, /^0 broken, 0 could be better/, said);
    return { holds: true, said: `pages open, the program starts and a journey works, at the root and below a folder; \`tandem verify\`: ${count}` };
  } catch (error) {
    return { holds: false, said: String(error.message ?? error).slice(0, 600) };
  } finally {
    await page.context().close();
    const ended = new Promise((done) => child.once('exit', done));
    if (child.exitCode === null) { child.kill(); await ended; }
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main() {
  const browser = await launch();
  const only = process.argv[2] ?? '';
  const meant = HOSTS.filter(({ name }) => name.includes(only));
  let held = 0;
  for (const host of meant) {
    const { holds, said } = await attempt(host, browser);
    held += Number(holds);
    console.log(`- ${host.name}: ${holds ? '' : 'NOT SHOWN: '}${said}`);
  }
  await browser.close();
  console.log(`${held} of ${meant.length} hosts shown`);
  process.exitCode = held === meant.length ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();

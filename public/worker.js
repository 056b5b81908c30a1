// What makes Tandem work without a network: a service worker of our own. It answers for the files of this folder and for
// nothing else. What a person enters is never sent by a page, so it cannot come by here.
//
// Files of the program are taken from the device, if they are letter for letter what was built. Pages, cards, words and
// settings are asked of the network first; a copy is given where that takes too long, and the page says of which day it is.
// Copies are made of what says nothing about a person (the program, words, settings, the list of topics). Which topics lie
// on a device is the page's matter (public/boot/offline.js): here they are only brought up to date.

/** What was built, put in by `tandem publish`: the program's files, each with its SHA-256, and the page that is shown in the
 * place of one that cannot be had. While this is nothing, the worker takes itself and all that it stored away. */
const built = null;

/** Copies of one copy of Tandem never mix with those of another on the same address: an address has no space in it. */
const ours = `tandem ${self.registration?.scope} `;
const PROGRAM = ours + "program";
const COMMON = ours + "common";

/** How long the network may take, in milliseconds, before a copy is given; and after it took too long, until it answers. */
const LIMIT = 3000, SHORT = 300;
let patience = LIMIT;

/** The header of a copy that says when the network last gave it. The page reads it as well. */
const DATE = "tandem-date";
/** The header of a stored file of the program that says its SHA-256. */
const HASH = "tandem-sha256";

/** What was given last for an address: the date of the copy, or nothing if the network gave it. */
const given = new Map();

const names = async () => (await caches.keys()).filter((name) => name.startsWith(ours));

/** Once it is switched off nothing is stored any more, nor what was on its way. */
let isOff = !built;

async function forget() {
  for (const name of await names()) await caches.delete(name);
}

async function stop() {
  isOff = true;
  await forget();
  await self.registration.unregister();
}

async function put(cache, path, copy) {
  if (!isOff) await (await caches.open(cache)).put(self.registration.scope + path, copy);
  if (isOff) await forget();
}

// Files of the program ------------------------------------------------------------------------------------------------

async function hashOf(bytes) {
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(hash)].map((it) => it.toString(16).padStart(2, "0")).join("");
}

/** A file of the program from the device; nothing if there is none, or if it is not what was built. */
async function stored(path) {
  const copy = await (await caches.open(PROGRAM)).match(self.registration.scope + path);
  const hash = built.files[path] ?? copy?.headers.get(HASH);
  if (!copy || !hash) return null;
  const bytes = await copy.clone().arrayBuffer();
  return (await hashOf(bytes)) === hash ? new Response(bytes, copy) : null;
}

/** Keeps a file of the program; whether it is what was built. */
async function store(path, answer) {
  const bytes = await answer.arrayBuffer();
  if (!answer.ok || (await hashOf(bytes)) !== built.files[path]) return false;
  const headers = { "content-type": answer.headers.get("content-type") ?? "", [HASH]: built.files[path] };
  await put(PROGRAM, path, new Response(bytes, { headers }));
  return true;
}

async function program(event, path) {
  const copy = await stored(path);
  if (copy) return copy;
  const answer = await fetch(event.request, { referrerPolicy: "no-referrer" });
  // A newer program's files are kept by the newer worker, which knows what they should be.
  if (path in built.files && answer.ok) event.waitUntil(store(path, answer.clone()).catch(() => {}));
  return answer;
}

/** Letters are kept once somebody's page asks for them, and not before. */
const isWanted = (path) => !path.endsWith(".woff2");

async function install() {
  if (built) {
    await Promise.all(Object.keys(built.files).filter(isWanted).map(async (path) => {
      if (await stored(path)) return;
      // What the page has loaded is not loaded again: the hash says whether it is right.
      for (const cache of ["force-cache", "reload"]) {
        const answer = await fetch(self.registration.scope + path, { cache, credentials: "same-origin", referrerPolicy: "no-referrer" });
        if (await store(path, answer)) return;
      }
      // One letter that is not ours, and the worker that was there stays.
      throw new Error(path);
    }));
  }
  await self.skipWaiting();
}

/** Takes away what no open page can need any more. */
async function tidy() {
  if ((await self.clients.matchAll({ includeUncontrolled: true })).length) return;
  const cache = await caches.open(PROGRAM);
  for (const { url } of await cache.keys()) {
    if (!(url.slice(self.registration.scope.length) in built.files)) await cache.delete(url);
  }
}

// Pages, cards, words, settings ---------------------------------------------------------------------------------------

/** What everybody's device may have: it says nothing about whoever uses it. */
const isCommon = (path) =>
  /^(index([._][a-zA-Z-]+)?\.html|(theme|paper)\.css|theme\/.+|manifest[._].+|content\/(words\/.+|settings\.yaml|(library|service)[._][^/]+\.md))$/.test(path);

/** Colours and letters: a copy may be shown at once, since nothing that it says can be untrue. */
const isLook = (path) => /^((theme|paper)\.css|theme\/.+|manifest[._].+)$/.test(path);

const isText = (path) => isLook(path) || /^[^/]+\.html$/.test(path) || /^content\/.+\.(md|yaml)$/.test(path);

/** Every place where an address is stored. */
async function placesOf(path) {
  const all = (await names()).filter((name) => name !== PROGRAM);
  const found = await Promise.all(all.map(async (name) => (await caches.open(name)).match(self.registration.scope + path)));
  return all.map((name, at) => [name, found[at]]).filter(([, copy]) => copy);
}

/** The newest copy of an address. */
async function copyOf(path) {
  const copies = (await placesOf(path)).map(([, copy]) => copy);
  return copies.sort((a, b) => (a.headers.get(DATE) < b.headers.get(DATE) ? 1 : -1))[0];
}

/** A network that asks people to log in, and some hosts where a file is missing, answer with a page of their own. */
function isOurs(path, text) {
  if (path.endsWith(".html")) return /<html[^>]* data-decision=/.test(text) && text.includes('id="page"');
  return isLook(path) || !/^\s*([<{]|$)/.test(text);
}

/** Brings what is stored of an address up to date, and stores what everybody may have. */
async function renew(path, answer) {
  const type = answer.headers.get("content-type") ?? "";
  const bytes = await answer.arrayBuffer();
  const places = (await placesOf(path)).map(([name]) => name);
  if (!places.length && isCommon(path)) places.push(COMMON);
  const headers = { "content-type": type, [DATE]: new Date().toISOString() };
  for (const name of places) await put(name, path, new Response(bytes, { headers }));
}

/** What the network says now, and whether that is none of ours. What is gone there goes here too. */
async function ask(event, path) {
  const { request } = event;
  const isPage = request.mode === "navigate";
  const answer = await (isPage ? fetch(request) : fetch(request, { cache: "no-cache", referrerPolicy: "no-referrer" }));
  patience = LIMIT;
  const taken = take(path, answer.clone());
  // A page is shown as it comes; what else stands in its place, such as a request to log in, is for a person to see.
  if (isPage && answer.status < 500) event.waitUntil(taken.catch(() => {}));
  else if (!(await taken)) return { answer, isOther: true };
  return { answer };
}

/** Makes what is stored of an answer what it now is; whether it is ours. */
async function take(path, answer) {
  if (answer.status === 404 || answer.status === 410) {
    for (const [name] of await placesOf(path)) await (await caches.open(name)).delete(self.registration.scope + path);
    return true;
  }
  if (!answer.ok || answer.redirected) return false;
  const text = await answer.clone().text();
  if (!isOurs(path, text)) return false;
  if (path === "content/settings.yaml" && /^offline: *"?no\b/m.test(text)) await stop();
  else await renew(path, answer);
  return true;
}

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds, null));

/** From the network if it answers in time, else a copy. */
async function newest(event, path) {
  const asked = ask(event, path).catch(() => null);
  event.waitUntil(asked);
  const copy = await copyOf(path);
  if (!copy) {
    given.set(path, null);
    const found = await asked;
    return found?.answer ?? elsewhere(path);
  }
  const found = isLook(path) ? null : await Promise.race([asked, wait(patience)]);
  if (found && !found.isOther) {
    given.set(path, null);
    return found.answer;
  }
  if (!isLook(path)) patience = SHORT;
  given.set(path, copy.headers.get(DATE));
  return copy;
}

/** In the place of a page that cannot be had, so that nobody who follows a link loses what they entered. */
async function elsewhere(path) {
  const lang = /[._]([a-zA-Z-]+)\.html$/.exec(path)?.[1];
  const page = lang && built.away[lang] && (await stored(built.away[lang]));
  if (!page) return Response.error();
  const text = (await page.text()).replaceAll("again.html", path);
  return new Response(text, { headers: { "content-type": "text/html; charset=utf-8" } });
}

// What the browser tells ----------------------------------------------------------------------------------------------

self.addEventListener("install", (event) => event.waitUntil(install()));

self.addEventListener("activate", (event) => event.waitUntil(built ? tidy().then(() => self.clients.claim()) : stop()));

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { scope } = self.registration;
  if (isOff || method !== "GET" || !url.startsWith(scope)) return;
  const path = url.slice(scope.length).split(/[?#]/)[0] || "index.html";
  if (mode === "navigate") event.waitUntil(tidy());
  if (path in built.files || path.startsWith("app/")) event.respondWith(program(event, path));
  else if (isText(path)) event.respondWith(newest(event, path));
});

/** A page asks of which day its texts are, or whether its program is the newest. */
self.addEventListener("message", ({ data, ports: [port] }) => {
  if (data?.dates) port?.postMessage(data.dates.map((path) => given.get(path) ?? null));
  if (data?.knows) port?.postMessage(!!built && data.knows in built.files);
});

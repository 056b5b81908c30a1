// What works without a network, as far as a page sees it: it says of which day a copy is, looks for newer cards, keeps a topic
// for reading, and gets a device ready for a clinic. A file of its own, fetched once the page is alive. What answers in
// the network's place is public/worker.js.
//
// What is entered is never here: copies are made of what the host serves and of nothing else. Which topics somebody opened is
// private too, so a topic is stored only where they keep their answers about it, or ask for it by a button; clearing the
// answers takes it away again. What staff got ready stays.

import { isPast, takeAway } from "./expiry.js";
import { byId, embedded, page, root } from "./page.js";
import { rehearsing } from "./rehearsing.js";
import { drop, gather, indexOf, isStored, prepare, prepared, store } from "./copies.js";
import { date, number, say } from "./offline-words.js";

/** Says of a copy when the network last gave it. */
const DATE = "tandem-date";
const MINUTE = 60_000;

/** The page offers nothing of this where it has no program. */
let host = {};

/** What is seen: a page with a program, else the page as it was built. */
const seen = () => host.view?.() ?? { path: location.pathname, files: [], texts: [], decision: "", card: root.dataset.card, lastDay: root.dataset.lastDay };

const folder = new URL(".", location.href).pathname;
const fileOf = (view) => view.path.slice(folder.length) || "index.html";

/** `policy` gives the worker's address as one that may be a script; there is none in a browser that needs none. */
export async function begin(policy, offered) {
  host = offered ?? {};
  if (rehearsing) return;
  const controller = workers()?.controller;
  style();
  watch();
  await tell();
  refresh();
  if (await isOff()) return stop();
  addManifest();
  if (navigator.connection?.saveData && !controller) return;
  try {
    await new Promise((idle) => (globalThis.requestIdleCallback ?? setTimeout)(idle));
    await navigator.serviceWorker.register(policy ? policy.createScriptURL("") : "worker.js", { updateViaCache: "none" });
    if (controller) return;
    await navigator.serviceWorker.ready;
    const known = new Map(seen().texts.filter(([address, text]) => text && !address.includes(`/${root.lang}/`)));
    await gather("common", [indexOf(root.lang), ...known.keys()], { known });
  } catch {
    // No worker here: everything is as it is without one.
  }
}

/** A sandbox has none, and some throw when they are asked. */
function workers() {
  try {
    return navigator.serviceWorker;
  } catch {
    return undefined;
  }
}

/** Whoever runs the site may switch all of this off, also where it was on before. */
async function isOff() {
  const known = seen().texts.find(([address]) => address === "content/settings.yaml");
  const text = known ? known[1] : await textOf("content/settings.yaml").then((it) => it.text, () => "");
  return /^offline: *"?no\b/m.test(text ?? "");
}

async function stop() {
  const registration = await workers()?.getRegistration?.().catch(() => undefined);
  if (registration && new URL(registration.scope).pathname === folder) await registration.unregister();
  await drop(() => true);
}

/** So that it can be put on a telephone's first screen. */
function addManifest() {
  if (embedded || document.querySelector('link[rel="manifest"]')) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: indexOf(root.lang).replace("index", "manifest").replace(".html", ".webmanifest") }));
}

// Of which day it is -------------------------------------------------------------------------------------------------

/** Asks the worker; nothing where there is none, or where it does not answer. */
function ask(question) {
  const controller = workers()?.controller;
  if (!controller) return Promise.resolve(null);
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => done(data);
    setTimeout(done, 3000, null);
    controller.postMessage(question, [port2]);
  });
}

/** Says of which day the page is, if any of it is a copy. */
async function tell() {
  const view = seen();
  const dates = ((await ask({ dates: [fileOf(view), ...view.files] })) ?? []).filter(Boolean).sort();
  if (view.path !== seen().path) return;
  view.isDated = dates.length > 0;
  if (view.isDated) note(say("as-of", { date: date(dates[0]) }));
}

/** One sentence above the page, with what can be done about it. */
function note(text, act, label) {
  byId("offline-dated")?.remove();
  if (!text) return;
  const box = make("div", "", { id: "offline-dated", className: "above", role: "region", ariaLabel: say("label") });
  const line = make("p", text, { className: "warning", role: "status" });
  if (act) line.append(" ", make("button", label, { type: "button", className: "button button--small", onclick: act }));
  box.append(line);
  page().before(box);
}

async function textOf(address) {
  const answer = await fetch(address, { cache: "no-cache", credentials: "omit" });
  const text = await answer.text();
  // What asks people to log in to a network is no card.
  if (!answer.ok || /^\s*[<{]/.test(text)) throw 0;
  return { text, isCopy: answer.headers.has(DATE) };
}

let looked = 0;

/** Looks for newer cards. What is not to be used any more goes at once, whatever somebody is doing; anything else waits. */
async function look() {
  looked = Date.now();
  workers()?.getRegistration?.().then((it) => it?.update()).catch(() => {});
  const view = seen();
  if (!view.run) return lookAtStillPage(view);
  const found = await Promise.all(view.files.map((address) => textOf(address).catch(() => null)));
  const isKnown = (address) => view.texts.some(([known, text]) => known === address && text !== null);
  if (view !== seen() || found.some((it, at) => (it ? it.isCopy : isKnown(view.files[at])))) return;
  const isChanged = ([address, text]) => {
    const now = found[view.files.indexOf(address)];
    return now && text !== null && now.text !== text;
  };
  view.isDated = false;
  if (!view.texts.some(isChanged)) return note();
  if (!(await isPast(view))) return note(say("newer"), () => renew(""), say("newer-show"));
  await renew(say("withdrawn"));
}

/** Draws the page of the newest cards; what was entered stays. */
async function renew(text) {
  try {
    await host.renew();
  } catch {
    return;
  }
  note(text);
  byId("main-title")?.focus();
}

async function lookAtStillPage(view) {
  if (!view.isDated && view.files.length) return;
  if (await isPast(view)) takeAway();
  const answer = await fetch(fileOf(view), { cache: "no-cache", credentials: "omit" }).catch(() => null);
  if (view.isDated && answer?.ok && !answer.headers.has(DATE)) note(say("newer-open"));
}

/** My page full screen has nothing around it; beside a list of places it stands in line with the page. On paper what can be
 * pressed is left out, and the day of a copy stands in the margin: a full side has no other room. */
const STYLE = `@media print {
  .offline, #offline-dated button { display: none !important }
  #offline-dated { position: absolute; inset-block-start: 2mm; inset-inline: 14mm; max-inline-size: none; padding: 0 }
  #offline-dated .warning { margin: 0; padding: 0; border: 0; line-height: 1.1; max-inline-size: none }
}
.live.shows .offline { display: none }
@supports selector(::details-content) {
  @media (min-width: 62em) {
    :root:not(.shows, [data-talk], [data-decision=""], [data-decision=".person"]) .offline { padding-inline-start: calc(clamp(16px, 4vw, 2.5rem) + 16rem) }
  }
}`;

function style() {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  } catch {
    // An older browser prints it all in its order.
  }
}

/** Another page is seen, or another place of it. */
let last = null;
const known = new WeakSet();
function arrive() {
  const view = seen();
  if (view !== last && host.view) {
    if (known.has(view)) look();
    else if (last) tell();
    known.add(view);
    last = view;
    byId("offline")?.refill?.();
  }
  refresh();
}

function watch() {
  const mayLook = () => document.hidden || Date.now() - looked < MINUTE || look();
  last = seen();
  known.add(last);
  addEventListener("online", () => look());
  document.addEventListener("visibilitychange", mayLook);
  // The network may be back without the browser having noticed that it was gone.
  setInterval(() => seen().isDated && mayLook(), 5 * MINUTE);
  new MutationObserver(arrive).observe(document.body, { childList: true });
  new MutationObserver(refresh).observe(root, { attributes: true, attributeFilter: ["data-talk"] });
  workers()?.addEventListener("controllerchange", tellUpdate);
  listen();
}

/** A newer program is on the device. This page goes on with its own: nothing is loaded anew under anybody's hands. */
async function tellUpdate() {
  const program = byId("program-wasm")?.getAttribute("href");
  if (program && (await ask({ knows: program })) === false) note(say("update"));
}

// What is stored -----------------------------------------------------------------------------------------------------

/** Nothing of what somebody opened is stored on a device of several people, or inside another page. */
const isPrivate = () => !embedded && host.isShared && !host.isShared();

/** Other parts of the page tell each other what is kept and what is cleared. */
function listen() {
  if (!("BroadcastChannel" in window)) return;
  new BroadcastChannel("tandem").addEventListener("message", async ({ data }) => {
    const view = seen();
    if (data.cleared) await drop((kind, topic) => /^(kept|reading)$/.test(kind) && (!data.topic || data.topic === topic));
    else if (data.stopped) await drop((kind, topic) => kind === "kept" && topic === data.stopped);
    else if (data.wrote === view.decision && isPrivate() && !(await isStored("kept", view.decision, fileOf(view)))) {
      await store("kept", view.decision, fileOf(view));
    }
    byId("offline")?.refill?.();
  });
}

const make = (tag, text, more = {}) => {
  const { role, ariaLabel, ...rest } = more;
  const it = Object.assign(document.createElement(tag), { textContent: text, ...rest });
  if (role) it.setAttribute("role", role);
  if (ariaLabel) it.setAttribute("aria-label", ariaLabel);
  return it;
};

/** A part below the page with a button; `fill` says what stands in it now. */
function part(id, label, fill) {
  let box = byId(id);
  if (!box) {
    box = make("div", "", { id, className: "above offline", role: "region", ariaLabel: label });
    page().after(box);
  }
  return fill(box);
}

async function refresh() {
  const view = seen();
  const isTopic = view.run && view.decision && isPrivate();
  const isList = view.run && !view.decision && !embedded && host.isShared();
  if (byId("offline")) byId("offline").hidden = !isList && (!isTopic || "talk" in root.dataset);
  if (byId("offline") || !("caches" in window) || !workers()) return;
  if (isTopic) await part("offline", say("keep"), (box) => offerKeeping(box, view));
  else if (isList) await part("offline", say("ready-title"), offerReady);
}

const button = (label, onclick) => make("button", label, { type: "button", className: "button button--small", onclick });

const around = (inside) => {
  const line = make("p", "");
  line.append(inside);
  return line;
};

/** "Keep this for reading offline". */
async function offerKeeping(box, view) {
  const told = make("p", "", { role: "status" });
  const show = async (text) => {
    const kept = await isStored("reading", view.decision, fileOf(view));
    const keep = button(say("keep"), async () => {
      told.textContent = say("wait");
      const { missing } = await store("reading", view.decision, fileOf(view)).catch(() => ({ missing: 1 }));
      await show(missing ? say("keep-some") : "");
    });
    const away = button(say("keep-away"), async () => {
      await drop((kind, topic, file) => kind === "reading" && topic === view.decision && file === fileOf(view));
      await show(say("keep-gone"));
    });
    const line = kept ? say("kept", { date: date(kept) }) : say("keep-text");
    const had = box.contains(document.activeElement);
    box.replaceChildren(make("p", line), around(kept ? away : keep), told);
    told.textContent = text ?? "";
    if (had) box.querySelector("button").focus();
  };
  box.refill = show;
  await show();
}

/** "Get ready for clinic": everything of this language. */
async function offerReady(box) {
  const told = make("p", "", { role: "status" });
  const show = async () => {
    const ready = await prepared();
    const line = ready && say("ready-done", { date: date(ready.date), topics: number(ready.topics), papers: number(ready.papers) });
    const some = ready?.missing ? ` ${say("ready-missing", { count: number(ready.missing) })}` : "";
    told.textContent = line ? line + some : "";
  };
  const start = button(say("ready"), async () => {
    told.textContent = say("wait");
    try {
      await prepare(root.lang);
      await show();
    } catch {
      told.textContent = say("ready-none");
    }
  });
  box.refill = show;
  box.replaceChildren(make("h2", say("ready-title")), make("p", say("ready-text")), around(start), told);
  await show();
}

// The boot file: loads the cards and the program, owns the window's listeners, and holds a copy of what a person
// entered outside the program's memory, so that a fault in the program loses nothing. It has no words of its own:
// those it may need stand in the page already. It makes requests to relative addresses under content/ and to the
// program's own files, and to nothing else.

const root = document.documentElement;
const decision = root.dataset.decision;
const lang = root.lang;
const embedded = window.parent !== window;

/** The copy of the answers: a text, empty if nothing was entered. */
let held = "";
/** Whether the device keeps that text too. */
let kept = false;
/** The running program, and what is needed to make a fresh one without the network. */
let live = null, parts = null, texts = [];

const byId = (id) => document.getElementById(id);
const page = () => byId("page");

const host = {
  hold(text, isKept) {
    held = text;
    kept = isKept;
  },
  /** Only on a button of the person's. Without a secure address there is no clipboard at all. */
  copy(text) {
    const copied = navigator.clipboard?.writeText(text) ?? Promise.reject();
    copied.then(
      () => live?.copied(true),
      () => live?.copied(false),
    );
  },
  failed,
};

/** The one loader: a text below content/, the newest there is; null if it cannot be had. */
async function load(address) {
  if (!/^content(\/[a-z0-9-]+)*\/[a-z0-9.-]+\.(md|yaml)$/.test(address)) return null;
  try {
    const answer = await fetch(address, { cache: "no-cache", credentials: "omit" });
    const text = answer.ok ? await answer.text() : "";
    return isOurs(address, text) ? text : null;
  } catch {
    return null;
  }
}

/** Some hosts send a page of their own, or nothing, where a file is missing: that is no card and no words. */
function isOurs(address, text) {
  if (/^\s*(<|$)/.test(text)) return false;
  return !address.endsWith("decision.md") || /^# \S/m.test(text);
}

async function loadAll(addresses) {
  const loaded = await Promise.all(addresses.map(async (it) => [it, await load(it)]));
  texts.push(...loaded);
  return loaded;
}

/** A fresh instance of the program that knows the texts. */
async function instance() {
  const run = parts.fresh();
  await run({ module_or_path: parts.module });
  for (const [address, text] of texts) run.file(address, text ?? undefined);
  return run;
}

/** Draws the program's page aside and puts it in place at once, so that nothing blinks. */
function draw(run) {
  const place = readingPlace();
  const opened = [...page().querySelectorAll("details[open][id]")].map((it) => it.id);
  const fresh = document.createElement("div");
  if (decision) run.start_decision(host, fresh, decision, lang, embedded, held);
  else run.start_library(host, fresh, lang);
  page().replaceChildren(fresh);
  live = run;
  // What somebody has unfolded meanwhile stays so.
  for (const id of opened) byId(id)?.setAttribute("open", "");
  root.classList.add("live");
  if (place) scrollTo(0, scrollY + byId("main-title").getBoundingClientRect().top - place.top);
  else if (location.hash) scrollTo(0, 0);
}

/** What somebody is reading in the page as built: the program opens there, at the same height. */
function readingPlace() {
  if (location.hash || scrollY < 1 || !decision) return null;
  let found = null;
  for (const part of page().querySelectorAll("[data-place]")) {
    const top = part.getBoundingClientRect().top;
    if (top <= 80) found = part;
  }
  const place = found?.dataset.place;
  if (!place || place === "decision") return null;
  history.replaceState(null, "", "#" + place);
  return { top: found.querySelector(".still__title").getBoundingClientRect().top };
}

/** A fault in the program, once and for all: it is stopped, and a calm page offers to bring everything back. */
function failed() {
  if (!live) return;
  live = null;
  page().hidden = true;
  byId("trouble").hidden = false;
  byId("trouble-title").focus();
}

async function carryOn() {
  // A fault in the very answers would come back at once: then the copy can still be saved, or cleared.
  try {
    page().replaceChildren();
    draw(await instance());
    byId("trouble").hidden = true;
    page().hidden = false;
    byId("main-title")?.focus();
  } catch {
    live = null;
    byId("trouble-save").focus();
  }
}

function saveCopy() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([held], { type: "text/plain" }));
  link.download = "my-page.txt";
  link.click();
  URL.revokeObjectURL(link.href);
}

function clearAll() {
  held = "";
  try {
    localStorage.removeItem("tandem-1");
  } catch {
    // Refused storage holds nothing.
  }
  carryOn();
}

function listen() {
  // Inside somebody else's page the address is replaced without this event, so that their history stays theirs.
  addEventListener("hashchange", () => live?.moved(location.hash));
  addEventListener("beforeunload", (event) => {
    if (held && !kept) event.preventDefault();
  });
  addEventListener("error", (event) => {
    if (event.error instanceof WebAssembly.RuntimeError) failed();
  });
  addEventListener("unhandledrejection", (event) => {
    if (event.reason instanceof WebAssembly.RuntimeError) failed();
  });
  byId("trouble-on").addEventListener("click", carryOn);
  byId("trouble-save").addEventListener("click", saveCopy);
  byId("trouble-clear").addEventListener("click", clearAll);
  document.addEventListener("click", followLink);
  if (embedded) tellHeight();
}

/** A link within the page. The one past the list of places is no place: the address stays. */
function followLink(event) {
  const link = event.target.closest?.('a[href^="#"]');
  const hash = link?.getAttribute("href");
  if (hash === "#main-title") {
    event.preventDefault();
    byId("main-title").focus();
  } else if (hash && embedded && live) {
    event.preventDefault();
    live.go(hash);
  } else if (hash && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
    // Drawn when the tap is heard, not only once the browser has changed the address.
    live?.moved(hash);
  }
}

/** Inside somebody else's page they are told a rounded height and nothing else. */
function tellHeight() {
  let last = 0;
  const tell = () => {
    const px = Math.ceil(page().scrollHeight / 64) * 64;
    if (px === last) return;
    last = px;
    parent.postMessage({ type: "tandem:height", px }, "*");
  };
  new ResizeObserver(tell).observe(page());
}

/** Whether a page around this one, near or further out, could read what is entered here. */
function canBeRead() {
  for (let inner = window; inner.parent !== inner; inner = inner.parent) {
    try {
      if (inner.parent.document) return true;
    } catch {
      // Of another site: it cannot.
    }
  }
  return false;
}

/** Above the page as built: it can be read, but not tapped or typed in. */
function sayUnread() {
  page().before(byId("unread"));
  byId("unread").hidden = false;
}

function ready() {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
}

async function start() {
  const names = [...document.querySelectorAll('meta[name="tandem-file"]')].map((it) => it.content);
  const late = setTimeout(async () => {
    await ready();
    sayUnread();
  }, 10000);
  try {
    const program = fetch(byId("program-wasm").href);
    const [module, { fresh }] = await Promise.all([
      compile(program),
      import(byId("program-js").href),
      loadAll(names),
    ]);
    // Without its words or its cards the program has nothing to show: then the page as built says more.
    const needed = /(decision\.md|library\.[a-zA-Z-]+\.md|words\/[a-zA-Z-]+\.yaml)$/;
    if (texts.some(([name, text]) => text === null && needed.test(name))) throw 0;
    parts = { module, fresh };
    const run = await instance();
    if (decision) {
      const more = run.wanted(decision + "/" + lang);
      for (const [address, text] of await loadAll(more)) run.file(address, text ?? undefined);
    }
    await ready();
    listen();
    if (embedded) root.classList.add("embedded");
    if (canBeRead()) {
      byId("beside").hidden = false;
      page().before(byId("beside"));
      return;
    }
    draw(run);
    byId("unread").hidden = true;
  } catch {
    await ready();
    sayUnread();
  } finally {
    clearTimeout(late);
  }
}

/** Compiles while it downloads; not where a host serves the program under another type. */
async function compile(request) {
  const answer = await request;
  if (!answer.ok) throw 0;
  const streams = answer.headers.get("content-type") === "application/wasm";
  return streams ? WebAssembly.compileStreaming(answer) : WebAssembly.compile(await answer.arrayBuffer());
}

start();

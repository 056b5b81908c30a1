// The pages of this site that are open in this tab. One of them is seen; the others are held as they were left, with
// their programs, so that going elsewhere and back loses nothing.

import { byId, root } from "./page.js";

/** By the path of its address. */
const views = new Map();

export let current = null;

export const viewAt = (path) => views.get(path);

/** A page as it was built: `from` is its document. */
export function viewOf(from, path) {
  const all = (selector) => [...from.querySelectorAll(selector)];
  const { lang, dir, dataset } = from.documentElement;
  return {
    path, lang, dir, title: from.title, decision: dataset.decision ?? "", sheet: dataset.sheet,
    files: all('meta[name="tandem-file"]').map((it) => it.content),
    program: from.getElementById("program-wasm")?.getAttribute("href"),
    styles: all('link[rel="stylesheet"]').map((it) => it.getAttribute("href")),
    card: dataset.card, lastDay: dataset.lastDay,
    nodes: [...from.body.childNodes],
    texts: [], run: null,
  };
}

/** The page that the browser loaded. */
export function adopt() {
  current = viewOf(document, location.pathname);
  views.set(current.path, current);
}

/** Puts a page in the place of the one that is seen. */
export function show(view) {
  current.nodes = [...document.body.childNodes];
  current.title = document.title;
  current = view;
  views.set(view.path, view);
  const bigger = byId("bigger")?.checked;
  document.body.replaceChildren(...view.nodes);
  // Who wants bigger words wants them on every page of this tab.
  if (byId("bigger")) byId("bigger").checked = bigger;
  document.title = view.title;
  root.lang = view.lang;
  root.dir = view.dir;
  root.dataset.decision = view.decision;
  root.classList.toggle("live", !!view.run);
  for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
    link.disabled = !view.styles.includes(link.getAttribute("href"));
  }
}

/** Loads the styles that a page has and this document does not, so that it never stands there without them. */
export function loadStyles(view) {
  const known = [...document.querySelectorAll('link[rel="stylesheet"]')].map((it) => it.getAttribute("href"));
  const missing = view.styles.filter((it) => !known.includes(it));
  return Promise.all(missing.map((href) => new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.onload = link.onerror = done;
    setTimeout(done, 2000);
    document.head.append(link);
  })));
}

/** Lets go of every page: nothing of them is left in this tab. */
export function dropAll() {
  views.clear();
  current.nodes = [];
}

/** Stops the programs of all pages, or of those of one topic, but for one: each makes a fresh one when it is seen again. */
export function stopAll(but, topic) {
  for (const view of views.values()) if (view !== but && (!topic || view.decision === topic)) view.run = null;
}

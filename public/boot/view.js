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
    path, lang, dir, title: from.title, decision: dataset.decision ?? "", sheet: dataset.sheet, zero: dataset.zero,
    files: all('meta[name="tandem-file"]').map((it) => it.content),
    program: from.getElementById("program-wasm")?.getAttribute("href"),
    policy: from.querySelector("meta[http-equiv]").content,
    styles: all("style"),
    card: dataset.card, away: "away" in dataset, lastDay: dataset.lastDay,
    nodes: [...from.body.childNodes],
    texts: [], run: null,
  };
}

/** The page that the browser loaded. */
export function adopt() {
  current = viewOf(document, location.pathname);
  views.set(current.path, current);
  document.addEventListener("change", ({ target }) => target.id === "bigger" && mark());
}

/** Says for the style what goes for the whole page. A style that looks for it (`:root:has(...)`) is reckoned anew for the
 * whole page at each change of it, and makes every tap slow. */
export function mark() {
  const is = (name, yes) => root.classList.toggle(name, yes);
  is("bigger-words", !!byId("bigger")?.checked);
  is("troubled", byId("trouble")?.hidden === false);
  is("shows", location.hash === "#show");
}

/** Puts a page in the place of the one that is seen. */
export function show(view) {
  current.nodes = [...document.body.childNodes];
  current.title = document.title;
  current = view;
  // One that stands in for a page which cannot be had now is asked for anew.
  if (!view.away) views.set(view.path, view);
  const bigger = byId("bigger")?.checked;
  document.body.replaceChildren(...view.nodes);
  // Who wants bigger words wants them on every page of this tab.
  if (byId("bigger")) byId("bigger").checked = bigger;
  document.title = view.title;
  root.lang = view.lang;
  root.dir = view.dir;
  root.dataset.decision = view.decision;
  if (view.zero) root.dataset.zero = view.zero;
  else delete root.dataset.zero;
  root.classList.toggle("live", !!view.run);
  mark();
  for (const style of view.styles) if (!standing(style)) document.head.append(document.importNode(style, true));
  const names = view.styles.map(nameOf);
  for (const style of document.querySelectorAll("style")) style.disabled = !names.includes(nameOf(style));
}

const nameOf = (style) => style.dataset.style;
const standing = (style) => document.querySelector(`style[data-style="${nameOf(style)}"]`);

/** Lets go of every page: nothing of them is left in this tab. */
export function dropAll() {
  views.clear();
  current.nodes = [];
}

/** Stops the programs of all pages, or of those of one topic, but for one: each makes a fresh one when it is seen again. */
export function stopAll(but, topic) {
  for (const view of views.values()) if (view !== but && (!topic || view.decision === topic)) view.run = null;
}

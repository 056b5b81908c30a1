// Where somebody was, for each entry of the tab's history: Back returns to the same height with the same rows open.
// The history itself holds a bare number; the heights stay in this page.

import { byId, embedded, page } from "./page.js";

const heights = new Map();
let entry = 0, address = "";

const folds = () => [...page().querySelectorAll("details:not(.places)")];

/** Marks the entry that is seen now; false if it is the one that was seen before. */
export function arrive() {
  // Inside somebody else's page the history is theirs.
  if (embedded) return address !== (address = location.href);
  let now = history.state?.entry;
  if (!now) {
    now = Math.random();
    history.replaceState({ entry: now }, "");
  }
  const moved = now !== entry || address !== location.href;
  entry = now;
  address = location.href;
  return moved;
}

/** Adds an entry for another page of this site. */
export function push(url) {
  remember();
  history.pushState({ entry: Math.random() }, "", url);
  arrive();
}

/** Remembers the height and what is open; not once the browser has gone elsewhere. */
export function remember() {
  if (embedded || location.href !== address) return;
  heights.set(entry, { y: scrollY, open: folds().map((it) => it.open) });
}

/** Whether somebody has been at this entry. */
export const isKnown = () => heights.has(entry);

/** Goes back to where somebody was, once the program has drawn. */
export function restore() {
  const { y, open } = heights.get(entry);
  const here = entry;
  setTimeout(() => {
    if (here !== entry) return;
    const now = folds();
    if (now.length === open.length) now.forEach((it, index) => (it.open = open[index]));
    byId("main-title")?.focus({ preventScroll: true });
    scrollTo(0, y);
  });
}

export function watch() {
  arrive();
  addEventListener("scroll", remember, { passive: true });
  document.addEventListener("toggle", remember, true);
}

// Where somebody was, for each entry of the tab's history: Back returns to the same height with the same rows open.
// The history itself holds a bare number; the heights stay in this page.

import { byId, embedded, page } from "./page.js";
import { current } from "./view.js";

const heights = new Map();
let entry = 0, address = "";

/** The folds in sight; with `top`, those in no other fold. */
const folds = (top) => [...page().querySelectorAll("details:not(.places)")]
  .filter((it) => !it.parentElement.closest(top ? "details" : "details:not([open])"));

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
  heights.set(entry, { y: scrollY, top: folds(true).length, open: folds().map((it) => it.open) });
}

/** Whether somebody has been at this entry. */
export const isKnown = () => heights.has(entry);

/** Goes back to where somebody was, once the program has drawn. */
export function restore() {
  const { y, top, open } = heights.get(entry);
  const here = entry;
  setTimeout(() => {
    if (here !== entry) return;
    if (y > 0 || open.includes(true)) current.run?.finish?.();
    // What a fold holds is drawn when it is told that it opened. It is told now: the height is right only once all is drawn.
    if (folds(true).length === top) open.forEach((was, index) => {
      const it = folds()[index];
      if (!it || it.open === was) return;
      it.open = was;
      it.dispatchEvent(new Event("toggle"));
    });
    byId("main-title")?.focus({ preventScroll: true });
    scrollTo(0, y);
  });
}

export function watch() {
  arrive();
  addEventListener("scroll", remember, { passive: true });
  // What is practised where nobody sees it is no fold of the page.
  document.addEventListener("toggle", ({ target }) => target.closest(".practice") || remember(), true);
}

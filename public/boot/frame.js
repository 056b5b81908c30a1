// Inside somebody else's page.

import { embedded, page } from "./page.js";

let last = 0;

/** They are told a rounded height and nothing else. */
const watcher = new ResizeObserver(() => {
  const px = Math.ceil(page().scrollHeight / 64) * 64;
  if (px === last) return;
  last = px;
  parent.postMessage({ type: "tandem:height", px }, "*");
});

/** Follows the height of the page that is seen. */
export function observe() {
  if (embedded) watcher.observe(page());
}

/** Whether a page around this one, near or further out, could read what is entered here. */
export function canBeRead() {
  for (let inner = window; inner.parent !== inner; inner = inner.parent) {
    try {
      if (inner.parent.document) return true;
    } catch {
      // Of another site: it cannot.
    }
  }
  return false;
}

// Inside somebody else's page.

import { page } from "./page.js";

/** They are told a rounded height and nothing else. */
export function tellHeight() {
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

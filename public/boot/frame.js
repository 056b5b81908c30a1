// Inside somebody else's page.

import { embedded, page } from "./page.js";

let last = 0;

/** They are told a rounded height and nothing else: that of the page, and of what stands over it. */
const watcher = new ResizeObserver(() => {
  const px = Math.ceil((page().offsetTop + page().scrollHeight) / 64) * 64;
  if (px === last) return;
  last = px;
  parent.postMessage({ type: "tandem:height", px }, "*");
});

/** Follows the height of the page that is seen. */
export function observe() {
  if (embedded) watcher.observe(page());
}

/** Whether another window could read what is entered here: it is of this very site. */
function reads(other) {
  try {
    return other !== window && Boolean(other.document);
  } catch {
    // Of another site: it cannot.
    return false;
  }
}

/** Pages of Tandem stand beside each other in one host's page; they run nothing but Tandem. */
function isTandem(other) {
  const policy = (it) => it.document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content;
  return policy(other) === policy(window) && "decision" in other.document.documentElement.dataset;
}

/** All windows within a window. */
const within = (outer) => [...Array(outer.length).keys()].flatMap((place) => [outer[place], ...within(outer[place])]);

/** Whether a page around this one, near or further out, or one that opened it, or one beside it, could read it. */
export function canBeRead() {
  const around = [];
  for (let inner = window; inner.parent !== inner; inner = inner.parent) around.push(inner.parent);
  const beside = around.length > 0 ? within(around.at(-1)).filter((it) => !around.includes(it)) : [];
  const opened = window.opener ? [window.opener] : [];
  return [...around, ...opened].some(reads) || beside.some((it) => reads(it) && !isTandem(it));
}

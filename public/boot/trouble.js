// A fault in the program: it is stopped once and for all, and a calm page offers to bring everything back. The same where
// something else took away what the program drew.

import { clear, heldOpen } from "./memory.js";
import { byId, page } from "./page.js";
import { draw, instance, isWhole, live } from "./program.js";
import { save } from "./take.js";
import { current, mark, stopAll } from "./view.js";

let seen = null;

/** The parts of the page that is seen, known from the start: a tool may have taken them out. */
export function know() {
  seen = { page: page(), trouble: byId("trouble") };
}

export function failed(view = current) {
  if (!view.run) return;
  view.run = null;
  // Behind another page: it is made anew when it is seen again.
  if (view !== current) return;
  for (const part of [seen.page, seen.trouble]) if (!part.isConnected) document.body.append(part);
  seen.page.hidden = true;
  seen.trouble.hidden = false;
  mark();
  byId("trouble-title").focus();
}

async function carryOn() {
  // A fault in the very answers would come back at once: then the copy can still be saved, or cleared.
  try {
    page().replaceChildren();
    draw(current, await instance(current));
    byId("trouble").hidden = true;
    byId("trouble-saved").hidden = true;
    page().hidden = false;
    mark();
    byId("main-title")?.focus();
  } catch {
    current.run = null;
    byId("trouble-save").focus();
  }
}

function saveCopy() {
  save("my-page.txt", "text/plain", heldOpen(current.decision));
  byId("trouble-saved").hidden = false;
}

async function clearAll() {
  await clear();
  stopAll();
  carryOn();
}

/** Each page has these buttons of its own. */
function act(event) {
  const button = event.target.closest?.("button");
  if (!button) return;
  if (button === byId("trouble-on")) carryOn();
  if (button === byId("trouble-save")) saveCopy();
  if (button === byId("trouble-clear")) clearAll();
}

export function watchForFaults() {
  addEventListener("error", (event) => {
    if (event.error instanceof WebAssembly.RuntimeError) failed();
  });
  addEventListener("unhandledrejection", (event) => {
    if (event.reason instanceof WebAssembly.RuntimeError) failed();
  });
  document.addEventListener("click", act);
  new MutationObserver(() => {
    if (live() && !isWhole()) failed();
  }).observe(document.documentElement, { childList: true, subtree: true });
}

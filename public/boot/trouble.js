// A fault in the program: it is stopped once and for all, and a calm page offers to bring everything back.

import { clear, saveCopy } from "./memory.js";
import { byId, page } from "./page.js";
import { draw, instance, live, stop } from "./program.js";

export function failed() {
  if (!live) return;
  stop();
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
    stop();
    byId("trouble-save").focus();
  }
}

function clearAll() {
  clear();
  carryOn();
}

export function watchForFaults() {
  addEventListener("error", (event) => {
    if (event.error instanceof WebAssembly.RuntimeError) failed();
  });
  addEventListener("unhandledrejection", (event) => {
    if (event.reason instanceof WebAssembly.RuntimeError) failed();
  });
  byId("trouble-on").addEventListener("click", carryOn);
  byId("trouble-save").addEventListener("click", saveCopy);
  byId("trouble-clear").addEventListener("click", clearAll);
}

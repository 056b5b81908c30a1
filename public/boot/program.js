// The running program, and what is needed to make a fresh one without the network.

import { held } from "./memory.js";
import { readingPlace } from "./navigate.js";
import { byId, embedded, page, root } from "./page.js";

/** The running program; null before the start and after a fault. */
export let live = null;
/** All texts that were loaded, by address. */
export const texts = [];

let parts = null, host = null;

/** What a program is made of, and the object through which it calls this file. */
export function furnish(made, outside) {
  parts = made;
  host = outside;
}

/** A fresh instance of the program that knows the texts. */
export async function instance() {
  const run = parts.fresh();
  await run({ module_or_path: parts.module });
  for (const [address, text] of texts) run.file(address, text ?? undefined);
  return run;
}

export function stop() {
  live = null;
}

/** Draws the program's page aside and puts it in place at once, so that nothing blinks. */
export function draw(run) {
  const { decision } = root.dataset;
  const place = readingPlace();
  const opened = [...page().querySelectorAll("details[open][id]")].map((it) => it.id);
  const fresh = document.createElement("div");
  if (decision) run.start_decision(host, fresh, decision, root.lang, embedded, held);
  else run.start_library(host, fresh, root.lang);
  page().replaceChildren(fresh);
  live = run;
  // What somebody has unfolded meanwhile stays so.
  for (const id of opened) byId(id)?.setAttribute("open", "");
  root.classList.add("live");
  if (place) scrollTo(0, scrollY + byId("main-title").getBoundingClientRect().top - place.top);
  else if (location.hash) scrollTo(0, 0);
}
